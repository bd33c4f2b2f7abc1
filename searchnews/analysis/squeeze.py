"""Texts squeezed: folded, and without the signs that may stand inside words.

Every word that the tokenizer finds in a text stands whole in the squeezed text, whatever it was
joined of. The reverse is not so: what is found there may be no word. So most texts need not be
cut into words to know that they lack one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from searchnews.analysis.characters import skeleton_of
from searchnews.analysis.code_page import register_errors
from searchnews.analysis.fold import fold

_SEPARATOR: Final = b"-"


def squeezed(text: str) -> bytes:
    r"""A text in folded letters and digits, with its spaces, decimal commas and line ends.

    What separates words otherwise is a hyphen. Numbers keep the spaces between their thousands.

    >>> squeezed("La C.G.T., aujourd’hui :\n12 000 auteur·rice·s")
    b'la cgt, aujourdhui -\n12 000 auteurrices'
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    table, dropped, ligatures = _tables()
    folded = text.encode("cp1252", "searchnews.squeezed").translate(table, dropped)
    for byte, letters in ligatures.items():
        folded = folded.replace(byte, letters)
    return folded


def _squeezed_character(character: str) -> bytes:
    if character == "\n":
        return b"\n"
    skeleton = skeleton_of(character)
    if skeleton in (" ", ","):
        return skeleton.encode()
    if skeleton.isalnum():
        # Letters that have no Latin ones are dropped, also from the words that are looked for.
        return fold(character).encode("ascii", "ignore")
    return _SEPARATOR if skeleton.isspace() else b""


@cache
def _tables() -> tuple[bytes, bytes, dict[bytes, bytes]]:
    """For bytes of Windows-1252: what each becomes, which are dropped, which are two letters."""
    table = bytearray(range(256))
    dropped = bytearray()
    ligatures: dict[bytes, bytes] = {}
    for byte in range(256):
        becomes = _squeezed_character(bytes([byte]).decode("cp1252", "replace"))
        if not becomes:
            dropped.append(byte)
        elif len(becomes) == 1:
            table[byte] = becomes[0]
        else:
            lower = bytes([byte]).decode("cp1252").lower().encode("cp1252")
            table[byte] = lower[0]
            ligatures[lower] = becomes
    return bytes(table), bytes(dropped), ligatures


register_errors("searchnews.squeezed", _squeezed_character)
