"""Exports: a stream of articles, or rows of a table, in a file, their provenance in another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Generic, TypeVar

from searchnews.errors import InvalidArgumentError
from searchnews.explore.about import About
from searchnews.explore.exports.bibliographies import write_biblatex, write_csl, write_ris
from searchnews.explore.exports.entries import USUAL_COLUMNS, Entry, columns_named, rows_of
from searchnews.explore.exports.formats import BIBLIOGRAPHIES, Format, format_of
from searchnews.explore.exports.tabular import write_delimited, write_jsonl, write_parquet
from searchnews.explore.exports.xlsx import MOST_CHARACTERS, write_xlsx
from searchnews.explore.new_file import check_free, new_file
from searchnews.explore.tables.columns import Column, Value
from searchnews.explore.tables.delimited import Delimited
from searchnews.explore.tables.frames import check_arrow

_COMMAS: Final = Delimited()
_TABS: Final = Delimited("\t")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    provenance: Path
    """The file that says how to make it again: its name with .about.json behind."""
    rows: int
    notes: tuple[str, ...]
    """What the format could not hold."""


def check_writable(form: Format) -> None:
    """Refuse a format whose package is not installed, before anything is written.

    Raises:
        MissingDependencyError: it is not.
    """
    if form is Format.PARQUET:
        check_arrow()


def export_articles(
    path: Path,
    entries: Iterable[Entry],
    about: About,
    *,
    form: Format | None = None,
    columns: Sequence[str] = USUAL_COLUMNS,
    delimited: Delimited = _COMMAS,
    overwrite: bool = False,
) -> Exported:
    """Write articles to a file, one at a time, in bounded memory.

    The format is `form`, or what the end of the name says. `columns` are names of
    `entries.COLUMNS`, for all formats but bibliographies; `delimited` is for CSV. With
    NAME comes NAME.about.json, the query and all else it takes to make the file again.

    Raises:
        InvalidArgumentError: the format or a column is not known.
        MissingDependencyError: the package for Parquet is not installed.
        OutputError: the file exists already, the disk is full, or the format cannot hold as much;
            nothing is left of it.
    """
    form = form or format_of(path)
    counted = _Counted(entries)
    chosen = None if form in BIBLIOGRAPHIES else columns_named(columns)
    return _export(
        path, form, chosen, counted, about, overwrite,
        lambda file: write_articles(file, counted, form, columns=columns, delimited=delimited),
    )  # fmt: skip


def write_articles(
    file: BinaryIO,
    entries: Iterable[Entry],
    form: Format,
    *,
    columns: Sequence[str] = USUAL_COLUMNS,
    delimited: Delimited = _COMMAS,
) -> str | None:
    """Write articles to an open file, one at a time; gives what the format could not hold.

    Raises:
        InvalidArgumentError: a column is not known.
        MissingDependencyError: the package for Parquet is not installed.
        OutputError: the format cannot hold as much.
    """
    if form in BIBLIOGRAPHIES:
        _BIBLIOGRAPHIES[form](file, (entry.article for entry in entries))
        return None
    chosen = columns_named(columns)
    return write_rows(file, chosen, rows_of(entries, chosen), form, delimited=delimited)


def export_rows(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    about: About,
    *,
    form: Format | None = None,
    delimited: Delimited = _COMMAS,
    overwrite: bool = False,
) -> Exported:
    """Write the rows of any table to a file, as `export_articles` does with articles.

    Raises:
        InvalidArgumentError: the format is not known, or one of bibliographies.
        MissingDependencyError, OutputError: as `export_articles`.
    """
    form = form or format_of(path)
    if form in BIBLIOGRAPHIES:
        raise InvalidArgumentError(f"{form} is a format of articles, not of tables")
    counted = _Counted(rows)
    return _export(
        path, form, columns, counted, about, overwrite,
        lambda file: write_rows(file, columns, counted, form, delimited=delimited),
    )  # fmt: skip


class _Counted(Generic[Item]):
    """A stream that counts what is taken from it."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.count = 0
        self._items = items

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            self.count += 1
            yield item


_BIBLIOGRAPHIES: Final = {
    Format.RIS: write_ris,
    Format.BIBLATEX: write_biblatex,
    Format.CSL: write_csl,
}


def write_rows(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    form: Format,
    *,
    delimited: Delimited = _COMMAS,
) -> str | None:
    """Write to an open file in one of the formats of tables; gives what it could not hold.

    Raises:
        MissingDependencyError, OutputError: as `write_articles`.
    """
    match form:
        case Format.JSONL:
            write_jsonl(file, columns, rows)
        case Format.PARQUET:
            write_parquet(file, columns, rows)
        case Format.XLSX:
            if cut := write_xlsx(file, columns, rows):
                return _cut_in_cells(cut)
        case Format.TSV:
            write_delimited(file, columns, rows, _TABS)
        case _:
            write_delimited(file, columns, rows, delimited)
    return None


def _cut_in_cells(texts: int) -> str:
    most, others = MOST_CHARACTERS, "CSV, JSONL and Parquet hold all of it"
    if texts == 1:
        return f"{texts:,} text was cut: a cell of XLSX holds {most:,} characters; {others}"
    return f"{texts:,} texts were cut: a cell of XLSX holds {most:,} characters; {others}"


def _export(
    path: Path,
    form: Format,
    columns: Sequence[Column] | None,
    counted: _Counted[Any],
    about: About,
    overwrite: bool,
    write: Callable[[BinaryIO], str | None],
) -> Exported:
    provenance = path.with_name(f"{path.name}.about.json")
    check_free(provenance, overwrite=overwrite)
    with new_file(path, overwrite=overwrite) as file:
        note = write(file)
    notes = (note,) if note else ()
    content = about.to_dict() | {
        "file": path.name,
        "format": form,
        "columns": [column.name for column in columns] if columns is not None else None,
        "rows": counted.count,
        "notes": list(notes),
    }
    with new_file(provenance, overwrite=overwrite) as file:
        file.write(
            f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode(errors="replace")
        )
    return Exported(path, provenance, counted.count, notes)
