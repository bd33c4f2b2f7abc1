"""Reading Parquet: a row is an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from math import isfinite
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.records.overlooked import Overlooked
from searchnews.ingest.records.record import draft_of_record

_ROWS: Final = 1000  # some megabytes of articles at a time


def read(file: OpenFile) -> Iterator[Draft | Problem]:
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
    overlooked = Overlooked()
    try:
        for batch in parquet.ParquetFile(file.stream).iter_batches(_ROWS):
            for row in _rows(batch):
                number += 1
                if isinstance(row, str):
                    yield Problem(f"row {number}: {row}")
                    continue
                draft, complaints = draft_of_record(row, number, file.options.mapping)
                for complaint in complaints:
                    yield Problem(f"row {number}: {complaint}", lost=draft is None)
                if draft is not None:
                    overlooked.add(draft)
                    yield draft
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableFileError(f"the file is damaged or cut short: {error}") from None
    yield from overlooked.problems()


def _rows(batch: Any) -> Iterator[dict[str, Any] | str]:
    """The rows of a batch, as values of JSON, or why a row cannot be read.

    That is when it has a value that Python has not, such as a day of the year 20,000. Then each row
    of the batch is converted by itself.
    """
    try:
        rows = batch.to_pylist()
    except (ValueError, OverflowError):
        for at in range(batch.num_rows):
            try:
                yield _plain(batch.slice(at, 1).to_pylist()[0])
            except (ValueError, OverflowError) as error:
                yield f"a value that cannot be read: {error}"
    else:
        yield from map(_plain, rows)


def _plain(value: Any) -> Any:
    """The value as one of JSON."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return str(value)  # a decimal, a duration, a UUID
