"""`searchnews completion`."""

from __future__ import annotations

import click

from searchnews.cli.shells import SHELLS, script


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options, sources and fields."""
    click.echo(script(shell, context.find_root().command))
