"""Foreign names as other newspapers spell them: Choïgou, Shoigu; Raqa, Rakka; Kadhafi, Gaddafi.

French papers write names from other scripts by ear, each in its way, English and German agencies
in theirs. Spellings with one key sound alike. Common words are no names: see `may_be_spellings`.
"""

from __future__ import annotations

import re
from typing import Final

from searchnews.analysis.edits import distance

_SHORTEST: Final = 4

# In order; each on what those before have left. S is the sound of ch. The first column is what a
# word must hold for the second to match: most words hold little of it, and all words of an index
# are asked.
_SOUNDS: Final = tuple(
    (held, re.compile(pattern), sound)
    for held, pattern, sound in (
        ("h", r"tch|sch|sh|ch", "S"),
        ("z", r"sz|cz", "S"),
        ("j", r"dj", "j"),
        ("zh", r"dzh|zh", "j"),
        ("j", r"j(?![aeiou])", "i"),  # Chojgou, as Poles and Germans write
        ("h", r"kh|gh", "k"),
        ("q", r"qu|q", "k"),
        ("c", r"ck|c(?![eiy])", "k"),
        ("g", r"^g(?=[aou])", "k"),  # Gaddafi
        ("ph", r"ph", "f"),
        ("w", r"w", "v"),
        ("z", r"[td]z", "ts"),
        ("h", r"(?<=[bdlnrt])h|^h|h$", ""),
        ("v", r"(?<=S)ov$", "ev"),  # Gorbatchov, as it is said
        ("o", r"ou|oo", "u"),
        ("e", r"e[iy]", "ai"),
        ("y", r"y", "i"),
        ("j", r"(?<=i)j", ""),
        ("", r"(.)\1+", r"\1"),
        ("e", r"(?<=[^aeiou])e$", ""),
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
    if len(word) < _SHORTEST or not word.isalpha() or not word.isascii():
        return None
    for held, pattern, sound in _SOUNDS:
        if held in word:
            word = pattern.sub(sound, word)
    return f"{word.rstrip('i')}i" if word[-1:] == "i" else word


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
    limit = int(max(len(word), len(other)) * _MOST_EDITS)
    return distance(word, other, limit) <= limit
