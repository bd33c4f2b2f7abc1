"""`searchnews index` and `searchnews delete`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import searchnews
from searchnews.cli.options import format_option, index_option
from searchnews.cli.terminal import note, plain, say
from searchnews.engines import ENGINES
from searchnews.errors import IndexNotFoundError, InvalidArgumentError
from searchnews.layout import Layout, read_description

if TYPE_CHECKING:
    from searchnews.writing.report import Report
    from searchnews.writing.update import Progress

_MOST_SKIPPED: Final = 20


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help=f"The engine of a new index; {ENGINES[0]} unless told.",
)
@click.option("--source", metavar="NAME", help="Who published articles that do not say it.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=NAME",
    help="The name that a field has in JSON, such as title=headline or body=article.text.",
)
@click.option(
    "--date-from",
    type=click.Choice(["mtime"]),
    help="Date articles that have no date by their file's time of change.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that read pages and threads that write; as many as processors.",
)
@click.option("--rebuild", is_flag=True, help="Make the index anew, and swap when done.")
@click.option("--keep-missing", is_flag=True, help="Keep the articles of files that are gone.")
@format_option
@click.option("--quiet", is_flag=True, help="No progress and no report.")
def index_command(
    paths: tuple[Path, ...],
    directory: Path,
    engine: str | None,
    source: str | None,
    mapping: tuple[str, ...],
    date_from: str | None,
    jobs: int | None,
    rebuild: bool,
    keep_missing: bool,
    output: str,
    quiet: bool,
) -> None:
    """Index files and folders; what has not changed since the last run is not read again.

    Reads .txt, .json and .jsonl, plain or .gz. With --rebuild and no PATHS the index is made anew
    from the articles it holds.
    """
    if not paths and not rebuild:
        raise click.UsageError("Missing argument 'PATHS...': the files and folders to index.")
    said: dict[str, Any] = {
        "source": source,
        "mapping": _mapping(mapping),
        "date_from_mtime": date_from == "mtime",
        "jobs": jobs,
        "progress": None if quiet or not sys.stderr.isatty() else _progress_bar(),
    }
    if rebuild and Layout(directory).description.exists():
        report = searchnews.rebuild(directory, *paths, engine=engine, **said)
    else:
        _check_paths(paths)
        with _opened(directory, engine) as index:
            report = index.update(*paths, keep_missing=keep_missing, **said)
    if output == "json":
        say(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    elif not quiet:
        _print(report)


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not equals or not field or not name:
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME, such as title=headline")
        mapping[field] = name
    return mapping


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
    if report.skipped:
        say(f"{len(report.skipped):,} skipped:")
        for skipped in report.skipped[:_MOST_SKIPPED]:
            say(plain(f"  {skipped.path}: {skipped.reason}"))
        if len(report.skipped) > _MOST_SKIPPED:
            more = len(report.skipped) - _MOST_SKIPPED
            say(f"  and {more:,} more, which --format json names")
    for warning in report.warnings:
        note(f"note: {warning}")


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
