"""The command line: arguments in, `Index` called, results printed.

Modules of a command are imported when it is run: a search starts in the time that it needs.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Final

import click

from searchnews.errors import SearchNewsError
from searchnews.version import VERSION

_COMMANDS: Final = {
    "index": "searchnews.cli.index",
    "read": "searchnews.cli.read",
    "delete": "searchnews.cli.index",
    "query": "searchnews.cli.query",
    "show": "searchnews.cli.show",
    "stats": "searchnews.cli.stats",
    "check": "searchnews.cli.stats",
}


_OBJECTS_TO_COLLECT: Final = 50_000  # Python's own 700 are for smaller programs


class _Commands(click.Group):
    """Finds commands in their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), f"{cmd_name}_command")
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="searchnews")
def commands() -> None:
    """Search French news: index folders of articles, and query them the French way."""


def main() -> None:
    """Run the command line.

    Exit status: 0 done, 1 it could not be done, 2 wrong usage.
    """
    # Imports and articles are many objects and no cycles: looking for those takes a twentieth.
    gc.set_threshold(_OBJECTS_TO_COLLECT)
    for stream in (sys.stdout, sys.stderr):
        # File names and queries may hold bytes that are no text.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        # Not by calling it: that exits with 1 when the output is closed.
        with commands.make_context("searchnews", sys.argv[1:]) as context:
            commands.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was committed stays, and the next run goes on", err=True)
        sys.exit(1)
    except SearchNewsError as error:
        click.echo(f"searchnews: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has enough; nothing may be written to it at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
