"""The articles of a commit that has begun, and of which the manifest does not know yet."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from searchnews.durability import write_atomically
from searchnews.errors import EngineError


def write_unfinished(path: Path, ids: Collection[str]) -> None:
    """Note the articles of a commit, before it begins.

    Raises:
        EngineError: it cannot be written.
    """
    try:
        write_atomically(path, json.dumps(sorted(ids)).encode())
    except OSError as error:
        raise EngineError(
            f"{path} cannot be written ({error.strerror}); free some disk space, then index again"
        ) from error


def read_unfinished(path: Path) -> list[str]:
    """The articles of a commit that a crash has interrupted; none if there was no crash.

    Raises:
        EngineError: it cannot be read.
    """
    try:
        ids = json.loads(path.read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise EngineError(f"{path} cannot be read ({error}); check its permissions") from error
    return [str(article_id) for article_id in ids]
