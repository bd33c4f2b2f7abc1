"""The postings of a segment that is being written, within bounded memory."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from whoosh.filedb.structfile import StructFile

from searchnews.engines.base import FIELDS_WITH_POSITIONS
from searchnews.engines.whoosh.blocks import Block, Numbers
from searchnews.engines.whoosh.gathered import GatheredField
from searchnews.engines.whoosh.merging import merged, renumbered
from searchnews.engines.whoosh.terms import TermsFile, write_terms

# Words, and what stands for fillers. Sorting takes some 90 MB; then they are written out, to be
# merged in the end. Twice as many take twice the memory, and as long.
_MOST_IN_MEMORY: Final = 2_000_000


class TermPool:
    """Gathers postings in any order of words; gives them back by field and word.

    What does not fit in memory goes to files without names, on the disk of a directory.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._fields: dict[str, GatheredField] = {}
        self._gathered = 0
        self._runs: list[TermsFile] = []
        self._segments: list[tuple[TermsFile, Numbers]] = []
        self._lengths: list[tuple[str, Numbers, Numbers]] = []

    def add(self, field: str, text: str, doc: int) -> None:
        """The words of a text; articles come in the order of their numbers."""
        self._count(self._field(field).add_text(doc, text))

    def add_term(self, field: str, term: str, doc: int) -> None:
        """A text that is one term."""
        self._count(self._field(field).add_term(doc, term))

    def add_segment(self, terms: TermsFile, numbers: Numbers) -> None:
        """The postings of a segment, open until `cleanup`, with the new numbers of its articles.

        Those with negative numbers are left out.
        """
        self._segments.append((terms, numbers))
        is_kept = numbers >= 0
        for field in terms.fields:
            lengths = terms.lengths(field)
            if len(lengths):
                self._lengths.append((field, numbers[is_kept], lengths[is_kept]))

    def fields(self) -> dict[str, Iterator[Block]]:
        """The blocks of all fields, sorted; asked for once, field by field."""
        names = set(self._fields)
        names.update(*(run.fields for run in self._runs))
        names.update(*(terms.fields for terms, _ in self._segments))
        return {name: self._blocks(name) for name in sorted(names)}

    def lengths(self, articles: int) -> dict[str, Numbers]:
        """How many words each of so many articles has, in the fields whose lengths count."""
        lengths: defaultdict[str, Numbers] = defaultdict(lambda: np.zeros(articles, np.uint32))
        for name, docs, of_docs in chain(self._lengths, self._lengths_in_memory()):
            lengths[name][docs] = of_docs
        return lengths

    def cleanup(self) -> None:
        """Let go of what was written out; Whoosh's name for it."""
        while self._runs:
            self._runs.pop().close()
        self._segments.clear()

    def _field(self, name: str) -> GatheredField:
        if name not in self._fields:
            self._fields[name] = GatheredField(placed=name in FIELDS_WITH_POSITIONS)
        return self._fields[name]

    def _count(self, gathered: int) -> None:
        self._gathered += gathered
        if self._gathered >= _MOST_IN_MEMORY:
            self._write_out()

    def _write_out(self) -> None:
        file = tempfile.TemporaryFile(dir=self._directory)  # noqa: SIM115 - closed by `cleanup`
        run = StructFile(file)
        write_terms(run, {name: self._sorted(name) for name in self._fields}, {})
        self._runs.append(TermsFile(run, run.tell()))
        self._lengths += self._lengths_in_memory()
        self._fields.clear()
        self._gathered = 0

    def _sorted(self, name: str) -> Iterator[Block]:
        yield from self._fields[name].block().pieces()

    def _lengths_in_memory(self) -> Iterator[tuple[str, Numbers, Numbers]]:
        for name, field in self._fields.items():
            if field.placed:
                yield name, *field.lengths()

    def _blocks(self, name: str) -> Iterator[Block]:
        sources = [run.blocks(name) for run in self._runs]
        sources += [renumbered(terms.blocks(name), numbers) for terms, numbers in self._segments]
        if name in self._fields:
            sources.append(self._sorted(name))
        return merged(sources)
