"""A command imports what it uses and no more: a search answers in the time that it needs itself.

Each command is run in a process of its own, which then names all modules it has imported.
"""

import shlex
import subprocess
import sys
from importlib.util import find_spec

import pytest
from corpus import ARTICLES

import searchnews

RUN = """
import sys
from searchnews.cli import main
try:
    main(sys.argv[1:])
finally:
    sys.stdout.flush()
    print("", *sys.modules, sep="\\n", file=sys.stderr)
"""

TANTIVY = {"searchnews.engines.tantivy", "tantivy"}
WHOOSH = {"searchnews.engines.whoosh", "whoosh"}
ENGINES = {*TANTIVY, *WHOOSH, "searchnews.storage.packing", "zstandard"}
READERS = {
    "searchnews.ingest", "lxml", "trafilatura", "charset_normalizer", "warcio", "backports.zstd",
    "pypdf", "pyarrow",
}  # fmt: skip
# What the reader of JSON lines does without.
OTHER_READERS = READERS - {"searchnews.ingest", "backports.zstd"}
WRITING = {
    "searchnews.indexing", "searchnews.processes", "searchnews.storage.lock", "filelock", "orjson",
    "subprocess", "concurrent.futures", "logging",
}  # fmt: skip
CUTTING = {"searchnews.analysis.bulk.cut"}
BULK = {*CUTTING, "numpy"}
FOLDING = {"unidecode"}
PROGRESS = {"tqdm"}
# Slow to import, and used by nothing of ours.
SLOW = {"asyncio", "multiprocessing", "email", "ssl", "http.client", "unittest"}

# Of the standard library, and used by no search in a directory.
UNUSED = {"hashlib", "html"}
# What `searchnews.NAME` imports when it is asked for.
PACKAGE = {"searchnews.article", "searchnews.index", "searchnews.query", "json", "sqlite3"}

LOCKING = {"searchnews.storage.lock", "filelock", "concurrent.futures", "logging"}
SEARCH = READERS | WRITING | PROGRESS
LOOK = SEARCH | FOLDING
READ_JSON = ENGINES | OTHER_READERS | BULK | PROGRESS | SLOW
INDEX_JSON = OTHER_READERS | PROGRESS

NOT_IMPORTED = {
    "--help": LOOK | ENGINES | BULK | SLOW | PACKAGE,
    "--version": LOOK | WHOOSH | BULK | {"searchnews.article", "searchnews.index"},
    "index --help": LOOK | ENGINES | BULK | SLOW,
    "serve --help": LOOK | ENGINES | BULK | SLOW,
    "query palmyre --index tantivy": SEARCH | WHOOSH | BULK | SLOW | UNUSED,
    "query 'frappes aériennes' --format json --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "show palmyre --query raids --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "concordance palmyre --sort 1R --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "facets palmyre --by source --by year --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "timeline palmyre --by year --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "collocates frappe --index tantivy": READERS | WRITING | PROGRESS | WHOOSH | SLOW,
    # Groups of copies are arrays of numpy.
    "similar palmyre --index tantivy": SEARCH | WHOOSH | SLOW | {"searchnews.analysis.bulk.cut"},
    "keyness frappe --index tantivy": READERS | WRITING | PROGRESS | WHOOSH | SLOW,
    "export palmyre out.csv --index tantivy --quiet": SEARCH | WHOOSH | SLOW,
    "saved list --index tantivy": SEARCH | WHOOSH | BULK | SLOW,
    "saved add autre palmyre --index copy": SEARCH | WHOOSH | BULK | SLOW,
    "saved run veille --index copy": (SEARCH - LOCKING) | WHOOSH | BULK | SLOW,
    "stats --index tantivy": LOOK | WHOOSH | CUTTING | SLOW,
    "check --index tantivy": LOOK | WHOOSH | CUTTING | SLOW,
    "read pont.jsonl": READ_JSON,
    "index pont.jsonl --dry-run": READ_JSON,
    "index pont.jsonl --index new": INDEX_JSON | WHOOSH | SLOW,
    "delete greve --index copy": INDEX_JSON | WHOOSH | SLOW,
    # Whoosh itself imports slow modules.
    "query palmyre --index whoosh": SEARCH | TANTIVY,
    "show palmyre --index whoosh": SEARCH | TANTIVY,
    "stats --index whoosh": LOOK | TANTIVY,
    "index pont.jsonl --engine whoosh --index other": INDEX_JSON | TANTIVY,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An index in each engine, one to write to, and a file."""
    folder = tmp_path_factory.mktemp("startup")
    for name, engine in (("tantivy", "tantivy"), ("whoosh", "whoosh"), ("copy", "tantivy")):
        with searchnews.create(folder / name, engine=engine) as index:
            index.add(ARTICLES)
    # Each command may be the only one that a process of the tests runs.
    with searchnews.open(folder / "copy") as index:
        index.saved.add("veille", "raids")
    (folder / "pont.jsonl").write_text('{"id": "pont", "titre": "Un pont"}\n')
    return folder


@pytest.mark.parametrize("command", NOT_IMPORTED)
def test_a_command_does_not_import_what_it_does_not_use(folder, command):
    done = subprocess.run(
        [sys.executable, "-c", RUN, *shlex.split(command)],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    imported = set(done.stderr.split("\n"))
    assert "searchnews.cli" in imported
    assert imported & (NOT_IMPORTED[command]) == set()


@pytest.mark.parametrize("module", sorted(set().union(*NOT_IMPORTED.values())))
def test_every_module_named_here_exists(module):
    """Else a module that was renamed could be imported by every command, and nobody would know."""
    assert find_spec(module) is not None
