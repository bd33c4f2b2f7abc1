"""What is said of a line that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from searchnews.cli.terminal import note
from searchnews.wording.users_language import reads_french


def no_such_command(context: click.Context, name: str, names: Iterable[str]) -> click.UsageError:
    """There is no command of this name, with those that may be meant."""
    near = ", ".join(map(repr, get_close_matches(name, names)))
    if not near:
        return click.UsageError(f"No such command {name!r}.", context)
    if ", " in near:
        message = f"No such command {name!r}. (Did you mean one of: {near}?)"
        return click.UsageError(message, context)
    return click.UsageError(f"No such command {name!r}. Did you mean {near}?", context)


def explain(error: click.ClickException) -> None:
    """Say in the user's language what is wrong, and how the command is called."""
    if _is_help(error):
        error.show()
        return
    if isinstance(error, click.BadParameter) and error.param is not None and reads_french():
        from searchnews.cli.usage.french_help import metavars

        error.param_hint = metavars(error.param.get_error_hint(error.ctx))
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        note(f"Try '{error.ctx.command_path} --help' for help.")
        note("")
    note(f"Error: {error.format_message()}")


def _is_help(error: click.ClickException) -> bool:
    """Whether it is the help, which click raises where a group of commands is called alone."""
    return type(error).show not in (click.UsageError.show, click.ClickException.show)
