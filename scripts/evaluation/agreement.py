"""Whether two indexes of the same articles give the same answers: totals, hits and snippets.

    python -m scripts.evaluation.agreement INDEX OTHER [--queries 1000]

Each is a directory or an address. Queries of every kind are made of the articles themselves, the
same in every run. Prints how many answers differ, and in what, and the time each index took.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

import searchnews
from searchnews.article import Article

_SEED: Final = 19
_SCORES: Final = 1e-4
"""Scores of four bytes, added up in another order, differ by less."""
_PAGE: Final = 10


class Asked(NamedTuple):
    """A search."""

    query: str
    options: dict[str, Any]


class Answered(NamedTuple):
    """What of an answer is compared."""

    total: int
    ids: list[str]
    scores: list[float]
    snippets: list[str]


def searches(articles: list[Article], count: int) -> Iterator[Asked]:
    """So many searches of every kind, made of articles."""
    some = random.Random(_SEED)
    for number in range(count):
        article = some.choice(articles)
        title = re.findall(r"\w[\w'’]*", article.title or "Sans titre")
        words = (re.findall(r"\w{4,}", article.body) or title)[:200]
        first, second, third = (some.choice(words) for _ in range(3))
        start = some.randrange(max(1, len(words) - 4))
        year = (article.date or "2015")[:4]
        kinds: list[Asked] = [
            Asked(" ".join(title), {}),
            Asked(" ".join(title[:2]), {}),
            Asked(" ".join(words[start : start + 5]), {}),
            Asked(f"{first} {second}", {"sort": "-date"}),
            Asked(f'"{" ".join(title[:3])}"', {}),
            Asked(f'"{first} {second}"~8', {}),
            Asked(f"{first} OU {second} OU {third}", {}),
            Asked(f"{first} SAUF {second}", {}),
            Asked(f"={first} {second}", {"date_from": year}),
            Asked(f"{first[:4]}* {second}", {}),
            Asked(f"{first[:-1]}~ {second}", {}),
            Asked(f"*{second[-4:]}", {}),
            Asked(f"titre:{title[-1]}", {"sort": "date"}),
            Asked(f"date:{year} {first}", {"fresh": "365d"}),
            Asked(f"Pourquoi {first} {second} {third} ?", {}),
            Asked(first, {"offset": some.randrange(100)}),
            Asked(f"({first} ET {second}) OU ({third} depuis:{year})", {}),
            Asked(f"{first}xq {second}", {}),
            Asked("*", {"sort": "-date", "offset": some.randrange(1000)}),
            Asked("de la", {"offset": some.randrange(50)}),
        ]
        yield kinds[number % len(kinds)]


def answered(index: searchnews.Index, asked: Asked) -> Answered:
    """The answer of an index, whole."""
    results = index.search(asked.query, limit=_PAGE, **asked.options)
    return Answered(
        results.total,
        [hit.article.id for hit in results],
        [hit.score for hit in results],
        [hit.snippet.text if hit.snippet else "" for hit in results],
    )


def differences(one: Answered, other: Answered) -> Iterator[str]:
    """In what two answers differ."""
    if one.total != other.total:
        yield "totals"
    if sorted(one.ids) != sorted(other.ids):
        yield "hits"
    elif one.ids != other.ids:
        yield "order alone"
    if one.ids == other.ids:
        if one.snippets != other.snippets:
            yield "snippets"
        pairs = zip(one.scores, other.scores, strict=True)
        if any(abs(a - b) > _SCORES * max(1.0, a) for a, b in pairs):
            yield "scores"


def main() -> None:
    """Compare two indexes, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index")
    parser.add_argument("other")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--show", type=int, default=5, help="searches that differ")
    arguments = parser.parse_args()
    found: Counter[str] = Counter()
    seconds: tuple[list[float], list[float]] = [], []
    processor = [0.0, 0.0]
    shown = 0
    with searchnews.open(arguments.index) as index, searchnews.open(arguments.other) as other:
        articles = list(islice(sorted(index, key=lambda article: article.id), 0, None, 7))
        for asked in searches(articles, arguments.queries):
            answers = []
            for number, each in enumerate((index, other)):
                began, worked = time.perf_counter(), time.process_time()
                answers.append(answered(each, asked))
                seconds[number].append(time.perf_counter() - began)
                processor[number] += time.process_time() - worked
            different = list(differences(*answers))
            found.update(different)
            if different and shown < arguments.show:
                shown += 1
                print(f"{asked.query!r} {asked.options}: {', '.join(different)}")
                print(f"   {answers[0][:3]}\n   {answers[1][:3]}")
    print(f"{arguments.queries:,} searches; different: {dict(found) or 'none'}")
    names = arguments.index, arguments.other
    for name, times, work in zip(names, seconds, processor, strict=True):
        ordered = sorted(times)
        print(
            f"{name}: median {statistics.median(times) * 1000:.1f} ms, 95 % within "
            f"{ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms, the slowest "
            f"{ordered[-1] * 1000:.0f} ms; {work / len(times) * 1000:.1f} ms of this processor each"
        )


if __name__ == "__main__":
    main()
