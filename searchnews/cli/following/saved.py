"""`searchnews saved`: searches that are kept, and what is new in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

import searchnews
from searchnews.cli.following.news import Printing, print_run
from searchnews.cli.options import (
    QueryCommand,
    force_option,
    format_option,
    index_option,
    query_argument,
    saved_searches,
    search_options,
)
from searchnews.cli.terminal import note, plain, say, tell

if TYPE_CHECKING:
    from searchnews.saved.saved_search import SavedSearch
    from searchnews.search.options import SearchArguments
    from searchnews.storage.saved.records import Delivery


@click.group("saved")
def saved_command() -> None:
    """Save searches, and get what is new in them.

    Each article comes once, and none is lost.

    \b
    add NAME QUERY   keeps a search; @NAME in other queries means what it finds
    run              looks for what is new, and delivers it
    list, remove     what is saved, and what of it waits
    """


@saved_command.command("add", cls=QueryCommand)
@click.argument("name")
@query_argument
@index_option
@search_options
@click.option("--feed", "feeds", multiple=True, metavar="FILE",
              help="Write new articles into a feed: .atom, or .rss.")  # fmt: skip
@click.option("--mail", "mails", multiple=True, metavar="ADDRESS",
              help="Send them by mail, through $SEARCHNEWS_SMTP from $SEARCHNEWS_MAIL_FROM."
              )  # fmt: skip
@click.option("--webhook", "webhooks", multiple=True, metavar="URL",
              help="POST them as JSON to an address, or to the one in a variable: env:NAME."
              )  # fmt: skip
@click.option("--command", "programs", multiple=True, metavar="COMMAND",
              help="Run a command with them on its standard input, a line of JSON each."
              )  # fmt: skip
@click.option("--since", metavar="DATE",
              help="Count articles of this date and later as new, though they are indexed."
              )  # fmt: skip
@click.option("--updates", is_flag=True, help="Send articles that have changed again.")
def add_command(
    name: str,
    query: str,
    directory: Path,
    feeds: tuple[str, ...],
    mails: tuple[str, ...],
    webhooks: tuple[str, ...],
    programs: tuple[str, ...],
    since: str | None,
    updates: bool,
    **options: Unpack[SearchArguments],
) -> None:
    """Save a search under a name; what is indexed from now on is new.

    Without --feed, --mail, --webhook or --command `searchnews saved run` prints what is new.
    """
    from searchnews.storage.saved.records import Delivery

    deliveries = [
        *(Delivery("feed", target) for target in feeds),
        *(Delivery("mail", target) for target in mails),
        *(Delivery("webhook", target) for target in webhooks),
        *(Delivery("command", target) for target in programs),
    ]
    with searchnews.open(directory) as index:
        saved = index.saved.add(
            name, query, deliveries=deliveries, since=since, updates=updates, **options
        )
        for warning in index.search(query, limit=0, **options).warnings:
            note(f"note: {warning}")
    tell(f"saved {saved.name}: {plain(saved.query)}")


@saved_command.command("list")
@index_option
@format_option
def list_command(directory: Path, output: str) -> None:
    """Say which searches are saved, and what of them waits to be delivered."""
    with searchnews.open(directory) as index:
        searches = index.saved.list()
    if output == "json":
        say(json.dumps([each.to_dict() for each in searches], ensure_ascii=False, indent=2))
        return
    for search in searches:
        _print_saved(search)
    if not searches:
        note("no search is saved; save one with `searchnews saved add NAME QUERY`")


def _print_saved(search: SavedSearch) -> None:
    say(plain(f"{search.name}: {search.query}"))
    if search.options:
        given = (f"{name} {value}" for name, value in search.options.items())
        say(plain(f"  {', '.join(given)}"))
    if search.deliveries:
        tell(plain(f"  to {', '.join(map(_shown, search.deliveries))}"))
    if search.machine:
        tell(plain(f"  run on {search.machine} alone"))
    tell(f"  last run {search.last_run or 'never'}{', with updates' if search.updates else ''}")
    for waiting in search.waiting:
        messages = f"{waiting.messages} message{'s' if waiting.messages != 1 else ''}"
        why = f": {waiting.problem}" if waiting.problem else ""
        tell(plain(f"  waits: {messages} for {_shown(waiting.delivery)}{why}"))
    if search.problem:
        tell(plain(f"  was not run: {search.problem}"))


def _shown(delivery: Delivery) -> str:
    from searchnews.saved.deliveries.send import shown

    return shown(delivery)


@saved_command.command("remove")
@click.argument("name", shell_complete=saved_searches)
@index_option
@force_option
def remove_command(name: str, directory: Path, force: bool) -> None:
    """Forget a saved search, and what of it waits to be delivered.

    One that other saved searches or lists name, as @NAME, is not removed: that is said.
    """
    with searchnews.open(directory) as index:
        index.saved.remove(name, force=force)
    tell(f"removed {name}")


@saved_command.command("run")
@click.argument("names", nargs=-1, shell_complete=saved_searches)
@index_option
@click.option(
    "--format", "output", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="How to print what is delivered to no other place.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Do not say what was delivered elsewhere.")
def run_command(names: tuple[str, ...], directory: Path, output: str, quiet: bool) -> None:
    """Look for what is new in all saved searches, or those of NAMES, and deliver it.

    Where nothing is new nothing is printed. What could not be delivered waits for the next run;
    the exit status is 1 then.
    """
    with searchnews.open(directory) as index:
        report = index.saved.run(*names, printer=Printing(output))
    print_run(report, quiet=quiet)
    if report.problems:
        raise SystemExit(1)
    if not report.searches:
        note("no search is saved; save one with `searchnews saved add NAME QUERY`")
