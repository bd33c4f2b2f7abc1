"""Reading files leaves the program that does it as it was: it may be anybody's."""

import json
import sys
from subprocess import run

import pytest

# What of a program others depend on, as one JSON value.
STATE = """
import csv, decimal, gc, json, locale, logging, os, random, signal, socket, sys, threading, warnings
def state():
    loggers = logging.root.manager.loggerDict.values()
    return json.dumps({
        "levels": {l.name: l.level for l in loggers if isinstance(l, logging.Logger) and l.level},
        "handlers": {l.name: [str(h) for h in l.handlers] for l in [logging.root, *loggers]
                     if isinstance(l, logging.Logger) and l.name.split(".")[0] != "searchnews"
                     and any(type(h) is not logging.NullHandler for h in l.handlers)},
        "disabled": logging.root.manager.disable,
        "csv": csv.field_size_limit(),
        "warnings": [str(each) for each in warnings.filters],
        "gc": gc.get_threshold(),
        "recursion": sys.getrecursionlimit(),
        "locale": locale.setlocale(locale.LC_ALL),
        "signals": {s.name: str(signal.getsignal(s)) for s in signal.Signals},
        "timeout": socket.getdefaulttimeout(),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "decimal": str(decimal.getcontext()),
        "random": hash(random.getstate()),
        "excepthook": [str(sys.excepthook), str(threading.excepthook)],
        "path": sys.path,
    })
"""
LIBRARIES = "import lxml.html, trafilatura, pypdf, pyarrow.parquet, warcio, charset_normalizer\n"
READERS = """
import pkgutil, importlib, searchnews.ingest
for module in pkgutil.walk_packages(searchnews.ingest.__path__, "searchnews.ingest."):
    importlib.import_module(module.name)
"""
READING = """
import pathlib
from ingest import samples
from ingest.reading import each_of
from searchnews.errors import UnreadableFileError
for name, content in {
    "a.csv": samples.CSV + "x;" + "y" * 200_000, "a.html": "<html><body></body></html>",
    "a.jsonl": samples.NINJS, "a.xml": samples.RSS, "b.xml": samples.TEI, "a.txt": samples.P1,
    "a.pdf": samples.pdf([["Crue"]])[:300], "b.pdf": samples.pdf([["Crue"]]),
    "a.docx": samples.docx(["Crue"]), "c.html": samples.EUROPRESSE,
}.items():
    path = pathlib.Path(FOLDER, name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        list(each_of(path))
    except UnreadableFileError:
        pass
"""


def states(tmp_path, before, after):
    code = f"{STATE}\nFOLDER = {str(tmp_path)!r}\n{before}\none = state()\n{after}\n"
    code += "print(json.dumps([json.loads(one), json.loads(state())]))"
    paths = json.dumps([path for path in sys.path if path])
    code = f"import sys; sys.path[:] = {paths}\n{code}"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("after", [READERS, READING], ids=["imported", "reading"])
def test_nothing_of_it_is_changed(tmp_path, after):
    before_it, after_it = states(tmp_path, LIBRARIES, after)
    assert after_it == before_it
