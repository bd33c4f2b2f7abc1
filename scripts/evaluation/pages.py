"""Measure what is read of web pages, field by field, against what is known of their articles.

    python -m scripts.evaluation.pages PAGES [--articles ARTICLES.jsonl.gz]

PAGES is a folder of `.html` files, each with its article next to it (`x.html`, `x.json`: title,
date, body and other fields of an article). With `--articles` the article of a page is the one of
the same url there. Prints for searchnews, trafilatura and, where they are installed, newspaper4k,
readability-lxml and goose3:

- of the words of the text: precision, recall, and F1, as means over the pages, and how many pages
  have exactly the words of their article;
- of each field: on how many pages it is right, wrong, and missing. Nothing where nothing is known
  is right; something where nothing is known is wrong. Fields that a tool does not offer are left
  out;
- pages per second of processor time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from trafilatura import bare_extraction

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import ReadArticle, ReadingOptions
from searchnews.ingest.files import read_file

FIELDS: Final = ("title", "date", "authors", "source", "section", "agency")
_DAY: Final = len("2015-09-18")

Found = Mapping[str, Any]
"""What a tool reads of a page: the fields that it offers, and the body."""


class Judgement(NamedTuple):
    """How a field was read."""

    right: int = 0
    wrong: int = 0
    missing: int = 0


class Figures(NamedTuple):
    """What was measured on some pages."""

    pages: int
    precision: float
    recall: float
    f1: float
    exact: int
    """How many pages have the words of their article and no others."""
    fields: dict[str, Judgement]
    """Of the pages of which the field is known, even if as none."""
    pages_a_second: float


def main() -> None:
    """Evaluate a folder of pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--articles", type=Path, help="expected articles, found by their url")
    arguments = parser.parse_args()
    known = by_url(arguments.articles) if arguments.articles else None
    paths = sorted(arguments.pages.glob("*.html"))
    for name, read in tools().items():
        figures = evaluate(paths, read, known)
        print(
            f"{name}: {figures.pages} pages, precision {figures.precision:.4f}, recall "
            f"{figures.recall:.4f}, F1 {figures.f1:.4f}, {figures.exact} exactly the article; "
            f"{figures.pages_a_second:.0f} pages/s"
        )
        for field, (right, wrong, missing) in figures.fields.items():
            print(f"    {field:8} {right:4} right, {wrong:4} wrong, {missing:4} missing")


def tools() -> dict[str, Callable[[Path], Found]]:
    """What can read pages here."""
    peers = {
        "newspaper": ("newspaper4k", newspaper4k),
        "readability": ("readability-lxml", readability),
        "goose3": ("goose3", goose),
    }
    installed = {name: read for module, (name, read) in peers.items() if find_spec(module)}
    return {"searchnews": ours, "trafilatura": plain_trafilatura, **installed}


def evaluate(
    paths: Iterable[Path],
    read: Callable[[Path], Found],
    known: dict[str, Found] | None = None,
) -> Figures:
    """Compare what is read of pages with what is known of them."""
    paths = list(paths)
    read(paths[0])  # what is imported at the first page is not counted
    began = time.process_time()
    found = {path: read(path) for path in paths}
    seconds = time.process_time() - began
    overlaps: list[tuple[float, float]] = []
    fields: dict[str, Judgement] = {}
    for path, article in found.items():
        expected = expected_of(path, article, known)
        if expected is None:
            continue
        wanted = " ".join(filter(None, (expected.get("lead"), expected["body"])))
        body = " ".join(filter(None, (article.get("lead"), article.get("body"))))
        overlaps.append(overlap(body, wanted))
        for field in FIELDS:
            if field in expected and (field in article or not article):
                judgement = fields.get(field, Judgement())
                fields[field] = judged(judgement, article.get(field), expected[field])
    count = max(1, len(overlaps))
    return Figures(
        len(overlaps),
        sum(precision for precision, _ in overlaps) / count,
        sum(recall for _, recall in overlaps) / count,
        sum(2 * p * r / (p + r) if p + r else 0.0 for p, r in overlaps) / count,
        overlaps.count((1.0, 1.0)),
        fields,
        len(found) / seconds,
    )


