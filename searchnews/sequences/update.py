"""Bringing sequences up to date with a commit: what is new is added, what is gone is taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from searchnews.analysis.bulk.cut import written_words_of_each
from searchnews.sequences.chunks import BORDER, Chunk, are_in, numbers_as_bytes, numbers_from
from searchnews.sequences.database import (
    About,
    Columns,
    DamagedSequencesError,
    UnkeptError,
    about,
    begin_afresh,
    failures,
    opened_for_writing,
    put_columns,
    put_stamp,
    read_columns,
)
from searchnews.sequences.forms import FormNumbers
from searchnews.sequences.source import NumberedText, Numbers, TextSource
from searchnews.sqlite import files_of

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with how many of the articles are done, and how many there are to do."""

ARTICLES_AT_ONCE: Final = 20_000
"""What an interrupted update can cost: some two seconds."""
# More are read again for an article of interest; half as many take 4 % more room.
_OF_CHUNK: Final = 128
_CHARACTERS_OF_CHUNK: Final = 1 << 20


def update_sequences(
    path: Path,
    source: TextSource,
    progress: Progress | None = None,
    *,
    articles_at_once: int = ARTICLES_AT_ONCE,
) -> None:
    """Make a file hold the sequences of all articles of a commit, and of no others.

    Any number of processes may do so at a time. One that is killed costs the work of
    `articles_at_once`. A file that is damaged, or of another index, is made again.

    Raises:
        UnkeptError: it cannot be written; it stays as it was.
    """
    try:
        _update_file(path, source, progress, articles_at_once)
    except DamagedSequencesError:
        remove(path)
        _update_file(path, source, progress, articles_at_once)


def remove(path: Path) -> None:
    """Remove a file that is damaged; only then, as another process may have it open.

    Raises:
        UnkeptError: it cannot be removed.
    """
    try:
        for file in files_of(path):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise UnkeptError(f"{path} is damaged, and cannot be made again ({error})") from error


def sequences_in_memory(source: TextSource, progress: Progress | None = None) -> sqlite3.Connection:
    """A database of the sequences of all articles, for who can write no file."""
    connection = opened_for_writing(None)
    with failures(None):
        _Update(connection, source, progress).run(ARTICLES_AT_ONCE)
    return connection


def _update_file(
    path: Path, source: TextSource, progress: Progress | None, articles_at_once: int
) -> None:
    connection = opened_for_writing(path)
    try:
        with failures(path):
            # What a loss of power takes away can be made again; half of it is never there.
            connection.execute("PRAGMA synchronous = NORMAL")
            _Update(connection, source, progress).run(articles_at_once)
    finally:
        connection.close()


class _Update:
    """One update, in transactions of some articles each; another process may do every other one."""

    def __init__(
        self, connection: sqlite3.Connection, source: TextSource, progress: Progress | None
    ) -> None:
        self._connection = connection
        self._source = source
        self._progress = progress
        self._forms = FormNumbers()
        self._identity: str | None = None
        """Whose numbers `_forms` has."""
        self._done = self._whole = 0

    def run(self, articles_at_once: int) -> None:
        """Do all of it."""
        is_whole = False
        while not is_whole:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                columns = self._begun()
                there = self._without_removed(columns)
                new = self._source.numbers[~are_in(self._source.numbers, there)]
                is_whole = len(new) <= articles_at_once
                self._whole = self._done + len(new)
                put_columns(self._connection, self._with_added(new[:articles_at_once], columns))
                put_stamp(self._connection, self._source.stamp if is_whole else None)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _begun(self) -> Columns:
        """What is known of the forms that there are; nothing where sequences begin afresh."""
        found: About | None = about(self._connection)
        if found is None or found.index_id != self._source.index:
            found = begin_afresh(self._connection, self._source.index)
        if found.identity != self._identity:
            self._forms, self._identity = FormNumbers(), found.identity
        columns = read_columns(self._connection)
        self._forms.follow(self._connection, len(columns.words) - 1)
        return columns

    def _without_removed(self, columns: Columns) -> Numbers:
        """Take out the articles that are there no more; gives the numbers of the others, rising."""
        kept: list[Numbers] = [np.empty(0, np.int64)]
        rows = self._connection.execute("SELECT id, numbers FROM chunks").fetchall()
        for chunk_id, stored in rows:
            numbers = numbers_from(stored)
            are_there = are_in(numbers, self._source.numbers)
            kept.append(numbers[are_there])
            if not are_there.all():
                self._remove(chunk_id, are_there, columns)
        return np.sort(np.concatenate(kept))

    def _remove(self, chunk_id: int, kept: npt.NDArray[np.bool_], columns: Columns) -> None:
        (content,) = self._connection.execute(
            "SELECT content FROM chunks WHERE id = ?", (chunk_id,)
        ).fetchone()
        chunk = Chunk.unpacked(content)
        counts = chunk.only(~kept).counts()
        columns.frequencies[: len(counts)] -= counts
        if not kept.any():
            self._connection.execute("DELETE FROM chunks WHERE id = ?", (chunk_id,))
            return
        left = chunk.only(kept)
        self._connection.execute(
            "UPDATE chunks SET numbers = ?, content = ? WHERE id = ?",
            (numbers_as_bytes(left.numbers), left.packed(), chunk_id),
        )

    def _with_added(self, numbers: Numbers, columns: Columns) -> Columns:
        """Add articles; gives the columns with them."""
        added = np.empty(0, np.int64)
        for texts in _batches(self._source.texts(numbers)):
            chunk = self._chunk(texts)
            self._connection.execute(
                "INSERT INTO chunks VALUES (NULL, ?, ?)",
                (numbers_as_bytes(chunk.numbers), chunk.packed()),
            )
            counts = chunk.counts()
            longer, shorter = (added, counts) if len(added) > len(counts) else (counts, added)
            longer[: len(shorter)] += shorter
            added = longer
            self._done += len(texts)
            if self._progress is not None:
                self._progress(self._done, self._whole)
        columns = self._forms.write(columns)
        columns.frequencies[: len(added)] += added
        return columns

    def _chunk(self, texts: list[NumberedText]) -> Chunk:
        number_of = self._forms.__getitem__
        words = written_words_of_each([(text.title, text.text) for text in texts])
        return Chunk.of(
            [text.number for text in texts],
            [
                [
                    *map(number_of, each.title.split()),
                    BORDER,
                    *map(number_of, each.text.split()),
                    BORDER,
                ]
                for each in words
            ],
        )


def _batches(texts: Iterator[NumberedText]) -> Iterator[list[NumberedText]]:
    """Texts, as many together as one chunk has."""
    batch: list[NumberedText] = []
    characters = 0
    for text in texts:
        batch.append(text)
        characters += len(text.text)
        if len(batch) == _OF_CHUNK or characters > _CHARACTERS_OF_CHUNK:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
