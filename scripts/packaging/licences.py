"""List what searchnews needs, with the licence of each package, as a table of Markdown.

    python -m scripts.packaging.licences > docs/licences.md

of this environment: install all extras first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from typing import Final

_NAME: Final = re.compile(r"[\w.-]+")
_EXTRA: Final = re.compile(r"extra == [\"']([\w-]+)[\"']")
_INTRODUCTION: Final = """\
# Licences of what searchnews needs

Made by `python -m scripts.packaging.licences`. *for* names the extra that installs a package; the
others come with searchnews itself.

Unidecode alone is under the GNU General Public License. It is a package of its own, which `pip`
fetches from its authors: to use searchnews with it asks nothing of you. If you redistribute both
together, as in an image or an installer, the GPL applies to the whole: pass on its terms and the
source of all of it.
"""
_FAMILIES: Final = {
    "Mozilla Public License 2.0": "MPL-2.0",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "GNU General Public License v2 or later": "GPL-2.0-or-later",
    "Python Software Foundation License": "PSF-2.0",
}


def needed(package: str, extra: str = "", seen: dict[str, str] | None = None) -> dict[str, str]:
    """Every package that one needs, directly or not -> the extra that it comes with."""
    seen = {} if seen is None else seen
    for requirement in metadata.requires(package) or ():
        of_an_extra = _EXTRA.search(requirement)
        if of_an_extra and package != "searchnews":
            continue
        with_extra = of_an_extra[1] if of_an_extra else extra
        (name,) = _NAME.findall(requirement)[:1]
        key = name.lower().replace("_", "-").replace(".", "-")
        if _is_installed(name) and (key not in seen or (seen[key] and not with_extra)):
            seen[key] = with_extra
            needed(name, with_extra, seen)
    return seen


def licence(package: str) -> str:
    """The licence of an installed package, as short as its metadata says it."""
    about = metadata.metadata(package).json
    if expression := about.get("license_expression"):
        return str(expression)
    for classifier in about.get("classifier", ()):
        kind, _, name = classifier.rpartition(" :: ")
        if kind.startswith("License"):
            for family, short in _FAMILIES.items():
                if name.startswith(family):
                    return short
    written = str(about.get("license", "")).strip()
    return written.splitlines()[0] if written else "not said"


def table() -> Iterator[str]:
    """The lines of the document."""
    yield _INTRODUCTION
    yield "| package | licence | for |"
    yield "|---|---|---|"
    for package, extra in sorted(needed("searchnews").items()):
        yield f"| {package} | {licence(package)} | {extra} |"


def _is_installed(package: str) -> bool:
    try:
        metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    print("\n".join(table()))
