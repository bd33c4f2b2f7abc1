"""Foreign names as other newspapers spell them: Choïgou, Shoigu; Raqa, Rakka; Kadhafi, Gaddafi.

French papers write names from other scripts by ear, each in its way, English and German agencies
in theirs. Spellings with one key sound alike. Common words are no names: see `may_be_spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from searchnews.analysis.edit_distance import are_within

SHORTEST: Final = 4
"""In letters; what is shorter has no key."""

# In order; each on what those before have left, of one word or of many, each on its line: all
# words of an index are asked. S is the sound of ch. Those without special signs are replaced as
# they are.
_SOUNDS: Final = tuple(
    (pattern if re.escape(pattern) == pattern else re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        *((letters, "S") for letters in ("tch", "sch", "sh", "ch", "sz", "cz")),
        ("dj", "j"),
        ("dzh", "j"),
        ("zh", "j"),
        (r"j(?![aeiou])", "i"),  # Chojgou, as Poles and Germans write
        *((letters, "k") for letters in ("kh", "gh", "qu", "q", "ck")),
        (r"c(?![eiy])", "k"),
        (r"^g(?=[aou])", "k"),  # Gaddafi
        ("ph", "f"),
        ("w", "v"),
        ("tz", "ts"),
        ("dz", "ts"),
        (r"h(?<=[bdlnrt]h)|^h|h$", ""),
        (r"ov$(?<=Sov)", "ev"),  # Gorbatchov, as it is said
        (r"o[uo]", "u"),
        (r"e[iy]", "ai"),
        ("y", "i"),
        ("ij", "i"),
        (r"(.)\1+", r"\1"),
        (r"e$(?<=[^aeiou\n]e)", ""),
        (r"i+$", "i"),
    )
)

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
    return next((key for key, _ in sound_keys([word])), None)


def sound_keys(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The keys of many folded words, in pairs with the word: (key, word)."""
    names = [w for w in words if len(w) >= SHORTEST and w.isalpha() and w.isascii()]
    text = "\n".join(names)
    for letters, sound in _SOUNDS:
        text = (
            text.replace(letters, sound) if isinstance(letters, str) else letters.sub(sound, text)
        )
    return zip(text.split("\n"), names, strict=True) if names else iter(())


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
