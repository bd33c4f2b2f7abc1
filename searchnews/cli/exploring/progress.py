"""How far an answer is that reads many articles before its first row."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import searchnews
from searchnews.index.index import Index
from searchnews.wording.users_language import in_users_language


def articles_progress(what: str) -> Callable[[int, int], None] | None:
    """Shows how many of all articles were read for it, where people look; None elsewhere."""
    if not sys.stderr.isatty():
        return None
    # Imported here: it takes as long as a whole search.
    from tqdm import tqdm

    bar = tqdm(
        desc=in_users_language(what), unit=" articles", leave=False, file=sys.stderr, delay=0.5
    )

    def show(read: int, in_all: int) -> None:
        bar.total = in_all
        bar.update(read - bar.n)
        if read >= in_all:
            bar.close()

    return show


def opened(directory: Path) -> Index:
    """An index that shows, where people look, how far it is with recognising copies and stories.

    That takes long where one in a cluster is asked for them for the first time on a machine.
    """
    bars: dict[str, Callable[[int, int], None]] = {}

    def show(what: str, compared: int, in_all: int) -> None:
        bar = bars.pop(what, None) or articles_progress(f"recognising {what}")
        if bar is not None:
            bar(compared, in_all)
            if compared < in_all:
                bars[what] = bar

    return searchnews.open(directory, recognition=show)
