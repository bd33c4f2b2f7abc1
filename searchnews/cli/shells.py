"""What shells are told when somebody presses Tab."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    shell_complete,
)

_ASKED: Final = "_SEARCHNEWS_COMPLETE"
"""The variable in which a shell says what it wants; named by click's own rule."""
_PROGRAM: Final = "searchnews"
SHELLS: Final[dict[str, type[ShellComplete]]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}
_SPECIAL_IN_BASH: Final = re.compile(r"([^\w@%+=:,./-])")


def script(shell: str, commands: click.Command) -> str:
    """What a shell of `SHELLS` has to run before it can complete."""
    return SHELLS[shell](commands, {}, _PROGRAM, _ASKED).source()


def is_asked() -> bool:
    """Whether this process was started by a shell that wants to know how a line may go on."""
    return bool(os.environ.get(_ASKED))


def answer(commands: click.Command) -> int:
    """Print how the command line may go on; gives the exit status."""
    return shell_complete(commands, {}, _PROGRAM, _ASKED, os.environ[_ASKED])


def sources(directory: Path, typed: str) -> list[str]:
    """The sources of an index whose names begin as typed, accents and capitals free."""
    import searchnews
    from searchnews.analysis.fold import fold

    try:
        with searchnews.open(directory) as index:
            names = index.statistics().sources
    except searchnews.SearchNewsError:  # what is typed goes on without help
        return []
    return [_shell_word(name) for name in names if fold(name).startswith(fold(typed))]


def fields(typed: str) -> list[str]:
    """The fields of the query language that a query may begin with."""
    from searchnews.query.language import DATE_NAMES, FIELD_NAMES

    named = [*FIELD_NAMES.values(), *DATE_NAMES.values()]
    return [f"{name}:" for names in named for name in names if typed and name.startswith(typed)]


def _shell_word(name: str) -> str:
    """A name as the asking shell takes it: zsh and fish quote it themselves, bash does not."""
    asked, words = os.environ.get(_ASKED, ""), os.environ.get("COMP_WORDS", "")
    in_quotes = words.count('"') % 2 == 1 or words.count("'") % 2 == 1
    if not asked.startswith("bash") or in_quotes:
        return name
    # The script of click reads lines with `read`, which takes one backslash of two.
    return _SPECIAL_IN_BASH.sub(r"\\\\\1", name)
