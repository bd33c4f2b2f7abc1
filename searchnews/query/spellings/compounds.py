"""Words that are written joined, apart or with a hyphen; hashtags, initials, lost apostrophes.

The index has the parts of a compound that has a hyphen, so both that and the parts are a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from searchnews.analysis.fold import fold
from searchnews.analysis.function_words import FUNCTION_WORDS, SUBJECTS_BEHIND
from searchnews.analysis.grammar import ELIDED
from searchnews.query.spellings.run import Run, Spelling

# First parts, folded, that nearly always begin a compound where another word follows. Not sur,
# entre, contre, en, par, which stand before other words with a meaning of their own: surtout is
# not sur tout.
FIRST_PARTS: Final = frozenset(
    """
    aero afro agro anglo ante anti archi audio auto avant baby bio cardio co cyber demi eco electro
    euro ex extra fact franco geo germano greco hispano hydro hyper indo infra inter intra israelo
    italo judeo macro maxi medico mega meta micro mini mono moto multi nano narco neo neuro
    non nord ouest para petro photo physico poly post pre pro proto pseudo psycho radio
    retro russo self semi servo sino socio sous start sud super supra techno tele thermo trans
    turbo ultra uni vice video web week
    """.split()
)
# These the other way too: what follows them may be any word of the language, so a word that begins
# with their letters is often not made of them (prose, course, nord, avant).
_APART: Final = FIRST_PARTS - frozenset(
    "ante avant co demi ex inter mono non nord ouest para pre pro sous sud uni".split()
)
_NUMERO: Final = frozenset({"n", "no"})
_SIGNS_OF_NUMERO: Final = frozenset("°º№")
_CUT_AT_APOSTROPHES: Final = frozenset("aujourd presqu quelqu prud entr".split())
_SHORTEST_REST: Final = 4  # letters
_SHORT_RESTS: Final = frozenset({"end", "up"})
# Two words that are joined somewhere, as in giletsjaunes, are the same two when both are so long.
_SHORTEST_JOINED: Final = 4
# And more words than two when all have so many letters: balancetonporc.
_SHORTEST_HASHTAG: Final = 10
_SHORTEST_WITHOUT_ELISION: Final = 5

# Patterns that are compiled when they are first needed: few queries have numbers or hashtags.
_DIGITS_BEHIND: Final = r"([a-z]+)([0-9]+)"
_HASHTAG: Final = r"#\w*[^\W\d_]\w*"
_CAPITALIZED: Final = r"[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ]+|[A-ZÀ-ÖØ-Þ]+(?![^\W\d_A-ZÀ-ÖØ-Þ])|\d+"
_INITIALS: Final = range(3, 7)
# Before which articles are elided; the h may be aspirate.
_VOWELS: Final = frozenset("aeiouyh")


def of_compounds(run: Run) -> Iterator[Spelling]:
    """The other spellings of a run, whether or not anybody writes it so.

    >>> def spellings(text):
    ...     from searchnews.query.syntax import Word
    ...     from searchnews.query.spellings.run import run_of
    ...     found = of_compounds(run_of(tuple(map(Word, text.split()))))
    ...     return [" ".join(words) for words in found]
    >>> spellings("week-end"), spellings("week end"), spellings("weekend")
    (['weekend'], ['weekend'], ['week end'])
    >>> spellings("F-16"), spellings("F16"), spellings("MH 370"), spellings("MH370")
    (['f16'], ['f 16'], ['mh370'], ['mh 370'])
    >>> spellings("cote-d-ivoire"), spellings("#BalanceTonPorc"), spellings("balance ton porc")
    (['cotedivoire', 'cote ivoire'], ['balance ton porc'], ['balancetonporc'])
    >>> spellings("SNCF"), spellings("S N C F"), spellings("la France"), spellings("est-elle")
    (['s n c f'], ['sncf'], [], [])
    >>> spellings("POUR"), spellings("n°12"), spellings("N-12")
    ([], [], ['n12'])
    """
    if len(run.words) == 1:
        yield from _apart(run)
    elif _may_be_joined(run):
        yield ("".join(run.words),)
    if len(run.words) > 1:
        is_row = run.is_one or run.in_quotes
        if is_row and (without := without_elided(run.words)) != run.words:
            yield without
    elif rest := without_elision(run.words[0]):
        yield (rest,)


def are_initials(run: Run) -> bool:
    """Whether words typed side by side are the letters of one name, which must stand in a row.

    >>> from searchnews.query.syntax import Word
    >>> from searchnews.query.spellings.run import run_of
    >>> [are_initials(run_of(tuple(map(Word, text.split())))) for text in ("S N C F", "s n c f")]
    [True, False]
    """
    is_long_enough = len(run.words) in _INITIALS and not run.is_one
    return is_long_enough and _are_letters(run.words) and run.text.isupper()


def without_elided(words: Spelling) -> Spelling:
    """Words in a row without the articles that an apostrophe would have cut off.

    >>> without_elided(("cote", "d", "ivoire")), without_elided(("n", "12"))
    (('cote', 'ivoire'), ('n', '12'))
    """
    return tuple(
        [
            word
            for word, following in pairwise((*words, ""))
            if word not in ELIDED or following[:1] not in _VOWELS or following in SUBJECTS_BEHIND
        ]
    )


def without_elision(word: str) -> str:
    """A word that the index does not know, without the article that may stand in it; or "".

    >>> without_elision("loreal"), without_elision("ndjamena"), without_elision("lutte")
    ('oreal', 'djamena', '')
    """
    rest = word[1:]
    if len(rest) < _SHORTEST_WITHOUT_ELISION:
        return ""
    is_elided = word[0] == "n" or (word[0] in "ld" and rest[0] in _VOWELS)
    return rest if is_elided else ""


def _may_be_joined(run: Run) -> bool:
    words = run.words
    first, last = words[0], words[-1]
    # 49-3 is not 493, nor is a T-Roc a troc; e-mail and F-16 are joined.
    if any(one[-1].isdecimal() and other[0].isdecimal() for one, other in pairwise(words)):
        return False
    if first in _NUMERO and not _SIGNS_OF_NUMERO.isdisjoint(run.text):
        return False  # the road N12 is no n°12
    if run.is_one:
        is_letter = len(first) == 1 and first not in "ei"
        return last not in SUBJECTS_BEHIND and (not is_letter or last.isdecimal())
    if _are_letters(words):
        return are_initials(run)
    if len(words) > 2:
        return sum(map(len, words)) >= _SHORTEST_HASHTAG and any(map(_means_something, words))
    if first in _CUT_AT_APOSTROPHES:
        return True
    if first in FIRST_PARTS and _may_be_rest(last):
        return True
    if last.isdecimal():
        return first.isalpha() and first not in FUNCTION_WORDS
    return all(map(_means_something, words))


def _are_letters(words: Spelling) -> bool:
    return all(len(word) == 1 and word.isalpha() for word in words)


def _may_be_rest(word: str) -> bool:
    is_long = len(word) >= _SHORTEST_REST and word not in FUNCTION_WORDS
    return is_long or word in _SHORT_RESTS


def _means_something(word: str) -> bool:
    return len(word) >= _SHORTEST_JOINED and word.isalpha() and word not in FUNCTION_WORDS


def _apart(run: Run) -> Iterator[Spelling]:
    word = run.words[0]
    for end in range(2, len(word) - 1):
        if word[:end] in _APART and _may_be_rest(word[end:]):
            yield word[:end], word[end:]
    if (match := re.fullmatch(_DIGITS_BEHIND, word)) and match[1] not in FUNCTION_WORDS:
        yield match[1], match[2]
    if re.fullmatch(_HASHTAG, run.text):
        parts = tuple(map(fold, re.findall(_CAPITALIZED, run.text)))
        if len(parts) > 1:
            yield parts
    # POUR of a text in capitals stays a function word.
    is_initials = run.text.isupper() and word.isalpha() and len(word) in _INITIALS
    if is_initials and word not in FUNCTION_WORDS:
        yield tuple(word)
