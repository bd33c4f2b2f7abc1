"""Dates of exports whose user had the database in another language than French or English."""

from __future__ import annotations

import re
from typing import Final

_FRENCH: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
# German, Dutch, Spanish, Italian and Portuguese.
_NAMES: Final = (
    "januar januari enero gennaio janeiro",
    "februar februari febrero febbraio fevereiro",
    "märz maart marzo março",
    "april abril aprile",
    "mai mei mayo maggio maio",
    "juni junio giugno junho",
    "juli julio luglio julho",
    "august augustus agosto",
    "september septiembre settembre setembro",
    "oktober octubre ottobre outubro",
    "november noviembre novembre novembro",
    "dezember december diciembre dicembre dezembro",
)
_FRENCH_OF: Final = {
    name: french for french, names in zip(_FRENCH, _NAMES, strict=True) for name in names.split()
}
_DAY: Final = re.compile(
    rf"\b(\d{{1,2}})\.?\s+(?:de\s+)?({'|'.join(_FRENCH_OF)})(?:\s+de)?\s+(?=\d{{4}}\b)",
    re.IGNORECASE,
)


def with_french_months(text: str) -> str:
    """The text, its days written as in French, so that `dates` knows them.

    >>> with_french_months("Freitag, 3. März 2017"), with_french_months("3 de outubro de 2017")
    ('Freitag, 3 mars 2017', '3 octobre 2017')
    """
    return _DAY.sub(_in_french, text)


def _in_french(day: re.Match[str]) -> str:
    # Ignoring case takes in letters of other alphabets: dıcembre. Such a day stays as it is.
    month = _FRENCH_OF.get(day[2].casefold())
    return f"{day[1]} {month} " if month else day[0]
