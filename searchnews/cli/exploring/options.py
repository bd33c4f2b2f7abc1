"""What every command that explores can be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from searchnews.cli.options import filter_options, index_option

_Command = TypeVar("_Command", bound=Callable[..., object])


output_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="How to print; json says how the answer was made as well.",
)


def explore_options(command: _Command) -> _Command:
    """The index, the filters (`FilterArguments`), and how to print (`output`)."""
    return index_option(filter_options(output_option(command)))


def count_option(command: _Command) -> _Command:
    """What is counted (`count`)."""
    return click.option(
        "--count",
        type=click.Choice(["articles", "copies", "stories"]),
        default="articles",
        show_default=True,
        help="Count every article; or, as one, all copies of a dispatch, or all that tells one "
        "event, that are counted together.",
    )(command)


def plot_options(command: _Command) -> _Command:
    """Whether to draw into a file (`file`), whose name is checked, and to `overwrite` one."""
    file = click.option(
        "--plot",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_checked,
        help="Draw into a file, .svg or .png.",
    )
    overwrite = click.option(
        "--overwrite", is_flag=True, is_eager=True, help="Replace a file of this name."
    )
    return file(overwrite(command))


def _checked(context: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    if file is not None:
        if str(file) == "-":
            raise click.BadParameter(
                "standard output has the answer; name a file for the plot", context, option
            )
        # Imported here: most answers are not drawn.
        from searchnews.explore.new_file import check_free
        from searchnews.explore.plots.files import plot_format

        plot_format(file)
        check_free(file, overwrite=context.params["overwrite"])
    return file
