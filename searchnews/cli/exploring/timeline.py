"""`searchnews timeline`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import count_option, explore_options, plot_options
from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import HITS, QueryCommand, queries_argument
from searchnews.cli.terminal import note
from searchnews.errors import InvalidArgumentError
from searchnews.explore.calendar.intervals import Interval
from searchnews.explore.facets.fields import NAME_FIELDS
from searchnews.explore.facets.plot import WITHOUT
from searchnews.explore.plots.files import write_plot
from searchnews.explore.plots.strokes import STROKES
from searchnews.explore.plots.time_blocks import time_blocks
from searchnews.explore.plots.time_chart import TimePlot, time_chart
from searchnews.explore.terminal.english import plural
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.timelines.caption import caption
from searchnews.explore.timelines.timelines import FEW, Timelines
from searchnews.wording.users_language import in_users_language

if TYPE_CHECKING:
    from searchnews.explore.about import Unit
    from searchnews.search.options import FilterArguments

_MOST_PANELS: Final = 8
"""Panels of a line below one another that somebody looks at."""
_DRAWN: Final = len(STROKES) - 1
"""Names that can be told apart in a plot, with a line left for articles without one."""


@click.command("timeline", cls=QueryCommand)
@queries_argument
@click.option("--by", type=click.Choice(["auto", *(each.value for each in Interval)]),
              default="auto", show_default=True,
              help="How long a bin is; auto: the shortest of which 150 are enough.")  # fmt: skip
@click.option("--split", type=click.Choice(list(NAME_FIELDS)),
              help="Divide the matches of one query.")  # fmt: skip
@click.option("-n", "--limit", type=HITS,
              help=f"At most so many names, 0 for all; {_DRAWN} where they are drawn, else all."
              )  # fmt: skip
@click.option("--draw", type=click.Choice(["share", "count"]), default="share", show_default=True,
              help="Draw shares of all articles, or counts.")  # fmt: skip
@count_option
@plot_options
@explore_options
def timeline_command(
    queries: tuple[str, ...],
    directory: Path,
    by: str,
    split: str | None,
    limit: int | None,
    draw: str,
    file: Path | None,
    overwrite: bool,
    count: Unit,
    output: str,
    **filters: Unpack[FilterArguments],
) -> None:
    """Count articles over time, those of one query or of several beside each other.

    \b
    columns: date, count, total_count, ratio; of several, series first
    count        articles that match
    total_count  all articles of the bin, within --source, --from and --to
    ratio        count / total_count: attention
    """
    is_drawn = file is not None or output == "text"
    if limit is None:
        limit = _DRAWN if is_drawn else 0

    with opened(directory) as index:

        def counted(interval: str) -> Timelines:
            return index.timeline(
                *queries, by=interval, split=split, limit=limit or 0, count=count, **filters
            )

        answer = counted(by)
        if output == "text" and file is None:
            answer, said = _on_screen(answer, counted, Screen.of(sys.stdout).width)
        else:
            said = ""
    plot = _plot(answer, draw) if is_drawn else None
    if file is not None:
        if plot is None:
            raise InvalidArgumentError(f"nothing is drawn into {file}: {answer.notes()[0]}")
        write_plot(file, time_chart(plot), overwrite=overwrite)
    print_answer(answer, output, partial(_lines, answer, plot))
    if said:
        note(said)


def _on_screen(
    answer: Timelines, counted: Callable[[str], Timelines], width: int
) -> tuple[Timelines, str]:
    """The answer, with longer bins where those that were asked for are too many to be looked at.

    A bin has a column at least. What is said of it is empty where nothing is changed.
    """
    asked, shown = answer, answer
    for longer in Interval:
        if shown.span is None or len(shown.span) <= _MOST_PANELS * width:
            break
        if list(Interval).index(longer) > list(Interval).index(shown.interval):
            shown = counted(longer.value)
    if shown is asked:
        return asked, ""
    return shown, (
        f"{len(asked.span or ()):,} bins by {asked.interval} are too many for a terminal, so they "
        f"are shown by {shown.interval}; --format csv has all of them, and --plot draws them"
    )


def _plot(answer: Timelines, draw: str) -> TimePlot | None:
    share = draw == "share"
    without = WITHOUT.get(answer.split or "", "")
    return answer.plot(caption(answer, share=share), share=share, without=without)


def _lines(answer: Timelines, plot: TimePlot | None, screen: Screen) -> Iterator[str]:
    """The blocks, and what they show."""
    if plot is None:
        return
    measured = "share of all" if plot.share else "number of"
    yield in_users_language(f"{measured} {plural(answer.about.unit)}, by {answer.interval}")
    yield from time_blocks(plot, screen)
    if plot.share and answer.few:
        yield in_users_language(
            f"{answer.few:,} of {len(plot.span):,} bins have fewer than {FEW} of them, so their "
            "shares say little; --draw count draws counts"
        )
