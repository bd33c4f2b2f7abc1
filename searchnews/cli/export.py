"""`searchnews export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import QueryCommand, index_option, query_argument, search_options
from searchnews.cli.terminal import note, tell
from searchnews.explore.exports.entries import COLUMNS, USUAL_COLUMNS, Entry
from searchnews.explore.exports.formats import Format, format_of
from searchnews.explore.new_file import check_free
from searchnews.explore.query_export import written_columns
from searchnews.explore.tables.delimited import Delimited

if TYPE_CHECKING:
    from searchnews.search.options import SearchArguments


@click.command("export", cls=QueryCommand)
@query_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@index_option
@search_options
@click.option("--format", "form", type=click.Choice([each.value for each in Format]),
              help="The format, where the end of the name does not say it.")  # fmt: skip
@click.option("--column", "columns", multiple=True, type=click.Choice(COLUMNS),
              help="A column of a table; all but the texts by default.")  # fmt: skip
@click.option("--body", is_flag=True, help="The texts of the articles as well.")
@click.option("--separator", type=click.Choice([",", ";"]), default=",", show_default=True,
              help="Between the cells of CSV; a semicolon for Excel in French.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin CSV with a mark by which Excel knows UTF-8.")
@click.option("--overwrite", is_flag=True, help="Replace a file of this name.")
@click.option("--quiet", is_flag=True, help="No progress and no report.")
def export_command(
    query: str,
    file: Path,
    directory: Path,
    form: str | None,
    columns: tuple[str, ...],
    body: bool,
    separator: str,
    bom: bool,
    overwrite: bool,
    quiet: bool,
    **options: Unpack[SearchArguments],
) -> None:
    """Write all articles that match a query to FILE, a row or a reference each.

    The end of the name says the format: .csv, .tsv, .xlsx, .jsonl, .parquet, .ris, .bib, or .json
    for CSL. There is no limit; FILE.about.json says how to make it again.
    """
    check_free(file, overwrite=overwrite)
    chosen = Format(form) if form is not None else format_of(file)
    with opened(directory) as index:
        export = index.export(query, **options)
        wanted = columns or (COLUMNS if body else USUAL_COLUMNS)
        entries = export.entries(written_columns(chosen, wanted))
        exported = export.write(
            file,
            _with_bar(entries, export.total) if not quiet and sys.stderr.isatty() else entries,
            form=chosen,
            columns=wanted,
            delimited=Delimited(separator, bom),
            overwrite=overwrite,
        )
    for warning in (*export.about.warnings, *exported.notes):
        note(f"note: {warning}")
    if not quiet:
        tell(f"{exported.rows:,} article{'s' if exported.rows != 1 else ''} in {exported.path}")


def _with_bar(entries: Iterator[Entry], total: int) -> Iterator[Entry]:
    from tqdm import tqdm

    return iter(tqdm(entries, total=total, unit=" articles", leave=False))
