"""Concordances: a row an occurrence, the same from every engine."""

import re

import pytest
from corpus import ARTICLES

import searchnews
from searchnews.analysis.tokenize import words_of
from searchnews.errors import InvalidArgumentError


def nodes(index, query, **options):
    return [(row.id, row.node) for row in index.concordance(query, **options)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("=frappes", [("idleb", "frappes"), ("palmyre", "frappes")]),
        ("=frappé", [("palmyre", "frappé")]),
        ('"frappes aériennes"', [("palmyre", "frappes aériennes")]),
        ("djihad*", [("palmyre", "djihadistes")]),
        ("Choigou~", [("palmyre", "Choïgou")]),
        ('"aviation a"~1', [("palmyre", "aviation syrienne a")]),
        ("titre:Palmyre", [("palmyre", "Palmyre")]),
        ("auteurs", [("greve", "auteur·rice·s")]),
        ('"12 000"', [("idleb", "12 000")]),
        ("Qaida", [("idleb", "Qaida"), ("palmyre", "Qaïda")]),
    ],
)
def test_every_kind_of_query(index, query, found):
    assert nodes(index, query) == found


def test_inflections_are_rows_in_the_order_of_the_text(index):
    assert nodes(index, "frappe") == [
        ("idleb", "frappes"),
        ("palmyre", "frappes"), ("palmyre", "frappé"),
        ("greve", "frappe"), ("greve", "frappe"),
    ]  # fmt: skip


def test_a_row_knows_its_article_and_its_place(index):
    row, *others = index.concordance("chasseurs", window=3)
    assert others == []
    assert (row.id, row.date, row.source) == ("palmyre", "2015-09-18", "ATS")
    assert row.title == "La Syrie intensifie ses raids sur Palmyre"
    assert (row.left, row.node, row.right) == (
        "les djihadistes. Des ", "chasseurs", "-bombardiers ont frappé",
    )  # fmt: skip
    article = index.get("palmyre")
    text = "\n".join(filter(None, (article.title, article.lead, article.body)))
    assert text[row.offset :].startswith("chasseurs-bombardiers")


def test_nothing_is_lost_against_a_plain_search_over_the_texts(index):
    for word in ("le", "la", "frappe", "greve", "rakka"):
        count = 0
        for article in ARTICLES:
            text = "\n".join(filter(None, (article.title, article.lead, article.body)))
            folded = text.lower().replace("è", "e").replace("é", "e")
            count += len(re.findall(rf"\b{word}\b", folded))
        assert len(list(index.concordance(f'"{word}"'))) == count > 0


def test_what_stands_inside_another_node_is_part_of_it(index):
    assert nodes(index, '"frappes aériennes" OU aériennes') == [("palmyre", "frappes aériennes")]


def test_a_phrase_from_the_standfirst_into_the_body(new_index):
    article = searchnews.Article(id="a", title="Un titre", lead="Les gilets", body="jaunes hier.")
    new_index.add([article])
    (row,) = new_index.concordance('"gilets jaunes"')
    assert (row.left, row.node, row.right, row.offset) == ("Les ", "gilets jaunes", " hier.", 13)


def test_sorted_by_words_around_the_node(index):
    assert [words_of(row.right)[0] for row in index.concordance("la", sort="1R")] == (
        "branche cgt defense greve greve mobilisation newsletter porte presse region syrie"
    ).split()
    assert [row.node for row in index.concordance("frappe", sort=["0", "source"])] == [
        "frappé", "frappe", "frappe", "frappes", "frappes",
    ]  # fmt: skip


def test_dates_both_ways_undated_last(index):
    for sort, wanted in (
        ("date", ["directoire", "archive", "greve", "sans-date"]),
        ("-date", ["greve", "archive", "directoire", "sans-date"]),
        ("source,date", ["archive", "greve", "directoire", "sans-date"]),
    ):
        found = [row.id for row in index.concordance("Directoire OU est OU porte OU musée OU prime",
                                                     sort=sort, sources=())]  # fmt: skip
        assert [each for each in dict.fromkeys(found) if each in wanted] == wanted


def test_filters(index):
    assert {row.id for row in index.concordance("frappe", date_from="2016")} == {"greve"}
    assert {row.id for row in index.concordance("frappe", sources=["ATS"])} == {"palmyre"}


def test_how_many_there_are_is_said(index):
    answer = index.concordance("frappe")
    assert len(list(answer)) == 5
    assert answer.sums() == {"occurrences": 5, "articles": 3, "complete": True}
    assert answer.notes() == ("5 occurrences in 3 articles",)
    assert answer.about.queries[0].matches == 3
    assert answer.about.out_of == 8
    assert answer.about.sort == "date"


@pytest.mark.parametrize(
    ("limit", "sort", "sums", "note"),
    [
        (2, "", (None, None, False), "the first 2 occurrences; there are more"),
        (5, "", (5, 3, True), "5 occurrences in 3 articles"),
        (9, "0", (5, 3, True), "5 occurrences in 3 articles"),
        (2, "0", (5, 3, False), "the first 2 of 5 occurrences in 3 articles"),
    ],
)
def test_a_limit_is_said(index, limit, sort, sums, note):
    answer = index.concordance("frappe", limit=limit, sort=sort)
    assert len(list(answer)) == min(limit, 5)
    assert tuple(answer.sums().values()) == sums
    assert answer.notes() == (note,)


def test_articles_that_match_otherwise_are_said(index):
    answer = index.concordance("auteur:Martin OU mobilisation")
    assert {row.id for row in answer} == {"archive"}
    assert answer.notes()[1] == "1 article matches otherwise than by words of title and text"


def test_a_query_without_words(index):
    answer = index.concordance("date:2015")
    assert list(answer) == []
    assert answer.notes() == ("the query has no words that are looked for in titles and texts",)


def test_it_can_be_read_twice(index):
    answer = index.concordance("frappe", sort="1L")
    assert list(answer) == list(answer)
    assert answer.to_dict()["rows"] == answer.to_dict()["rows"]
    assert answer.sums()["occurrences"] == 5


def test_progress_is_told_where_all_articles_are_read_first(index):
    told = []
    list(index.concordance("frappe", sort="1L", progress=lambda *done: told.append(done)))
    assert told == [(3, 3)]
    list(index.concordance("frappe", sort="date", progress=lambda *done: told.append(done)))
    assert told == [(3, 3)]


@pytest.mark.parametrize(
    "options", [{"window": 0}, {"window": 1_001}, {"characters": 20_001}, {"limit": -1}]
)
def test_numbers_out_of_range(index, options):
    with pytest.raises(InvalidArgumentError):
        index.concordance("frappe", **options)


def test_an_empty_index(new_index):
    answer = new_index.concordance("frappe")
    assert list(answer) == []
    assert answer.notes() == ("0 occurrences in 0 articles",)
