"""How far an answer is that reads many articles before its first row."""

from __future__ import annotations

import sys
from collections.abc import Callable


def articles_progress(what: str) -> Callable[[int, int], None] | None:
    """Shows how many of all articles were read for it, where people look; None elsewhere."""
    if not sys.stderr.isatty():
        return None
    # Imported here: it takes as long as a whole search.
    from tqdm import tqdm

    bar = tqdm(desc=what, unit=" articles", leave=False, file=sys.stderr, delay=0.5)

    def show(read: int, in_all: int) -> None:
        bar.total = in_all
        bar.update(read - bar.n)
        if read >= in_all:
            bar.close()

    return show
