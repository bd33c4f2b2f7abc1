"""`searchnews query`."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import HITS, QueryCommand, index_option, query_argument, search_options
from searchnews.cli.printers import print_results
from searchnews.cli.terminal import note

if TYPE_CHECKING:
    from searchnews.search.options import SearchArguments
    from searchnews.search.results import Fold


@click.command("query", cls=QueryCommand)
@query_argument
@index_option
@click.option(
    "-n", "--limit", type=HITS, default=10, show_default=True,
    help="How many hits at most; 0 for all that match strictly.",
)  # fmt: skip
@click.option("--offset", type=HITS, default=0, help="Hits to leave out first.")
@search_options
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text",
    show_default=True, help="How to print.",
)  # fmt: skip
@click.option(
    "--fold", type=click.Choice(["copies", "stories"]),
    help="One hit for all copies and versions of a dispatch, or for all that tells one event; they "
    "are counted once.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the parts of each score and the forms found.")
def query_command(
    query: str,
    directory: Path,
    limit: int,
    offset: int,
    output: str,
    fold: Fold | None,
    **options: Unpack[SearchArguments],
) -> None:
    """Find articles, best first.

    \b
    frappes aériennes          both words, in any form
    "frappes aériennes"        these words in a row
    =frappes                   this form only
    raids ET (Palmyre OU Raqa) SAUF Reuters
    titre:Syrie source:ATS     in a field: titre, source, auteur, rubrique, texte
    date:2015-09 avant:2016    dates; also depuis: and date:[2015-09-01 TO 2015-09-30]
    djihad* r?qa Choigou~      wildcards; a letter off
    """
    with opened(directory) as index:
        page = index.search(query, limit=limit, offset=offset, fold=fold, **options)
        hits = page if limit else islice(index.stream(query, fold=fold, **options), offset, None)
        print_results(page, hits, output)
    for warning in page.warnings if output != "json" else ():
        note(f"note: {warning}")
    if page.suggestion is not None and output == "text":
        note(f"did you mean: {page.suggestion}")
