"""`searchnews concordance`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import explore_options
from searchnews.cli.exploring.progress import articles_progress, opened
from searchnews.cli.options import HITS, QueryCommand, query_argument
from searchnews.explore.terminal.concordance_lines import concordance_lines

if TYPE_CHECKING:
    from searchnews.search.options import FilterArguments

_WORDS: Final = click.IntRange(1, 1_000)
_CHARACTERS: Final = click.IntRange(1, 20_000)
"""The same as in `explore/concordance/contexts.py`, which a test compares."""


@click.command("concordance", cls=QueryCommand)
@query_argument
@click.option("-n", "--limit", type=HITS, default=0, show_default=True,
              help="How many occurrences at most; 0 for all.")  # fmt: skip
@click.option("--sort", "levels", multiple=True, metavar="LEVELS",
              help="Up to three, as in 1R,2R,date: words left (1L) and right (1R) of the node, the "
              "node (0), date, -date, source.")  # fmt: skip
@click.option("--window", type=_WORDS, default=12, show_default=True,
              help="How many words are shown at each side.")  # fmt: skip
@click.option("--characters", type=_CHARACTERS, help="How many characters, instead of words.")
@explore_options
def concordance_command(
    query: str,
    directory: Path,
    limit: int,
    levels: tuple[str, ...],
    window: int,
    characters: int | None,
    output: str,
    **filters: Unpack[FilterArguments],
) -> None:
    """Show every occurrence of what is searched, in its words.

    \b
    columns: id, date, source, title, left, node, right, offset
    offset   where the node begins in title, standfirst and body, joined by line ends
    """
    with opened(directory) as index:
        answer = index.concordance(
            query,
            sort=",".join(levels),
            window=window,
            characters=characters,
            limit=limit,
            progress=articles_progress("sorting"),
            **filters,
        )
        print_answer(answer, output, partial(concordance_lines, answer))
