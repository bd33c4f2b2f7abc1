"""`searchnews collocates`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

import click

from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import count_option, explore_options
from searchnews.cli.exploring.progress import articles_progress, opened
from searchnews.cli.exploring.words import limit_for, word_options
from searchnews.cli.options import QueryCommand, query_argument
from searchnews.explore.terminal.word_lines import word_lines

if TYPE_CHECKING:
    from searchnews.cli.exploring.words import WordArguments
    from searchnews.search.options import FilterArguments

    class _Arguments(WordArguments, FilterArguments):
        pass


_WINDOW: Final = click.IntRange(1, 100)
"""The same as in `explore/words/windows.py`, which a test compares."""


@click.command("collocates", cls=QueryCommand)
@query_argument
@click.option("--window", type=_WINDOW, default=5, show_default=True,
              help="How many words at each side are near.")  # fmt: skip
@count_option
@word_options
@explore_options
def collocates_command(
    query: str,
    directory: Path,
    window: int,
    limit: int | None,
    output: str,
    **options: Unpack[_Arguments],
) -> None:
    """Show the words that stand near what is searched more often than by chance.

    \b
    count           f: in the windows, each place once; titles and texts apart
    frequency       F: in all articles within the filters
    expected_count  E = F t / T; t words in the windows, T in all
    distance        words to the nearest occurrence, on average
    specificity     -log10 P(X >= f), X hypergeometric (Lafon); 3: once in 1,000
    logdice         14 + log2(2 f / (F + N)), N occurrences; at most 14
    G2              2 sum o ln(o / e), of four cells (Dunning)
    npmi            log2(f T / (F N)) / -log2(f / T); 1: inseparable
    t               (f - E) / sqrt(f)

    The first call counts the words of all articles, which later ones know.
    """
    limit = limit_for(output, limit)
    with opened(directory) as index:
        answer = index.collocates(
            query,
            window=window,
            limit=limit,
            progress=articles_progress("counting words"),
            **options,
        )
        print_answer(answer, output, partial(word_lines, answer))
