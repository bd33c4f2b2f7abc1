"""The forms of a line of text that the cleaning rules are written for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from searchnews.analysis.normal_form import composed

# Each rule looks at a line by itself, so that several ask for the form of the same line.
_REMEMBERED: Final = 64

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def _without_accents() -> dict[int, str]:
    letters = map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)])
    bases = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters}
    return {ord(letter): base for letter, base in bases.items() if base.isascii()}


TYPEWRITER: Final = {
    **_without_accents(),
    # Patterns that ignore case take these for s and i, and no table of names has them.
    ord("ſ"): "s",
    ord("ı"): "i",
    **dict.fromkeys(map(ord, "’‘ʼ´`′"), "'"),
    **dict.fromkeys(map(ord, "“”„"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒−"), "-"),
}

_TYPEWRITER_LATIN: Final = bytes(ord(TYPEWRITER.get(byte, chr(byte))) for byte in range(256))

# A paragraph of an article is a sentence at least; headlines of other articles on its page seldom
# end in a full stop, and captions and calls are short.
_SHORTEST_PROSE: Final = 60
_LONGEST_HEADLINE: Final = 130
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'»”’)\]\s]*(?:\([^()]{2,40}\)\.?)?$")


@lru_cache(_REMEMBERED)
def normalized(line: str) -> str:
    r"""The line with single spaces, composed accents and nothing invisible.

    >>> normalized("  À  LIRE AUSSI\u00a0: l’été ")
    'À LIRE AUSSI : l’été'
    """
    if line.isascii():
        return " ".join(line.split())
    return " ".join(_INVISIBLE.sub("", composed(line)).split())


@lru_cache(_REMEMBERED)
def unaccented(line: str) -> str:
    """A normalized line without accents, with typewriter apostrophes, quotes and hyphens.

    The rules are written for this form. It has as many characters as the line, so that what is
    found here can be cut out there.

    >>> unaccented("À LIRE AUSSI : l’été"), unaccented("la ſéance")
    ("A LIRE AUSSI : l'ete", 'la seance')
    """
    if line.isascii():
        return line.replace("`", "'")
    try:
        # Most lines: 0.13 µs for one of 105 characters, where the other way takes 3.4.
        return line.encode("latin-1").translate(_TYPEWRITER_LATIN).decode("latin-1")
    except UnicodeEncodeError:
        return line.translate(TYPEWRITER)


def letters_of(text: str) -> str:
    """What all ways of writing a line have in common: its letters, in lower case, without accents.

    >>> letters_of("« L’été » : crue à Nîmes !")
    'letecrueanimes'
    """
    return _NO_LETTERS.sub("", unaccented(normalized(text)).lower())


_NO_LETTERS: Final = re.compile(r"[\W_]+")


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of a text, and not a label or a headline.

    >>> is_prose("Les secours ont travaillé toute la nuit, a indiqué la préfecture du Gard.")
    True
    >>> is_prose("Restez informé !"), is_prose("Un chat sauvé des eaux par les pompiers de Nîmes")
    (False, False)
    """
    length = len(line)
    if length < _SHORTEST_PROSE:
        return False
    return length > _LONGEST_HEADLINE or ends_sentence(line)


def ends_sentence(line: str) -> bool:
    """Whether a line ends a sentence, perhaps in a quotation or before the name of an agency.

    >>> ends_sentence("« Il pleut. »"), ends_sentence("Il pleut. (AFP)"), ends_sentence("Il pleut")
    (True, True, False)
    """
    return _SENTENCE_END.search(line[-60:]) is not None
