"""Text for terminals: matches marked, and nothing that a terminal would obey."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import Final

import click

# Escape sequences in a title could do anything to a terminal.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def has_colours() -> bool:
    """Whether standard output is a terminal that shows colours (see no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """Print a line of results, with colours on a terminal only."""
    click.echo(text, color=has_colours())


def note(text: str) -> None:
    """Print what the user should know beside the results, on standard error."""
    click.echo(plain(text), err=True)


def plain(text: str) -> str:
    """The text without control characters, line ends kept."""
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line."""
    return plain(" ".join(text.split()))


def marked(pieces: Iterable[tuple[str, bool]], *, bold: bool = False) -> str:
    """Text in pieces, those that matched in colour."""
    return "".join(
        click.style(plain(piece), fg="red", bold=True) if matched
        else click.style(plain(piece), bold=True) if bold
        else plain(piece)
        for piece, matched in pieces
    )  # fmt: skip


def dim(text: str) -> str:
    """Text that stands back."""
    return click.style(text, dim=True)
