"""`searchnews index` and `searchnews delete`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import searchnews
from searchnews.cli.options import format_option, index_option, reading_options
from searchnews.cli.terminal import note, plain, say
from searchnews.engines import ENGINES
from searchnews.errors import IndexNotFoundError, InvalidArgumentError
from searchnews.storage.layout import Layout, is_index, read_description

if TYPE_CHECKING:
    from searchnews.indexing.report import Report
    from searchnews.indexing.update import Progress

_MOST_SKIPPED: Final = 20


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help=f"The engine of a new index; {ENGINES[0]} unless told.",
)
@reading_options
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that help to read and to cut; as many as there are processors.",
)
@click.option("--rebuild", is_flag=True, help="Make the index anew, and swap when done.")
@click.option("--keep-missing", is_flag=True, help="Keep the articles of files that are gone.")
@click.option("--dry-run", is_flag=True, help="Only count the articles that would be read.")
@click.option(
    "--explain-cleaning", is_flag=True,
    help="Show the lines that return in many articles of a source and were taken out of them.",
)  # fmt: skip
@format_option
@click.option("--quiet", is_flag=True, help="No progress and no report.")
def index_command(
    paths: tuple[Path, ...],
    directory: Path,
    engine: str | None,
    jobs: int | None,
    rebuild: bool,
    dry_run: bool,
    explain_cleaning: bool,
    keep_missing: bool,
    output: str,
    quiet: bool,
    **said: Any,
) -> None:
    """Index files and folders; what has not changed since the last run is not read again.

    Reads web pages, text, JSON and more, compressed or in archives. With --rebuild and no PATHS
    the index is made anew from the articles it holds.
    """
    if not paths and not rebuild:
        raise click.UsageError("Missing argument 'PATHS...': the files and folders to index.")
    if dry_run:
        _count(paths, output, jobs, said)
        return
    said["jobs"] = jobs
    said["progress"] = None if quiet or not sys.stderr.isatty() else _progress_bar()
    if rebuild and Layout(directory).description.exists():
        report = searchnews.rebuild(directory, *paths, engine=engine, **said)
    else:
        _check_paths(paths)
        with _opened(directory, engine) as index:
            report = index.update(*paths, keep_missing=keep_missing, **said)
    if output == "json":
        printed = report.to_dict()
        if explain_cleaning:
            printed["furniture"] = [line._asdict() for line in report.furniture]
        say(json.dumps(printed, ensure_ascii=False, indent=2))
    elif not quiet:
        _print(report)
        for source, line, articles in report.furniture if explain_cleaning else ():
            say(plain(f"taken out of {source}, after {articles:,} articles: {line}"))


def _check_paths(paths: tuple[Path, ...]) -> None:
    """Make no index for a mistyped path."""
    for path in paths:
        if not path.exists():
            raise InvalidArgumentError(f"there is no file or folder {path.absolute()}")


def _opened(directory: Path, engine: str | None) -> searchnews.Index:
    layout = Layout(directory)
    try:
        made_with = read_description(layout).engine
    except IndexNotFoundError:
        return searchnews.create(directory, engine or ENGINES[0])
    if engine is not None and engine != made_with:
        raise InvalidArgumentError(
            f"the index {directory} was made with {made_with}; to change to {engine} run "
            f"`searchnews index --rebuild --engine {engine} --index {directory}`"
        )
    return searchnews.open(directory)


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


def _print(report: Report) -> None:
    say(
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed in {report.seconds:.1f} s; "
        f"the index has {report.articles:,} articles"
    )
    _print_skipped([(skipped.path, skipped.reason) for skipped in report.skipped])
    for warning in report.warnings:
        note(f"note: {warning}")


def _print_skipped(skipped: list[tuple[Path, str]]) -> None:
    if skipped:
        say(f"{len(skipped):,} skipped:")
        for path, reason in skipped[:_MOST_SKIPPED]:
            say(plain(f"  {path}: {reason}"))
        if len(skipped) > _MOST_SKIPPED:
            say(f"  and {len(skipped) - _MOST_SKIPPED:,} more, which --format json names")


def _count(paths: tuple[Path, ...], output: str, jobs: int | None, said: dict[str, Any]) -> None:
    from searchnews.indexing.dry_run import census
    from searchnews.ingest.base import ReadingOptions

    counted = census(paths, ReadingOptions(**said), leave_out=is_index, jobs=jobs)
    if output == "json":
        say(json.dumps(counted.to_dict(), ensure_ascii=False, indent=2))
        return
    say(
        f"{counted.articles:,} articles in {counted.files:,} files: {counted.with_title:,} with a "
        f"title, {counted.with_date:,} with a date, {counted.with_source:,} with a source "
        f"({counted.seconds:.1f} s)"
    )
    _print_skipped(counted.skipped)


@click.command("delete")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@index_option
def delete_command(ids: tuple[str, ...], directory: Path) -> None:
    """Delete articles for good: indexing their files again does not bring them back."""
    with searchnews.open(directory) as index:
        unknown = [article_id for article_id in ids if index.get(article_id) is None]
        deleted = index.delete(article_id for article_id in ids if article_id not in unknown)
    say(f"{deleted:,} deleted")
    if unknown:
        raise InvalidArgumentError(
            f"there is no article {', '.join(unknown)}; `searchnews query` prints ids with "
            "--format json"
        )
