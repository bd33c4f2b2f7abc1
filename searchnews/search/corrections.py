"""The words of a query that are misspelt, more likely than not, and what was meant by them.

A spelling that some article has too is not known to be wrong. So a word that is far rarer than one
beside it is replaced only where the words typed next to it often stand next to the other: Edouard
Philipe. Whatever is found must find more than what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.tokenize import words_of
from searchnews.query.compiled import QueryWord
from searchnews.query.forms import TWO_EDITS, may_be_misspelt
from searchnews.query.syntax import Span
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.misspellings import common_neighbours

# A word of the index this many times rarer than one that differs by a letter is a misspelling
# more often than not; shorter words have too many neighbours for that.
_FAR_RARER: Final = 50
_SHORTEST_RARE: Final = 5
# Where the word next to it agrees, less will do.
_RARER_BESIDE_ANOTHER: Final = 10
_SHORTEST_BESIDE_ANOTHER: Final = 4
_FEW_ARTICLES: Final = 20

# Each takes a look into the index: half a millisecond.
_MOST_TRIED: Final = 3
_MOST_DOUBTFUL: Final = 3  # words of one query

_SHORTEST_RUN_TOGETHER: Final = 5
_LONGEST_RUN_TOGETHER: Final = 30
_SHORTEST_PART: Final = 3
_MOST_PARTS: Final = 3

Counting = Callable[[str], int]
"""A query -> how many articles match it strictly."""


class _Doubtful(NamedTuple):
    """A word, and what may have been meant, the likeliest first."""

    word: QueryWord
    meant: Sequence[str]
    is_unknown: bool
    """Whether no article has the word as it was typed, nor a form of it."""


def corrected(
    text: str, words: Sequence[QueryWord], vocabulary: Vocabulary, total: int, counted: Counting
) -> str | None:
    """The whole query with what was meant by doubtful words; None if that finds no more.

    `words` are those that may be replaced, in their order, and `total` is what the query finds.
    """
    # In `a PRÈS b PRÈS c` the word between is one of each pair, and typed once.
    words = list({word.span: word for word in words}.values())
    counts: dict[str, int] = {}

    def count(query: str) -> int:
        if query not in counts:
            counts[query] = counted(query)
        return counts[query]

    doubtful = [
        _Doubtful(word, meant, not word.forms.has_typed)
        for word in words
        if (meant := list(_meant(word, vocabulary, total, alone=len(words) == 1))[:_MOST_TRIED])
    ][:_MOST_DOUBTFUL]
    doubtful.sort(key=lambda each: not each.is_unknown)
    meant_by: dict[Span, str] = {each.word.span: each.meant[0] for each in doubtful}
    for each in doubtful:
        best = _best(each, text, words, meant_by, total, count, vocabulary)
        if best is None:
            del meant_by[each.word.span]
        else:
            meant_by[each.word.span] = best
    meant_by = meant_by or _joined(words, vocabulary, total)
    if not meant_by:
        return None
    better = _replaced(text, meant_by)
    return better if count(better) > total else None


def _meant(word: QueryWord, vocabulary: Vocabulary, total: int, *, alone: bool) -> Iterator[str]:
    """What may have been meant by a word, as it would be typed; nothing for most words."""
    if word.word in FUNCTION_WORDS or not may_be_misspelt(word.word):
        return
    found_few = (word.forms.articles if alone else total) < _FEW_ARTICLES
    if not word.forms.has_typed:
        others = (*word.forms.members, *word.nearest.members)
        found = _common_ones({f.word: f.articles for f in others if f.weight != TWO_EDITS})
        farther = {form.word: form.articles for form in others if form.weight == TWO_EDITS}
    elif found_few or alone:
        # Function words are in most articles, and nobody misspells one so: `danse` is not `dans`.
        left_out = {*FUNCTION_WORDS, *word.forms.words}
        commoner = _far_commoner(word, vocabulary, alone=alone).items()
        found = {other: n for other, n in commoner if other not in left_out}
        farther = {}
    else:
        return
    for other in _commonest_first(found):
        yield _in_the_case_of(word.typed, other)
    apart = _apart(word.word, vocabulary) if found_few else ()
    for parts in apart:
        yield " ".join(_in_the_case_of(word.typed, part) for part in parts)
    if not found and not apart:
        for other in _commonest_first(farther):
            yield _in_the_case_of(word.typed, other)


def _common_ones(words: dict[str, int]) -> dict[str, int]:
    """Those of some words that are not far rarer than the commonest."""
    least = max(words.values(), default=0) / _FAR_RARER
    return {word: articles for word, articles in words.items() if articles >= least}


def _commonest_first(words: Mapping[str, int]) -> list[str]:
    return sorted(words, key=lambda word: (-words[word], word))


def _far_commoner(word: QueryWord, vocabulary: Vocabulary, *, alone: bool) -> Mapping[str, int]:
    """Words that differ by a letter and are so much commoner that they may be meant."""
    if alone:
        if len(word.word) < _SHORTEST_RARE:
            return {}
        return common_neighbours(vocabulary, word.word, _FAR_RARER * word.forms.articles)
    if len(word.word) < _SHORTEST_BESIDE_ANOTHER:
        return {}
    least = _RARER_BESIDE_ANOTHER * max(1, _articles_as_typed(word))
    return common_neighbours(vocabulary, word.word, least)


def _articles_as_typed(word: QueryWord) -> int:
    return sum(form.articles for form in word.forms.members if form.word == word.word)


def _best(
    doubtful: _Doubtful,
    text: str,
    words: Sequence[QueryWord],
    meant_by: Mapping[Span, str],
    total: int,
    count: Counting,
    vocabulary: Vocabulary,
) -> str | None:
    """What was meant by one word; `meant_by` has what may be meant by the others too."""
    word = doubtful.word
    if doubtful.is_unknown and (len(doubtful.meant) == 1 or len(words) == 1):
        return doubtful.meant[0]

    def found(meant: str) -> int:
        return count(_replaced(text, {**meant_by, word.span: meant}))

    if doubtful.is_unknown:
        # Of names that differ by a letter the one that goes with the other words is meant.
        return max(doubtful.meant, key=found)
    if len(words) == 1:
        far_more = _FAR_RARER * word.forms.articles
        return next((meant for meant in doubtful.meant if count(f'"{meant}"') >= far_more), None)
    enough = _RARER_BESIDE_ANOTHER * max(1, total)

    def beside(meant: str) -> int:
        """In how many articles it stands beside a word typed beside it; 0 if surely too few."""
        return max(
            count(f'"{row}"~1') if _most_articles(row, vocabulary) >= enough else 0
            for row in _rows_beside(word, meant, words, meant_by)
        )

    counts = {meant: beside(meant) for meant in doubtful.meant}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= enough else None


def _rows_beside(
    word: QueryWord, meant: str, words: Sequence[QueryWord], meant_by: Mapping[Span, str]
) -> Iterator[str]:
    """What may be meant, with each word that was typed beside it."""
    at = words.index(word)
    for other in words[:at][-1:]:
        yield f"{meant_by.get(other.span, other.typed)} {meant}"
    for other in words[at + 1 :][:1]:
        yield f"{meant} {meant_by.get(other.span, other.typed)}"


def _most_articles(row: str, vocabulary: Vocabulary) -> int:
    """How many articles may have these words in a row: as many as have the rarest.

    That takes a tenth of the time of a look into the index, and most rows have a word that is rare.
    """
    return min(map(vocabulary.articles_with, words_of(row)), default=0)


def _apart(word: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """The words that may have been typed without a space between: le pen; the likeliest first."""
    if not _SHORTEST_RUN_TOGETHER <= len(word) <= _LONGEST_RUN_TOGETHER:
        return []
    ways = [way for way in _ways_apart(word, _MOST_PARTS) if len(way) > 1]
    known = vocabulary.known({part for way in ways for part in way})
    rarest = {way: min(known.get(part, 0) for part in way) for way in ways}
    kept = [way for way in ways if rarest[way]]
    return sorted(kept, key=lambda way: (-rarest[way], way))


def _ways_apart(word: str, parts: int) -> Iterator[tuple[str, ...]]:
    """A word in up to so many parts, the last of which means something.

    >>> list(_ways_apart("legall", 2))
    [('legall',), ('le', 'gall'), ('leg', 'all')]
    """
    if len(word) >= _SHORTEST_PART and word not in FUNCTION_WORDS:
        yield (word,)
    for end in range(2, len(word) - _SHORTEST_PART + 1) if parts > 1 else ():
        first = word[:end]
        if end >= _SHORTEST_PART or first in FUNCTION_WORDS:
            for rest in _ways_apart(word[end:], parts - 1):
                yield (first, *rest)


def _joined(words: Sequence[QueryWord], vocabulary: Vocabulary, total: int) -> dict[Span, str]:
    """Two words of the query that are one word of the index, where together they find little."""
    if total >= _FEW_ARTICLES:
        return {}
    pairs = {first.word + second.word: (first, second) for first, second in pairwise(words)}
    known = vocabulary.known(pairs)
    for joined, (first, second) in pairs.items():
        if known.get(joined, 0) >= _RARER_BESIDE_ANOTHER * max(1, total):
            return {(first.span[0], second.span[1]): _in_the_case_of(first.typed, joined)}
    return {}


def _replaced(text: str, meant_by: Mapping[Span, str]) -> str:
    pieces: list[str] = []
    end = 0
    for (start, stop), meant in sorted(meant_by.items()):
        if start >= end:
            pieces += text[end:start], meant
            end = stop
    return "".join(pieces) + text[end:]


def _in_the_case_of(typed: str, word: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
