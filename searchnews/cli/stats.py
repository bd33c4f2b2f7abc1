"""`searchnews stats`."""

from __future__ import annotations

from pathlib import Path

import click

from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import format_option, index_option
from searchnews.cli.printers import print_statistics


@click.command("stats")
@index_option
@format_option
def stats_command(directory: Path, output: str) -> None:
    """Print what is in the index."""
    with opened(directory) as index:
        print_statistics(index.statistics(), output)
