"""`searchnews read`: the articles of a file as they would be indexed."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from searchnews.article import Article
from searchnews.cli.options import ARTICLES, format_option, reading_options
from searchnews.cli.terminal import dim, note, one_line, plain, say
from searchnews.errors import InvalidArgumentError, SearchNewsError

_RULE: Final = "─" * 60


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option("-n", "--limit", type=ARTICLES, help="How many articles at most.")
@format_option
def read_command(file: Path, limit: int | None, output: str, **said: Any) -> None:
    """Print the articles of a file as they would be indexed; nothing is written anywhere."""
    # Imported here: readers of formats are many.
    from searchnews.ingest.base import ReadingOptions
    from searchnews.ingest.files import read_file

    if not file.is_file():
        raise InvalidArgumentError(f"there is no file {file.absolute()}")
    given = 0
    try:
        for item in islice(read_file(file, ReadingOptions(**said)), limit):
            if isinstance(item, Article):
                given += 1
                _print(item, output)
            else:
                where = f"line {item.line}: " if item.line else ""
                note(plain(f"note: {item.path or file}: {where}{item.reason}"))
    except SearchNewsError as error:
        raise InvalidArgumentError(f"{file}: {error}") from None
    if not given:
        raise InvalidArgumentError(f"{file}: there is no article in it")


def _print(article: Article, output: str) -> None:
    if output == "json":
        say(json.dumps(article.to_dict(), ensure_ascii=False))
        return
    say(dim(_RULE))
    say(one_line(article.title) if article.title else dim("without a title"))
    for name, value in article.to_dict().items():
        if name in ("title", "lead", "body") or not value:
            continue
        shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
        listed = ", ".join(shown) if isinstance(shown, tuple) else str(shown)
        say(dim(f"{name}: {one_line(listed)}"))
    for text in (article.lead, article.body):
        if text:
            say(f"\n{plain(text)}")
    say()
