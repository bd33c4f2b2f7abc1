"""`searchnews delete`."""

from __future__ import annotations

from pathlib import Path

import click

import searchnews
from searchnews.cli.options import index_option
from searchnews.cli.terminal import tell
from searchnews.errors import InvalidArgumentError


@click.command("delete")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@index_option
def delete_command(ids: tuple[str, ...], directory: Path) -> None:
    """Delete articles for good: indexing their files again does not bring them back."""
    with searchnews.open(directory) as index:
        unknown = [article_id for article_id in ids if index.get(article_id) is None]
        deleted = index.delete(article_id for article_id in ids if article_id not in unknown)
    tell(f"{deleted:,} deleted")
    if unknown:
        raise InvalidArgumentError(
            f"there is no article {', '.join(unknown)}; `searchnews query` prints ids with "
            "--format json"
        )
