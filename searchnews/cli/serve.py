"""`searchnews serve`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import searchnews
from searchnews.cli.options import index_option, word_options
from searchnews.cli.terminal import note
from searchnews.errors import InvalidArgumentError

if TYPE_CHECKING:
    from searchnews.query.concepts.lists import Lists
    from searchnews.query.synonyms import Synonyms

_TOKEN_VARIABLE: Final = "SEARCHNEWS_TOKEN"  # noqa: S105 - a name
_SHORTEST_TOKEN: Final = 16


@click.command("serve")
@index_option
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen; beyond this machine, a token is wanted.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65_535), default=8080, show_default=True,
              help="0 for any that is free.")  # fmt: skip
@click.option("--token-file", type=click.Path(path_type=Path),
              help=f"A file with the token of visitors; else ${_TOKEN_VARIABLE}.")  # fmt: skip
@click.option("--host-name", "host_names", multiple=True, metavar="NAME",
              help="A name by which the server may be asked, besides localhost.")  # fmt: skip
@click.option("--root-path", default="", metavar="PATH",
              help="Where a proxy shows it, as /presse.")  # fmt: skip
@click.option("--trust-proxy", "proxies", multiple=True, metavar="ADDRESS",
              help="Believe the X-Forwarded headers of this address: a proxy that knows who may "
              "search.")  # fmt: skip
@click.option("--rate", type=click.IntRange(1, 1_000_000), metavar="N",
              help="Requests a minute of one visitor; 600 beyond this machine.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=10.0, show_default=True,
              help="After which a search is given up.")  # fmt: skip
@click.option("--saving/--no-saving", default=None,
              help="Let visitors save and remove searches; by default where only this machine may "
              "ask.")  # fmt: skip
@click.option("--show-paths", is_flag=True, help="Show visitors which files articles are from.")
@word_options
@click.option("--browser/--no-browser", default=None,
              help="Open a browser; by default at a terminal.")  # fmt: skip
def serve_command(
    directory: Path,
    host: str,
    port: int,
    token_file: Path | None,
    host_names: tuple[str, ...],
    root_path: str,
    proxies: tuple[str, ...],
    rate: int | None,
    seconds: float,
    saving: bool | None,
    show_paths: bool,
    synonyms: Synonyms,
    lists: Lists | None,
    browser: bool | None,
) -> None:
    """Search in a browser, and offer an HTTP API, on this machine.

    \b
    searchnews serve                            http://127.0.0.1:8080/
    curl 'http://127.0.0.1:8080/search.json?q=Palmyre'
    """
    from searchnews.serve.server import Listening, serve
    from searchnews.serve.settings import Settings

    settings = Settings(
        hosts=frozenset(name.lower() for name in host_names),
        token=_token(token_file),
        root_path=_root(root_path),
        saving=saving,
        show_paths=show_paths,
        synonyms=synonyms,
        lists=lists,
        seconds=seconds,
        visits_per_minute=rate,
    )
    with searchnews.open(directory) as index:
        serve(
            index,
            settings,
            Listening(host=host, port=port, proxies=proxies),
            say=note,
            browser=_has_terminal() if browser is None else browser,
        )


def _token(file: Path | None) -> str | None:
    """The token of a file or of the environment, never of the command line, which others see."""
    token, where = os.environ.get(_TOKEN_VARIABLE), f"${_TOKEN_VARIABLE}"
    if file is not None:
        try:
            token, where = file.read_text("utf-8"), str(file)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            raise InvalidArgumentError(f"the token cannot be read from {file}: {reason}") from None
    if token is None:
        return None
    token = token.strip()
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        raise InvalidArgumentError(
            f"the token of {where} must have {_SHORTEST_TOKEN} or more letters, digits and signs "
            "of ASCII; `openssl rand -hex 24` makes one"
        )
    return token


def _root(path: str) -> str:
    root = path.rstrip("/")
    if root and not root.startswith("/"):
        raise InvalidArgumentError(f"--root-path begins with a slash, as in /{root}")
    return root


def _has_terminal() -> bool:
    return sys.stdout.isatty() and sys.stderr.isatty()
