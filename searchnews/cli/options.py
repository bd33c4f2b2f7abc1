"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Final

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
