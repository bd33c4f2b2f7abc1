"""The articles of a commit that has begun, and of which the manifest does not know yet."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from searchnews.durability import write_atomically
from searchnews.errors import EngineError


class Unfinished(NamedTuple):
    """A commit that has begun."""

    ids: Collection[str]
    """Of its articles, those that it removes included."""
    last_number: int
    """The highest number that any article had been given."""


def write_unfinished(path: Path, unfinished: Unfinished) -> None:
    """Note a commit, before it begins.

    Raises:
        EngineError: it cannot be written.
    """
    noted = {"ids": sorted(unfinished.ids), "last_number": unfinished.last_number}
    try:
        write_atomically(path, json.dumps(noted).encode())
    except OSError as error:
        raise EngineError(
            f"{path} cannot be written ({error.strerror}); free some disk space, then index again"
        ) from error


def read_unfinished(path: Path) -> Unfinished:
    """The commit that a crash has interrupted; one without articles if there was no crash.

    Raises:
        EngineError: it cannot be read.
    """
    try:
        noted = json.loads(path.read_bytes())
        # Before numbers were noted it was a list.
        ids, last = (noted, 0) if isinstance(noted, list) else (noted["ids"], noted["last_number"])
        return Unfinished([str(article_id) for article_id in ids], int(last))
    except FileNotFoundError:
        return Unfinished((), 0)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"{path} cannot be read ({error}); check its permissions") from error
