"""What searchnews says, in French.

The code says everything in English, and so do the exceptions that programs get. Where people read
it, it is looked up clause by clause in `french.catalogue`; what is not there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, zip_longest
from typing import Final

from searchnews.wording.catalogues import Wording, wordings

_CLAUSE: Final = "{said}"
_TYPED: Final = "{typed}"
_ENDING: Final = "{s}"
_PATTERNS: Final = {
    "{}": r"""('(?:[^'\\]|\\.)*'|"[^"]*"|(?:(?!; ).)*?)""",
    _CLAUSE: "(.*?)",
    _TYPED: "(.*)",
    _ENDING: "(?:e?s)?",
}
"""What stands for what changes; but for what people typed, and what is in quotes, none has a sign
that ends a clause."""
_CHANGING: Final = re.compile(r"\{(?:said|typed|s)?\}")
# In French: what changes, and what agrees with the number before it, as article(s).
_IN_FRENCH: Final = re.compile(
    r"\{(?:said|typed)?\}|\((?:(?P<one>[^(){}|]*)\||(?=[sx]\)))(?P<many>[^(){}|]+)\)"
)
_NUMBER: Final = re.compile(r"\d[\d,.]*")
_PERCENT: Final = re.compile(r"\d+%")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL: Final = re.compile(r"\d+\.\d+")
_QUOTED: Final = re.compile(r"(['\"])(.*)\1", re.DOTALL)
# Several, as in '-n' / '--limit'.
_EACH_QUOTED: Final = re.compile(r"'[^']*'(?:(?:, | / | or )'[^']*')+")
_BETWEEN: Final = "; "
_PLURAL: Final = 2


def in_french(said: str) -> str:
    r"""What is said, in French.

    >>> in_french("there is no file 'a.txt'"), in_french("the file is empty")
    ("il n'y a pas de fichier « a.txt »", 'le fichier est vide')
    >>> in_french("1,200 of 31,292 articles: climat").replace("\u202f", "_")
    '1_200 articles sur 31_292 : climat'
    >>> in_french("1 deleted"), in_french("0 deleted"), in_french("2 deleted")
    ('1 article supprimé', '0 article supprimé', '2 articles supprimés')
    >>> in_french("a.zip: the archive is cut short; 2 articles before were read")
    "a.zip : l'archive est coupée ; 2 articles qui précèdent ont été lus"
    >>> in_french("nobody has put this into French")
    'nobody has put this into French'
    """
    clause = _whole(said)
    if clause is None:
        clauses = said.split(_BETWEEN)
        found = [_whole(each) or _behind_name(each) for each in clauses]
        if any(found):
            return " ; ".join(french or each for each, french in zip(clauses, found, strict=True))
    return said if clause is None else clause


def _behind_name(said: str) -> str | None:
    """A clause behind the name of the file, the record or the article that it is about."""
    name, _, clause = said.partition(": ")
    french = (_whole(clause) or _behind_name(clause)) if clause else None
    return f"{name} : {french}" if french else None


@cache
def catalogue() -> tuple[Wording, ...]:
    """All clauses, in the order in which they are tried."""
    return tuple(sorted(wordings("french.catalogue"), key=_order))


def placeholders(wording: Wording) -> list[str]:
    """What stands in a clause for what changes, but for endings of the plural."""
    return [each for each in _CHANGING.findall(wording.english) if each != _ENDING]


def _order(wording: Wording) -> tuple[bool, int]:
    """What only introduces another clause comes first, then what says most."""
    introduces = (
        wording.english.rstrip(")").endswith(_CLAUSE) and wording.english.lstrip()[0] != "{"
    )
    return not introduces, -len(_CHANGING.sub("", wording.english))


def _whole(said: str) -> str | None:
    """What is said as one clause, in French; None if there is no such clause."""
    for wording in catalogue():
        words = _CHANGING.split(wording.english)
        if (
            said.startswith(words[0])
            and said.endswith(words[-1])
            and all(each in said for each in words)  # to make a pattern takes far longer
        ):
            match = _pattern(wording.english).fullmatch(said)
            if match is not None:
                return _filled(wording, match.groups())
    return None


@lru_cache(64)
def _pattern(english: str) -> re.Pattern[str]:
    words = map(re.escape, _CHANGING.split(english))
    placeholders = (_PATTERNS[each] for each in _CHANGING.findall(english))
    return re.compile(
        "".join(chain.from_iterable(zip_longest(words, placeholders, fillvalue=""))), re.DOTALL
    )


def _filled(wording: Wording, values: Sequence[str]) -> str:
    """The French of a clause, with the values and all that agrees with them.

    French has the plural from two on; English has it for none, too.
    """
    shown = list(zip(values, _values(wording, values), strict=True))
    number = 0.0

    def filled(found: re.Match[str]) -> str:
        nonlocal number
        if found["many"] is not None:
            return found["many"] if number >= _PLURAL else found["one"] or ""
        value, french = shown.pop(0)
        if _NUMBER.fullmatch(value):
            number = float(value.replace(",", ""))
        return french

    return _IN_FRENCH.sub(filled, wording.french)


def _values(wording: Wording, values: Sequence[str]) -> Iterator[str]:
    for placeholder, value in zip(placeholders(wording), values, strict=True):
        if placeholder == _CLAUSE:
            yield in_french(value)
        elif _PERCENT.fullmatch(value):
            yield value.replace("%", "\u00a0%")
        elif _THOUSANDS.fullmatch(value):
            yield value.replace(",", "\u202f")
        elif _DECIMAL.fullmatch(value):
            yield value.replace(".", ",")
        elif placeholder != _TYPED and _EACH_QUOTED.fullmatch(value):
            yield re.sub(r"'([^']*)'", r"« \1 »", value)
        elif (quoted := _QUOTED.fullmatch(value)) and placeholder != _TYPED:
            yield f"« {quoted[2]} »"
        else:
            yield value
