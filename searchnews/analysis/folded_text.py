"""Whole texts, folded: without case and accents, and without the signs inside words.

Every word that the tokenizer finds in a text stands whole in the folded text, whatever signs it
was written with. The reverse is not so: what is found there may be no word. So most texts need
not be cut into words to know that they lack one.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from searchnews.analysis.bulk.byte_classes import register_encoding_errors
from searchnews.analysis.characters import SIGNS, skeleton_of
from searchnews.analysis.fold import fold
from searchnews.analysis.normal_form import composed

_SEPARATOR: Final = b"-"
_ERRORS: Final = "searchnews.folded"


def folded_text(text: str) -> bytes:
    r"""A text in folded letters and digits, with its spaces and line ends.

    What separates words otherwise is a hyphen, but full stops and commas leave nothing, as those
    of a decimal number: 1,5 and 1.5. Numbers keep the spaces between their thousands.

    >>> folded_text("La C.G.T., aujourd’hui :\n12 000 auteur·rice·s")
    b'la cgt aujourdhui -\n12 000 auteurrices'
    """
    # Most French texts are Latin-1, which Python copies: 2 microseconds for 350 words. The others
    # have ’ or œ, or rarer signs, and take 8.
    try:
        encoded = text.encode("latin-1")
        table, dropped, ligatures = _tables("latin-1")
    except UnicodeEncodeError:
        encoded = composed(text).encode("cp1252", _ERRORS)
        table, dropped, ligatures = _tables("cp1252")
    folded = encoded.translate(table, dropped)
    for byte, letters in ligatures:
        folded = folded.replace(byte, letters)
    return folded


def _folded_character(character: str) -> bytes:
    if character == "\n":
        return b"\n"
    skeleton = skeleton_of(character)
    if skeleton == " ":
        return b" "
    if skeleton in SIGNS:
        return SIGNS[skeleton].encode()
    if skeleton.isalnum():
        # Letters that have no Latin ones are dropped, also from the words that are looked for.
        return fold(character).encode("ascii", "ignore")
    return _SEPARATOR if skeleton.isspace() else b""


@cache
def _tables(encoding: str) -> tuple[bytes, bytes, tuple[tuple[bytes, bytes], ...]]:
    """For the bytes of a code page: what each becomes, which are dropped, which are two letters."""
    table = bytearray(range(256))
    dropped = bytearray()
    ligatures: dict[bytes, bytes] = {}
    for byte in range(256):
        becomes = _folded_character(bytes([byte]).decode(encoding, "replace"))
        if not becomes:
            dropped.append(byte)
        elif len(becomes) == 1:
            table[byte] = becomes[0]
        else:
            lower = bytes([byte]).decode(encoding).lower().encode(encoding)
            table[byte] = lower[0]
            ligatures[lower] = becomes
    return bytes(table), bytes(dropped), tuple(ligatures.items())


register_encoding_errors(_ERRORS, _folded_character)
