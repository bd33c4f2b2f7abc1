"""A query word as a weighted set of words of the index.

Inflections, wildcards, misspellings and words the index does not know are all the same thing:
words of the index that stand for what was typed, each with a weight and all with one rarity.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from searchnews.query.bm25 import idf
from searchnews.query.clauses import Words
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.misspellings import neighbours

# The folded word beside its stem mates, at 0.3 to 0.8 of its weight, gains 0.010 to 0.026 MRR@10
# over mates that weigh the same.
INFLECTION: Final = 0.3
# What a typing error costs comes back almost whole at this weight (.623 -> .714 of .736).
ONE_EDIT: Final = 0.6
# Other spellings of a name find what the typed one would; less than an inflection, as not all of
# them are the same name.
SPELLING: Final = 0.25
TWO_EDITS: Final = 0.4
# elefant for éléphant, two edits away. Of words with a random typing error +0.002 on questions.
SAME_SOUND: Final = 0.5

# Two letters off say something of a word this long only, and when nothing is closer: +0.003 on
# questions with a typing error, +0.002 on the FAQ. The commonest of many are meant.
_SHORTEST_TWO_EDITS: Final = 6
_MOST_TWO_EDITS: Final = 10

# A synonym is what the user wants found too, after the word itself.
SYNONYM: Final = 0.5

# More words than this have too little in common to rank by, and each costs the engine a list of
# postings; the user is told.
MAX_EXPANSIONS: Final = 1000
# In a row every word is looked up with every one beside it.
MAX_EXPANSIONS_IN_A_ROW: Final = 100


class Form(NamedTuple):
    """A word of the index that stands for a query word."""

    word: str
    weight: float
    articles: int


class Forms(NamedTuple):
    """What a query word stands for; empty if the index has no such word."""

    members: tuple[Form, ...]
    cut: bool = False
    """Whether there were more."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple([form.word for form in self.members])

    @property
    def has_typed(self) -> bool:
        """Whether one of them is the word itself or a form of it, not just spelt otherwise."""
        return any(form.weight > SPELLING for form in self.members)

    def rarity(self, articles: int) -> float:
        """The idf that the members share, as if they were one word, among so many articles."""
        together = sum([form.articles for form in self.members])
        return idf(min(together, articles), articles)

    def clause(self, field: str, articles: int) -> Words:
        """The clause that finds them, in an index of so many articles.

        Each member's boost takes its own rarity out and puts the shared one in: else a rare
        inflection outranks the word that was typed (0.05 to 0.09 MRR@10 lost).
        """
        shared = self.rarity(articles)
        return Words(
            field,
            tuple([(word, weight * shared / idf(n, articles)) for word, weight, n in self.members]),
        )


NO_FORMS: Final = Forms(())


def only(word: str, vocabulary: Vocabulary) -> Forms:
    """The word itself and nothing else, whether the index knows it or not."""
    return Forms((Form(word, 1.0, vocabulary.articles_with(word)),))


def inflected(word: str, vocabulary: Vocabulary, articles: int) -> Forms:
    """The word, its inflections, and other spellings of a name; those that the index has."""
    inflections, spellings = vocabulary.kin(word, articles)
    members = [Form(w, 1.0 if w == word else INFLECTION, n) for w, n in inflections.items()]
    members += [Form(w, SPELLING, n) for w, n in spellings.items()]
    return _capped(members)


def misspelt(word: str, edits: int, vocabulary: Vocabulary) -> Forms:
    """The word, and the words one or two edits away."""
    known = _itself(word, vocabulary) | neighbours(vocabulary, word, 1)
    forms = _weighted(word, known, ONE_EDIT)
    if edits == 1:
        return forms
    farther = neighbours(vocabulary, word, 2)
    more = [Form(w, TWO_EDITS, n) for w, n in farther.items() if w not in known]
    return _capped([*forms.members, *more])


def matching(pattern: str, vocabulary: Vocabulary, limit: int = MAX_EXPANSIONS) -> Forms:
    """The words that a folded wildcard pattern matches, the commonest of them."""
    found = vocabulary.matching(pattern, limit + 1)
    return _capped([Form(word, 1.0, articles) for word, articles in found.items()], limit)


def nearest(word: str, vocabulary: Vocabulary) -> Forms:
    """What may have been meant by a word that the index does not know.

    One edit away, or of the same sound; if there is none, two edits away, with the same start,
    which is seldom mistyped.
    """
    close = neighbours(vocabulary, word, 1)
    alike = vocabulary.sounding_like(word)
    members = [Form(w, ONE_EDIT, n) for w, n in close.items()]
    members += [Form(w, SAME_SOUND, n) for w, n in alike.items() if w not in close]
    if members or len(word) < _SHORTEST_TWO_EDITS:
        return _capped(members)
    farther = neighbours(vocabulary, word, 2, same_start=True)
    kept = _capped([Form(w, TWO_EDITS, n) for w, n in farther.items()], _MOST_TWO_EDITS)
    return Forms(kept.members)


def _itself(word: str, vocabulary: Vocabulary) -> dict[str, int]:
    articles = vocabulary.articles_with(word)
    return {word: articles} if articles else {}


def _weighted(word: str, known: dict[str, int], weight: float) -> Forms:
    return _capped([Form(w, 1.0 if w == word else weight, n) for w, n in known.items()])


def _capped(members: list[Form], limit: int = MAX_EXPANSIONS) -> Forms:
    if len(members) > 1:
        members.sort(key=lambda form: (-form[1], -form[2], form[0]))
    return Forms(tuple(members[:limit]), cut=len(members) > limit)
