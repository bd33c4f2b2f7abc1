"""Profiles: which words tell a text from others, and how much each is worth."""

from math import log

import pytest
from corpus import ARTICLES

from searchnews.explore.similar.profile import MOST_WORDS, profile
from searchnews.query.bm25 import Rarity


class Words:
    """A vocabulary: words and in how many articles each is."""

    def __init__(self, **articles):
        self._articles = articles

    def known(self, words):
        return {word: self._articles[word] for word in words if word in self._articles}


def words(title, text, vocabulary, *, articles=1000, **options):
    return [each.shown for each in profile(title, text, vocabulary, Rarity(articles), **options)]


def test_rare_words_first_and_frequent_ones_before_those_that_are_there_once():
    vocabulary = Words(giec=3, rapport=300, climat=30)
    assert words("", "Le rapport du GIEC", vocabulary) == ["GIEC", "rapport"]
    text = "climat climat climat climat GIEC"
    assert words("", text, vocabulary) == ["climat", "GIEC"]


def test_boosts_grow_with_the_logarithm_of_the_count_and_titles_count_twice():
    found = profile("Climat", "Le climat", Words(climat=3), Rarity(1000))
    assert [each.boost for each in found] == [pytest.approx(1 + log(3))]


def test_words_are_shown_as_they_are_written_most_often():
    assert words("L'ONU", "l'Onu, l'ONU", Words(onu=3)) == ["ONU"]


@pytest.mark.parametrize("text", ["", "le la de", "à l'", "inconnu", "…"])
def test_words_that_tell_nothing(text):
    assert words("", text, Words(le=900, la=900)) == []


def test_words_that_only_the_article_itself_has():
    vocabulary = Words(giec=1, climat=2)
    assert words("", "GIEC climat", vocabulary, in_index=True) == ["climat"]
    assert words("", "GIEC climat", vocabulary) == ["GIEC", "climat"]


def test_no_more_words_than_are_of_use():
    text = " ".join(f"mot{n}" for n in range(100))
    vocabulary = Words(**{f"mot{n}": n + 1 for n in range(100)})
    assert words("", text, vocabulary) == [f"mot{n}" for n in range(MOST_WORDS)]


def test_of_the_corpus(index):
    vocabulary = index._snapshots.latest().vocabulary
    (nee,) = (article for article in ARTICLES if article.id == "nee")
    found = words(nee.title, nee.body, vocabulary, articles=len(ARTICLES))
    assert "Rakka" in found
    assert "elle" not in found
