"""`searchnews watch`."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

import searchnews
from searchnews.cli.debugging import debug_option
from searchnews.cli.following.news import Printing, print_run
from searchnews.cli.options import JOBS, index_option, reading_options
from searchnews.cli.terminal import note, tell
from searchnews.errors import IndexNotFoundError, InvalidArgumentError, SearchNewsError
from searchnews.explore.terminal.english import counted

if TYPE_CHECKING:
    from searchnews.indexing.report import Report

_DURATION: Final = re.compile(r"([0-9]{1,6})\s*([smhdj])", re.IGNORECASE | re.ASCII)
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "j": 86400}
_LONGEST: Final = 30 * 86400


def _seconds(context: click.Context, option: click.Parameter, value: str) -> int:
    """A duration in seconds: 30s, 5m, 1h, 1d."""
    written = _DURATION.fullmatch(value.strip())
    seconds = int(written[1]) * _SECONDS[written[2].lower()] if written else 0
    if not 1 <= seconds <= _LONGEST:
        raise click.BadParameter(
            f"{value!r} is not from 1s to 30d, such as 30s, 5m, 1h", context, option
        )
    return seconds


@click.command("watch")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
@click.option("--every", callback=_seconds, default="5m", show_default=True, metavar="TIME",
              help="How long to wait between two looks: 30s, 5m, 1h.")  # fmt: skip
@reading_options
@click.option("--jobs", type=JOBS,
              help="Processes that help to read; as many as there are processors.")  # fmt: skip
@click.option("--keep-missing", is_flag=True, help="Keep the articles of files that are gone.")
@click.option(
    "--format", "output", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="How to print what saved searches deliver to no other place.",
)  # fmt: skip
@debug_option
@click.option("--quiet", is_flag=True, help="Print new articles and what fails, and nothing else.")
def watch_command(
    paths: tuple[Path, ...],
    directory: Path,
    every: int,
    source: str | None,
    mapping: dict[str, str],
    date_from_mtime: bool,
    jobs: int | None,
    keep_missing: bool,
    output: str,
    quiet: bool,
) -> None:
    """Index what changes, and run the saved searches.

    Until it is interrupted: by Ctrl-C, or by SIGTERM as services are. What fails is said, and tried
    again at the next look.
    """
    for path in paths:
        if not path.exists():
            raise InvalidArgumentError(f"there is no file or folder {path.absolute()}")
    printing = Printing(output)
    with _stopped_by_signals() as stop, _opened(directory) as index:
        if not quiet:
            note(f"watching {', '.join(map(str, paths))}; Ctrl-C ends it")
        while not stop.is_wanted:
            try:
                with stop.at_once():
                    report = index.update(
                        *paths, source=source, mapping=mapping, date_from_mtime=date_from_mtime,
                        keep_missing=keep_missing, jobs=jobs,
                    )  # fmt: skip
                _print_changes(report, quiet=quiet)
                run = index.saved.run(printer=printing, is_stopped=lambda: stop.is_wanted)
                print_run(run, quiet=quiet)
            except SearchNewsError as error:
                note(f"searchnews: {error}")
            stop.wait(every)


def _opened(directory: Path) -> searchnews.Index:
    """The index in a directory, which is made if there is none."""
    try:
        return searchnews.open(directory)
    except IndexNotFoundError:
        return searchnews.create(directory)


def _print_changes(report: Report, *, quiet: bool) -> None:
    if not quiet and (report.added or report.updated or report.removed):
        tell(
            f"{report.added:,} added, {report.updated:,} updated, {report.removed:,} removed; the "
            f"index has {counted(report.articles, 'article')}"
        )
    for warning in report.warnings:
        note(f"note: {warning}")


class _Stop:
    """Whether somebody wants this to end; what must not be cut in two is finished first."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._is_free = False

    @property
    def is_wanted(self) -> bool:
        """Whether there was a signal."""
        return self._wanted.is_set()

    def wait(self, seconds: float) -> None:
        """Wait for so long, or for a signal."""
        self._wanted.wait(seconds)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What can be interrupted anywhere.

        Raises:
            KeyboardInterrupt: at a signal.
        """
        self._is_free = True
        try:
            if self.is_wanted:
                raise KeyboardInterrupt
            yield
        finally:
            self._is_free = False

    def on_signal(self, _: int, __: FrameType | None) -> None:
        """Note a signal; a second one ends whatever is going on."""
        is_second = self.is_wanted
        self._wanted.set()
        if self._is_free or is_second:
            raise KeyboardInterrupt


@contextmanager
def _stopped_by_signals() -> Iterator[_Stop]:
    """Have SIGINT and SIGTERM end what is inside, without an error."""
    stop = _Stop()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, stop.on_signal) for each in signals]
    try:
        yield stop
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
