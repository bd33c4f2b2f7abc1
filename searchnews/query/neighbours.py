"""Bonuses for words that stand together in an article as they were typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from searchnews.index_fields import WORDS
from searchnews.query import syntax
from searchnews.query.clauses import Near
from searchnews.query.compiled import ScorePart
from searchnews.query.forms import IndexWords
from searchnews.query.relax import Operand
from searchnews.query.wanted_words import is_function_word

# The bonus for neighbouring words, as a part of what both would score: 0.1 to 0.2 gains up to
# 0.006 MRR@10, 0.4 and more harms headlines. A pasted paragraph has dozens of pairs, which cost
# more than they bring.
_BONUS: Final = 0.15
_SLOP: Final = 2
_MOST_WORDS: Final = 14
# Nor where both words are in more articles than this: to read where they stand in all of these took
# 25 of the 29 ms of a search among 300,000.
_MOST_ARTICLES: Final = 20_000
# All words of a short query as they were typed outweigh any number of them elsewhere: BM25 gives a
# word that comes often 1.2 times its rarity more than one that comes once, and seldom half of that.
_ALL_IN_A_ROW: Final = 1.0
# Longer texts with articles and prepositions are sentences, which seldom return as they are.
_LONGEST_NAME: Final = 6  # words


def neighbour_bonuses(operands: Sequence[Operand]) -> list[ScorePart]:
    """Bonuses for each two words typed side by side, with a word or two between them at most."""
    bonuses: list[ScorePart] = []
    words = [word for operand in operands for word in operand.plain_words]
    if len(words) > _MOST_WORDS:
        return bonuses
    for first, second in pairwise(words):
        if first is None or second is None:
            continue
        slots = tuple(
            tuple(form.word for form in word.forms.members if form.weight == 1.0)
            for word in (first, second)
        )
        rarer = min(first.forms.articles, second.forms.articles)
        if all(slots) and rarer <= _MOST_ARTICLES:
            score = _BONUS * (first.forms.rarity + second.forms.rarity)
            near = Near(WORDS, slots, _SLOP, score)
            bonuses.append(ScorePart(f"{first.typed} near {second.typed}", near))
    return bonuses


def as_typed_bonus(nodes: Sequence[syntax.Node], words: IndexWords) -> list[ScorePart]:
    """A bonus for all words of a short query in a row, function words too: en marche.

    Function words add no rank of their own, so where they stand says what is meant.
    """
    typed: list[str] = []
    apart = tuple(_without_spellings(nodes))
    if not any(map(is_function_word, apart)):
        return []
    for node in apart:
        if not isinstance(node, syntax.Word) or not node.is_plain:
            return []
        typed += [token.word for token in node.tokens]
    if not 1 < len(typed) <= _LONGEST_NAME:
        return []
    forms = words.each_only(typed)
    rarest = min(form.articles for form in forms)
    if not 0 < rarest <= _MOST_ARTICLES:
        return []
    score = _ALL_IN_A_ROW * sum(form.rarity for form in forms)
    row = Near(WORDS, tuple((word,) for word in typed), 0, score)
    return [ScorePart(" ".join(typed), row)]


def _without_spellings(nodes: Sequence[syntax.Node]) -> Iterator[syntax.Node]:
    """What was typed: whether it is written in other ways, too, says nothing of it."""
    for node in nodes:
        typed = node.node if isinstance(node, syntax.Spellings) else node
        yield from typed.nodes if isinstance(typed, syntax.Bag) else (typed,)
