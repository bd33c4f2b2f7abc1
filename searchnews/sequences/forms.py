"""Numbers for written forms, given in the order in which texts have them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import numpy as np

from searchnews.analysis.fold import fold
from searchnews.analysis.tokenize import MAX_WORD
from searchnews.sequences.database import Columns


class FormNumbers(dict[str, int]):
    """Form -> number. A new form gets the next one; those of the database are looked up.

    Common forms come first and get small numbers, which compress well.
    """

    def __init__(self) -> None:
        super().__init__()
        self._connection: sqlite3.Connection
        self._in_database = 0
        self._new: list[str] = []

    def follow(self, connection: sqlite3.Connection, in_database: int) -> None:
        """Go on with what is in the database, which has so many forms."""
        self._connection, self._in_database = connection, in_database
        self._new = []

    def __missing__(self, form: str) -> int:
        number = self._looked_up(form)
        if number is None:
            self._new.append(form)
            number = self._in_database + len(self._new)
        self[form] = number
        return number

    def _looked_up(self, form: str) -> int | None:
        if len(self) - len(self._new) >= self._in_database:
            return None  # all of them are here
        row = self._connection.execute(
            "SELECT number FROM forms WHERE form = ?", (form,)
        ).fetchone()
        return None if row is None else int(row[0])

    def write(self, columns: Columns) -> Columns:
        """Write the new forms, and the words they are forms of; gives the columns with them."""
        words = columns.words.tolist()
        for form in self._new:  # grows meanwhile: by the words, which are forms of themselves
            words.append(self[fold(form)[:MAX_WORD]])
        first = self._in_database + 1
        self._connection.executemany("INSERT INTO forms VALUES (?, ?)", enumerate(self._new, first))
        self._in_database += len(self._new)
        self._new = []
        frequencies = np.zeros(len(words), np.int64)
        frequencies[: len(columns.frequencies)] = columns.frequencies
        return Columns(np.array(words, np.uint32), frequencies)


def forms_numbered(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The forms with some numbers."""
    return dict(
        connection.execute(
            "SELECT number, form FROM forms WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
    )


def numbers_of_forms(connection: sqlite3.Connection, forms: Iterable[str]) -> dict[str, int]:
    """The numbers of some forms, as far as there are such."""
    return dict(
        connection.execute(
            "SELECT form, number FROM forms WHERE form IN (SELECT value FROM json_each(?))",
            (json.dumps(list(forms)),),
        )
    )
