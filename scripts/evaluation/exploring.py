"""Whether two indexes of the same articles give the same when they are folded, counted, explored.

    python -m scripts.evaluation.exploring INDEX OTHER [--questions 400]

Each is a directory or an address. Questions of every kind are made of the articles themselves, the
same in every run: hits folded by copies and stories, on all pages; facets and timelines of
articles, copies and stories; stories of articles, similar articles, collocates, keyness,
concordances, exports. Prints how many answers differ, of which kind, and the processor time that
each index took.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple, is_dataclass
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple

import searchnews
from searchnews import Index
from searchnews.article import Article
from searchnews.explore.about import Unit
from searchnews.explore.timelines.timelines import Timelines

_SEED: Final = 19
_CLOSE: Final = 1e-4
"""Numbers that are computed from scores of four bytes differ by less."""
_UNITS: Final[tuple[Unit, ...]] = ("articles", "copies", "stories")


class Question(NamedTuple):
    """Something that is asked of an index."""

    kind: str
    about: str
    answer: Callable[[Index], Any]


def questions(articles: list[Article], count: int) -> Iterator[Question]:
    """So many questions of every kind, made of articles."""
    some = random.Random(_SEED)
    for number in range(count):
        article = some.choice(articles)
        words = re.findall(r"\w{4,}", article.body) or ["ville"]
        year = (article.date or "2015")[:4]
        query = some.choice(
            [
                words[0],
                " ".join(words[:2]),
                f"{words[-1]} OU {words[0]}",
                f"{words[0]} SAUF {words[-1]}",
                f'"{" ".join((article.title or words[0]).split()[:2])}"',
                f"{words[0]} date:{year}",
                f"{words[0][:4]}*",
                "*",
            ]
        )
        kinds = [*_folded(some, query), *_counted(some, query), *_explored(article, query, words)]
        yield kinds[number % len(kinds)]


def _folded(some: random.Random, query: str) -> Iterator[Question]:
    orders: tuple[dict[str, Any], ...] = (
        {}, {"sort": "date"}, {"sort": "-date"}, {"fresh": "365d"}, {"date_from": "2015"},
    )  # fmt: skip
    for fold in ("copies", "stories"):
        options = {**some.choice(orders), "offset": some.choice([0, 0, 10, 70]), "fold": fold}
        yield Question(f"hits folded by {fold}", f"{query!r} {options}", _hits(query, options))

    def every(index: Index) -> Any:
        hits = islice(index.stream(query, fold="copies", sort="-date"), 500)
        return [(hit.article.id, hit.folded) for hit in hits]

    yield Question("all hits folded", repr(query), every)


def _hits(query: str, options: dict[str, Any]) -> Callable[[Index], Any]:
    def answer(index: Index) -> Any:
        found = index.search(query, limit=20, **options)
        hits = [(hit.article.id, hit.score, hit.relaxed, hit.folded) for hit in found]
        return found.total, found.articles, found.warnings, hits

    return answer


def _counted(some: random.Random, query: str) -> Iterator[Question]:
    for unit in _UNITS:
        by = some.choice(["source", "agency", "author", "section", "year", "month", "weekday"])
        facets = partial(Index.facets, query=query, by=by, count=unit, limit=20)
        yield Question(f"facets of {unit}", f"{query!r} by {by}", _table(facets))
        by = some.choice(["month", "year", "auto", "day"])
        timeline = partial(_timeline, query=query, by=by, count=unit)
        yield Question(f"timeline of {unit}", f"{query!r} by {by}", _table(timeline))


def _timeline(index: Index, query: str, by: str, count: Unit) -> Timelines:
    return index.timeline(query, by=by, count=count)


def _explored(article: Article, query: str, words: list[str]) -> Iterator[Question]:
    yield Question("story", article.id, lambda index: index.story(article.id).to_dict())
    yield Question("similar", article.id, _table(partial(Index.similar, article=article.id)))
    for unit in _UNITS:
        word = words[0]
        collocates = partial(Index.collocates, query=word, count=unit, limit=40)
        yield Question(f"collocates of {unit}", word, _table(collocates))
        keyness = partial(Index.keyness, query=word, count=unit, limit=40)
        yield Question(f"keyness of {unit}", word, _table(keyness))
    yield Question(
        "concordance",
        query,
        lambda index: list(islice(index.concordance(query, sort="date", limit=50), 50)),
    )
    yield Question(
        "export",
        query,
        lambda index: [
            (entry.article.id, entry.copies, entry.story)
            for entry in islice(index.export(query, sort="date").entries(), 300)
        ],
    )


def _table(ask: Callable[[Index], Any]) -> Callable[[Index], Any]:
    """What an index answers, as its rows and the numbers above them."""
    return lambda index: _rows(ask(index))


def _rows(answer: Any) -> Any:
    about = answer.about
    return [each.matches for each in about.queries], about.out_of, list(answer)


def same(one: Any, other: Any) -> bool:
    """Whether two answers are the same, but for the last digits of numbers."""
    if is_dataclass(one) and is_dataclass(other):
        return type(one) is type(other) and same(_values(one), _values(other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _CLOSE * max(1.0, abs(one))
    return bool(one == other)


def unordered(answer: Any) -> Any:
    """An answer without the order of its lists: articles whose scores differ in the last bit."""
    if is_dataclass(answer):
        return unordered(_values(answer))
    if isinstance(answer, list | tuple):
        return sorted(map(unordered, answer), key=repr)
    return round(answer, 3) if isinstance(answer, float) else answer


def _values(row: Any) -> tuple[Any, ...]:
    return astuple(row)


def main() -> None:
    """Compare two indexes, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index")
    parser.add_argument("other")
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--show", type=int, default=5, help="questions whose answers differ")
    arguments = parser.parse_args()
    asked: Counter[str] = Counter()
    different: Counter[str] = Counter()
    processor = [0.0, 0.0]
    slowest = ("", 0.0)
    with searchnews.open(arguments.index) as index, searchnews.open(arguments.other) as other:
        articles = list(islice(sorted(index, key=lambda article: article.id), 0, None, 7))
        for question in questions(articles, arguments.questions):
            asked[question.kind] += 1
            answers = []
            for number, each in enumerate((index, other)):
                began, worked = time.perf_counter(), time.process_time()
                answers.append(question.answer(each))
                processor[number] += time.process_time() - worked
                seconds = time.perf_counter() - began
                if number and seconds > slowest[1]:
                    slowest = (f"{question.kind}: {question.about}", seconds)
            if not same(*answers):
                is_order_alone = same(*map(unordered, answers))
                different[question.kind + ", order alone" * is_order_alone] += 1
                if different.total() <= arguments.show:
                    print(f"{question.kind}: {question.about}")
                    print(f"   {str(answers[0])[:500]}\n   {str(answers[1])[:500]}")
    print(f"{asked.total():,} questions; different: {dict(different) or 'none'}")
    for kind, count in sorted(asked.items()):
        print(f"  {count:4} {kind}")
    for name, work in zip((arguments.index, arguments.other), processor, strict=True):
        print(f"{name}: {work / asked.total() * 1000:.0f} ms of this processor each")
    print(f"the slowest of the other: {slowest[0]}, {slowest[1]:.1f} s")


if __name__ == "__main__":
    main()
