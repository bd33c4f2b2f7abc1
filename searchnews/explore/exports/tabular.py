"""Tables in files: CSV, TSV, JSON Lines and Parquet, written row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from searchnews.explore.exports.text import text_of
from searchnews.explore.tables.columns import Column, Value
from searchnews.explore.tables.delimited import Delimited
from searchnews.explore.tables.frames import arrow_schema, to_arrow

# A row group of Parquet, which is in memory while it is written: some ten megabytes of articles.
ROWS_OF_A_GROUP: Final = 10_000
CHARACTERS_OF_A_GROUP: Final = 8_000_000


def write_delimited(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    delimited: Delimited,
) -> None:
    """Write CSV or TSV."""
    with text_of(file) as text:
        delimited.write(text, (column.name for column in columns), rows)


def write_jsonl(file: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """Write an object a line, with all columns; what is missing is null, several texts a list."""
    names = [column.name for column in columns]
    with text_of(file) as text:
        for row in rows:
            text.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")


def write_parquet(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    rows_of_a_group: int = ROWS_OF_A_GROUP,
    characters_of_a_group: int = CHARACTERS_OF_A_GROUP,
) -> None:
    """Write Parquet, compressed by zstd, in groups of rows.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    schema = arrow_schema(columns)
    from pyarrow import parquet

    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows, rows_of_a_group, characters_of_a_group):
            writer.write_table(to_arrow(columns, group))


def _groups(
    rows: Iterable[Sequence[Value]], most_rows: int, most_characters: int
) -> Iterator[list[Sequence[Value]]]:
    """The rows in groups that are bounded by their number and by their texts."""
    group: list[Sequence[Value]] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(group) == most_rows or characters >= most_characters:
            yield group
            group, characters = [], 0
    if group:
        yield group
