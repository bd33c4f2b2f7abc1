"""`searchnews keyness`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from searchnews.cli.exploring.answers import print_answer
from searchnews.cli.exploring.options import count_option, explore_options
from searchnews.cli.exploring.progress import articles_progress, opened
from searchnews.cli.exploring.words import limit_for, word_options
from searchnews.cli.options import TYPED_TEXT, QueryCommand, query_argument
from searchnews.explore.terminal.word_lines import word_lines

if TYPE_CHECKING:
    from searchnews.cli.exploring.words import WordArguments
    from searchnews.search.options import FilterArguments

    class _Arguments(WordArguments, FilterArguments):
        pass


@click.command("keyness", cls=QueryCommand)
@query_argument
@click.option("--against", metavar="QUERY", type=TYPED_TEXT,
              help="Compare with what matches this; by default with all others.")  # fmt: skip
@count_option
@word_options
@explore_options
def keyness_command(
    query: str,
    directory: Path,
    against: str | None,
    limit: int | None,
    output: str,
    **options: Unpack[_Arguments],
) -> None:
    """Show the words that are more frequent, or less, in the articles that match than in others.

    \b
    count            f: in the t words of the articles that match
    reference_count  in those of the others, both together being T
    specificity      -log10 P(X >= f), X hypergeometric (Lafon); 3: once in
                     1,000; below 0, of fewer than expected, log10 P(X <= f)
    G2               2 sum o ln(o / e), of four cells (Dunning)
    log_ratio        log2 of how many times as frequent; 1: twice, 2: four times
    articles         how many of the articles that match have the word

    The first call counts the words of all articles, which later ones know.
    """
    limit = limit_for(output, limit)
    with opened(directory) as index:
        answer = index.keyness(
            query, against, limit=limit, progress=articles_progress("counting words"), **options
        )
        print_answer(answer, output, partial(word_lines, answer))
