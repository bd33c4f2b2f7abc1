"""`searchnews index`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import searchnews
from searchnews.cli.debugging import debug_option
from searchnews.cli.options import JOBS, format_option, index_option, reading_options
from searchnews.cli.printers import print_dry_run, print_report
from searchnews.engines import CLUSTER, ENGINES
from searchnews.errors import IndexNotFoundError, InvalidArgumentError
from searchnews.storage.layout import layout_of
from searchnews.storage.ownership import is_ours
from searchnews.storage.replacement import current_description, has_index

if TYPE_CHECKING:
    from searchnews.indexing.progress import Progress


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help=f"The engine of a new index; {ENGINES[0]} if not set, {CLUSTER} at an address.",
)
@reading_options
@click.option(
    "--jobs",
    type=JOBS,
    help="Processes that help to read and to cut; as many as there are processors.",
)
@click.option("--rebuild", is_flag=True, help="Make the index again, and replace the old one.")
@click.option("--keep-missing", is_flag=True, help="Keep the articles of files that are gone.")
@click.option("--dry-run", is_flag=True, help="Only count the articles that would be read.")
@click.option(
    "--explain-cleaning", is_flag=True,
    help="Show the lines that return in many articles of a source and were taken out of them.",
)  # fmt: skip
@format_option
@debug_option
@click.option("--quiet", is_flag=True, help="No progress and no report.")
def index_command(
    paths: tuple[Path, ...],
    directory: Path,
    engine: str | None,
    source: str | None,
    mapping: dict[str, str],
    date_from_mtime: bool,
    jobs: int | None,
    rebuild: bool,
    keep_missing: bool,
    dry_run: bool,
    explain_cleaning: bool,
    output: str,
    quiet: bool,
) -> None:
    """Index files and folders; what has not changed since the last run is not read again.

    Reads web pages, text, JSON and more, compressed or in archives. With --rebuild and no PATHS
    the index is made again from the articles it holds.
    """
    if not paths and not rebuild:
        raise click.UsageError("Missing argument 'PATHS...': the files and folders to index.")
    if dry_run:
        _count(paths, source, mapping, date_from_mtime, jobs, output)
        return
    progress = None if quiet or not sys.stderr.isatty() else _progress_bar()
    if rebuild and has_index(layout_of(directory)):
        report = searchnews.rebuild(
            directory, *paths, engine=engine, source=source, mapping=mapping,
            date_from_mtime=date_from_mtime, jobs=jobs, progress=progress,
        )  # fmt: skip
    else:
        _check_paths(paths)
        with _opened(directory, engine) as index:
            report = index.update(
                *paths, source=source, mapping=mapping, date_from_mtime=date_from_mtime,
                keep_missing=keep_missing, jobs=jobs, progress=progress,
            )  # fmt: skip
    if output == "json" or not quiet:
        print_report(report, output, with_furniture=explain_cleaning)


def _check_paths(paths: tuple[Path, ...]) -> None:
    """Refuse a mistyped path before an index is made."""
    for path in paths:
        if not path.exists():
            raise InvalidArgumentError(f"there is no file or folder {path.absolute()}")


def _opened(directory: Path, engine: str | None) -> searchnews.Index:
    """The index in a directory, which is made if there is none."""
    layout = layout_of(directory)
    try:
        made_with = current_description(layout).engine
    except IndexNotFoundError:
        return searchnews.create(directory, engine)
    if engine is not None and engine != made_with:
        raise InvalidArgumentError(
            f"the index {directory} was made with {made_with}; to change to {engine} run "
            f"`searchnews index --rebuild --engine {engine} --index {directory}`"
        )
    return searchnews.open(directory)


def _count(
    paths: tuple[Path, ...],
    source: str | None,
    mapping: dict[str, str],
    date_from_mtime: bool,
    jobs: int | None,
    output: str,
) -> None:
    """Count the articles, and write nothing."""
    from searchnews.indexing.dry_run import dry_run
    from searchnews.ingest.base import ReadingOptions

    options = ReadingOptions(source, mapping, date_from_mtime)
    print_dry_run(dry_run(paths, options, leave_out=is_ours, jobs=jobs), output)


def _progress_bar() -> Progress:
    # Imported here: it takes as long as a whole search.
    from tqdm import tqdm

    bar = tqdm(unit="B", unit_scale=True, unit_divisor=1024, leave=False, file=sys.stderr)

    def show(read: int, in_all: int, articles: int) -> None:
        bar.total = in_all
        bar.set_postfix_str(f"{articles:,} articles", refresh=False)
        bar.update(read - bar.n)
        if read >= in_all:
            bar.close()

    return show
