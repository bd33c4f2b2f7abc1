"""`searchnews lists`: the lists of an index, which stand in queries as `@name`."""

from __future__ import annotations

import json
from pathlib import Path

import click

import searchnews
from searchnews.cli.options import force_option, format_option, index_option
from searchnews.cli.terminal import note, plain, say, tell


@click.group("lists")
def lists_command() -> None:
    """Put lists into an index: @partis in a query is any expression of the list.

    In a directory they are files in its folder; those of a cluster are known on all machines.

    \b
    add FILE...        puts partis.txt there, as @partis, or in the place of the one before
    list, show NAME    which there are, and what is in one
    remove NAME        takes one out
    """


@lists_command.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
def add_command(files: tuple[Path, ...], directory: Path) -> None:
    """Put lists into the index, each in the place of the one of its name."""
    with searchnews.open(directory) as index:
        for file in files:
            tell(f"@{index.lists.add(file)} is {plain(str(file))}")


@lists_command.command("list")
@index_option
@format_option
def list_command(directory: Path, output: str) -> None:
    """Say which lists there are."""
    with searchnews.open(directory) as index:
        names = index.lists.names()
    if output == "json":
        say(json.dumps(names, ensure_ascii=False, indent=2))
        return
    for name in names:
        say(plain(f"@{name}"))
    if not names:
        note("there is no list; put one there with `searchnews lists add FILE`")


@lists_command.command("show")
@click.argument("name")
@index_option
def show_command(name: str, directory: Path) -> None:
    """Print what is in a list."""
    with searchnews.open(directory) as index:
        say(plain(index.lists.text(name).rstrip("\n")))


@lists_command.command("remove")
@click.argument("name")
@index_option
@force_option
def remove_command(name: str, directory: Path, force: bool) -> None:
    """Take a list out of the index.

    One that saved searches or other lists name, as @NAME, is not removed: that is said.
    """
    with searchnews.open(directory) as index:
        index.lists.remove(name, force=force)
    tell(f"removed @{name}")
