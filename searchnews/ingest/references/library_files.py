"""The files that a library keeps of its references: pages and PDF, exported with it.

Zotero puts them into folders next to the library: files/12/pont.html. They are read with the
reference, and are no articles of their own.
"""

from __future__ import annotations

from typing import Final

from searchnews.ingest.origin import Origin

_LARGEST_LIBRARY: Final = 64 << 20  # in bytes
_SUFFIXES: Final = (".rdf", ".ris", ".bib")


def claiming_library(origin: Origin) -> str | None:
    """The name of the library that keeps a file; None if none does."""
    number, folder = origin.path.parent.name, origin.path.parent.parent.name
    if folder != "files" or not number.isdecimal():
        return None
    sign = f"files/{number}/".encode()
    for name in origin.neighbours.names("../.."):
        if name.lower().endswith(_SUFFIXES):
            library = origin.neighbours.read(f"../../{name}", _LARGEST_LIBRARY)
            if library is not None and sign in library:
                return name
    return None
