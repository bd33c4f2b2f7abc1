"""`searchnews query`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import click

import searchnews
from searchnews.cli.options import HITS, index_option
from searchnews.cli.printers import print_results
from searchnews.cli.terminal import note
from searchnews.engines.base import Sort
from searchnews.query.synonyms import NO_SYNONYMS
from searchnews.search.results import Hit


class _QueryCommand(click.Command):
    """Says how a query is typed that begins as an option does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; raises UsageError with a hint."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            raise click.UsageError(
                f"{error.format_message()} A query that begins with - is typed behind --: "
                "searchnews query -- '-Reuters'",
                ctx,
            ) from None


@click.command("query", cls=_QueryCommand)
@click.argument("query")
@index_option
@click.option(
    "-n", "--limit", type=HITS, default=10, show_default=True,
    help="How many hits at most; 0 for all that match strictly.",
)  # fmt: skip
@click.option("--offset", type=HITS, default=0, help="Hits to leave out first.")
@click.option(
    "--sort", type=click.Choice(["relevance", "date", "-date"]), default="relevance",
    show_default=True, help="By score, oldest first, or newest first.",
)  # fmt: skip
@click.option(
    "--fresh", metavar="AGE",
    help="Fresher articles first among those that answer as well; at this age (30d, 12h, 1y) "
    "half as fresh as today's.",
)  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Published or signed by.")
@click.option("--from", "date_from", metavar="DATE", help="Since this day, month or year.")
@click.option("--to", "date_to", metavar="DATE", help="Until this day, month or year, included.")
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text",
    show_default=True, help="How to print.",
)  # fmt: skip
@click.option(
    "--synonyms", type=click.Path(path_type=Path), envvar="SEARCHNEWS_SYNONYMS", show_envvar=True,
    help="A file of synonyms in Solr's format: EI, Daech, Etat islamique.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the parts of each score and the forms found.")
def query_command(
    query: str,
    directory: Path,
    limit: int,
    offset: int,
    sort: Sort,
    fresh: str | None,
    sources: tuple[str, ...],
    date_from: str | None,
    date_to: str | None,
    output: str,
    synonyms: Path | None,
    explain: bool,
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
    own_synonyms = NO_SYNONYMS if synonyms is None else searchnews.Synonyms.read(synonyms)
    with searchnews.open(directory) as index:
        page = index.search(
            query, limit=limit, offset=offset, sort=sort, sources=sources, date_from=date_from,
            date_to=date_to, fresh=fresh, synonyms=own_synonyms, explain=explain,
        )  # fmt: skip
        hits: Iterable[Hit] = page
        if not limit:
            every = index.stream(
                query, sort=sort, sources=sources, date_from=date_from, date_to=date_to,
                fresh=fresh, synonyms=own_synonyms, explain=explain,
            )  # fmt: skip
            hits = islice(every, offset, None)
        print_results(page, hits, output)
    for warning in page.warnings if output != "json" else ():
        note(f"note: {warning}")
    if page.suggestion is not None and output == "text":
        note(f"did you mean: {page.suggestion}")
