"""Key words: the same from every engine, and from counting by hand."""

import pytest
from corpus import ARTICLES
from explore.words.brute_force import articles_with, words_in

from searchnews.analysis.fold import fold
from searchnews.errors import InvalidArgumentError

ALL = {"function_words": True, "min_count": 1, "min_articles": 1, "min_specificity": 0}


def by_hand(part, reference):
    counts, articles, others = words_in(part), articles_with(part), words_in(reference)
    return {word: (counts[word], others[word], articles[word]) for word in counts | others}


def counted(rows):
    return {
        fold(row.word) or "pourcent": (row.count, row.reference_count, row.articles) for row in rows
    }


def split(ids):
    return (
        [article for article in ARTICLES if article.id in ids],
        [article for article in ARTICLES if article.id not in ids],
    )


def test_compared_with_all_other_articles(index):
    part, reference = split({"palmyre", "idleb", "greve"})
    rows = index.keyness("frappe", **ALL)
    assert counted(rows) == by_hand(part, reference)
    assert rows.sums() == {
        "by": "form",
        "articles": 3, "words": words_in(part).total(),
        "reference_articles": 5, "reference_words": words_in(reference).total(),
    }  # fmt: skip


def test_compared_with_those_that_match_another_query(index):
    part, _ = split({"palmyre", "idleb", "greve"})
    reference, _ = split({"nee"})
    rows = index.keyness("frappe", "=rakka", **ALL)
    assert counted(rows) == by_hand(part, reference)
    assert [query.query for query in rows.about.queries] == ["frappe", "=rakka"]


def test_an_article_that_matches_both_counts_once(index):
    part, _ = split({"palmyre", "idleb", "greve"})
    rows = index.keyness("frappe", "*", **ALL)
    assert rows.sums()["reference_articles"] == len(ARTICLES) - len(part)
    assert "3 articles of the reference matched" in rows.notes()[-1]


def test_filters_narrow_both(index):
    rows = index.keyness("frappe", sources=["Le Temps", "Le Courrier de l'Ouest"], **ALL)
    part, _ = split({"idleb", "greve"})
    reference, _ = split({"archive"})
    assert counted(rows) == by_hand(part, reference)


@pytest.mark.parametrize(
    ("query", "against", "said"),
    [
        ("*", None, "every article matches '\\*'"),
        ("frappe", "introuvable", "no article matches 'introuvable'"),
        ("*", "frappe", "every article that matches 'frappe' matches '\\*' as well"),
    ],
)
def test_nothing_to_compare_with(index, query, against, said):
    with pytest.raises(InvalidArgumentError, match=said):
        index.keyness(query, against)


def test_nothing_found(index):
    rows = index.keyness("introuvable")
    assert rows.sums()["words"] == 0
    assert all(row.count == 0 for row in rows)


@pytest.mark.parametrize(
    "options", [{"by": "stem"}, {"sort": "distance"}, {"limit": -1}, {"min_count": 1.5e12}]
)
def test_what_makes_no_sense(index, options):
    with pytest.raises(InvalidArgumentError):
        index.keyness("frappe", **options)
