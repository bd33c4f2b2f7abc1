"""`searchnews similar`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.article import Article
from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import output_option
from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import HITS, index_option, narrowing_options
from searchnews.cli.terminal import note, plain
from searchnews.errors import InvalidArgumentError, SearchNewsError
from searchnews.explore.terminal.similar_lines import similar_lines

if TYPE_CHECKING:
    from searchnews.index import Index
    from searchnews.search.options import NarrowingArguments

_STANDARD_INPUT: Final = "-"
_MOST_CHARACTERS: Final = 10_000_000


@click.command("similar")
@click.argument("what", metavar="ID|FILE|-")
@click.option("-n", "--limit", type=HITS, default=10, show_default=True,
              help="How many articles at most.")  # fmt: skip
@index_option
@narrowing_options
@output_option
def similar_command(
    what: str, directory: Path, limit: int, output: str, **among: Unpack[NarrowingArguments]
) -> None:
    """Show the articles that are most like one of the index, of a file, or a text typed (-).

    \b
    columns: id, date, source, title, score, copy, copies, words
    score    BM25 over the 40 words that tell the article from others, each worth
             (1 + ln f) times its rarity, f being how often it is there
    copy     whether it is a copy, or another version, of the article
    copies   how many other copies it has; one row stands for all
    words    those that add most to the score
    """
    with opened(directory) as index:
        answer = index.similar(_article(index, what), limit=limit, **among)
        print_answer(answer, output, partial(similar_lines, answer))


def _article(index: Index, what: str) -> Article:
    """The article that is meant: in the index, in a file, or on standard input."""
    if what == _STANDARD_INPUT:
        return Article(id=_STANDARD_INPUT, body=sys.stdin.read(_MOST_CHARACTERS))
    if (article := index.get(what)) is not None:
        return article
    path = Path(what)
    with suppress(OSError, ValueError):  # as of a name that is too long
        if path.is_file():
            return _of_file(path)
    raise InvalidArgumentError(
        f"there is no article {plain(what)} in {index.directory}, and no file of this name"
    )


def _of_file(path: Path) -> Article:
    """The first article of a file."""
    articles = _articles(path)
    article = next(articles, None)
    if article is None:
        raise InvalidArgumentError(f"{path}: there is no article in it")
    if next(articles, None) is not None:
        note(f"note: {plain(str(path))} has several articles; the first one is compared")
    return article


def _articles(path: Path) -> Iterator[Article]:
    # Imported here: readers of formats are many.
    from searchnews.ingest.base import ReadArticle, ReadingOptions
    from searchnews.ingest.files import read_file
    from searchnews.ingest.workers import Workers
    from searchnews.processes import Processes

    try:
        # A process is started for large documents only, which may take too long.
        with closing(Processes(1)) as processes:
            for item in read_file(path, ReadingOptions(), workers=Workers(processes)):
                if isinstance(item, ReadArticle):
                    yield item.article
    except SearchNewsError as error:
        raise InvalidArgumentError(f"{path}: {error}") from None
