"""Imports point one way, files are few and short, each package is imported where it belongs."""

import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter

import pytest
from source import FILES, MODULES, PACKAGE, ROOT, imports, name_of

# From the top down: a layer imports those below it. Parts in one line do not import each other.
LAYERS = """
__main__
cli
serve
__init__
index
explore saved
search indexing
storage
stories
copies sequences ingest engines
query
vocabulary
sqlite durability index_fields analysis
article feed stated_dates
dates urls
processes
errors value version wording
"""
LAYER_OF = {
    part: number
    for number, layer in enumerate(LAYERS.strip().splitlines())
    for part in layer.split()
}

# Every package that is not of ours, with the only parts that import it.
ONLY_IN = {
    "_typeshed": ["explore.tables"],  # for types alone
    "backports": ["ingest"],
    "bibtexparser": ["ingest.references"],
    "brotli": ["ingest.archives"],
    "charset_normalizer": ["ingest"],
    "click": ["cli"],
    "filelock": ["storage"],
    "lxml": ["ingest"],
    "jinja2": ["serve"],
    "markdown_it": ["ingest.documents"],
    "numpy": [
        "analysis.bulk",
        "copies",
        "engines",
        "explore",
        "saved",
        "search.folding",
        "sequences",
        "storage",
        "stories",
    ],
    "openpyxl": ["ingest.records"],
    "orjson": ["article"],
    "pandas": ["explore.tables"],
    "polars": ["explore.tables"],
    "pyarrow": ["explore.exports", "explore.tables", "ingest.records"],
    "pylatexenc": ["ingest.references"],
    "pypdf": ["ingest.documents"],
    "rapidfuzz": ["analysis"],
    "resvg_py": ["explore.plots"],
    "starlette": ["serve"],
    "striprtf": ["ingest.documents"],
    "tantivy": ["engines.tantivy"],
    "tqdm": ["cli"],
    "trafilatura": ["ingest.web"],
    "unidecode": ["analysis"],
    "urllib3": ["engines.opensearch"],
    "uvicorn": ["serve"],
    "warcio": ["ingest.archives"],
    "whoosh": ["engines.whoosh"],
    "yaml": ["ingest.documents"],
    "zstandard": ["search.folding", "sequences", "storage", "stories"],
}

MAX_LINES = 300
MAX_FILES = 20
# What does not keep to the rules yet. Nothing is added here; what has become right must be removed.
STILL_CIRCULAR = {("ingest.base", "ingest.origin")}

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "misc"}
STANDARD_LIBRARY = {*sys.stdlib_module_names, "compression"}  # the last since Python 3.14


def part_of(module):
    """The part of searchnews that a module belongs to."""
    return module.partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    own = part_of(module)
    for package, imported in imports(MODULES[module]):
        if package == "searchnews" and part_of(imported) != own:
            assert LAYER_OF[own] < LAYER_OF[part_of(imported)], f"{module} imports {imported}"


@pytest.mark.parametrize("module", [name for name in MODULES if part_of(name) == "serve"])
def test_the_page_knows_the_index_and_what_it_gives_and_nothing_below(module):
    known = (
        *("__init__", "index", "explore", "serve"),
        *("article", "dates", "errors", "feed", "version", "wording"),
    )
    values = (
        *("search.results", "search.options", "query.synonyms", "query.concepts.lists"),
        *("saved.saved_search", "saved.seen"),
    )
    for package, imported in imports(MODULES[module]):
        if package == "searchnews":
            assert imported.startswith((*known, *values)), f"{module} imports {imported}"


def test_every_part_has_its_layer():
    assert {part_of(module) for module in MODULES} == LAYER_OF.keys()


def test_modules_do_not_import_each_other_in_a_circle():
    """Not even inside a package, in a function, or for types alone."""
    imported = {
        module: {name for package, name in imports(syntax) if package == "searchnews"} - {module}
        for module, syntax in MODULES.items()
    }
    for module, other in STILL_CIRCULAR:
        imported[module].remove(other)
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_packages_are_imported_in_one_place():
    importers = {
        (package, module)
        for module, syntax in MODULES.items()
        for package, _ in imports(syntax)
        if package != "searchnews" and package not in STANDARD_LIBRARY
    }
    assert {package for package, _ in importers} == ONLY_IN.keys()
    for package, module in importers:
        assert any(f"{module}.".startswith(f"{part}.") for part in ONLY_IN[package]), (
            f"{module} imports {package}"
        )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_are_short_and_well_named(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    assert not NAMES_THAT_SAY_NOTHING & {path.stem, *path.relative_to(PACKAGE).parts}


@pytest.mark.parametrize("folder", ["searchnews", "scripts", "tests"])
def test_folders_have_few_files(folder):
    files = Counter(path.parent.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))
    assert {name: n for name, n in files.items() if n > MAX_FILES} == {}
