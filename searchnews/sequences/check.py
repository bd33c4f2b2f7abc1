"""Checking sequences: the whole file is read, and its parts are compared with each other."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np

from searchnews.errors import SearchNewsError
from searchnews.sequences.chunks import Chunk, numbers_from
from searchnews.sequences.database import about, failures, opened_for_reading, read_columns


def problems(path: Path) -> list[str]:
    """What is wrong with a file of sequences, a sentence each; empty if nothing, or no file is."""
    if not path.exists():
        return []
    try:
        with closing(opened_for_reading(path)) as connection, failures(path):
            answers = [str(answer) for (answer,) in connection.execute("PRAGMA quick_check")]
            if answers != ["ok"]:
                return [f"{path}: {answer}" for answer in answers]
            if about(connection) is None:
                return []  # of other rules: it is made again when it is asked for
            columns = read_columns(connection)
            counts = np.zeros(len(columns.frequencies), np.int64)
            for numbers, content in connection.execute("SELECT numbers, content FROM chunks"):
                chunk = Chunk.unpacked(content)
                of_chunk = chunk.counts()
                if len(of_chunk) > len(counts):
                    return [f"{path}: an article has forms that are not known"]
                if not np.array_equal(numbers_from(numbers), chunk.numbers):
                    return [f"{path}: articles have other numbers than they are found by"]
                counts[: len(of_chunk)] += of_chunk
    except SearchNewsError as error:
        return [str(error)]
    if not np.array_equal(counts, columns.frequencies):
        return [f"{path}: words are counted otherwise than they are there"]
    return []
