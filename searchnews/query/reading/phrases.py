"""What stands between quotes, and the words and wildcards in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from searchnews.query import syntax
from searchnews.query.clauses import MAX_SLOP
from searchnews.query.language import CLOSING_QUOTES, excerpt
from searchnews.query.reading.edits import DIGITS
from searchnews.query.syntax import Phrase, Span, Word
from searchnews.query.wildcards import is_pattern

QUOTES: Final = frozenset(CLOSING_QUOTES) | frozenset("".join(CLOSING_QUOTES.values()))
"""Every sign that opens or closes what is searched in a row."""

THOUSANDS: Final = r"\d{1,3}(?:[^\S\n]\d{3})+(?!\w)"
"""The pattern of what is one word to the tokenizer, spaces and all: 12 000."""

PUNCTUATION: Final = ".,;:!?…"
"""What ends a sentence is no wildcard: "Palmyre est-elle libre ?"."""

# Patterns that are compiled when they are first needed: few queries have phrases.
_PART: Final = rf"{THOUSANDS}|[^\s{''.join(sorted(QUOTES))}]+"
# With what is no number of words: ~-1, ~0.5.
_SLOP: Final = r"~(?:(\d+)(?![.,]?\d)|[-+]?\d+(?:[.,]\d+)?)?"
# In characters: SQLite goes a level deeper for each sign.
_LONGEST_PATTERN: Final = 200


class ReadPhrase(NamedTuple):
    """A phrase, and where it ends in the query."""

    node: Phrase | None
    """None if there is no word in it."""
    end: int


def end_of_quote(text: str, start: int) -> int | None:
    """Where the quote that opens at `start` is closed; None if it is not.

    >>> end_of_quote("« raid » OU", 0), end_of_quote('"raid', 0)
    (7, None)
    """
    closing = CLOSING_QUOTES.get(text[start], "")
    return min((i for sign in closing if (i := text.find(sign, start + 1)) >= 0), default=None)


def read_phrase(
    text: str, span: Span, warnings: list[str], *, exact: bool = False, closed: bool = True
) -> ReadPhrase:
    """The phrase between two quotes, with the `~3` behind it if it is `closed`."""
    start, end = span
    parts = tuple(_parts(text, start + 1, end, warnings))
    if exact and not all(isinstance(part, Word) for part in parts):
        exact = False
        warnings.append("= before a phrase with wildcards was left out")
    slop, end = _slop(text, (start, end + 1), warnings) if closed else (0, end)
    if not any(isinstance(part, Word) or part.has_letters for part in parts):
        return ReadPhrase(None, end)
    return ReadPhrase(Phrase(parts, slop, exact, (start, end)), end)


def _parts(
    text: str, start: int, end: int, warnings: list[str]
) -> Iterator[Word | syntax.Wildcard]:
    for match in re.finditer(_PART, text[start:end]):
        typed = match[0].rstrip(PUNCTUATION)
        at = start + match.start()
        span = (at, at + len(typed))
        if wildcard := wildcard_of(typed, span, warnings):
            yield wildcard
        elif (word := Word(typed, span=span)).tokens:
            yield word


def _slop(text: str, phrase: Span, warnings: list[str]) -> tuple[int, int]:
    """The number of `~3` behind a phrase, or 0, and where that ends."""
    start, end = phrase
    loose = re.match(_SLOP, text[end:])
    if loose is None:
        return 0, end
    if loose[1] is None:
        warnings.append(
            "~ after a phrase needs a number of words: it was left out; write "
            f"{excerpt(text[start:end])}~3"
        )
        return 0, end + loose.end()
    slop = within_reach(f"~{loose[1]}", int(loose[1][:DIGITS]), warnings)
    return slop, end + loose.end()


def within_reach(typed: str, words: int, warnings: list[str]) -> int:
    """How many words may stand between others, where so many were asked for."""
    if words > MAX_SLOP:
        warnings.append(f"{excerpt(typed)}: words were searched within {MAX_SLOP}, the most")
    return min(words, MAX_SLOP)


def wildcard_of(text: str, span: Span, warnings: list[str]) -> syntax.Wildcard | None:
    """A word with signs that stand for letters; None if it has none."""
    if not is_pattern(text):
        return None
    wildcard = syntax.Wildcard(text, span)
    if len(text) > _LONGEST_PATTERN and wildcard.has_signs:
        warnings.append(
            f"{excerpt(text)}: only the first {_LONGEST_PATTERN} characters were searched"
        )
        return syntax.Wildcard(f"{text[:_LONGEST_PATTERN]}*", span)
    return wildcard if wildcard.has_signs else None
