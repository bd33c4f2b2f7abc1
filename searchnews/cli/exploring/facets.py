"""`searchnews facets`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

import searchnews
from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import explore_options
from searchnews.cli.options import HITS, QueryCommand, query_argument
from searchnews.explore.facets.facets import Facets
from searchnews.explore.facets.fields import FIELDS
from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import FacetRow
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.text_table import text_table

if TYPE_CHECKING:
    from searchnews.search.options import FilterArguments

_IN_TEXT: Final = 20


@click.command("facets", cls=QueryCommand)
@query_argument
@click.option("--by", "fields", multiple=True, required=True, type=click.Choice(FIELDS),
              help="The field whose values are counted; several are counted at once.")  # fmt: skip
@click.option("-n", "--limit", type=HITS,
              help=f"How many names of each field at most, 0 for all; {_IN_TEXT} in text, else all."
              )  # fmt: skip
@explore_options
def facets_command(
    query: str,
    directory: Path,
    fields: tuple[str, ...],
    limit: int | None,
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
    if limit is None:
        limit = _IN_TEXT if output == "text" else 0
    with searchnews.open(directory) as index:
        answer = index.facets(query, by=fields, limit=limit, **filters)
        print_answer(answer, output, partial(_lines, answer))


def _lines(answer: Facets, screen: Screen) -> Iterator[str]:
    """A table a field."""
    columns = columns_of(FacetRow)
    for facet in answer.facets:
        if len(answer.facets) > 1:
            yield ""
            yield f"by {facet.field}"
        cells = ((row.value, row.count, row.total_count, row.ratio) for row in facet.rows)
        yield from text_table(columns, cells, screen)
