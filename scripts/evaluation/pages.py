"""Measure what is read of web pages against what is known of their articles.

    python -m scripts.evaluation.pages PAGES [--articles ARTICLES.jsonl.gz]

PAGES is a folder of `.html` files, each with its article next to it (`x.html`, `x.json`: title,
date, body and other fields of an article). With `--articles` the article of a page is the one of
the same url there. Prints precision and recall of the words of the text, the shares of right
titles, dates, sources and authors, and pages per second of processor time; for searchnews and for
plain trafilatura.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from trafilatura import bare_extraction

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import ReadArticle, ReadingOptions
from searchnews.ingest.files import read_file

EXACT: Final = ("title", "date", "source", "agency", "authors")


class Figures(NamedTuple):
    """What was measured on some pages."""

    pages: int
    precision: float
    recall: float
    right: dict[str, float]
    """The share of pages with the right title, date..., of those of which it is known."""
    pages_a_second: float


def main() -> None:
    """Evaluate a folder of pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--articles", type=Path, help="expected articles, found by their url")
    arguments = parser.parse_args()
    known = by_url(arguments.articles) if arguments.articles else None
    paths = sorted(arguments.pages.glob("*.html"))
    for name, read in (("searchnews", ours), ("trafilatura", plain_trafilatura)):
        figures = evaluate(paths, read, known)
        shares = ", ".join(f"{field} {share:.3f}" for field, share in figures.right.items())
        print(
            f"{name:12} {figures.pages} pages: precision {figures.precision:.4f}, "
            f"recall {figures.recall:.4f}, {shares}; {figures.pages_a_second:.0f} pages/s"
        )


def evaluate(
    paths: Iterable[Path],
    read: Callable[[Path], dict[str, Any]],
    known: dict[str, dict[str, Any]] | None = None,
) -> Figures:
    """Compare what is read of pages with what is known of them."""
    paths = list(paths)
    read(paths[0])  # what is imported at the first page is not counted
    began = time.process_time()
    found = {path: read(path) for path in paths}
    seconds = time.process_time() - began
    precisions, recalls = [], []
    right: dict[str, list[bool]] = {}
    for path, article in found.items():
        expected = expected_of(path, article, known)
        if expected is None:
            continue
        body = " ".join(filter(None, (article.get("lead"), article.get("body"))))
        precision, recall = overlap(body, expected["body"])
        precisions.append(precision)
        recalls.append(recall)
        for field in EXACT:
            if field in expected and field in article:
                right.setdefault(field, []).append(is_same(article[field], expected[field]))
    return Figures(
        len(precisions),
        sum(precisions) / max(1, len(precisions)),
        sum(recalls) / max(1, len(recalls)),
        {field: sum(values) / len(values) for field, values in right.items()},
        len(found) / seconds,
    )


def expected_of(
    path: Path, article: dict[str, Any], known: dict[str, dict[str, Any]] | None
) -> dict[str, Any] | None:
    """What is known of the article of a page; None if nothing is."""
    if known is not None:
        expected = known.get(article.get("url") or "")
        return {name: expected[name] for name in ("title", "date", "body")} if expected else None
    own = path.with_suffix(".json")
    return cast("dict[str, Any]", json.loads(own.read_text())) if own.exists() else None


def overlap(text: str, expected: str) -> tuple[float, float]:
    """Precision and recall of the words of a text."""
    got, wanted = (Counter(re.findall(r"\w+", each.lower())) for each in (text, expected))
    common = (got & wanted).total()
    return common / max(1, got.total()), common / max(1, wanted.total())


def is_same(value: object, expected: object) -> bool:
    """Whether two values are equal; spaces do not count, nor a time zone that only one has."""
    if isinstance(value, str) and isinstance(expected, str):
        one, other = sorted((" ".join(value.split()), " ".join(expected.split())), key=len)
        return one == other or (len(one) >= len("2015-09-18T17:42") and other.startswith(one))
    return (list(value) if isinstance(value, tuple) else value) == expected


def ours(path: Path) -> dict[str, Any]:
    """What searchnews reads of a page."""
    try:
        items = list(read_file(path, ReadingOptions()))
    except UnreadableFileError:
        return {}
    return next((item.article.to_dict() for item in items if isinstance(item, ReadArticle)), {})


def plain_trafilatura(path: Path) -> dict[str, Any]:
    """What trafilatura reads of a page, set up as its documentation does."""
    found = bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return {}
    return {"title": found.title, "date": found.date, "body": found.text, "url": found.url}


def by_url(articles: Path) -> dict[str, dict[str, Any]]:
    """The articles of a JSONL file by their url."""
    opened = gzip.open if articles.suffix == ".gz" else open
    with opened(articles, "rt", encoding="utf-8") as lines:
        return {article["url"]: article for article in map(json.loads, lines) if article["url"]}


if __name__ == "__main__":
    main()
