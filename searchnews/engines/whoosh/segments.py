"""The segments of a commit, read as one."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from whoosh.reading import IndexReader, SegmentReader

from searchnews.engines.whoosh.blocks import Integers
from searchnews.engines.whoosh.terms import Postings, TermsFile


class _Segment(NamedTuple):
    terms: TermsFile
    first: int
    """The number of its first article, in all segments together."""
    is_live: Integers | None
    """Whether each of its articles was not deleted; None where none was."""

    def live(self, docs: Integers) -> Integers:
        """Those that were not deleted, with their numbers in all segments together."""
        if self.is_live is not None:
            docs = docs[self.is_live[docs]]
        return docs.astype(np.int64) + self.first


class Segments:
    """The words and postings of all segments; deleted articles have none."""

    def __init__(self, reader: IndexReader) -> None:
        """For a reader of Whoosh's, which stays open."""
        self.articles: int = reader.doc_count_all()
        """How many there are, deleted ones too."""
        self._segments = [
            _Segment(leaf._terms, first, _is_live(leaf))
            for leaf, first in reader.leaf_readers()
            if isinstance(leaf, SegmentReader)
        ]
        self._reader = reader
        self._lengths: dict[str, Integers] = {}

    def live(self) -> Iterator[int]:
        """The articles that were not deleted."""
        yield from self._reader.all_doc_ids()

    def postings(self, field: str, word: str) -> Iterator[Postings]:
        """The articles that have a word, a segment at a time, ascending."""
        for segment in self._segments:
            found = segment.terms.find(field, word.encode())
            if found is None:
                continue
            docs, counts, positions = found
            if segment.is_live is not None:
                kept = segment.is_live[docs]
                positions = positions[np.repeat(kept, counts)]
                counts = counts[kept]
            yield Postings(segment.live(docs), counts, positions)

    def docs(self, field: str, word: str) -> Iterator[int]:
        """The articles that have a word, ascending."""
        for segment in self._segments:
            if found := segment.terms.find(field, word.encode()):
                yield from segment.live(found.docs).tolist()

    def docs_between(self, field: str, low: str, high: str | None) -> Iterator[int]:
        """The articles with a word between two, those included; None is an open end."""
        end = None if high is None else high.encode()
        for segment in self._segments:
            for docs in segment.terms.docs_between(field, low.encode(), end):
                yield from segment.live(docs).tolist()

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has a word; deleted ones count."""
        encoded = word.encode()
        return sum(segment.terms.articles_with(field, encoded) for segment in self._segments)

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles; deleted ones count."""
        dictionaries = [segment.terms.counted_words(field) for segment in self._segments]
        if len(dictionaries) == 1:
            yield from ((word.decode(), count) for word, count in dictionaries[0])
            return
        for word, counted in groupby(heapq.merge(*dictionaries), itemgetter(0)):
            yield word.decode(), sum(count for _, count in counted)

    def lengths(self, field: str) -> Integers:
        """How many words the field has in each article."""
        if field not in self._lengths:
            lengths = np.zeros(self.articles, np.float64)
            for segment in self._segments:
                of_segment = segment.terms.lengths(field)
                lengths[segment.first : segment.first + len(of_segment)] = of_segment
            self._lengths[field] = lengths
        return self._lengths[field]


def _is_live(leaf: Any) -> Integers | None:
    if not leaf.has_deletions():
        return None
    is_live = np.ones(leaf.doc_count_all(), np.bool_)
    is_live[list(leaf.segment().deleted_docs())] = False
    return is_live
