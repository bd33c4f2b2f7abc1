"""`searchnews check`."""

from __future__ import annotations

from pathlib import Path

import click

from searchnews.cli.options import index_option
from searchnews.cli.terminal import note, tell
from searchnews.errors import IndexDamagedError
from searchnews.explore.terminal.english import counted
from searchnews.storage.layout import layout_of


@click.command("check")
@index_option
def check_command(directory: Path) -> None:
    """Read every file of the index, and say what is wrong."""
    # Not `Index.check`: to open a damaged index fails at the first damage, and all are listed here.
    from searchnews.storage.check import check

    layout = layout_of(directory)
    checked = check(layout)
    for problem in checked.problems:
        note(problem)
    if checked.problems and layout.address is not None:
        raise IndexDamagedError(
            f"{directory} is not sound; if the cluster cannot be put right, "
            "restore a snapshot of it"
        )
    if checked.problems:
        raise IndexDamagedError(
            f"{directory} is damaged; run `searchnews index --rebuild` with the folders it was "
            "made from, or put a copy in its place"
        )
    tell(f"{directory} is sound: {counted(checked.articles, 'article')}")
    for remark in checked.notes:
        note(f"note: {remark}")
    if checked.is_interrupted:
        note("note: the last run of `searchnews index` was interrupted; run it again to finish")
