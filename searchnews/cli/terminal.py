"""Text for terminals: matches in colour, and no control characters."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from searchnews.wording.users_language import in_users_language

# A terminal obeys escape sequences: those in a title could move its cursor or set its clipboard.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A whole line in a colour, or without one.
_STYLED: Final = re.compile(r"((?:\x1b\[[\d;]*m)?)(.*?)((?:\x1b\[0m)?)", re.DOTALL)


def has_colours() -> bool:
    """Whether colours are wanted: by `--color`, else on terminals (see no-color.org)."""
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """Print a line of results; its colours are left out unless the output is a terminal."""
    click.echo(text, color=has_colours())


def tell(message: str) -> None:
    """Print a line of what searchnews itself says, in the user's language."""
    start, words, end = _STYLED.fullmatch(message).groups()  # type: ignore[union-attr]
    say(f"{start}{in_users_language(words)}{end}")


def note(text: str) -> None:
    """Print on standard error what the user should know besides the results."""
    click.echo(plain(in_users_language(text)), err=True)


def plain(text: str) -> str:
    """The text without control characters; line ends stay.

    >>> plain("Le titre\\x1b[31m")
    'Le titre\ufffd[31m'
    """
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return plain(" ".join(text.split()))


def marked(pieces: Iterable[tuple[str, bool]], *, bold: bool = False) -> str:
    """The pieces of a text joined, those that match (True) in red."""
    return "".join(
        click.style(plain(piece), fg="red", bold=True) if matches
        else click.style(plain(piece), bold=True) if bold
        else plain(piece)
        for piece, matches in pieces
    )  # fmt: skip


def linked(text: str, target: str) -> str:
    """A text that leads to an address or a file where the terminal can open it (OSC 8).

    https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    if not has_colours():
        return text
    if target.startswith(("https://", "http://")):
        address = "".join(c if "!" <= c <= "~" else _percent(c) for c in target)
    elif (path := Path(target)).is_absolute() and path.exists():
        address = path.as_uri()
    else:  # a member of an archive, or a file that is gone
        return text
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))


def dim(text: str) -> str:
    """Text in a weaker colour."""
    return click.style(text, dim=True)
