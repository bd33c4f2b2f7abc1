"""Foreign names as other newspapers spell them: Choïgou, Shoigu; Raqa, Rakka; Kadhafi, Gaddafi.

French papers write names from other scripts by ear, each in its way, English and German agencies
in theirs. Spellings with one key sound alike. Common words are no names: see `may_be_spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from searchnews.analysis.edit_distance import are_within

SHORTEST: Final = 4
"""In letters; what is shorter has no key."""

# In order; each on what those before have left, of one word or of many, each on its line: all
# words of an index are asked. S is the sound of ch. Patterns begin with a letter, which is found
# at the speed of C: what must stand before it is looked at behind it.
_SOUNDS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        *((letters, "S") for letters in ("tch", "sch", "sh", "ch", "sz", "cz")),
        ("dj", "j"),
        ("dzh", "j"),
        ("zh", "j"),
        (r"j(?![aeiou])", "i"),  # Chojgou, as Poles and Germans write
        *((letters, "k") for letters in ("kh", "gh", "qu", "q", "ck")),
        (r"c(?![eiy])", "k"),
        (r"g(?<=^g)(?=[aou])", "k"),  # Gaddafi
        ("ph", "f"),
        ("w", "v"),
        ("tz", "ts"),
        ("dz", "ts"),
        (r"h(?:(?<=[bdlnrt]h)|(?<=^h)|$)", ""),
        (r"ov$(?<=Sov)", "ev"),  # Gorbatchov, as it is said
        (r"o[uo]", "u"),
        (r"e[iy]", "ai"),
        ("y", "i"),
        ("ij", "i"),
        (r"(.)(?=\1)", ""),
        (r"e$(?<=[^aeiou\n]e)", ""),
    )
)

_AT_ONCE: Final = 1000  # words, which stay in the processor's cache meanwhile

# Letters that French words do not have, or not in this order.
_FOREIGN: Final = re.compile(
    r"[kw]|q(?!u)|sh|gh|dh|zh|dj|j[^aeiou]|yy|ii|aa|uu|x[^aeiouycpt]|[eo]v$|tch[aeiou]"
)

# Of all articles: what is in more of them and looks French is rather a word than a name, unless
# it is spelt nearly the same.
_RARE: Final = 0.002
_FEW: Final = 5  # articles, in a small index
_SHORTEST_RARE: Final = 6  # shorter ones sound like too many words: Bush, bûche
_MOST_EDITS: Final = 0.3


def sound_key(word: str) -> str | None:
    """What a folded name sounds like; None for what is too short, or no name.

    >>> [sound_key(name) for name in ("choigou", "shoigu", "chojgou")]
    ['Soigu', 'Soigu', 'Soigu']
    >>> sound_key("kadhafi") == sound_key("gaddafi") == sound_key("qaddafi")
    True
    """
    return next(sound_keys([word])) or None


def sound_keys(words: Sequence[str]) -> Iterator[str]:
    """The key of each of many folded words, empty where it has none.

    >>> list(sound_keys(["choigou", "2015", "shoigu"]))
    ['Soigu', '', 'Soigu']
    """
    for first in range(0, len(words), _AT_ONCE):
        text = "\n".join(
            word if len(word) >= SHORTEST and word.isalpha() and word.isascii() else ""
            for word in words[first : first + _AT_ONCE]
        )
        for letters, sound in _SOUNDS:
            text = letters.sub(sound, text)
        yield from text.split("\n")


def may_be_spellings(
    word: str, articles_with: int, other: str, articles_with_other: int, articles: int
) -> bool:
    """Whether two words that sound alike may be spellings of one name.

    Both must look foreign; or one, and the other be rare and long, or spelt nearly the same:
    Bachar is Bashar, bouche is not Bush.

    >>> may_be_spellings("bashar", 40, "bachar", 900, 10_000)
    True
    >>> may_be_spellings("bush", 40, "bouche", 90, 10_000)
    False
    """
    looks = (_FOREIGN.search(word) is not None, _FOREIGN.search(other) is not None)
    if all(looks):
        return True
    if not any(looks):
        return False
    counts = (articles_with, articles_with_other)
    french = next(n for looks_foreign, n in zip(looks, counts, strict=True) if not looks_foreign)
    if french <= max(_FEW, articles * _RARE) and min(len(word), len(other)) >= _SHORTEST_RARE:
        return True
    return are_within(word, other, int(max(len(word), len(other)) * _MOST_EDITS))
