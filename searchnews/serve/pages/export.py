"""All articles that match, in a file of any format, written while it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Final

from searchnews.errors import InvalidArgumentError
from searchnews.explore.exports.entries import COLUMNS, USUAL_COLUMNS
from searchnews.explore.exports.export import check_writable
from searchnews.explore.exports.formats import Format
from searchnews.explore.query_export import QueryExport, written_columns
from searchnews.explore.tables.delimited import Delimited
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import BODY, BOM, EXPORTED, QUERY, SEPARATOR
from searchnews.serve.replies import FileReply, Reply, json_reply
from searchnews.serve.table_replies import FORMATS as TABLES
from searchnews.serve.table_replies import about_values
from searchnews.serve.visit import Visit
from searchnews.serve.watching import Progress

_PATH: Final = "path"
FORMATS: Final = TABLES | {
    Form.RIS: Format.RIS,
    Form.BIBLATEX: Format.BIBLATEX,
    Form.JSON: Format.CSL,
}
"""The format of an export by the end of its address, as by the end of a file's name."""


def export(visit: Visit) -> FileReply | Reply:
    """The file; or, as about.json, what says how to make it again."""
    found = visit.index.export(visit.query, **visit.search_arguments)
    most = visit.settings.exported
    if found.total > most:
        raise InvalidArgumentError(
            f"{found.total:,} articles match, and this server exports {most:,} at most; narrow the "
            "query, or run `searchnews export` beside the index"
        )
    form = FORMATS[visit.form]
    check_writable(form)
    columns = _columns(visit)
    delimited = Delimited(visit.values[SEPARATOR], visit.values[BOM])

    progress = Progress(found.total)

    def write(file: BinaryIO) -> str | None:
        entries = progress.counted(found.entries(written_columns(form, columns)))
        return found.stream(file, form, entries, columns=columns, delimited=delimited)

    name = f"{_name(visit.values[QUERY])}.{visit.form.ending}"
    return FileReply(write, visit.form.content_type, name, progress)


def _columns(visit: Visit) -> Sequence[str]:
    """The columns of a table; where the server has its files is nobody's business."""
    chosen = visit.values[EXPORTED]
    if _PATH in chosen and not visit.settings.show_paths:
        raise InvalidArgumentError(
            f"this server does not show {_PATH}; `searchnews serve --show-paths` does"
        )
    usual = COLUMNS if visit.values[BODY] else USUAL_COLUMNS
    return chosen or [name for name in usual if name != _PATH or visit.settings.show_paths]


def export_about(visit: Visit) -> Reply:
    """How to make an export again, as `searchnews export` writes it beside the file."""
    found: QueryExport = visit.index.export(visit.query, **visit.search_arguments)
    return json_reply(about_values(visit, found.about.to_dict()))


def _name(query: str) -> str:
    """A name for a file, of the words of a query."""
    words = "".join(c if c.isalnum() else " " for c in query[:60]).split()
    return "-".join(words) or "articles"
