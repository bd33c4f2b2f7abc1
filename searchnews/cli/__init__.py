"""The command line: reads the arguments, calls `Index`, prints the results.

A command is a module of its own, named as the command; those that explore all matches of a query
are in `exploring/`, those that follow what is new in `following/`. It is imported when the command
is run, so that a search does not wait for what only indexing needs; tests/cli/test_startup.py says
what each command may import.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

import click

from searchnews.cli import shells
from searchnews.cli.examples import EXAMPLES
from searchnews.cli.pager import PAGED, paged
from searchnews.cli.terminal import has_colours, note, tell
from searchnews.errors import SearchNewsError
from searchnews.wording.users_language import reads_french


class Listed(NamedTuple):
    """A command as the help lists it, for which nothing of it is imported."""

    module: str
    """Its module, in this package."""
    summary: str


COMMANDS: Final = {
    "index": Listed("index", "Index files and folders."),
    "read": Listed("read", "Print the articles of a file as they would be indexed."),
    "delete": Listed("delete", "Delete articles for good."),
    "query": Listed("query", "Find articles, best first."),
    "concordance": Listed(
        "exploring.concordance", "Show every occurrence of what is searched, in its words."
    ),
    "facets": Listed(
        "exploring.facets", "Count matches by source, author, section, year and more."
    ),
    "timeline": Listed(
        "exploring.timeline", "Count matches over time, of one query or of several."
    ),
    "collocates": Listed(
        "exploring.collocates", "Show the words that stand near what is searched."
    ),
    "keyness": Listed("exploring.keyness", "Show the words that set the matches apart."),
    "stories": Listed("exploring.stories", "Show what papers made of one dispatch."),
    "similar": Listed("exploring.similar", "Show the articles that are most like one."),
    "export": Listed("export", "Write all matches to a file."),
    "copy": Listed("copy", "Copy all articles of an index into another one."),
    "saved": Listed("following.saved", "Save searches, and get what is new in them."),
    "lists": Listed("following.lists", "Put lists into an index, for @partis in queries."),
    "watch": Listed("following.watch", "Index what changes, and run the saved searches."),
    "show": Listed("show", "Print a whole article."),
    "stats": Listed("stats", "Print what is in the index."),
    "check": Listed("check", "Read every file of the index, and say what is wrong."),
    "serve": Listed("serve", "Search in a browser, and offer an HTTP API."),
    "completion": Listed("completion", "Print what makes a shell complete lines."),
}
"""The commands by name, in the order of the help."""


class _Context(click.Context):
    """A call of a command, whose help is in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        if not reads_french():
            return super().make_formatter()
        from searchnews.cli.usage.french_help import FrenchHelp

        return FrenchHelp(width=self.terminal_width, max_width=self.max_content_width)


class _Commands(click.Group):
    """Finds each command in its module."""

    context_class = _Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"searchnews.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        command.epilog = "\n".join(
            ("\b", "Examples:", *(f"  {line}" for line in EXAMPLES[cmd_name]))
        )
        command.context_class = _Context
        for each in getattr(command, "commands", {}).values():
            each.context_class = _Context
            each.short_help = each.help.partition("\n")[0]  # click would cut it
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from searchnews.cli.usage.mistakes import no_such_command

            raise no_such_command(ctx, name, COMMANDS)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.summary) for name, listed in COMMANDS.items()])


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from searchnews.cli.versions import versions

        for line in versions():
            tell(line)
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Say which version this is, of the engines too, and what else is installed.",
)  # fmt: skip
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="Colours and links; auto is on terminals, unless NO_COLOR is set.",
)  # fmt: skip
@click.option("--no-pager", is_flag=True, help="No pager for long output on a terminal.")
@click.pass_context
def commands(context: click.Context, color: str, no_pager: bool) -> None:
    """Search French news: index folders of articles, and query them the French way."""
    context.color = has_colours() if color == "auto" else color == "always"
    if sys.stdout.isatty() and not no_pager and context.invoked_subcommand in PAGED:
        context.with_resource(paged())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with some arguments; None for those of the process.

    Raises:
        SystemExit: with 1 if it could not be done, with 2 for wrong usage. Without an exception
            it was done: the process ends with 0.
    """
    _collect_seldom()
    _prepare_streams()
    try:
        if shells.is_asked():
            sys.exit(shells.answer(commands))
        # Click's own way to run a group would exit with 1 when the output is closed.
        words = sys.argv[1:] if arguments is None else list(arguments)
        with commands.make_context("searchnews", words) as context:
            commands.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        from searchnews.cli.usage.mistakes import explain

        explain(error)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        note("interrupted; what was committed stays, and the next run continues from there")
        sys.exit(1)
    except SearchNewsError as error:
        note(f"searchnews: {error}")
        sys.exit(1)
    except BrokenPipeError:  # whoever read the output has read enough
        _drop_output()
        sys.exit(0)
    except OSError as error:
        note(f"searchnews: {_reason(error)}")
        _drop_output()
        sys.exit(1)


# Of Python's objects, between two searches for cycles of them: 700 if not said.
_OBJECTS: Final = 50_000


def _collect_seldom() -> None:
    """Spare a short command two searches for cycles that find none, a fifth of its time.

    One goes on while modules are imported, and one before the process ends; what is frozen then is
    left to the system.
    """
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)


def _prepare_streams() -> None:
    """Let the standard streams take any text; what goes to a closed one is dropped."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the exit
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # File names and queries may hold bytes that are no text.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _drop_output() -> None:
    """Drop what is still in the buffer of standard output: Python would write it at exit."""
    with suppress(OSError):  # it may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {reason}"
    return f"{reason}, while reading, or while writing the output; check the disk and try again"
