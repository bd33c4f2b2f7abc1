"""What is new, as terminals and programs read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from searchnews.cli.terminal import dim, marked, note, one_line, plain, say, tell
from searchnews.wording.users_language import in_users_language

if TYPE_CHECKING:
    from searchnews.saved.message import Message, NewArticle
    from searchnews.saved.run import RunReport


class Printing:
    """Prints messages, in the format that `output` names: text or jsonl."""

    def __init__(self, output: str) -> None:
        self._output = output
        self._has_printed = False

    def __call__(self, message: Message) -> None:
        """Print a message; it is out of our hands when this returns.

        Raises:
            OSError: it could not be printed.
        """
        if self._output == "jsonl":
            for line in message.lines():
                say(line)
        else:
            if self._has_printed:
                say()
            for line in _lines(message):
                say(line)
        self._has_printed = True
        sys.stdout.flush()


def _lines(message: Message) -> Iterator[str]:
    from searchnews.saved.deliveries.readable import about, copies_of, headline, why

    yield plain(in_users_language(headline(message)))
    for warning in message.warnings:
        note(f"note: {message.search}: {warning}")
    for number, article in enumerate(message.articles, 1):
        yield ""
        yield f"{number}. {_title(article)}"
        place = article.url or article.path
        known = [about(article), *([one_line(place)] if place else [])]
        yield dim("   " + " · ".join(one_line(each) for each in known if each))
        if article.snippet:
            yield f"   {' '.join(marked(article.passage.pieces()).split())}"
        for line in (copies_of(article), why(article)):
            if line:
                yield dim(f"   {one_line(in_users_language(line))}")
        yield dim(f"   {one_line(article.id)}")


def _title(article: NewArticle) -> str:
    if not article.title:
        return dim(in_users_language("without a title"))
    return " ".join(marked(article.marked_title.pieces(), bold=True).split())


def print_run(report: RunReport, *, quiet: bool) -> None:
    """Say what was delivered elsewhere, and what could not be."""
    from searchnews.saved.deliveries.send import PRINTED, shown

    for search in report.searches:
        for delivery, articles in search.delivered.items():
            if delivery != PRINTED and not quiet:
                plural = "s" if articles != 1 else ""
                tell(plain(f"{search.name}: {articles:,} article{plural} to {shown(delivery)}"))
    for problem in report.problems:
        note(f"searchnews: {problem}")
