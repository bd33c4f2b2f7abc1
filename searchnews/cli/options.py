"""Options that several commands have, and the range of every number."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from searchnews.cli import shells
from searchnews.engines.addresses import is_address

if TYPE_CHECKING:
    from searchnews.query.concepts.lists import Lists
    from searchnews.query.synonyms import Synonyms

DEFAULT_INDEX: Final = Path("indexes", "default")

MAX_HITS: Final = 2**31 - 1
"""Hits are counted up to this number: engines keep the number of an article in 32 bits."""

HITS: Final = click.IntRange(min=0, max=MAX_HITS)
"""A number of hits; 0 has a meaning of its own."""

ARTICLES: Final = click.IntRange(min=1, max=MAX_HITS)
"""A number of articles."""

MAX_JOBS: Final = 256
"""The same as `processes.MAX_PROCESSES`, which a test compares: to import it takes 12 ms."""

JOBS: Final = click.IntRange(min=1, max=MAX_JOBS)
"""A number of processes."""


class IndexPlace(click.Path):
    """A directory, as a path; or an address in a cluster, as it is typed."""

    name = "place"

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The place; a path would make one stroke of the two in an address."""
        return value if is_address(str(value)) else super().convert(value, param, ctx)


# How Python hands on a byte that is no UTF-8 (PEP 383).
_BYTE: Final = re.compile("[\udc80-\udcff]")


class TypedText(click.types.StringParamType):
    """A query, or the name of a source; not the name of a file, whose bytes must stay."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text; a byte that is no UTF-8 is what it is in Windows-1252, as in `caf\\xe9`."""
        return _BYTE.sub(_in_windows_1252, super().convert(value, param, ctx))


def _in_windows_1252(byte: re.Match[str]) -> str:
    # Five bytes are no character there, and are left to Latin-1.
    code = bytes([ord(byte[0]) - 0xDC00])
    try:
        return code.decode("cp1252")
    except UnicodeDecodeError:
        return code.decode("latin-1")


TYPED_TEXT: Final = TypedText()


_Command = TypeVar("_Command", bound=Callable[..., object])

index_option = click.option(
    "--index",
    "directory",
    type=IndexPlace(),
    default=DEFAULT_INDEX,
    envvar="SEARCHNEWS_INDEX",
    show_default=True,
    show_envvar=True,
    help="The directory of the index, or its address in a cluster: opensearch://host:9200/name.",
)

format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)

force_option = click.option(
    "--force", is_flag=True, help="Remove it also where others name it, as @NAME."
)


def _queries(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    return shells.queries(_directory(context), typed)


query_argument = click.argument("query", type=TYPED_TEXT, shell_complete=_queries)
queries_argument = click.argument(
    "queries", type=TYPED_TEXT, metavar="QUERY...", nargs=-1, required=True, shell_complete=_queries
)


# Click takes -nucléaire for -n and a number.
_NEGATED_WORD: Final = re.compile(r"-[^\W\d]{2}")


class QueryCommand(click.Command):
    """Says how a query is typed that begins as an option does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; raises UsageError with a hint."""
        typed = list(args)  # which is emptied
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            is_unknown = isinstance(error, click.NoSuchOption) and not error.possibilities
            if not is_unknown and not any(map(_NEGATED_WORD.match, typed)):
                raise
            raise click.UsageError(
                f"{error.format_message()} A query that begins with - is typed behind --: "
                f"{ctx.command_path} -- '-Reuters'",
                ctx,
            ) from None


def narrowing_options(command: _Command) -> _Command:
    """The options that say among which articles is searched: `NarrowingArguments`."""
    for option in (
        click.option(
            "--to", "date_to", metavar="DATE", help="Until this day, month or year, included."
        ),
        click.option("--from", "date_from", metavar="DATE", help="Since this day, month or year."),
        click.option(
            "--source",
            "sources",
            type=TYPED_TEXT,
            multiple=True,
            metavar="NAME",
            help="Published or signed by.",
            shell_complete=_sources,
        ),
    ):
        command = option(command)
    return command


def filter_options(command: _Command) -> _Command:
    """The options of whatever takes a query: `FilterArguments`."""
    return word_options(narrowing_options(command))


def search_options(command: _Command) -> _Command:
    """The options of what lists articles: `SearchArguments`, but for what is shown of a hit."""
    command = filter_options(command)
    for option in (
        click.option(
            "--fresh",
            metavar="AGE",
            help="Fresher articles first among those that answer as well; at this age (30d, 12h, "
            "1y) half as fresh as today's.",
        ),
        click.option(
            "--sort",
            type=click.Choice(["relevance", "date", "-date"]),
            default="relevance",
            show_default=True,
            help="By score, oldest first, or newest first.",
        ),
    ):
        command = option(command)
    return command


def word_options(command: _Command) -> _Command:
    """What the words of a query may stand for besides themselves: `synonyms` and `lists`."""
    for option in (
        click.option(
            "--lists",
            type=click.Path(path_type=Path),
            envvar="SEARCHNEWS_LISTS",
            show_envvar=True,
            callback=_lists,
            help="A folder of lists: @partis in a query is any expression in partis.txt, one a "
            "line; those of the index by default.",
        ),
        click.option(
            "--synonyms",
            type=click.Path(path_type=Path),
            envvar="SEARCHNEWS_SYNONYMS",
            show_envvar=True,
            callback=_synonyms,
            help="A file of synonyms in Solr's format: EI, Daech, Etat islamique.",
        ),
    ):
        command = option(command)
    return command


def _sources(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    return shells.sources(_directory(context), typed)


def saved_searches(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """What shells complete where the name of a saved search is typed."""
    return shells.saved_searches(_directory(context), typed)


def _directory(context: click.Context) -> Path:
    """Of the index that a line which is being typed speaks of."""
    return context.params.get("directory") or DEFAULT_INDEX


def _synonyms(_: click.Context, __: click.Parameter, path: Path | None) -> Synonyms:
    from searchnews.query.synonyms import NO_SYNONYMS, Synonyms

    return NO_SYNONYMS if path is None else Synonyms.read(path)


def _lists(_: click.Context, __: click.Parameter, path: Path | None) -> Lists | None:
    if path is None:
        return None
    from searchnews.query.concepts.lists import Lists

    return Lists.read(path)


def reading_options(command: _Command) -> _Command:
    """The options for what files do not say: `source`, `mapping` and `date_from_mtime`."""
    for option in (
        click.option(
            "--date-from",
            "date_from_mtime",
            type=click.Choice(["mtime"]),
            callback=lambda _, __, value: value == "mtime",
            help="Date articles that have no date by their file's time of change.",
        ),
        click.option(
            "--map",
            "mapping",
            multiple=True,
            metavar="FIELD=NAME",
            callback=_mapping,
            help="The name that a field has in records, as title=headline or body=article.text.",
        ),
        click.option("--source", metavar="NAME", help="Who published articles that do not say it."),
    ):
        command = option(command)
    return command


def _mapping(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not equals or not field or not name:
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME, such as title=headline")
        mapping[field] = name
    return mapping
