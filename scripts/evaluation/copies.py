"""Measure how many copies are found, how many of those are right, and what it costs.

    python -m scripts.evaluation.copies CORPUS.jsonl.gz [--read 100] [--floor 0.5]

Compares all pairs of articles exactly, by the 5-grams of their texts without the titles, and says
how many of those with so much of the shorter text in common (containment)

- share fingerprints enough to be compared at all, templates left out;
- are found, of those that the rules call copies or versions.

Then adds the articles month by month and says whether the groups are the same. With `--read` prints
so many of the pairs found, drawn by chance, to be read: is it the same dispatch?
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scripts.bench.memory_watch import MemoryWatch
from searchnews.analysis.bulk.cut import words_of_each
from searchnews.article import Article
from searchnews.copies.arrivals import Arrivals, write_arrivals
from searchnews.copies.candidates import candidates
from searchnews.copies.comparison import compared_texts, containment
from searchnews.copies.fingerprints import distinct, fingerprints_of, grams_of
from searchnews.copies.group_reader import THOUSAND
from searchnews.copies.groups import Groups
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.segments import Segment
from searchnews.copies.source import FoldedText
from searchnews.copies.update import update_copies

LEVELS = (0.5, 0.8)
CUT_AT_ONCE = 128


class ExactPair(NamedTuple):
    """Two articles, by their numbers, and how much of the shorter text is in the other."""

    later: int
    earlier: int
    containment: float


def main() -> None:
    """Print what was measured, and pairs to read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl[.gz]")
    parser.add_argument("--read", type=int, default=0, metavar="PAIRS")
    parser.add_argument("--floor", type=float, default=0.5, help="containment of pairs compared")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    articles = read(arguments.corpus)
    corpus = Corpus(texts_of(articles))
    with tempfile.TemporaryDirectory() as folder:
        found = measure(corpus, Path(folder))
        compare(corpus, found, arguments.floor, Path(folder))
        add_by_month(corpus, Path(folder))
    for pair in random.Random(arguments.seed).sample(
        sorted(found), min(arguments.read, len(found))
    ):
        print(f"\n{pair.containment:.2f}")
        for number in pair[:2]:
            article = articles[number - 1]
            print(
                f"  {article.date} {article.source} | {article.title}\n    {article.body[:300]!r}"
            )


