"""What `searchnews --version` says: of us, of the engines, of what else is installed."""

from __future__ import annotations

import platform
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from typing import Final

from searchnews.version import VERSION

_OF_AN_EXTRA: Final = re.compile(r"([\w.-]+).*\bextra == [\"']([\w-]+)[\"']")


def versions() -> Iterator[str]:
    """The lines of `--version`."""
    from searchnews.analysis import ANALYSIS_VERSION
    from searchnews.engines import ENGINES
    from searchnews.storage.description import FORMAT

    yield f"searchnews {VERSION}, Python {platform.python_version()}"
    yield f"index format {FORMAT}, analysis {ANALYSIS_VERSION}"
    yield f"engines: {', '.join(map(_engine, ENGINES))}"
    for extra, packages in sorted(_extras().items()):
        found = [_installed(package) for package in packages]
        missing = f"not installed: pip install 'searchnews[{extra}]'"
        yield f"{extra}: {', '.join(filter(None, found)) if all(found) else missing}"


def _extras() -> dict[str, list[str]]:
    """The extras of this package, each with the packages that it installs."""
    extras = defaultdict(list)
    with suppress(metadata.PackageNotFoundError):  # run from a folder where it was not installed
        for requirement in metadata.requires("searchnews") or ():
            if of_an_extra := _OF_AN_EXTRA.match(requirement):
                package, extra = of_an_extra.groups()
                extras[extra].append(package)
    return extras


def _engine(name: str) -> str:
    return _installed(name) or f"{name} is not installed"


def _installed(package: str) -> str | None:
    """A package with its version; None if it is not installed."""
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return None
