"""Bibliographies: RIS, BibLaTeX and CSL JSON, an article at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from searchnews.article import Article
from searchnews.explore.citations.biblatex import to_biblatex
from searchnews.explore.citations.csl import to_csl
from searchnews.explore.citations.ris import to_ris
from searchnews.explore.exports.text import text_of


def write_ris(file: BinaryIO, articles: Iterable[Article]) -> None:
    """Write RIS: records with an empty line behind each."""
    with text_of(file) as text:
        for article in articles:
            text.write(to_ris(article))


def write_biblatex(file: BinaryIO, articles: Iterable[Article]) -> None:
    """Write a .bib file: entries with an empty line between them."""
    between = ""
    with text_of(file) as text:
        for article in articles:
            text.write(between + to_biblatex(article))
            between = "\n"


def write_csl(file: BinaryIO, articles: Iterable[Article]) -> None:
    """Write CSL JSON: an array, an item a line."""
    between = "\n"
    with text_of(file) as text:
        text.write("[")
        for article in articles:
            text.write(between + json.dumps(to_csl(article), ensure_ascii=False))
            between = ",\n"
        text.write("\n]\n")