@dataclass
class Corpus:
    """The articles of a file as an index gives them, numbered from 1 on by date."""

    all_texts: list[FoldedText]

    def __post_init__(self) -> None:
        self.last = len(self.all_texts)

    @property
    def index(self) -> str:
        """There is one."""
        return ""

    @property
    def stamp(self) -> str:
        """Names how many there are."""
        return str(self.last)

    def between(self, after: int, up_to: int) -> Iterator[Sequence[FoldedText]]:
        """The articles between two numbers."""
        for first in range(after, up_to, CUT_AT_ONCE):
            yield self.all_texts[first : min(first + CUT_AT_ONCE, up_to)]

    def count(self, up_to: int) -> int:
        """How many there are up to a number."""
        return len(self.all_texts[:up_to])

    def texts(self, numbers: Sequence[int]) -> list[FoldedText]:
        """The articles with these numbers."""
        return [self.all_texts[number - 1] for number in numbers]

    def are_there(self, numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Which there are."""
        return (numbers > 0) & (numbers <= self.last)


def read(path: Path) -> list[Article]:
    """The articles of a file of JSON lines, by date."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        rows = [json.loads(line) for line in lines]
    articles = [
        Article(
            id=row["id"],
            title=row.get("title"),
            lead=row.get("heading"),
            body=row.get("body") or "",
            date=row.get("date"),
            source=row.get("source"),
        )
        for row in rows
    ]
    return sorted(articles, key=lambda article: article.date or "")


def texts_of(articles: Sequence[Article]) -> list[FoldedText]:
    """What is looked at of articles."""
    words = []
    for first in range(0, len(articles), CUT_AT_ONCE):
        some = articles[first : first + CUT_AT_ONCE]
        texts = ["\n".join(filter(None, (article.lead, article.body))) for article in some]
        words += [cut.text for cut in words_of_each(("", text) for text in texts)]
    return [
        FoldedText(number, article.date, article.source, text)
        for number, (article, text) in enumerate(zip(articles, words, strict=True), 1)
    ]


def measure(corpus: Corpus, folder: Path) -> list[ExactPair]:
    """Recognise all copies at once; print what it costs. Gives the pairs."""
    texts = [text.words for text in corpus.all_texts]
    began = time.process_time()
    for first in range(0, len(texts), CUT_AT_ONCE):
        fingerprints_of(texts[first : first + CUT_AT_ONCE])
    of_fingerprints = time.process_time() - began
    with MemoryWatch("RssAnon") as before:
        pass
    began = time.process_time()
    with MemoryWatch("RssAnon") as watch:
        update_copies(folder / "at once", corpus)
    of_all = time.process_time() - began
    size = sum(path.stat().st_size for path in (folder / "at once").iterdir() if path.is_file())
    per_article = 1e6 / corpus.last
    print(
        f"{corpus.last:,} articles: {of_all * per_article:.0f} µs an article, of which "
        f"{of_fingerprints * per_article:.0f} for fingerprints; {size / corpus.last:.0f} bytes an "
        f"article; {watch.most - before.most:.0f} MB of memory"
    )
    groups = groups_of(corpus, folder / "at once")
    print(f"{len(groups):,} groups of {sum(map(len, groups)):,} articles")
    return pairs_of(folder / "at once")


def compare(corpus: Corpus, found: list[ExactPair], floor: float, folder: Path) -> None:
    """Print which part of the pairs of an exact comparison is compared, and found."""
    exact = exact_pairs(corpus, floor)
    compared = compared_pairs(corpus, folder)
    found_pairs = {pair[:2] for pair in found}
    by_rules = {pair[:2] for pair in exact if is_copy(corpus, pair)}
    for level in LEVELS:
        pairs = {pair[:2] for pair in exact if pair.containment >= level}
        print(f"containment from {level}: {part(pairs & compared, pairs)} compared, ", end="")
        print(f"{part(pairs & by_rules & found_pairs, pairs & by_rules)} of copies found")
    print(f"found, and none by the rules: {len(found_pairs - by_rules)}")


def part(some: set[tuple[int, int]], pairs: set[tuple[int, int]]) -> str:
    """How many of them, in words."""
    return f"{len(some)} of {len(pairs)} ({len(some) / max(1, len(pairs)):.3f})"


def exact_pairs(corpus: Corpus, floor: float) -> list[ExactPair]:
    """All pairs with so much of the shorter text in common."""
    grams = [distinct(grams_of([text.words]).hashes) for text in corpus.all_texts]
    sizes = np.array([len(some) for some in grams])
    hashes = np.concatenate(grams)
    order = np.argsort(hashes, kind="stable")
    articles = np.repeat(np.arange(corpus.last), sizes)[order]
    hashes = hashes[order]
    pairs = []
    for later, own in enumerate(grams):
        bounds = np.searchsorted(hashes, own), np.searchsorted(hashes, own, "right")
        sharing = [articles[first:end] for first, end in zip(*bounds, strict=True)]
        common = np.bincount(np.concatenate([*sharing, articles[:0]]))[:later]
        contained = common / np.maximum(1, np.minimum(sizes[: len(common)], sizes[later]))
        pairs += [
            ExactPair(later + 1, int(earlier) + 1, float(contained[earlier]))
            for earlier in np.flatnonzero(contained >= floor)
        ]
    return pairs


def compared_pairs(corpus: Corpus, folder: Path) -> set[tuple[int, int]]:
    """The pairs that share fingerprints enough."""
    path = folder / "all"
    write_arrivals(path, [Arrivals.of(batch) for batch in corpus.between(0, corpus.last)])
    pairs = candidates(Segment(path), [], corpus.are_there)
    return set(zip(pairs.later.tolist(), pairs.earlier.tolist(), strict=True))


def is_copy(corpus: Corpus, pair: ExactPair) -> bool:
    """Whether the rules call them copies or versions, if nothing is a template."""
    texts = compared_texts(corpus.texts(pair[:2]))
    return containment(texts[0], texts[1]) is not None


def add_by_month(corpus: Corpus, folder: Path) -> None:
    """Print whether copies are the same when the articles come month by month."""
    months = groupby(corpus.all_texts, key=lambda text: (text.date or "")[:7])
    ends = [max(text.number for text in texts) for _, texts in months]
    for end in ends:
        update_copies(folder / "by month", Corpus(corpus.all_texts[:end]))
    is_same = groups_of(corpus, folder / "by month") == groups_of(corpus, folder / "at once")
    print(f"in {len(ends)} updates by month: {'the same' if is_same else 'OTHER'} groups")


def groups_of(corpus: Corpus, directory: Path) -> set[tuple[int, ...]]:
    """The groups of several articles, as their numbers, the leader first."""
    with closing(Groups(directory)) as groups:
        numbers = np.arange(1, corpus.last + 1)
        leaders = groups.leaders_of(numbers)
        grouped = np.unique(leaders[leaders != numbers])
        return {tuple(m.number for m in groups.members(int(leader))) for leader in grouped}


def pairs_of(directory: Path) -> list[ExactPair]:
    """The pairs that were found."""
    with closing(sqlite3.connect(CopiesLayout(directory).database)) as connection:
        rows = connection.execute("SELECT * FROM pairs WHERE article > other")
        return [ExactPair(later, earlier, n / THOUSAND) for later, earlier, n in rows]


if __name__ == "__main__":
    main()
