"""`searchnews stories`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import format_option, index_option
from searchnews.cli.terminal import dim, one_line, say
from searchnews.wording.users_language import in_users_language

if TYPE_CHECKING:
    from searchnews.article import Article
    from searchnews.explore.story import Story, Telling

# Of a passage; --format json has all of it.
_MOST_CHARACTERS: Final = 300


@click.command("stories")
@click.argument("article_id", metavar="ID")
@index_option
@format_option
def stories_command(article_id: str, directory: Path, output: str) -> None:
    """Show who else published what an article tells, and what differs.

    \b
    the dispatches that tell the same event within two days of the first; and the
    copies and versions of each, compared with the one that came first:
    +  a passage that was added
    -  a passage that was cut
    """
    with opened(directory) as index:
        story = index.story(article_id)
    if output == "json":
        say(json.dumps(story.to_dict(), ensure_ascii=False, indent=2))
        return
    for line in _lines(story):
        say(line)


def _lines(story: Story) -> Iterator[str]:
    sources = {telling.article.source for telling in story if telling.article.source}
    articles = sum(1 for _ in story)
    dispatches = f"{_number(len(story.groups), 'dispatch', 'es')}, " if story.groups[1:] else ""
    told = f"{dispatches}{_number(articles, 'article')} in {_number(len(sources), 'paper')}"
    yield in_users_language(told)
    for group in story.groups:
        for telling in group.tellings:
            yield ""
            yield from _telling_lines(telling)


def _telling_lines(telling: Telling) -> Iterator[str]:
    article = telling.article
    is_leader = telling.differences is None
    about = [one_line(text) for text in (article.date, article.source, article.section) if text]
    if is_leader:
        yield click.style(_title(article), bold=True)
    else:
        kind = "copy" if telling.is_copy else "version"
        shared = f"{kind}, {telling.containment:.0%} of the shorter text in common"
        about.append(in_users_language(shared))
        if telling.has_other_title:
            yield f"  {_title(article)}"
    yield dim("  " + " · ".join(about))
    yield dim(f"  {one_line(article.id)}")
    for sign, change in (("-", "cut"), ("+", "added")):
        for passage in telling.passages(change):
            yield f"    {sign} {_shortened(one_line(passage))}"
    if telling.differences is not None and not telling.differences.is_complete:
        yield dim(in_users_language("    the texts are too long to be compared to their ends"))


def _title(article: Article) -> str:
    return one_line(article.title) if article.title else in_users_language("without a title")


def _shortened(passage: str) -> str:
    if len(passage) <= _MOST_CHARACTERS:
        return passage
    length = in_users_language(f"({len(passage):,} characters)")
    return f"{passage[:_MOST_CHARACTERS].rsplit(' ', 1)[0]} … {length}"


def _number(count: int, of: str, plural: str = "s") -> str:
    return f"{count:,} {of}{plural if count != 1 else ''}"
