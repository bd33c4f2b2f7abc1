"""Imports point one way, and each outside package is imported where it belongs."""

import ast
from pathlib import Path

import pytest

import searchnews

ROOT = Path(searchnews.__file__).parent

# From the top down: a layer imports those below it, and modules of one line do not import each
# other unless they are parts of one package.
LAYERS = """
__main__
cli
__init__
index
indexing
search
storage ingest
engines
query
vocabulary
sqlite analysis
article
dates
version errors processes
"""
LAYER_OF = {
    name: number
    for number, layer in enumerate(LAYERS.strip().splitlines())
    for name in layer.split()
}
# Packages that only one part imports, or that must not be imported before they are needed.
ONLY_IN = {
    "tantivy": "engines/tantivy",
    "whoosh": "engines/whoosh",
    "click": "cli",
    "tqdm": "cli",
    "filelock": "storage",
    "charset_normalizer": "ingest",
    "lxml": "ingest",
    "trafilatura": "ingest",
    "warcio": "ingest",
    "pyarrow": "ingest",
    "pypdf": "ingest",
    "backports": "ingest",
    "zstandard": "engines",
    "numpy": ("analysis", "engines/whoosh"),
    "orjson": "article.py",
    "snowballstemmer": "analysis",
    "unidecode": "analysis",
}
MODULES = sorted(path for path in ROOT.rglob("*.py"))


def imports(path):
    """Every module that a file imports, whether at its head or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(module):
    """The part of searchnews that a module belongs to."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in LAYER_OF else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    place = path.relative_to(ROOT)
    own = place.parts[0].removesuffix(".py")
    for module in imports(path):
        if module == "searchnews" or module.startswith("searchnews."):
            part = part_of(module)
            # `from searchnews import search` names the part last.
            if module == "searchnews" and own not in ("cli", "__main__"):
                continue
            assert part == own or LAYER_OF[own] < LAYER_OF[part], f"{place} imports {module}"


@pytest.mark.parametrize(("package", "where"), ONLY_IN.items())
def test_packages_are_imported_in_one_place(package, where):
    importers = {
        str(path.relative_to(ROOT))
        for path in MODULES
        for module in imports(path)
        if module.partition(".")[0] == package
    }
    assert importers
    assert all(importer.startswith(where) for importer in importers), importers


def test_every_part_has_its_layer():
    parts = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in MODULES}
    assert parts == LAYER_OF.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_well_named(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "misc"}
