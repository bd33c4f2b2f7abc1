"""Reading workbooks of Excel: a row of a sheet is an article, its first rows name the columns.

ECMA-376, Office Open XML; LibreOffice and Google Sheets write the same.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final, cast

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.zip_files import zip_of
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.records.field_names import assign
from searchnews.ingest.records.record import draft_of_record

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# A title and a note may stand above the names of the columns.
_MOST_ROWS_ABOVE: Final = 10
_BATCH: Final = 200  # rows
_MOST_EMPTY_ROWS: Final = 10_000  # one after the other; then nothing comes any more
_LONGEST_CELL: Final = 32_767  # characters; Excel cuts what is longer
_MOST_NAMES: Final = 8  # of columns, named where none is known
_NOTHING: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Days since 1900, where a date is shown as a number: 1982 to 2064.
_DAYS: Final = range(30_000, 60_000)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of all sheets that name columns of articles.

    Raises:
        UnreadableFileError: it is damaged or explodes, or no sheet names such columns.
    """
    with zip_of(file, "the workbook"):
        file.stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and forms that the library does not know
            workbook = load_workbook(
                cast("IO[bytes]", file.stream), read_only=True, data_only=True, keep_links=False
            )
    except Exception as error:
        raise UnreadableFileError(
            f"the workbook is damaged: {error}; open it in a spreadsheet program and save it again"
        ) from None
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    reasons: list[str] = []
    number = 0
    for sheet in sheets:
        rows = _rows(cast("ReadOnlyWorksheet", sheet), file)
        columns, above = _columns(rows, file.options.mapping)
        if columns is None:
            reasons.append(f"sheet {sheet.title}: {_without_names(above)}")
            continue
        for row, cells in rows:
            record = _record(columns, cells)
            if not record:
                continue
            number += 1
            yield from _article(record, number, f"sheet {sheet.title}, row {row}", file)
    if len(reasons) == len(sheets):
        raise UnreadableFileError("; ".join(reasons) or "a workbook without sheets")
    for reason in reasons:
        yield Problem(reason)


def _rows(sheet: ReadOnlyWorksheet, file: OpenFile) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows that are not empty, with their numbers, from 1."""
    sheet.reset_dimensions()  # some programs write them wrongly
    rows = sheet.iter_rows(values_only=True)  # type: ignore[misc]  # it is that of `Worksheet`
    number = empty = 0
    while True:
        file.time_limit.check()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(rows, _BATCH))
        except Exception as error:
            raise UnreadableFileError(
                f"the sheet {sheet.title} is damaged after row {number}: {error}"
            ) from None
        if not batch:
            return
        for cells in batch:
            number += 1
            is_empty = all(cell is None for cell in cells)
            empty = empty + 1 if is_empty else 0
            if not is_empty:
                yield number, cells
        if empty > _MOST_EMPTY_ROWS:
            return


def _columns(
    rows: Iterator[tuple[int, Sequence[Any]]], mapping: Mapping[str, str]
) -> tuple[list[str] | None, list[str]]:
    """The names of the columns, and what the first row says where no row is one of names."""
    first: list[str] = []
    for _, cells in islice(rows, _MOST_ROWS_ABOVE):
        names = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
        known = assign(dict.fromkeys(filter(None, names), "x"), mapping)[0]
        if not known.keys().isdisjoint({"title", "body"}):
            return names, first
        first = first or list(filter(None, names))
    return None, first


def _record(columns: list[str], cells: Sequence[Any]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for at, cell in enumerate(cells):
        value = _value(cell)
        if value is not None:
            name = columns[at] if at < len(columns) and columns[at] else f"column {at + 1}"
            record.setdefault(name, value)
    return record


def _value(cell: Any) -> Any:
    """What a cell holds, as JSON has it."""
    if isinstance(cell, str):
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell) if "_x" in cell else cell
        return None if not text.strip() or text in _NOTHING else text
    if isinstance(cell, datetime):
        is_day = cell.time() == time.min
        return cell.date().isoformat() if is_day else cell.isoformat(timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _article(
    record: dict[str, Any], number: int, row: str, file: OpenFile
) -> Iterator[Draft | Problem]:
    values, _ = assign(dict(record), file.options.mapping)
    if (day := values.get("date")) and isinstance(day.value, (int, float)):
        record[day.name] = _day(day.value)
    draft, complaints = draft_of_record(record, number, file.options.mapping)
    for complaint in complaints:
        yield Problem(f"{row}: {complaint}", lost=draft is None)
    if draft is None:
        return
    if (body := values.get("body")) and len(str(body.value)) == _LONGEST_CELL:
        yield Problem(
            f"{row}: its text ends after {_LONGEST_CELL:,} characters, where Excel cuts; export "
            "the table as CSV from where it was made",
            lost=False,
        )
    yield draft


def _day(value: float) -> Any:
    if int(value) not in _DAYS:
        return value
    return _value(from_excel(value))


def _without_names(row: list[str]) -> str:
    shown = ", ".join(row[:_MOST_NAMES])[:200] or "nothing"
    return (
        f"one of its first rows must name its columns, and the first says {shown}; "
        "tell which is which with --map title=… and --map body=…"
    )
