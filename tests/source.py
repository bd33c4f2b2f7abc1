"""The source of the project, for the tests that read it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import searchnews

PACKAGE = Path(searchnews.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """A module of searchnews by its path: "storage.layout"; a package for its `__init__`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def syntax_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


MODULES = {name_of(path): syntax_of(path) for path in FILES}
"""Every module of searchnews, without "searchnews." before its name."""


class Import(NamedTuple):
    """What an import statement names, wherever it stands: in functions and for types, too."""

    package: str
    """The first name: "searchnews", or another package."""
    module: str
    """The whole name; of ours without "searchnews."; "__init__" is searchnews itself."""


def imports(syntax: ast.Module) -> Iterator[Import]:
    """Every import of a module."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.Import):
            yield from (_import(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = _import(f"{node.module}.{alias.name}")
                # `from searchnews.query import plan` names a module, `... import Plan` does not.
                is_module = full.package == "searchnews" and full.module in MODULES
                yield full if is_module else _import(str(node.module))


def _import(name: str) -> Import:
    package, _, rest = name.partition(".")
    return Import(package, (rest or "__init__") if package == "searchnews" else name)
