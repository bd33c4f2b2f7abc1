"""What shells are told when somebody presses Tab."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    shell_complete,
)

if TYPE_CHECKING:
    from searchnews.index import Index

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
    return _beginning(typed, _named(directory, lambda index: index.statistics().sources))


def saved_searches(directory: Path, typed: str) -> list[str]:
    """The saved searches of an index whose names begin as typed."""
    return _beginning(
        typed, _named(directory, lambda index: [search.name for search in index.saved.list()])
    )


def queries(directory: Path, typed: str) -> list[str]:
    """What a query may begin with: a field, or after @ the name of a saved search."""
    from searchnews.query.concepts.names import SIGN
    from searchnews.query.language import DATE_NAMES, FIELD_NAMES

    if typed.startswith(SIGN):
        return [f"{SIGN}{name}" for name in saved_searches(directory, typed.removeprefix(SIGN))]
    named = [*FIELD_NAMES.values(), *DATE_NAMES.values()]
    return [f"{name}:" for names in named for name in names if typed and name.startswith(typed)]


def _named(directory: Path, names: Callable[[Index], Iterable[str]]) -> list[str]:
    """Some names of an index; none if it cannot be read: what is typed goes on without help."""
    import searchnews

    try:
        with searchnews.open(directory) as index:
            return list(names(index))
    except searchnews.SearchNewsError:
        return []


def _beginning(typed: str, names: Iterable[str]) -> list[str]:
    from searchnews.analysis.fold import fold

    return [_shell_word(name) for name in names if fold(name).startswith(fold(typed))]


def _shell_word(name: str) -> str:
    """A name as the asking shell takes it: zsh and fish quote it themselves, bash does not."""
    asked, words = os.environ.get(_ASKED, ""), os.environ.get("COMP_WORDS", "")
    in_quotes = words.count('"') % 2 == 1 or words.count("'") % 2 == 1
    if not asked.startswith("bash") or in_quotes:
        return name
    # The script of click reads lines with `read`, which takes one backslash of two.
    return _SPECIAL_IN_BASH.sub(r"\\\\\1", name)
