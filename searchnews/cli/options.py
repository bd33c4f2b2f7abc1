"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

DEFAULT_INDEX: Final = Path("indexes", "default")

index_option = click.option(
    "--index",
    "directory",
    type=click.Path(path_type=Path),
    default=DEFAULT_INDEX,
    envvar="SEARCHNEWS_INDEX",
    show_default=True,
    show_envvar=True,
    help="The directory of the index.",
)

format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what files do not: `source`, `mapping` and `date_from_mtime`."""
    for option in (
        click.option(
            "--date-from",
            "date_from_mtime",
            type=click.Choice(["mtime"]),
            callback=lambda _, __, value: value == "mtime",
            help="Date articles that have no date by their file's time of change.",
        ),
        click.option(
            "--map",
            "mapping",
            multiple=True,
            metavar="FIELD=NAME",
            callback=_mapping,
            help="The name that a field has in records, as title=headline or body=article.text.",
        ),
        click.option("--source", metavar="NAME", help="Who published articles that do not say it."),
    ):
        command = option(command)
    return command


def _mapping(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not equals or not field or not name:
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME, such as title=headline")
        mapping[field] = name
    return mapping
