"""What every command that explores can be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from searchnews.cli.options import filter_options, index_option

_Command = TypeVar("_Command", bound=Callable[..., object])


def explore_options(command: _Command) -> _Command:
    """The index, the filters (`FilterArguments`), and how to print (`output`)."""
    command = click.option(
        "--format",
        "output",
        type=click.Choice(["text", "json", "jsonl", "csv"]),
        default="text",
        show_default=True,
        help="How to print; json says how the answer was made as well.",
    )(command)
    return index_option(filter_options(command))
