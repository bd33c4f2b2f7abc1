"""Another way to put a query: words the index hardly knows, acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from searchnews.analysis.acronyms import name_key
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query.compile import Reading
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.misspellings import common_neighbours

# A word of the index this many times rarer than one that differs by a letter is a misspelling
# more often than not; shorter words have too many neighbours for that.
_FAR_RARER: Final = 50
_SHORTEST_RARE: Final = 5

# Of the articles with a word, one in so many explains it where it is an acronym: `race` is none,
# whatever an article calls its Rapid Action something.
_EXPLAINED_IN: Final = 20
_LONGEST_NAME: Final = 8  # in words
_SIGNS: Final = re.compile(r'[()":]|\b(?:ET|AND|OU|OR|SAUF|NOT)\b')


def suggestion(text: str, readings: Iterable[Reading], vocabulary: Vocabulary) -> str | None:
    """The whole query, put another way; None if there is no better one.

    Doubtful words are replaced. If there are none, an acronym and its name that articles explain
    are both looked for: `OSDH OU "Observatoire syrien des droits de l'homme"`.
    """
    plain = sorted((r for r in readings if _is_in(text, r)), key=lambda reading: reading.span)
    return _corrected(text, plain, vocabulary) or _spelt_out(text, plain, vocabulary)


def _is_in(text: str, reading: Reading) -> bool:
    start, stop = reading.span
    return reading.plain and reading.typed.isalpha() and text[start:stop] == reading.typed


def _corrected(text: str, readings: Sequence[Reading], vocabulary: Vocabulary) -> str | None:
    pieces: list[str] = []
    end = 0
    for reading in readings:
        start, stop = reading.span
        better = _better(reading, vocabulary) if start >= end else None
        if better:
            pieces += text[end:start], _in_the_case_of(reading.typed, better)
            end = stop
    return "".join(pieces) + text[end:] if pieces else None


def _better(reading: Reading, vocabulary: Vocabulary) -> str | None:
    if not reading.forms.has_typed:
        others = (*reading.forms.members, *reading.nearest.members)
        return max(others, key=lambda form: form.articles).word if others else None
    if len(reading.typed) < _SHORTEST_RARE:
        return None
    far_more = _FAR_RARER * sum(form.articles for form in reading.forms.members)
    # Function words are in most articles, and nobody misspells one so: `danse` is not `dans`.
    neighbours = {
        word: count
        for word, count in common_neighbours(vocabulary, reading.word, far_more).items()
        if word not in FUNCTION_WORDS and word not in reading.forms.words
    }
    return _commonest(neighbours)


def _commonest(words: dict[str, int]) -> str | None:
    return max(sorted(words), key=words.__getitem__) if words else None


def _in_the_case_of(typed: str, word: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    return word.capitalize() if typed[0].isupper() else word


def _spelt_out(text: str, readings: Sequence[Reading], vocabulary: Vocabulary) -> str | None:
    if not readings:
        return None
    meanings = vocabulary.meanings([reading.word for reading in readings])
    for reading in readings:
        if reading.word not in meanings:
            continue
        name, explained = meanings[reading.word]
        is_acronym = vocabulary.articles_with(reading.word) <= explained * _EXPLAINED_IN
        if is_acronym and name_key(name) not in name_key(text):
            return _either(text, reading.span, reading.typed, f'"{name}"')
    if len(readings) == 1:
        return None
    runs = {
        " ".join(reading.word for reading in run): (run[0].span[0], run[-1].span[1])
        for length in range(2, min(_LONGEST_NAME, len(readings)) + 1)
        for run in zip(*(readings[n:] for n in range(length)), strict=False)
    }
    for key, acronym in vocabulary.acronyms(list(runs)).items():
        start, stop = runs[key]
        written = text[start:stop]
        is_name = name_key(written) == key and not _SIGNS.search(written)
        if is_name and acronym not in name_key(text).split():
            return _either(text, (start, stop), f'"{written}"', acronym.upper())
    return None


def _either(text: str, span: tuple[int, int], typed: str, other: str) -> str:
    start, stop = span
    before, after = text[:start], text[stop:]
    both = f"{typed} OU {other}"
    return f"{before}({both}){after}" if before.strip() or after.strip() else both
