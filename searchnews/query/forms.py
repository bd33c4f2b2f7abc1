"""A query word as a weighted set of words of the index.

Inflections, wildcards, misspellings and words the index does not know are all the same thing:
words of the index that stand for what was typed, each with a weight and all with one rarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from searchnews.query.bm25 import Rarity
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
# What the user wants found too, after the word itself.
SYNONYM: Final = 0.5

# Two letters off say something of a word this long only, and when nothing is closer: +0.003 on
# questions with a typing error, +0.002 on the FAQ. The commonest of many are meant.
_SHORTEST_TWO_EDITS: Final = 6
_MOST_TWO_EDITS: Final = 10

MAX_FORMS: Final = 1000
"""Words that one word of a query may stand for. More have too little in common to rank by, and
each costs the engine a list of postings; the user is warned."""


class Form(NamedTuple):
    """A word of the index that stands for a query word."""

    word: str
    weight: float
    articles: int


class Forms(NamedTuple):
    """What a query word stands for; empty if the index has no such word."""

    members: tuple[Form, ...]
    rarity: float
    """The idf that the members share, as if they were one word."""
    index_rarity: Rarity
    """How rare words are in the index that has these."""
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

    @property
    def articles(self) -> int:
        """The articles that have each of them, added up."""
        return sum([form.articles for form in self.members])

    def clause(self, field_name: str) -> Words:
        """The clause that finds them in a field of the engine.

        Each member's boost takes its own rarity out and puts the shared one in: else a rare
        inflection outranks the word that was typed (0.05 to 0.09 MRR@10 lost).
        """
        shared, own = self.rarity, self.index_rarity.of
        return Words(
            field_name,
            tuple([(word, weight * shared / own(n)) for word, weight, n in self.members]),
        )

    def commonest(self, count: int) -> Forms:
        """So many of them at most, the weightiest and then the commonest."""
        if len(self.members) <= count:
            return self
        return forms_of(self.members[:count], self.index_rarity, cut=True)


def may_be_misspelt(word: str) -> bool:
    """Whether another word may be meant by a word: not by a number, nor by a letter alone.

    >>> may_be_misspelt("palmire"), may_be_misspelt("1943"), may_be_misspelt("t")
    (True, False, False)
    """
    return len(word) > 1 and any(map(str.isalpha, word))


def forms_of(members: Sequence[Form], index_rarity: Rarity, *, cut: bool = False) -> Forms:
    """Words of an index that stand for one word."""
    rarity = index_rarity.shared([form.articles for form in members])
    return Forms(tuple(members), rarity, index_rarity, cut)


class IndexWords:
    """The words of one commit, as the words of one query look them up."""

    def __init__(self, vocabulary: Vocabulary, rarity: Rarity) -> None:
        vocabulary.forget_if_changed()
        self.vocabulary = vocabulary
        self.rarity = rarity
        # Wildcards and misspellings may take a walk through all words: each one walk.
        self._found: dict[tuple[str, int, int], Forms] = {}

    def none(self) -> Forms:
        """No word at all."""
        return forms_of((), self.rarity)

    def only(self, word: str) -> Forms:
        """The word itself and nothing else, whether the index knows it or not."""
        return forms_of((Form(word, 1.0, self.vocabulary.articles_with(word)),), self.rarity)

    def each_only(self, words: Sequence[str]) -> list[Forms]:
        """Each word as `only` gives it, all in one look-up."""
        known = self.vocabulary.known(words)
        counts = [known.get(word) or self.vocabulary.articles_with(word) for word in words]
        return [
            forms_of((Form(word, 1.0, n),), self.rarity)
            for word, n in zip(words, counts, strict=True)
        ]

    def inflected(self, word: str) -> Forms:
        """The word, its inflections, and other spellings of a name; those that the index has."""
        inflections, spellings = self.vocabulary.kin(word, self.rarity.articles)
        members = [Form(w, 1.0 if w == word else INFLECTION, n) for w, n in inflections.items()]
        members += [Form(w, SPELLING, n) for w, n in spellings.items()]
        return self._capped(members)

    def with_synonyms(self, forms: Forms, synonyms: Iterable[str]) -> Forms:
        """The same forms, and those synonyms that the index has."""
        counts = {word: self.vocabulary.articles_with(word) for word in synonyms}
        known = forms.words
        more = [Form(w, SYNONYM, n) for w, n in counts.items() if n and w not in known]
        return forms_of((*forms.members, *more), self.rarity)

    def misspelt(self, word: str, edits: int, limit: int = MAX_FORMS) -> Forms:
        """The word, and the words one or two edits away; the commonest `limit` of them."""
        if (word, edits, limit) not in self._found:
            self._found[word, edits, limit] = self._misspelt(word, edits, limit)
        return self._found[word, edits, limit]

    def matching(self, pattern: str, limit: int = MAX_FORMS) -> Forms:
        """The words that a folded wildcard pattern matches, the commonest `limit` of them."""
        if (pattern, 0, limit) not in self._found:
            found = self.vocabulary.matching(pattern, limit + 1)
            members = [Form(word, 1.0, articles) for word, articles in found.items()]
            self._found[pattern, 0, limit] = self._capped(members, limit)
        return self._found[pattern, 0, limit]

    def nearest(self, word: str) -> Forms:
        """What may have been meant by a word that the index does not know.

        One edit away, or of the same sound; if there is none, two edits away, with the same start,
        which is seldom mistyped. A number, or a letter alone, has none.
        """
        if not may_be_misspelt(word):
            return self.none()
        close = neighbours(self.vocabulary, word, 1)
        alike = self.vocabulary.sounding_like(word)
        members = [Form(w, ONE_EDIT, n) for w, n in close.items()]
        members += [Form(w, SAME_SOUND, n) for w, n in alike.items() if w not in close]
        if members or len(word) < _SHORTEST_TWO_EDITS:
            return self._capped(members)
        farther = neighbours(self.vocabulary, word, 2, same_start=True)
        members = [Form(w, TWO_EDITS, n) for w, n in farther.items()]
        return self._capped(members, _MOST_TWO_EDITS)

    def _misspelt(self, word: str, edits: int, limit: int) -> Forms:
        itself = self.vocabulary.articles_with(word)
        close = neighbours(self.vocabulary, word, 1)
        members = [Form(word, 1.0, itself)] if itself else []
        members += [Form(w, ONE_EDIT, n) for w, n in close.items()]
        if edits > 1:
            farther = neighbours(self.vocabulary, word, 2)
            members += [Form(w, TWO_EDITS, n) for w, n in farther.items() if w not in close]
        return self._capped(members, limit)

    def _capped(self, members: list[Form], limit: int = MAX_FORMS) -> Forms:
        if len(members) > 1:
            members.sort(key=lambda form: (-form[1], -form[2], form[0]))
        return forms_of(members[:limit], self.rarity, cut=len(members) > limit)
