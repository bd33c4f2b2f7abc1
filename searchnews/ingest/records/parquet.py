"""Reading Parquet: a row is an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from searchnews.ingest.base import Item, Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.origin import Place
from searchnews.ingest.records.record import read_record

_ROWS: Final = 1000  # some megabytes of articles at a time


def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The articles of a file, in bounded memory.

    Raises:
        UnreadableFileError: it is damaged, or the package for it is missing.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UnreadableFileError(
            "a Parquet file, which needs a package: pip install 'searchnews[parquet]'"
        ) from None
    number = 0
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(_ROWS):
            for row in batch.to_pylist():
                number += 1
                record = {name: _plain(value) for name, value in row.items()}
                article, complaints = read_record(record, place, number, options)
                for complaint in complaints:
                    yield Problem(f"row {number}: {complaint}", lost=article is None)
                if article is not None:
                    yield article
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableFileError(f"the file is damaged or cut short: {error}") from None


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value
