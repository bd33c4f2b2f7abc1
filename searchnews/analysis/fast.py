"""Whole texts cut into words at the speed of C, for indexing.

The words are those of `analysis.tokenize`, without their places. No Python is run for each
word: a look-up per word costs more than the engine does with it (0.25 µs on a table that does
not fit the cache; 350 words an article). The text becomes bytes of Windows-1252, one byte a
character, in which one `translate` lowers letters and classifies the rest, and what is left of
the grammar is done where its marks are found. Of 31,000 French articles 98 % fit that code page;
signs outside it are separators or spaces to the grammar anyway, and texts with other letters
than it has go to the reference tokenizer.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from searchnews.analysis.characters import SEPARATOR, skeleton_of
from searchnews.analysis.fold import fold, lower_case
from searchnews.analysis.grammar import ELIDED, Grammar, plural_of_inclusive
from searchnews.analysis.tokenize import MAX_WORD, tokens


class TextWords(NamedTuple):
    """The words of a text."""

    folded: str
    """In order, joined by single spaces."""
    written: frozenset[str]
    """Words as they are written, in lower case: those with accents, and those without that the
    text has with accents too. Of a word that is not in it, the text has just what `folded` has."""


def text_words(text: str) -> TextWords:
    """Cut a text into its words, as `tokenize` does.

    >>> text_words("L’État, c'est 12 000 élu·e·s").folded
    'etat est 12000 elus'
    >>> sorted(text_words("Il a frappé, elle frappe à Idleb.").written)
    ['a', 'frappe', 'frappé', 'à']
    """
    try:
        encoded = text.encode("cp1252", "searchnews.signs")
    except UnicodeEncodeError:
        composed = unicodedata.normalize("NFC", text)
        return _reference_words(text) if composed == text else text_words(composed)
    tables = _tables()
    cut = b"\n%b\n" % encoded.translate(tables.classes, _IGNORED)
    if b"'" in cut:
        cut = _cut_apostrophes(cut)
    cut = _THOUSANDS_BY_SPACES.sub(b"", cut)
    if _MIDDLE_DOT in cut or _STOP_BEFORE_ENDING.search(cut):
        cut = _INCLUSIVE.sub(_plural, cut)
    if _STOP_BEFORE_DIGITS.search(cut):
        cut = _THOUSANDS_BY_STOPS.sub(lambda number: number[0].replace(b".", b""), cut)
    cut = _STOP_OF_INITIALS.sub(b"", cut)
    cut = _DECIMAL_COMMA.sub(_KEPT_COMMA, cut).translate(tables.words, _JOINED)
    for placeholder, letters in _LIGATURES.values():
        cut = cut.replace(placeholder, letters)
    words = cut.split()
    if len(cut) > MAX_WORD:
        words = [word[:MAX_WORD] for word in words]
    distinct = set(words)
    written = [word for word in distinct if not word.isascii()]
    written += distinct.intersection(b" ".join(written).translate(tables.folds).split())
    return TextWords(
        b" ".join(words).translate(tables.folds).decode("ascii"),
        frozenset(b" ".join(written).decode("cp1252").split()),
    )


def _reference_words(text: str) -> TextWords:
    words = list(tokens(text))
    distinct = {token.written for token in words}
    accented = {token.written for token in words if not token.written.isascii()}
    folded = {token.word for token in words if token.written in accented}
    return TextWords(
        " ".join(token.word for token in words), frozenset(accented | (distinct & folded))
    )


# What bytes mean once classified. ASCII is itself; letters with accents keep their byte;
# ligatures, two letters each, wait for the end behind a byte of their own.
_JOINED: Final = b"\x01"  # an apostrophe inside a word
_KEPT_COMMA: Final = b"\x02"
_MIDDLE_DOT: Final = b"\x03"
_LIGATURES: Final = {
    "œ": (b"\x04", b"oe"),
    "æ": (b"\x05", b"ae"),
    "ß": (b"\x06", b"ss"),
    "þ": (b"\x07", b"th"),
}
_IGNORED: Final = b"\xad"
_ACCENTED: Final = r"\x04-\x07\x80-\xff"

_GRAMMAR: Final = Grammar(
    start=f"[a-z0-9{_ACCENTED}]",
    letter=f"[a-z{_ACCENTED}]",
    inside=rf"[a-z0-9\x01{_ACCENTED}]",
    middle_dot=r"\x03",
)


def _compile(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode("ascii"))


# A regular expression is cheap where it begins with a literal: these look for a space, a comma or
# a full stop, and only then around it. The first and the last say of one space or stop what
# `Grammar` says of a whole number or a whole name.
_THOUSANDS_BY_SPACES: Final = _compile(
    rf" (?=[0-9]{{3}}{_GRAMMAR.word_ends})(?:"
    + "|".join(rf"(?<![a-z0-9\x01{_ACCENTED}.,][0-9]{{{n}}} )(?<=[0-9]{{{n}}} )" for n in (1, 2, 3))
    + ")"
)
_DECIMAL_COMMA: Final = _compile(",(?<=[0-9],)(?=[0-9])")
_STOP_BEFORE_ENDING: Final = _compile(rf"\.(?<={_GRAMMAR.letter}{{2}}\.)(?=[a-z{_ACCENTED}])")
_STOP_BEFORE_DIGITS: Final = _compile(r"\.(?<=[0-9]\.)(?=[0-9]{3})")
_STOP_OF_INITIALS: Final = _compile(
    rf"\.(?<=(?<!{_GRAMMAR.inside}){_GRAMMAR.letter}\.)(?={_GRAMMAR.letter}{_GRAMMAR.word_ends})"
)
_THOUSANDS_BY_STOPS: Final = _compile(_GRAMMAR.thousands)
# In the skeletons of the reference an accented letter is an x.
_INCLUSIVE: Final = _compile(_GRAMMAR.inclusive.replace("[ex]re", f"[ex{_ACCENTED}]re"))


def _plural(match: re.Match[bytes]) -> bytes:
    base = match.string[: match.start()][-1:]
    return plural_of_inclusive(base.decode("latin-1"), match[0].decode("latin-1")).encode()


_WORD_BYTES: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789\4\5\6\7") | frozenset(
    range(0x80, 0x100)
)
_ELIDED_LETTERS: Final = frozenset(b"\xe7") | {ord(a) for a in ELIDED if len(a) == 1}
_ELIDED_QU: Final = tuple(sorted((a.encode() for a in ELIDED if len(a) > 1), key=len, reverse=True))


def _cut_apostrophes(text: bytes) -> bytes:
    """Cut elided articles, join what other apostrophes hold together, separate at the rest."""
    pieces = text.split(b"'")
    done: list[bytes] = []
    left = pieces[0]
    for right in pieces[1:]:
        word_follows = bool(right) and right[0] in _WORD_BYTES
        if not left or left[-1] not in _WORD_BYTES:
            done.append(left)
            left = right
        elif article := _elided_length(left, word_follows):
            done.append(left[:-article])
            left = right
        elif word_follows:
            left += _JOINED + right
        else:
            done.append(left)
            left = right
    done.append(left)
    return SEPARATOR.encode().join(done)


def _elided_length(left: bytes, word_follows: bool) -> int:
    """How many bytes at the end are an elided article, from the start of a word; 0 if none."""
    if left[-1] in _ELIDED_LETTERS:
        length = 1
    elif left.endswith(b"qu"):
        length = next(len(article) for article in _ELIDED_QU if left.endswith(article))
    else:
        return 0
    if length == len(left):
        return length
    before = left[-length - 1]
    if before in _WORD_BYTES or before == _JOINED[0]:
        return 0
    return length if word_follows or before not in b".\x03" else 0


class _Tables(NamedTuple):
    """Three tables for `bytes.translate`, one after the other."""

    classes: bytes
    """A byte of Windows-1252 -> its class, as above."""
    words: bytes
    """Classes -> letters, digits and commas of words; the rest spaces."""
    folds: bytes
    """Letters -> folded letters."""


@cache
def _tables() -> _Tables:
    classes, words, folds = bytearray(256), bytearray(b" " * 256), bytearray(range(256))
    for byte in range(256):
        character = bytes([byte]).decode("cp1252", "replace")
        skeleton = skeleton_of(character)
        if skeleton == "·":
            classes[byte] = _MIDDLE_DOT[0]
        elif character.isascii() or skeleton not in ("x", "c"):
            classes[byte] = ord(skeleton or SEPARATOR)
        elif (lower := character.lower()) in _LIGATURES:
            classes[byte] = _LIGATURES[lower][0][0]
        else:
            classes[byte] = lower.encode("cp1252")[0]
            folds[classes[byte]] = ord(fold(lower_case(character)))
    for byte in _WORD_BYTES:
        words[byte] = byte
    words[_KEPT_COMMA[0]] = ord(",")
    return _Tables(bytes(classes), bytes(words), bytes(folds))


def _sign(character: str) -> bytes:
    """The class of a sign outside Windows-1252, as a byte inside it; none for letters."""
    skeletons = [skeleton_of(c) for c in unicodedata.normalize("NFC", character)]
    signs = {"": _IGNORED, "'": b"'", " ": b" ", "·": b"\xb7", SEPARATOR: b"\n"}
    return b"".join(signs[skeleton] for skeleton in skeletons)


_signs: Final[dict[str, bytes]] = {}


def _encode_signs(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = []
    for character in error.object[error.start : error.end]:
        sign = _signs.get(character)
        if sign is None:
            try:
                sign = _signs[character] = _sign(character)
            except KeyError:
                raise error from None
        signs.append(sign)
    return b"".join(signs), error.end


codecs.register_error("searchnews.signs", _encode_signs)