def judged(judgement: Judgement, value: object, expected: object) -> Judgement:
    """The judgement with one page more."""
    right, wrong, missing = judgement
    if is_same(value, expected):
        return Judgement(right + 1, wrong, missing)
    return Judgement(right, wrong + 1, missing) if value else Judgement(right, wrong, missing + 1)


def expected_of(path: Path, article: Found, known: dict[str, Found] | None) -> Found | None:
    """What is known of the article of a page; None if nothing is."""
    if known is not None:
        expected = known.get(article.get("url") or "")
        return {name: expected[name] for name in ("title", "date", "body")} if expected else None
    own = path.with_suffix(".json")
    return cast("Found", json.loads(own.read_text())) if own.exists() else None


def overlap(text: str, expected: str) -> tuple[float, float]:
    """Precision and recall of the words of a text."""
    got, wanted = (Counter(re.findall(r"\w+", each.lower())) for each in (text, expected))
    common = (got & wanted).total()
    return common / max(1, got.total()), common / max(1, wanted.total())


def is_same(value: object, expected: object) -> bool:
    """Whether two values are equal.

    Spaces do not count, nor a time zone that only one has, nor the time where a tool gives days.
    """
    if isinstance(value, str) and isinstance(expected, str):
        one, other = sorted((" ".join(value.split()), " ".join(expected.split())), key=len)
        is_time = other[:_DAY].replace("-", "").isdigit() and len(one) >= _DAY
        return one == other or (is_time and other.startswith(one))
    if isinstance(expected, list):
        return list(cast("Iterable[object]", value or ())) == expected
    return (value or None) == (expected or None)


def ours(path: Path) -> Found:
    """What searchnews reads of a page."""
    try:
        items = list(read_file(path, ReadingOptions()))
    except UnreadableFileError:
        return {}
    return next((item.article.to_dict() for item in items if isinstance(item, ReadArticle)), {})


def plain_trafilatura(path: Path) -> Found:
    """What trafilatura reads of a page, set up as its documentation does."""
    found = bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return {}
    authors = found.author.split("; ") if found.author else []
    return {
        "title": found.title,
        "date": found.date,
        "authors": authors,
        "source": found.sitename,
        "body": found.text,
        "url": found.url,
    }


def newspaper4k(path: Path) -> Found:
    """What newspaper4k reads of a page."""
    from newspaper import Article

    article = Article(url="https://page.example/", language="fr")
    article.download(input_html=path.read_bytes().decode("utf-8", "replace"))
    article.parse()
    date = article.publish_date
    return {
        "title": article.title,
        "date": date.date().isoformat() if date else None,
        "authors": article.authors,
        "body": article.text,
        "url": article.canonical_link,
    }


def readability(path: Path) -> Found:
    """What readability-lxml reads of a page."""
    from lxml.html import document_fromstring
    from readability import Document

    document = Document(path.read_bytes())
    blocks = document_fromstring(document.summary()).iter("p", "li", "h2", "h3", "blockquote")
    texts = [" ".join("".join(map(str, block.itertext())).split()) for block in blocks]
    return {"title": document.short_title(), "body": "\n\n".join(texts), "url": None}


def goose(path: Path) -> Found:
    """What goose3 reads of a page."""
    from goose3 import Goose

    found = Goose({"target_language": "fr", "use_meta_language": False}).extract(
        raw_html=path.read_bytes().decode("utf-8", "replace")
    )
    return {
        "title": found.title,
        "date": (found.publish_date or "")[:_DAY] or None,
        "authors": found.authors,
        "body": found.cleaned_text,
        "url": found.canonical_link,
    }


def by_url(articles: Path) -> dict[str, Found]:
    """The articles of a JSONL file by their url."""
    opened = gzip.open if articles.suffix == ".gz" else open
    with opened(articles, "rt", encoding="utf-8") as lines:
        return {article["url"]: article for article in map(json.loads, lines) if article["url"]}


if __name__ == "__main__":
    main()
