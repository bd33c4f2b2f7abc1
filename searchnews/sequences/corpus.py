"""A corpus: the sequences of all articles of one commit, as they are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from searchnews.sequences.chunks import Chunk, Forms, are_in, numbers_from
from searchnews.sequences.database import (
    DamagedSequencesError,
    UnkeptError,
    about,
    failures,
    opened_for_reading,
    read_columns,
)
from searchnews.sequences.forms import forms_numbered, numbers_of_forms
from searchnews.sequences.source import Numbers, TextSource
from searchnews.sequences.update import (
    Progress,
    remove,
    sequences_in_memory,
    update_sequences,
)


class Corpus:
    """The words of all articles of one commit, in order. Not for several threads at once.

    Its methods raise DamagedSequencesError where damage is found.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        """Of a connection that sees one moment of a file, or of the memory."""
        self._connection = connection
        self._path = path
        with failures(path):
            columns = read_columns(connection)
        self.words: npt.NDArray[np.uint32] = columns.words
        """Of each form by its number: the number of the word, folded, that it is a form of."""
        self.frequencies: npt.NDArray[np.int64] = columns.frequencies
        """Of each form by its number: how often it is in all articles."""

    @property
    def is_kept(self) -> bool:
        """Whether it is in a file; else it is made again every time."""
        return self._path is not None

    @cached_property
    def size(self) -> int:
        """How many words all articles have."""
        return int(self.frequencies.sum())

    def chunks(self, numbers: Numbers) -> Iterator[Chunk]:
        """The sequences of the articles with these numbers, which rise, some at a time."""
        with failures(self._path):
            rows = self._connection.execute("SELECT id, numbers FROM chunks ORDER BY id").fetchall()
            for chunk_id, stored in rows:
                wanted = are_in(numbers_from(stored), numbers)
                if wanted.any():
                    (content,) = self._connection.execute(
                        "SELECT content FROM chunks WHERE id = ?", (chunk_id,)
                    ).fetchone()
                    yield Chunk.unpacked(content).only(wanted)

    def forms(self, numbers: Iterable[int]) -> dict[int, str]:
        """The written forms with some numbers."""
        with failures(self._path):
            return forms_numbered(self._connection, numbers)

    def numbers_of(self, forms: Iterable[str]) -> dict[str, int]:
        """The numbers of some written forms, or folded words, as far as there are such."""
        with failures(self._path):
            return numbers_of_forms(self._connection, forms)

    def forms_of(self, words: Iterable[str]) -> Forms:
        """The numbers of all forms of some folded words."""
        numbers = np.array([*self.numbers_of(words).values()], np.uint32)
        return np.flatnonzero(np.isin(self.words, numbers)).astype(np.uint32)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


_Answer = TypeVar("_Answer")


def of_corpus(
    path: Path,
    source: TextSource,
    answer: Callable[[Corpus], _Answer],
    progress: Progress | None = None,
) -> _Answer:
    """What the corpus of a commit answers; it is made, or brought up to date, where it must.

    It is kept in a file. Where none can be written, or other processes write those of other
    commits, all articles are read, and the corpus is in memory. `answer` is called again where
    damage is found while it reads.

    Raises:
        EngineError, IndexDamagedError: articles cannot be read.
    """
    with suppress(UnkeptError):
        try:
            with closing(_kept(path, source, progress)) as corpus:
                return answer(corpus)
        except DamagedSequencesError:
            remove(path)
        with closing(_kept(path, source, progress)) as corpus:
            return answer(corpus)
    with closing(Corpus(sequences_in_memory(source, progress), None)) as corpus:
        return answer(corpus)


def is_kept(path: Path, source: TextSource) -> bool:
    """Whether a file has the corpus of a commit, so that an answer need not make it."""
    try:
        corpus = _of_file(path, source)
    except (DamagedSequencesError, UnkeptError):
        return False
    if corpus is None:
        return False
    corpus.close()
    return True


def _kept(path: Path, source: TextSource, progress: Progress | None) -> Corpus:
    """The corpus that a file has; the file is made, or brought up to date, where it must.

    Raises:
        DamagedSequencesError: it is damaged.
        UnkeptError: it cannot be read or written, or is of another commit once more.
    """
    corpus = _of_file(path, source)
    if corpus is None:
        update_sequences(path, source, progress)
        corpus = _of_file(path, source)
    if corpus is None:
        raise UnkeptError(f"{path}: another process has changed it")
    return corpus


def _of_file(path: Path, source: TextSource) -> Corpus | None:
    if not path.exists():
        return None
    connection = opened_for_reading(path)
    try:
        with failures(path):
            found = about(connection)
        if found is not None and (found.index_id, found.stamp) == (source.index, source.stamp):
            return Corpus(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None
