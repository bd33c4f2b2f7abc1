"""`searchnews read`: the articles of a file as they would be indexed."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import click

from searchnews.article import Article
from searchnews.cli.debugging import debug_option
from searchnews.cli.options import ARTICLES, format_option, reading_options
from searchnews.cli.terminal import dim, note, one_line, plain, say
from searchnews.errors import InvalidArgumentError, SearchNewsError
from searchnews.wording.users_language import in_users_language

_RULE: Final = "─" * 60


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option("-n", "--limit", type=ARTICLES, help="How many articles at most.")
@format_option
@debug_option
def read_command(
    file: Path,
    source: str | None,
    mapping: dict[str, str],
    date_from_mtime: bool,
    limit: int | None,
    output: str,
) -> None:
    """Print the articles of a file as they would be indexed; nothing is written anywhere."""
    # Imported here: readers of formats are many.
    from searchnews.ingest.base import ReadArticle, ReadingOptions
    from searchnews.ingest.files import read_file
    from searchnews.ingest.workers import Workers
    from searchnews.processes import Processes

    with suppress(OSError):  # then reading says what is wrong
        if not file.is_file():
            raise InvalidArgumentError(f"there is no file {file.absolute()}")
    articles = 0
    options = ReadingOptions(source, mapping, date_from_mtime)
    try:
        # A process is started for large documents only, which may take too long.
        with closing(Processes(1)) as processes:
            items = read_file(file, options, workers=Workers(processes))
            for item in items:
                if isinstance(item, ReadArticle):
                    articles += 1
                    _print(item.article, output)
                    if articles == limit:
                        break
                else:
                    note(plain(f"note: {item.path or file}: {item.message}"))
    except SearchNewsError as error:
        raise InvalidArgumentError(f"{file}: {error}") from None
    if not articles:
        raise InvalidArgumentError(f"{file}: there is no article in it")


def _print(article: Article, output: str) -> None:
    if output == "json":
        say(json.dumps(article.to_dict(), ensure_ascii=False))
        return
    say(dim(_RULE))
    say(one_line(article.title) if article.title else dim(in_users_language("without a title")))
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
