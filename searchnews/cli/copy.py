"""`searchnews copy`."""

from __future__ import annotations

from pathlib import Path

import click

import searchnews
from searchnews.cli.options import JOBS, IndexPlace, format_option
from searchnews.cli.printers import print_report
from searchnews.cli.terminal import tell
from searchnews.engines import ENGINES


@click.command("copy")
@click.argument("place", metavar="FROM", type=IndexPlace())
@click.argument("to", metavar="TO", type=IndexPlace())
@click.option("--engine", type=click.Choice(ENGINES), help="The engine of a new index.")
@click.option("--jobs", type=JOBS, help="Processes that help to cut texts.")
@format_option
def copy_command(
    place: Path | str, to: Path | str, engine: str | None, jobs: int | None, output: str
) -> None:
    """Copy all articles of an index into another one.

    From a laptop to a cluster, and back: each is a directory, or an address such as
    opensearch://host:9200/presse. TO is made if there is no index. Articles that are there already
    stay; what was interrupted goes on where it was. In the end the two are compared.
    """
    report = searchnews.copy(place, to, engine=engine, jobs=jobs)
    print_report(report, output, with_furniture=False)
    if output == "text":
        tell(f"{to} has all articles of {place}, its lists and its saved searches")
