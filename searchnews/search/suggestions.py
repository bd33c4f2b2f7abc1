"""Another spelling of a query, for words that the index hardly knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from searchnews.query.compile import Reading
from searchnews.vocabulary import Vocabulary

# A word of the index this many times rarer than one that differs by a letter is a misspelling
# more often than not; shorter words have too many neighbours for that.
_FAR_RARER: Final = 50
_SHORTEST_RARE: Final = 5
# Two letters off say something of a word this long only.
_SHORTEST_TWO_EDITS: Final = 6


def suggestion(text: str, readings: Iterable[Reading], vocabulary: Vocabulary) -> str | None:
    """The whole query with its doubtful words replaced; None if no word is in doubt."""
    pieces: list[str] = []
    end = 0
    for reading in sorted(readings, key=lambda reading: reading.span):
        start, stop = reading.span
        if not reading.plain or not reading.typed.isalpha() or start < end:
            continue
        better = _better(reading, vocabulary)
        if better and text[start:stop] == reading.typed:
            pieces += text[end:start], _in_the_case_of(reading.typed, better)
            end = stop
    return "".join(pieces) + text[end:] if pieces else None


def _better(reading: Reading, vocabulary: Vocabulary) -> str | None:
    if not reading.forms.has_typed:
        others = (*reading.forms.members, *reading.nearest.members)
        if others:
            return max(others, key=lambda form: form.articles).word
        if len(reading.typed) < _SHORTEST_TWO_EDITS:
            return None
        return _commonest(vocabulary.neighbours(reading.word, 2))
    articles = sum(form.articles for form in reading.forms.members)
    if len(reading.typed) < _SHORTEST_RARE or articles * _FAR_RARER > vocabulary.most_articles:
        return None
    neighbours = vocabulary.neighbours(reading.word, 1)
    for word in reading.forms.words:
        neighbours.pop(word, None)
    better = _commonest(neighbours)
    return better if better and neighbours[better] >= articles * _FAR_RARER else None


def _commonest(words: dict[str, int]) -> str | None:
    return max(sorted(words), key=words.__getitem__) if words else None


def _in_the_case_of(typed: str, word: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word
