"""The collocates of what a query finds: the same from every engine, and from counting by hand."""

import os

import pytest
from corpus import ARTICLES
from explore.words.brute_force import nearby, words_in

import searchnews
from searchnews.analysis.fold import fold
from searchnews.article import Article
from searchnews.errors import InvalidArgumentError
from searchnews.explore.measures.association import log_dice
from searchnews.explore.measures.specificity import specificity

ALL = {"function_words": True, "min_count": 1, "min_articles": 1, "min_specificity": 0}


@pytest.mark.parametrize("window", [1, 5, 100])
def test_every_word_near_a_word_is_counted(index, window):
    rows = index.collocates("=rakka", window=window, **ALL)
    near, _ = nearby(ARTICLES, {"rakka"}, window)
    every = words_in(ARTICLES)
    assert rows.sums() == {
        "by": "form", "window": window, "occurrences": every["rakka"],
        "window_words": near.total(), "words": every.total(),
    }  # fmt: skip
    for row in rows:
        word = fold(row.word)
        assert (row.count, row.frequency) == (near[word], every[word])
        assert row.specificity == pytest.approx(
            specificity([near[word]], [every[word]], near.total(), every.total())[0]
        )
        assert row.logdice == pytest.approx(
            log_dice([near[word]], [every["rakka"]], [every[word]])[0]
        )
    assert rows.rows


def test_all_forms_of_a_word_are_its_node(index):
    assert index.collocates("frappe", **ALL).sums()["occurrences"] == 5
    assert index.collocates("frappe", **ALL).sums()["occurrences"] == len(
        list(index.concordance("frappe"))
    )


def test_only_where_the_query_matches_and_within_filters(index):
    here = index.collocates("frappe rubrique:monde", **ALL)
    assert here.sums()["occurrences"] == 2
    assert here.sums()["words"] == words_in(ARTICLES).total()
    filtered = index.collocates("frappe", sources=["Le Temps"], **ALL)
    of_source = [article for article in ARTICLES if article.source == "Le Temps"]
    assert filtered.sums()["occurrences"] == 1
    assert filtered.sums()["words"] == words_in(of_source).total()
    assert filtered.about.out_of == 1


def many(directory, engine="tantivy"):
    """An index in which « climat » stands in three articles, « tendu » near it in all."""
    index = searchnews.create(directory, engine=engine)
    index.add(
        Article(id=str(n), body=f"Un climat tendu, un mot{n}. {'Autre chose encore ici. ' * 40}")
        for n in range(1, 6)
    )
    return index


def test_thresholds_order_and_limit(tmp_path):
    with many(tmp_path / "index") as index:
        assert [row.word for row in index.collocates("climat")] == ["tendu"]
        assert [row.word for row in index.collocates("climat", min_count=6)] == []
        assert [row.word for row in index.collocates("climat", min_articles=6)] == []
        counted = {"min_count": 1, "min_articles": 1, "min_specificity": 1}
        rows = index.collocates("climat", sort="-specificity", **counted)
        assert [row.specificity for row in rows] == sorted(row.specificity for row in rows)
        assert rows.about.sort == "-specificity"
        (first,) = index.collocates("climat", limit=1, **counted)
        assert first.word == "tendu"
        assert "the first 1 of" in index.collocates("climat", limit=1, **counted).notes()[0]


def test_an_empty_answer_says_what_no_word_has_reached(index):
    rows = index.collocates("frappe", min_count=1000, min_articles=50)
    assert list(rows) == []
    assert rows.notes()[0] == (
        "no word reaches what is shown: 1,000 occurrences in 50 articles, and a specificity of 2"
    )


def test_by_lemma(index):
    words = [row.word for row in index.collocates("palmyre", by="lemma", **ALL)]
    assert "djihadiste" in words
    assert "djihadistes" not in words


@pytest.mark.parametrize(
    "options",
    [
        {"window": 0},
        {"window": 1_000_000},
        {"by": "stem"},
        {"sort": "title"},
        {"sort": "word"},
        {"limit": -1},
        {"min_count": -1},
        {"min_specificity": -1},
        {"min_specificity": float("nan")},
        {"min_articles": 2**40},
        {"date_from": "demain matin"},
    ],
)
def test_what_makes_no_sense(index, options):
    with pytest.raises(InvalidArgumentError):
        index.collocates("frappe", **options)


def test_a_query_without_words_has_no_collocates(index):
    with pytest.raises(InvalidArgumentError, match="keyness"):
        index.collocates("rubrique:monde")


@pytest.mark.parametrize("query", ["introuvable", "", "titre:introuvable"])
def test_nothing_found(index, query):
    rows = index.collocates(query)
    assert rows.rows == ()
    assert rows.sums()["occurrences"] == 0


def test_it_follows_what_is_added_changed_and_deleted(new_index):
    new_index.add(ARTICLES)
    assert new_index.collocates("rakka", **ALL).sums()["words"] == words_in(ARTICLES).total()
    changed = Article(id="greve", body="La grève s'étend à Rakka.")
    added = Article(id="neuf", title="Rakka, encore")
    new_index.add([changed, added])
    new_index.delete(["nee"])
    now = [*(a for a in ARTICLES if a.id not in ("greve", "nee")), changed, added]
    rows = new_index.collocates("=rakka", **ALL)
    near, _ = nearby(now, {"rakka"}, 5)
    assert rows.sums()["window_words"] == near.total()
    assert {fold(row.word): row.count for row in rows}.items() <= near.items()
    assert rows.sums()["words"] == words_in(now).total()


def test_a_rebuilt_index_is_counted_anew(tmp_path):
    many(tmp_path / "index").close()
    with searchnews.open(tmp_path / "index") as index:
        before = index.collocates("climat").sums()
    searchnews.rebuild(tmp_path / "index", engine="whoosh")
    assert not (tmp_path / "index" / "sequences.db").exists()
    with searchnews.open(tmp_path / "index") as index:
        assert index.collocates("climat").sums() == before


@pytest.mark.skipif(os.name == "nt", reason="a directory in its place")
def test_where_nothing_can_be_kept_it_is_said(tmp_path):
    with many(tmp_path / "index") as index:
        (tmp_path / "index" / "sequences.db").mkdir()
        rows = index.collocates("climat")
        assert [row.word for row in rows] == ["tendu"]
        assert any("cannot be kept" in warning for warning in rows.about.warnings)
        told = []
        index.collocates("climat", progress=lambda *each: told.append(each))
        assert told == [(5, 5)]
