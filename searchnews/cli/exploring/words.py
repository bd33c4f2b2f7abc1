"""What the commands that count words share: their options, and how far they have got."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar

import click

from searchnews.cli.options import HITS

if TYPE_CHECKING:
    from searchnews.explore.about import Unit
    from searchnews.explore.words.units import By

_Command = TypeVar("_Command", bound=Callable[..., object])

_IN_TEXT: Final = 50


class WordArguments(TypedDict):
    """What `word_options` give, by the names that the methods of `Index` have for them."""

    by: By
    function_words: bool
    min_count: int
    min_articles: int
    min_specificity: float
    count: Unit
    sort: str


def word_options(command: _Command) -> _Command:
    """How words are counted, which are shown, and in which order: `WordArguments`."""
    for option in (
        click.option("-n", "--limit", type=HITS,
                     help=f"How many words at most, 0 for all; {_IN_TEXT} in text, else all."),
        click.option("--sort", default="specificity", show_default=True, metavar="COLUMN",
                     help="A column, largest first; with a minus, smallest first: -count."),
        click.option("--min-specificity", type=click.FloatRange(0, 1_000_000), default=2.0,
                     show_default=True, help="Only words that are so specific; 2: p = .01."),
        click.option("--min-articles", type=HITS, default=3, show_default=True,
                     help="Only words that so many articles have; copies of a dispatch are one."),
        click.option("--min-count", type=HITS, default=5, show_default=True,
                     help="Only words that are there so many times."),
        click.option("--function-words", is_flag=True,
                     help="Show function words as well, such as le, de, que."),
        click.option("--by", type=click.Choice(["form", "lemma"]), default="form",
                     show_default=True, help="Count forms, or all forms of a lemma together."),
    ):  # fmt: skip
        command = option(command)
    return command


def limit_for(output: str, limit: int | None) -> int:
    """How many words are printed: people read some, programs all."""
    if limit is None:
        return _IN_TEXT if output == "text" else 0
    return limit
