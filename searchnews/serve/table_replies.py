"""Tables for programs and spreadsheets: the JSON of the command line, and rows in files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final, TypeAlias

from searchnews.errors import MissingDependencyError
from searchnews.explore.exports.export import check_writable, write_rows
from searchnews.explore.exports.formats import Format
from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.delimited import Delimited
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import BOM, SEPARATOR
from searchnews.serve.replies import FileReply, Reply, json_reply
from searchnews.serve.visit import Visit
from searchnews.serve.watching import Progress

Offer: TypeAlias = tuple[Form, str]
"""A file that people are offered: its format, and what it is called."""

FORMATS: Final = {
    Form.CSV: Format.CSV,
    Form.TSV: Format.TSV,
    Form.XLSX: Format.XLSX,
    Form.JSONL: Format.JSONL,
    Form.PARQUET: Format.PARQUET,
}
"""The files that hold any table, by the end of an address."""

OF_TABLES: Final = (
    (Form.CSV, "CSV"),
    (Form.XLSX, "XLSX (Excel)"),
    (Form.JSONL, "JSON Lines"),
    (Form.PARQUET, "Parquet"),
)
"""What people are offered of them."""


def offered(forms: Iterable[Offer]) -> list[Offer]:
    """Those of some files that can be made here: one may need a package that is not installed."""
    return [(form, label) for form, label in forms if _is_writable(form)]


def _is_writable(form: Form) -> bool:
    if form not in FORMATS:
        return True
    try:
        check_writable(FORMATS[form])
    except MissingDependencyError:
        return False
    return True


def table_reply(visit: Visit, found: Answer[Any]) -> Reply | FileReply:
    """A table as JSON, whole; as a file, written one row at a time while it is sent."""
    if visit.form is Form.JSON:
        return json_reply(about_values(visit, found.to_dict()))
    check_writable(FORMATS[visit.form])
    delimited = Delimited(visit.values[SEPARATOR], visit.values[BOM])
    progress = Progress()

    def write(file: BinaryIO) -> str | None:
        rows = progress.counted(found.values())
        return write_rows(file, found.columns, rows, FORMATS[visit.form], delimited=delimited)

    name = f"{visit.path.strip('/').partition('/')[0]}.{visit.form.ending}"
    return FileReply(write, visit.form.content_type, name, progress)


def about_values(visit: Visit, values: dict[str, Any]) -> dict[str, Any]:
    """What an answer is about, without the directory of the index if that is not to be shown."""
    return values if visit.settings.show_paths else values | {"index": None}
