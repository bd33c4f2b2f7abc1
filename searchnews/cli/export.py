"""`searchnews export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.cli.exploring.progress import opened
from searchnews.cli.options import QueryCommand, index_option, query_argument, search_options
from searchnews.cli.terminal import note, tell
from searchnews.explore.exports.entries import COLUMNS, USUAL_COLUMNS, Entry
from searchnews.explore.exports.formats import TEXTS, Format, format_of
from searchnews.explore.new_file import check_free
from searchnews.explore.query_export import written_columns
from searchnews.explore.tables.delimited import Delimited

if TYPE_CHECKING:
    from searchnews.search.options import SearchArguments

_STANDARD_OUTPUT: Final = "-"


@click.command("export", cls=QueryCommand)
@query_argument
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True), metavar="FILE|-")
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
    file: str,
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
    for CSL. There is no limit; FILE.about.json says how to make it again. With - and --format they
    go to standard output, in a format that is text.
    """
    path = None if file == _STANDARD_OUTPUT else Path(file)
    if path is None:
        chosen = _streamed(form)
    else:
        check_free(path, overwrite=overwrite)
        chosen = Format(form) if form is not None else format_of(path)
    notes: tuple[str, ...] = ()
    with opened(directory) as index:
        export = index.export(query, **options)
        wanted = columns or (COLUMNS if body else USUAL_COLUMNS)
        entries = export.entries(written_columns(chosen, wanted))
        if not quiet and sys.stderr.isatty() and (path is not None or not sys.stdout.isatty()):
            entries = _with_bar(entries, export.total)
        delimited = Delimited(separator, bom)
        if path is None:
            export.stream(sys.stdout.buffer, chosen, entries, columns=wanted, delimited=delimited)
            rows = export.total
        else:
            exported = export.write(
                path, entries, form=chosen, columns=wanted, delimited=delimited,
                overwrite=overwrite,
            )  # fmt: skip
            rows, notes = exported.rows, exported.notes
    for warning in (*export.about.warnings, *notes):
        note(f"note: {warning}")
    if path is not None and not quiet:
        tell(f"{rows:,} article{'s' if rows != 1 else ''} in {path}")
    elif not quiet:
        note(
            f"{rows:,} article{'s' if rows != 1 else ''} on standard output, without an .about.json"
        )


def _streamed(form: str | None) -> Format:
    """The format of standard output."""
    if form is None:
        raise click.UsageError(
            "standard output has no name that tells a format; say it by --format, as in --format "
            "csv"
        )
    if Format(form) not in TEXTS:
        raise click.UsageError(
            f"{form} is no text, so it does not go to standard output; name a file"
        )
    return Format(form)


def _with_bar(entries: Iterator[Entry], total: int) -> Iterator[Entry]:
    from tqdm import tqdm

    return iter(tqdm(entries, total=total, unit=" articles", leave=False))
