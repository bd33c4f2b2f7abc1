"""The peers that searchnews is measured against, each as its own documentation sets it up."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from scripts.bench.peers.bm25s import Bm25s
from scripts.bench.peers.peer import Answer, Document, Peer
from scripts.bench.peers.postgresql import VARIABLE, Postgres
from scripts.bench.peers.searchnews import SearchNews
from scripts.bench.peers.sqlite_fts5 import Fts5
from scripts.bench.peers.tantivy import PlainTantivy
from scripts.bench.peers.whoosh import PlainWhoosh
from scripts.bench.peers.xapian import Xapian

__all__ = ["Answer", "Document", "Peer", "installed"]


def installed() -> dict[str, Callable[[Path], Peer]]:
    """The peers that can run here, by name; searchnews first. `tantivy` has two threads."""
    peers: dict[str, Callable[[Path], Peer]] = {
        "searchnews": SearchNews,
        "searchnews 1 job": partial(SearchNews, jobs=1),
        "tantivy": partial(PlainTantivy, threads=2),
        "tantivy 1 thread": partial(PlainTantivy, threads=1),
        "SQLite FTS5": Fts5,
    }
    if find_spec("bm25s") is not None:
        peers["bm25s"] = Bm25s
    if find_spec("xapian") is not None:
        peers["Xapian"] = Xapian
    if os.environ.get(VARIABLE) and find_spec("psycopg") is not None:
        peers["PostgreSQL"] = Postgres
    return peers | {
        "searchnews whoosh": partial(SearchNews, engine="whoosh"),
        "Whoosh": PlainWhoosh,
    }
