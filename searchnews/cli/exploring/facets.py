"""`searchnews facets`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import count_option, explore_options, plot_options
from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import HITS, QueryCommand, query_argument
from searchnews.errors import InvalidArgumentError
from searchnews.explore.facets.facets import Facets
from searchnews.explore.facets.fields import FIELDS
from searchnews.explore.facets.plot import bar_plot
from searchnews.explore.plots.bar_blocks import bar_blocks
from searchnews.explore.plots.bar_chart import BarPlot, bar_chart
from searchnews.explore.plots.files import write_plot
from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import FacetRow
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.text_table import text_table
from searchnews.wording.users_language import in_users_language

if TYPE_CHECKING:
    from searchnews.explore.about import Unit
    from searchnews.search.options import FilterArguments

_DRAWN: Final = 20


@click.command("facets", cls=QueryCommand)
@query_argument
@click.option("--by", "fields", multiple=True, required=True, type=click.Choice(FIELDS),
              help="The field whose values are counted; several are counted at once.")  # fmt: skip
@click.option("-n", "--limit", type=HITS,
              help=f"At most so many names each, 0 for all; {_DRAWN} in text and plots, else all."
              )  # fmt: skip
@click.option(
    "--draw",
    type=click.Choice(["count", "share"]),
    help="Draw bars instead of the table, of counts or of shares of all articles.",
)
@count_option
@plot_options
@explore_options
def facets_command(
    query: str,
    directory: Path,
    fields: tuple[str, ...],
    limit: int | None,
    draw: str | None,
    file: Path | None,
    overwrite: bool,
    count: Unit,
    output: str,
    **filters: Unpack[FilterArguments],
) -> None:
    """Count articles by source, agency, author, section, language, year, month or weekday.

    \b
    columns: value, count, total_count, ratio; of several fields, field first
    count        articles that match
    total_count  all articles with this value, within --source, --from and --to
    ratio        count / total_count
    """
    if file is not None and len(fields) > 1:
        raise click.UsageError("a plot shows one field; give --by once")
    if limit is None:
        limit = _DRAWN if file is not None or output == "text" else 0
    with opened(directory) as index:
        answer = index.facets(query, by=fields, limit=limit, count=count, **filters)
    share, is_drawn = draw == "share", file is not None or (draw and output == "text")
    plots = [
        bar_plot(facet, answer.about, share=share) if facet.rows and is_drawn else None
        for facet in answer.facets
    ]
    if file is not None:
        if plots[0] is None:
            raise InvalidArgumentError(f"nothing is drawn into {file}: no article matches")
        write_plot(file, bar_chart(plots[0]), overwrite=overwrite)
    print_answer(answer, output, partial(_lines, answer, plots if draw else []))


def _lines(answer: Facets, plots: Sequence[BarPlot | None], screen: Screen) -> Iterator[str]:
    """A table a field, or bars."""
    columns = columns_of(FacetRow)
    for facet, plot in zip_longest(answer.facets, plots):
        if len(answer.facets) > 1:
            yield ""
            yield in_users_language(f"by {facet.field}")
        if plot is not None:
            yield from bar_blocks(plot, screen)
        else:
            cells = ((row.value, row.count, row.total_count, row.ratio) for row in facet.rows)
            yield from text_table(columns, cells, screen)
