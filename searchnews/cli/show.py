"""`searchnews show`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Unpack

import click

import searchnews
from searchnews.article import Article
from searchnews.cli.options import TYPED_TEXT, format_option, index_option, word_options
from searchnews.cli.terminal import dim, linked, marked, one_line, say
from searchnews.errors import InvalidArgumentError
from searchnews.search.options import SearchArguments
from searchnews.search.results import Highlights, Snippet, Span


@click.command("show")
@click.argument("article_id", metavar="ID")
@index_option
@format_option
@click.option("--query", type=TYPED_TEXT, default="", help="Mark what matches this query.")
@word_options
def show_command(
    article_id: str,
    directory: Path,
    output: str,
    query: str,
    **options: Unpack[SearchArguments],
) -> None:
    """Print a whole article."""
    with searchnews.open(directory) as index:
        article = index.get(article_id)
        if article is None:
            raise InvalidArgumentError(f"there is no article {article_id} in {directory}")
        highlights = index.highlights(article, query, **options)
    if output == "json":
        values = article.to_dict()
        if query:
            values["highlights"] = highlights._asdict()
        say(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        for line in _lines(article, highlights):
            say(line)


def _lines(article: Article, highlights: Highlights) -> Iterator[str]:
    if article.title:
        yield _marked(article.title, highlights.title, bold=True)
    authors = ", ".join(article.authors)
    about = (article.date, article.source, article.agency, authors, article.section)
    yield dim(" · ".join(one_line(text) for text in dict.fromkeys(about) if text))
    for line in (article.url, article.path, article.credit):
        if line:
            yield dim(linked(one_line(line), line))
    for text, spans in ((article.lead, highlights.lead), (article.body, highlights.body)):
        if text:
            yield ""
            yield _marked(text, spans)


def _marked(text: str, spans: tuple[Span, ...], *, bold: bool = False) -> str:
    return marked(Snippet(text, spans).pieces(), bold=bold)
