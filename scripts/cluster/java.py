"""A Java that is new enough for a server."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.cluster.failure import ClusterError

_INSTALLED: Final = Path("/usr/lib/jvm")


def least_java(version: str) -> int:
    """The first version of Java that a version of OpenSearch runs on."""
    return 11 if version.startswith("2.") else 21


def java_home(version: str) -> Path:
    """The home of a Java that a version of OpenSearch runs on, the oldest of those installed.

    `$SEARCHNEWS_JAVA` and `$JAVA_HOME` come first.

    Raises:
        ClusterError: there is none.
    """
    least = least_java(version)
    found = []
    for home in _homes():
        number = _version_of(home)
        if number is not None and number >= least:
            if not home.is_relative_to(_INSTALLED):
                return home
            found.append((number, home))
    if not found:
        raise ClusterError(
            f"OpenSearch {version} needs Java {least} or later; install it, or say in "
            "SEARCHNEWS_JAVA where it is"
        )
    return min(found)[1]


def _homes() -> Iterator[Path]:
    for name in ("SEARCHNEWS_JAVA", "JAVA_HOME"):
        if given := os.environ.get(name):
            yield Path(given)
    if _INSTALLED.is_dir():
        yield from sorted(_INSTALLED.iterdir())


def _version_of(home: Path) -> int | None:
    java = home / "bin" / "java"
    if not java.is_file():
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    try:
        return int(told.split('"')[1].split(".")[0].split("-")[0])
    except (IndexError, ValueError):
        return None
