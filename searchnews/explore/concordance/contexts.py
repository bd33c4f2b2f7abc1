"""The words before and behind a place in a text, by number of words or of characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from searchnews.analysis.cached_tokens import placed_tokens
from searchnews.analysis.tokenize import Token

MOST_WORDS: Final = 1_000
"""Of a window, at each side: more than most articles have."""
MOST_CHARACTERS: Final = 20_000
"""Of a window, at each side; of words as well, some of which may be a file's bytes written out."""

Unit: TypeAlias = Literal["words", "characters"]

# A word of French and its space have six letters; of eight a word, one look is most often enough.
_CHARACTERS_PER_WORD: Final = 8
# The words at the end of a stretch may have been cut there, and a number with spaces inside is one
# word: so many more are read, and not used.
_SPARE_WORDS: Final = 3


class Window(NamedTuple):
    """How much is shown at each side of a node."""

    size: int = 12
    unit: Unit = "words"


class PlacedWord(NamedTuple):
    """A word and where it stands: `text[start:end]`, in characters."""

    word: str
    start: int
    end: int


def words_before(text: str, end: int, most: int) -> Sequence[PlacedWord]:
    """The last words before a place, the nearest first, as far as there are any.

    >>> [each.word for each in words_before("Les raids sur l'aviation", 16, 2)]
    ['sur', 'raids']
    """
    for length in _lengths(most):
        begin = max(end - length, 0)
        words = _words(text[begin:end], begin)
        if begin == 0 or len(words) >= most + _SPARE_WORDS:
            break
    return words[::-1][:most]


def words_behind(text: str, start: int, most: int) -> Sequence[PlacedWord]:
    """The first words behind a place, the nearest first, as far as there are any.

    >>> [each.word for each in words_behind("L'aviation, hier, a frappé", 10, 2)]
    ['hier', 'a']
    """
    for length in _lengths(most):
        words = _words(text[start : start + length], start)
        if start + length >= len(text) or len(words) >= most + _SPARE_WORDS:
            break
    return words[:most]


def before(text: str, end: int, window: Window) -> str:
    r"""What stands before a place, on one line; its end touches what follows.

    >>> before("Moscou.\n\nHier, l'aviation", 17, Window(1))
    "Hier, l'"
    """
    if window.unit == "characters":
        return one_line(text[max(end - window.size, 0) : end])
    words = words_before(text, end, window.size)
    first = words[-1].start if len(words) == window.size else 0
    return one_line(text[max(first, end - MOST_CHARACTERS) : end])


def behind(text: str, start: int, window: Window) -> str:
    """What stands behind a place, on one line; its beginning touches what comes before.

    >>> behind("L'aviation a frappé Palmyre.", 10, Window(2))
    ' a frappé'
    """
    if window.unit == "characters":
        return one_line(text[start : start + window.size])
    words = words_behind(text, start, window.size)
    last = words[-1].end if len(words) == window.size else len(text)
    return one_line(text[start : min(last, start + MOST_CHARACTERS)])


def _lengths(words: int) -> Iterator[int]:
    """How many characters are looked at for so many words: more and more of them."""
    length = _CHARACTERS_PER_WORD * (words + _SPARE_WORDS)
    while length < MOST_CHARACTERS:
        yield length
        length *= 2
    yield MOST_CHARACTERS


def _words(text: str, offset: int) -> list[PlacedWord]:
    def placed(at: int, token: Token) -> PlacedWord:
        return PlacedWord(token.word, offset + at + token.start, offset + at + token.end)

    return [placed(at, token) for at, token in placed_tokens(text)]


def one_line(text: str) -> str:
    """The text with single spaces for all white space, also at its ends."""
    inside = " ".join(text.split())
    if not inside:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{inside}{' ' * text[-1].isspace()}"
