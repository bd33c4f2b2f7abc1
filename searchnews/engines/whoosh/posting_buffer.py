"""The postings of a segment while it is written, in bounded memory."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from whoosh.filedb.structfile import StructFile

from searchnews.engines.whoosh.blocks import MOST_POSTINGS, Block, Integers
from searchnews.engines.whoosh.field_buffer import FieldBuffer
from searchnews.engines.whoosh.merging import merged, renumbered
from searchnews.engines.whoosh.terms import TermsFile, write_terms
from searchnews.index_fields import WITH_POSITIONS


class BufferLimits(NamedTuple):
    """What bounds the memory of a buffer."""

    words: int = 2_000_000
    """Words and fillers in memory: with more they are sorted, which takes some 90 MB, and written
    out as a run, to be merged in the end. Twice as many take twice the memory and the same time."""
    postings: int = MOST_POSTINGS
    """Of a block."""


DEFAULT_LIMITS: Final = BufferLimits()


class PostingBuffer:
    """Takes the words of articles, and gives back postings by field and word.

    What does not fit in memory goes to files without names, on the disk of a directory.
    """

    def __init__(self, directory: Path, limits: BufferLimits = DEFAULT_LIMITS) -> None:
        self._directory = directory
        self._limits = limits
        self._fields: dict[str, FieldBuffer] = {}
        self._words = 0
        """In memory, and fillers."""
        self._runs: list[TermsFile] = []
        self._segments: list[tuple[TermsFile, Integers]] = []
        self._lengths: list[tuple[str, Integers, Integers]] = []
        """Fields, articles, and how many words each article has in the field."""

    def add(self, field: str, text: str, doc: int) -> None:
        """Add the words of a text; articles come in the order of their numbers."""
        self._count(self._field(field).add_text(doc, text))

    def add_term(self, field: str, term: str, doc: int) -> None:
        """Add a text that is one term."""
        self._count(self._field(field).add_term(doc, term))

    def add_segment(self, terms: TermsFile, numbers: Integers) -> None:
        """Add the postings of a segment, with the new numbers of its articles.

        Those with negative numbers are left out. The segment stays open until `cleanup`.
        """
        self._segments.append((terms, numbers))
        is_kept = numbers >= 0
        for field in terms.fields:
            lengths = terms.lengths(field)
            if len(lengths):
                self._lengths.append((field, numbers[is_kept], lengths[is_kept]))

    def fields(self) -> dict[str, Iterator[Block]]:
        """The blocks of all fields, sorted; to be read once, field by field."""
        names = set(self._fields)
        names.update(*(run.fields for run in self._runs))
        names.update(*(terms.fields for terms, _ in self._segments))
        return {name: self._blocks(name) for name in sorted(names)}

    def lengths(self, articles: int) -> dict[str, Integers]:
        """How many words each of so many articles has, by field; only fields with positions."""
        lengths: defaultdict[str, Integers] = defaultdict(lambda: np.zeros(articles, np.uint32))
        for name, docs, of_docs in chain(self._lengths, self._lengths_in_memory()):
            lengths[name][docs] = of_docs
        return lengths

    def cleanup(self) -> None:
        """Let go of the runs; the name is Whoosh's, which calls it."""
        while self._runs:
            self._runs.pop().close()
        self._segments.clear()

    def _field(self, name: str) -> FieldBuffer:
        if name not in self._fields:
            self._fields[name] = FieldBuffer(has_positions=name in WITH_POSITIONS)
        return self._fields[name]

    def _count(self, words: int) -> None:
        self._words += words
        if self._words >= self._limits.words:
            self._write_run()

    def _write_run(self) -> None:
        file = tempfile.TemporaryFile(dir=self._directory)  # noqa: SIM115 - closed by `cleanup`
        run = StructFile(file)
        write_terms(run, {name: self._sorted(name) for name in self._fields}, {})
        self._runs.append(TermsFile(run, run.tell()))
        self._lengths += self._lengths_in_memory()
        self._fields.clear()
        self._words = 0

    def _sorted(self, name: str) -> Iterator[Block]:
        yield from self._fields[name].block().split(self._limits.postings)

    def _lengths_in_memory(self) -> Iterator[tuple[str, Integers, Integers]]:
        for name, field in self._fields.items():
            if field.has_positions:
                yield name, *field.lengths()

    def _blocks(self, name: str) -> Iterator[Block]:
        sources = [run.blocks(name) for run in self._runs]
        sources += [renumbered(terms.blocks(name), numbers) for terms, numbers in self._segments]
        if name in self._fields:
            sources.append(self._sorted(name))
        return merged(sources, self._limits.postings)
