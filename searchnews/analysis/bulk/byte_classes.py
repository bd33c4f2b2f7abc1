"""French text as bytes of Windows-1252, and what each byte is to the grammar: its class.

One byte is one character, so whole texts are cut by tables, at the speed of C. Of 31,000 French
articles 98 % fit; signs outside the code page are separators or spaces to the grammar anyway, and
become those. 85 % have no œ, no ’ and no … and are Latin-1, which Python copies as it is.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from searchnews.analysis.characters import SEPARATOR, SIGNS, skeleton_of
from searchnews.analysis.fold import fold, lower_case

# What a byte means as a class. ASCII is itself; letters with accents keep their byte; ligatures,
# two letters each, and signs that are words are one byte until the rules are done.
JOINED: Final = b"\x01"  # an apostrophe inside a word
KEPT_COMMA: Final = b"\x02"
MIDDLE_DOT: Final = b"\x03"
LIGATURES: Final = {
    "œ": (b"\x04", b"oe"),
    "æ": (b"\x05", b"ae"),
    "ß": (b"\x06", b"ss"),
    "þ": (b"\x07", b"th"),
}
SIGN_WORDS: Final = {
    sign: (placeholder, SIGNS[sign].encode())
    for sign, placeholder in {"%": b"%", "€": b"\x0b", "$": b"$", "£": b"\x0c"}.items()
}
_IGNORED: Final = b"\xad"
_ERRORS: Final = "searchnews.byte_classes"
# Words that no text has: between title and text, after an article, and for a line that was cut
# by the reference tokenizer.
TITLE_MARK: Final = b"\x08"
ARTICLE_MARK: Final = b"\x0e"
LINE_MARK: Final = b"\x0f"
WORD_BYTES: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789\4\5\6\7") | frozenset(
    range(0x80, 0x100)
)


def byte_classes(text: str) -> bytes:
    """The class of each character of a text, one byte each; ignored characters are left out.

    Raises:
        UnicodeEncodeError: it has a letter that Windows-1252 has not.
    """
    try:
        # The same letters as in Windows-1252, in a fifth of the time.
        return text.encode("latin-1").translate(tables().of_latin, _IGNORED)
    except UnicodeEncodeError:
        return text.encode("cp1252", _ERRORS).translate(tables().classes, _IGNORED)


class Tables(NamedTuple):
    """Tables for `bytes.translate`: classes, then words, then folds."""

    classes: bytes
    """A byte of Windows-1252 -> its class, as above."""
    of_latin: bytes
    """A byte of Latin-1 -> its class, the same as that of its character in Windows-1252."""
    words: bytes
    """Classes -> letters, digits and commas of words; the rest spaces."""
    folds: bytes
    """Letters -> folded letters."""


@cache
def tables() -> Tables:
    """The tables, made once."""
    classes, words, folds = bytearray(256), bytearray(b" " * 256), bytearray(range(256))
    for byte in range(256):
        character = bytes([byte]).decode("cp1252", "replace")
        skeleton = skeleton_of(character)
        if skeleton == "·":
            classes[byte] = MIDDLE_DOT[0]
        elif skeleton in SIGN_WORDS:
            classes[byte] = SIGN_WORDS[skeleton][0][0]
        elif character.isascii() or skeleton not in ("x", "c"):
            classes[byte] = ord(skeleton or SEPARATOR)
        elif (lower := character.lower()) in LIGATURES:
            classes[byte] = LIGATURES[lower][0][0]
        else:
            classes[byte] = lower.encode("cp1252")[0]
            folds[classes[byte]] = ord(fold(lower_case(character)))
    for byte in WORD_BYTES:
        words[byte] = byte
    words[KEPT_COMMA[0]] = ord(",")
    for sign, _ in SIGN_WORDS.values():
        words[sign[0]] = sign[0]
    for mark in TITLE_MARK, ARTICLE_MARK, LINE_MARK:
        words[mark[0]] = mark[0]
    of_latin = bytearray(classes)
    # Where Windows-1252 has letters and signs of its own, Latin-1 has control characters.
    of_latin[0x80:0xA0] = SEPARATOR.encode() * 0x20
    return Tables(bytes(classes), bytes(of_latin), bytes(words), bytes(folds))


_STAND_INS: Final = {"": _IGNORED, "'": b"'", " ": b" ", "·": b"\xb7", SEPARATOR: b"\n"}
"""What the grammar sees of a sign -> a byte of Windows-1252 that it sees the same of."""


def _stand_in(character: str) -> bytes:
    """Bytes of Windows-1252 for a sign that it has not; KeyError for a letter."""
    skeletons = [skeleton_of(c) for c in unicodedata.normalize("NFC", character)]
    return b"".join(_STAND_INS[skeleton] for skeleton in skeletons)


def register_encoding_errors(name: str, bytes_of: Callable[[str], bytes]) -> None:
    """Let `text.encode("cp1252", name)` ask a function for characters outside Windows-1252.

    It is called once for each; for those that it has no bytes for it raises KeyError.
    """
    remembered = cache(bytes_of)

    def handle(error: UnicodeError) -> tuple[bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        try:
            return b"".join(map(remembered, error.object[error.start : error.end])), error.end
        except KeyError:
            raise error from None

    codecs.register_error(name, handle)


register_encoding_errors(_ERRORS, _stand_in)
