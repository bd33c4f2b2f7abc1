"""`searchnews stats` and `searchnews check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import searchnews
from searchnews.cli.options import format_option, index_option
from searchnews.cli.terminal import note, one_line, say
from searchnews.errors import IndexDamagedError
from searchnews.storage.layout import Layout

if TYPE_CHECKING:
    from searchnews.storage.statistics import Statistics

_MOST_SOURCES: Final = 20


@click.command("stats")
@index_option
@format_option
def stats_command(directory: Path, output: str) -> None:
    """Print what is in the index."""
    with searchnews.open(directory) as index:
        counted = index.statistics()
    if output == "json":
        say(json.dumps(counted.to_dict(), ensure_ascii=False, indent=2))
    else:
        _print(counted)


def _print(counted: Statistics) -> None:
    dates = f"{counted.dated:,} dated"
    if counted.oldest is not None:
        dates += f", from {counted.oldest} to {counted.newest}"
    say(f"articles  {counted.articles:,} ({dates})")
    say(f"words     {counted.words:,}")
    say(f"size      {counted.bytes / 1_000_000:.1f} MB")
    say(f"engine    {counted.engine} {counted.engine_version}")
    say(
        f"made      {counted.created} by {counted.made_by}, format {counted.format}, "
        f"analysis {counted.analysis_version}"
    )
    say(f"sources   {len(counted.sources):,}")
    for name, articles in list(counted.sources.items())[:_MOST_SOURCES]:
        say(f"  {articles:>9,}  {one_line(name)}")
    if len(counted.sources) > _MOST_SOURCES:
        say("  and more, which --format json names")


@click.command("check")
@index_option
def check_command(directory: Path) -> None:
    """Read every file of the index, and say what is wrong."""
    # Opens nothing itself: what is damaged is to be told whole.
    from searchnews.storage.check import check

    checked = check(Layout(directory))
    for problem in checked.problems:
        note(problem)
    if checked.problems:
        raise IndexDamagedError(
            f"{directory} is damaged; run `searchnews index --rebuild` with the folders it was "
            "made from, or put a copy in its place"
        )
    say(f"{directory} is sound: {checked.articles:,} articles")
    if checked.is_interrupted:
        note("note: the last run of `searchnews index` was interrupted; run it again to finish")
