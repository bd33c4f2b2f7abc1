"""The words and signs of the query language: fields, dates, operators and quotes."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from searchnews.analysis.fold import fold

FieldName: TypeAlias = Literal["title", "source", "author", "section", "body", "url"]
DateName: TypeAlias = Literal["on", "since", "before"]
Operator: TypeAlias = Literal["and", "or", "not", "near"]

FIELD_NAMES: Final[dict[FieldName, tuple[str, ...]]] = {
    "title": ("titre", "title"),
    "source": ("source", "journal"),
    "author": ("auteur", "author"),
    "section": ("rubrique", "section"),
    "body": ("texte", "body"),
    "url": ("url", "adresse", "site"),
}
"""How each field is typed before a colon, folded. Here and below: the first name is the one that
queries are written in when they are printed."""

DATE_NAMES: Final[dict[DateName, tuple[str, ...]]] = {
    "on": ("date",),
    "since": ("depuis", "since", "apres", "after"),
    "before": ("avant", "before"),
}

OPERATOR_NAMES: Final[dict[Operator, tuple[str, ...]]] = {
    "and": ("ET", "AND"),
    "or": ("OU", "OR"),
    "not": ("SAUF", "NOT", "NON"),
    "near": ("PRÈS", "NEAR"),
}
"""What stands between words, in capitals."""

OPERATORS: Final = {name: operator for operator, names in OPERATOR_NAMES.items() for name in names}
"""What is typed -> the operator."""

OPERATOR_SIGNS: Final[dict[str, Operator]] = {"||": "or", "|": "or", "&&": "and"}
"""What is typed between spaces -> the operator."""

NEGATED_NOUN: Final = "NON"
"""The operator that is also a noun: behind an article, as in `le NON au traité`, it is one."""

NEAR_DISTANCE: Final = 10
"""How many words may stand between what `PRÈS` joins, where it says no number."""

CLOSING_QUOTES: Final = {'"': '"”“', "«": "»", "“": '”"', "„": "“”", "”": '”"'}
"""An opening quote -> the signs that may close it."""

# PRÈS is also typed without its accent, but so are acronyms: only a number says that it is meant.
_NEAR: Final = re.compile(r"(?:PR(?:È|E\u0300)S|NEAR)(?:/(\d{1,4}))?|PRES/(\d{1,4})")

_LONGEST_SHOWN: Final = 40  # characters

_FIELDS: Final = {name: field for field, names in FIELD_NAMES.items() for name in names}
_DATES: Final = {name: date for date, names in DATE_NAMES.items() for name in names}


def field_called(name: str) -> FieldName | None:
    """The field that a name before a colon means; None if there is no such field.

    >>> field_called("Titre"), field_called("lieu")
    ('title', None)
    """
    return _FIELDS.get(fold(name))


def date_called(name: str) -> DateName | None:
    """What a name before a colon means for the date after it; None if it is none for dates.

    >>> date_called("depuis"), date_called("titre")
    ('since', None)
    """
    return _DATES.get(fold(name))


def near_distance(typed: str) -> int | None:
    """How many words may stand between what an operator joins; None if it is no `PRÈS`.

    >>> near_distance("PRÈS"), near_distance("NEAR/5"), near_distance("PRES")
    (10, 5, None)
    """
    match = _NEAR.fullmatch(typed)
    if match is None:
        return None
    number = match[1] or match[2]
    return int(number) if number else NEAR_DISTANCE


def excerpt(typed: str) -> str:
    """What was typed, as a warning shows it: whole, or its beginning.

    >>> excerpt("Palmyre"), excerpt("a" * 50)
    ('Palmyre', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…')
    """
    return typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…"


def all_names() -> str:
    """The printed names of fields and dates, as a message lists them.

    >>> all_names()
    'titre, source, auteur, rubrique, texte, url, date, depuis and avant'
    """
    *names, last = [names[0] for names in (*FIELD_NAMES.values(), *DATE_NAMES.values())]
    return f"{', '.join(names)} and {last}"
