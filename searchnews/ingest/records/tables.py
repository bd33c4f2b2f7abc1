"""Reading tables of text, CSV and TSV: a row is an article, the first row names its fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Final

from searchnews.ingest.base import Item, Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.encoding import binary_kind, detect, error_handling
from searchnews.ingest.origin import Place
from searchnews.ingest.records.field_names import assign
from searchnews.ingest.records.record import read_record

_JUDGED: Final = 1 << 16  # bytes that tell encoding and separator
_SEPARATORS: Final = ",;\t|"
# Whole articles stand in a field, and broken quoting may make one of the rest of a file.
_LONGEST_FIELD: Final = 16 << 20  # in characters


def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The articles of a table, in bounded memory.

    Raises:
        UnreadableFileError: it is no table, or its first row names no field of an article.
    """
    head = stream.peek(_JUDGED)[:_JUDGED]
    if (kind := binary_kind(head)) is not None:
        raise UnreadableFileError(f"not a table, but {kind}")
    encoding = detect(head)
    text = TextIOWrapper(stream, encoding, error_handling(encoding), newline="")
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield from _read(text, head.decode(encoding, "replace"), place, options)
    except csv.Error as error:
        raise UnreadableFileError(f"the table is broken: {error}") from None
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _read(text: TextIOWrapper, head: str, place: Place, options: ReadingOptions) -> Iterator[Item]:
    first_line = head.lstrip("\ufeff\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    # NUL bytes, which a crash leaves, are an error to the module.
    rows = csv.reader((line.replace("\0", "") for line in text), delimiter=separator)
    names = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    known = assign(dict.fromkeys(names, "x"), options.mapping)[0]
    if known.keys().isdisjoint({"title", "body"}):
        shown = ", ".join(names[:8])[:200] or "nothing"
        raise UnreadableFileError(
            f"the first row of a table must name its columns, and says {shown}; "
            "tell which is which with --map title=… and --map body=…"
        )
    for row in rows:
        number = rows.line_num
        if not any(field.strip() for field in row):
            continue
        if len(row) > len(names):
            yield Problem(f"{len(row)} fields where there are {len(names)} columns", number)
            continue
        record = {name: field for name, field in zip(names, row, strict=False) if field.strip()}
        article, complaints = read_record(record, place, number, options)
        for complaint in complaints:
            yield Problem(complaint, number, lost=article is None)
        if article is not None:
            yield article
