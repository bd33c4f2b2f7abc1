"""Other ways to write what has a number in it: hours, ordinals, numbers of decrees and of kings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query.spellings.run import Run, Spelling

# Patterns that are compiled when they are first needed: few queries have numbers.
_HOUR: Final = (
    r"(?i)(?P<hour>[01]?\d|2[0-4]) ?"
    r"(?:(?:h|heures?) ?(?P<minute>[0-5]\d)?|:(?P<behind_colon>[0-5]\d))"
)
_NUMBERED: Final = r"(?i)(?:n ?[°º]|№|no\.?|num[ée]ro) ?(?P<number>\d+)"
_PERCENT: Final = r"(?P<number>[\d\s]*\d(?:[.,]\d+)?) ?(?:%|pour ?cent)"
# The 49.3 and the 49-3 are one article of law; numbers of one digit are scores as often: 1-0.
_ARTICLE_OF_LAW: Final = r"(?P<number>\d{2,})[-.](?P<paragraph>\d)"
_ORDINAL: Final = r"(?P<number>\d+|[IVX]+|x[ivx]*)(?:e|è|eme|ème|ième|ieme)"
_FIRST: Final = r"(?:1|I)(?:er|ᵉʳ)|1ER|ier"
_FIRST_FEMININE: Final = r"1(?:re|ère|ere)"
_KING: Final = r"(?P<name>[^\W\d_]{3,}) (?P<number>\d{1,2}|[IVX]{1,6})"
_FIRST_KING: Final = r"(?P<name>[A-ZÀ-Þ][^\W\d_]{2,}) (?:(?:1|I)(?:er|ᵉʳ)|premier)"

# What all of these have; in most runs it is looked for in vain.
_SIGN_OF_A_NUMBER: Final = re.compile(
    r"\d|(?<![^\W\d_])(?:[IVX]+|x[ivx]*)(?:e|è|eme|ème|ième|ieme|er|ᵉʳ)?(?![^\W\d_])"
    r"|\b(?:1ER|ier)\b|premier$"
)

# VIe is written like the life, and nobody means the sixth by it.
_ANOTHER_WORD: Final = "vie"


def is_number(run: Run) -> bool:
    """Whether words typed side by side are one number, which must stand in a row.

    >>> from searchnews.query.syntax import Word
    >>> from searchnews.query.spellings.run import run_of
    >>> is_number(run_of((Word("n°"), Word("12")))), is_number(run_of((Word("Louis"), Word("14"))))
    (True, False)
    """
    if not any(map(str.isdecimal, run.text)):
        return False
    return any(re.fullmatch(pattern, run.text) for pattern in (_HOUR, _NUMBERED))


def of_numbers(run: Run) -> Iterator[Spelling]:
    """The other spellings of a run that is a number or ends in one.

    >>> def spellings(text):
    ...     from searchnews.query.syntax import Word
    ...     from searchnews.query.spellings.run import run_of
    ...     found = of_numbers(run_of(tuple(map(Word, text.split()))))
    ...     return [" ".join(words) for words in found]
    >>> spellings("20 h 30"), spellings("20h")
    (['20h30', '20 h 30', '20 heures 30', '20 30'], ['20h', '20 h', '20 heures'])
    >>> spellings("n°12")
    ['n 12', 'no 12', 'numero 12', 'no12']
    >>> spellings("12 %"), spellings("49.3")
    (['12 pourcent', '12 pour cent'], ['49,3', '49 3'])
    >>> spellings("XXème"), spellings("20e")
    (['xxe', 'xxeme', 'xxieme'], ['20e', '20eme', '20ieme'])
    >>> spellings("Ier"), spellings("François Ier")
    (['1er', 'ier'], ['francois 1er', 'francois ier', 'francois premier'])
    >>> spellings("Louis XIV"), spellings("Louis 14")
    (['louis 14'], ['louis xiv'])
    """
    if _SIGN_OF_A_NUMBER.search(run.text) is None:
        return
    if match := re.fullmatch(_HOUR, run.text):
        yield from _hours(int(match["hour"]), match["minute"] or match["behind_colon"] or "")
    elif match := re.fullmatch(_NUMBERED, run.text):
        number = match["number"]
        yield from (("n", number), ("no", number), ("numero", number), (f"no{number}",))
    elif re.fullmatch(_PERCENT, run.text):
        number = run.words[0]
        yield from ((number, "pourcent"), (number, "pour", "cent"))
    elif match := re.fullmatch(_ARTICLE_OF_LAW, run.text):
        yield from (
            (f"{match['number']},{match['paragraph']}",),
            (match["number"], match["paragraph"]),
        )
    elif match := re.fullmatch(_ORDINAL, run.text):
        forms = [f"{match['number'].lower()}{ending}" for ending in ("e", "eme", "ieme")]
        yield from ((form,) for form in forms if form != _ANOTHER_WORD)
    elif re.fullmatch(_FIRST, run.text):
        yield from (("1er",), ("ier",))
    elif re.fullmatch(_FIRST_FEMININE, run.text):
        yield from (("1re",), ("1ere",))
    elif len(run.words) == 2 and re.fullmatch(_FIRST_KING, run.text):
        yield from ((run.words[0], first) for first in ("1er", "ier", "premier"))
    elif len(run.words) != 2 or run.words[0] in FUNCTION_WORDS:
        return
    elif match := re.fullmatch(_KING, run.text):
        yield from ((run.words[0], other) for other in _other_number(match["number"]))


def _hours(hour: int, minute: str) -> Iterator[Spelling]:
    for written in dict.fromkeys((str(hour), f"{hour:02}")):
        yield (f"{written}h{minute}",)
        for unit in "h", "heures":
            yield (written, unit, minute) if minute else (written, unit)
        if minute:
            yield written, minute


_ROMAN: Final = tuple(
    tens + ones
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
)
"""The Roman numbers up to 39, at their own place; more kings no name has."""


def _other_number(number: str) -> tuple[str, ...]:
    """A Roman number for an Arabic one and the other way; some have none.

    >>> _other_number("14"), _other_number("XIV"), _other_number("68"), _other_number("IIX")
    (('xiv',), ('14',), (), ())
    """
    if number.isdecimal():
        return _ROMAN[int(number) : int(number) + 1] if int(number) else ()
    folded = number.lower()
    return (str(_ROMAN.index(folded)),) if folded in _ROMAN else ()
