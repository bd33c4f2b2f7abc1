"""Reading tables of text, CSV and TSV: a row is an article, the first row names its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import binary_kind, decoded_pieces, detect
from searchnews.ingest.records.field_names import assign
from searchnews.ingest.records.overlooked import Overlooked
from searchnews.ingest.records.record import draft_of_record
from searchnews.ingest.records.rows import Row, RowTooLongError, rows_of

_SAMPLE: Final = 1 << 16  # bytes that tell encoding and separator
_SEPARATORS: Final = ",;\t|"
# A field may be a whole article; broken quoting may make a field of the rest of a file.
_LONGEST_ROW: Final = 16 << 20  # in characters
_MOST_NAMES: Final = 8  # of columns, named where none is known
_LONGEST_NAMES: Final = 200  # in characters


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a table, in bounded memory.

    Raises:
        UnreadableFileError: it is no table, or its first row names no field of an article.
    """
    head = file.stream.peek(_SAMPLE)[:_SAMPLE]
    if (kind := binary_kind(head)) is not None:
        raise UnreadableFileError(f"not a table, but {kind}")
    encoding = detect(head)
    first_line = head.decode(encoding, "replace").lstrip("\ufeff\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    # A crash leaves NUL bytes.
    pieces = (piece.replace("\0", "") for piece in decoded_pieces(file.stream, encoding))
    rows = rows_of(pieces, separator, _LONGEST_ROW)
    try:
        first = next(rows, Row(1, []))
        names = [name.strip().lstrip("\ufeff") for name in first.fields]
        known = assign(dict.fromkeys(names, "x"), file.options.mapping)[0]
        if known.keys().isdisjoint({"title", "body"}):
            raise UnreadableFileError(_without_names(names))
        overlooked = Overlooked()
        for row in rows:
            yield from _read_row(row, names, file, overlooked)
        yield from overlooked.problems()
    except RowTooLongError as error:
        raise UnreadableFileError(f"the table is broken: {error}") from None


def _read_row(
    row: Row, names: list[str], file: OpenFile, overlooked: Overlooked
) -> Iterator[Draft | Problem]:
    if not any(field.strip() for field in row.fields):
        return
    if len(row.fields) > len(names):
        counts = f"{len(row.fields)} fields where there are {len(names)} columns"
        yield Problem(counts, row.line)
        return
    pairs = zip(names, row.fields, strict=False)
    record = {name: field for name, field in pairs if field.strip()}
    draft, complaints = draft_of_record(record, row.line, file.options.mapping)
    for complaint in complaints:
        yield Problem(complaint, row.line, lost=draft is None)
    if draft is not None:
        overlooked.add(draft)
        yield draft


def _without_names(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])[:_LONGEST_NAMES] or "nothing"
    return (
        f"the first row of a table must name its columns, and says {shown}; "
        "tell which is which with --map title=… and --map body=…"
    )
