"""CSV and TSV that every spreadsheet reads and none obeys.

RFC 4180: CRLF behind each row, quotes where they are needed. A text that a spreadsheet would take
for a formula (https://owasp.org/www-community/attacks/CSV_Injection) gets an apostrophe in front;
numbers never do, since they are no texts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from searchnews.errors import InvalidArgumentError
from searchnews.explore.tables.columns import Value

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SEPARATORS: Final = (",", ";", "\t")
BETWEEN: Final = "; "
"""What stands between several texts in a cell, such as authors."""


class Writable(Protocol):
    """What takes text."""

    def write(self, text: str, /) -> object:
        """Take more text."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """How the cells of a file are separated.

    Raises:
        InvalidArgumentError: no spreadsheet knows the separator.
    """

    separator: str = ","
    """A semicolon for the Excel of French and other countries with decimal commas."""
    bom: bool = False
    """Whether a byte order mark comes first, without which Excel does not see that it is UTF-8."""

    def __post_init__(self) -> None:
        if self.separator not in _SEPARATORS:
            raise InvalidArgumentError(
                f"the separator is a comma, a semicolon or a tab, not {self.separator!r}"
            )

    def write(self, file: Writable, names: Iterable[str], rows: Iterable[Sequence[Value]]) -> None:
        """Write the names of the columns and all rows, one at a time."""
        if self.bom:
            file.write("\ufeff")
        writer = csv.writer(file, delimiter=self.separator, lineterminator="\r\n")
        writer.writerow(list(names))
        for row in rows:
            writer.writerow([cell(value) for value in row])


def cell(value: Value) -> str | int | float:
    """A value as CSV has it: empty when it is missing, and harmless.

    >>> [cell(value) for value in ("=2+3", "-20 % à Lyon", -20, None, True, ("A. Roy", "@AFP"))]
    ["'=2+3", "'-20 % à Lyon", -20, '', 'true', 'A. Roy; @AFP']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else BETWEEN.join(value)
    text = writable(text)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def writable(text: str) -> str:
    r"""The text without what a file cannot hold: NUL and lone surrogates become U+FFFD.

    >>> writable("Pal\udc80myre\x00") == "Pal\ufffdmyre\ufffd"
    True
    """
    if text.isascii() and "\0" not in text:
        return text
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    )
