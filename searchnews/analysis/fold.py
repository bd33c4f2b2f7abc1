"""Folding: case and accents taken away, other scripts written in Latin letters."""

from __future__ import annotations

from typing import Final


def _fold_character(character: str) -> str:
    # Imported on the first letter outside ASCII: most command lines have none to fold.
    from unidecode import unidecode

    folded = "".join(
        c for c in unidecode(character, errors="ignore").lower() if c.isascii() and c.isalnum()
    )
    # Letters that unidecode has no table for stay as they are, so that nothing is lost.
    return folded or (character.lower() if character.isalnum() else "")


class _Folds(dict[int, str]):
    """A table for `str.translate` that calls unidecode once for each character."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = folded = _fold_character(chr(codepoint))
        return folded


FOLDS: Final = _Folds(
    {ord(c): c.lower() if c.isalnum() or c == "," else "" for c in map(chr, range(128))}
)
"""Every character's folded form, as a table for `str.translate`."""

# Ligatures are spellings, not accents: `=oeuvre` finds œuvre, `=frappe` does not find frappé.
_LIGATURES: Final = {ord("œ"): "oe", ord("æ"): "ae", ord("ß"): "ss", ord("þ"): "th"}


def lower_case(word: str) -> str:
    """A word as it is written, but for its case and its ligatures.

    >>> lower_case("Œuvrés")
    'oeuvrés'
    """
    return word.lower().translate(_LIGATURES)


def fold(word: str) -> str:
    """A word without case and accents, in ASCII letters and digits.

    The word is in NFC, as the tokenizer cuts it; characters that are neither letters nor digits
    are dropped, but for the comma of a decimal number.

    >>> [fold(w) for w in ("État", "ŒUVRE", "Путин", "3,5")]
    ['etat', 'oeuvre', 'putin', '3,5']
    """
    return word.translate(FOLDS)
