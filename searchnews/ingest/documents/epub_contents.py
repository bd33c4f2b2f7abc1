"""The table of contents of an EPUB: what its pages are called, and under which heading they are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import unquote

from searchnews.ingest.markup import Element, text_at, text_of

_NCX: Final = "application/x-dtbncx+xml"  # of EPUB 2


class Entry(NamedTuple):
    """A line of the table of contents."""

    title: str
    section: str | None
    """The line that it is under."""
    path: str
    """Of its page in the archive."""
    anchor: str
    """The id of the element that it begins with; empty for the page."""
    has_entries: bool
    """Whether other lines are under it."""


def contents_of(
    package: Element, folder: PurePosixPath, tree_of: Callable[[str], Element | None]
) -> dict[str, list[Entry]]:
    """The entries by the paths of their pages; `folder` is where the paths of `package` start."""
    found: dict[str, list[Entry]] = {}
    for item in package.iterfind("manifest/item"):
        is_ncx = item.get("media-type") == _NCX
        if not (is_ncx or is_contents(item)):
            continue
        path = path_in(folder, item.get("href") or "")
        tree = tree_of(path)
        if tree is None:
            continue
        top = PurePosixPath(path).parent
        for entry in _of_ncx(tree, top) if is_ncx else _of_nav(tree, top):
            entries = found.setdefault(entry.path, [])
            if all(entry.anchor != other.anchor for other in entries):
                entries.append(entry)
    return found


def is_contents(item: Element) -> bool:
    """Whether an item of the package is the table of contents of EPUB 3."""
    return "nav" in (item.get("properties") or "").split()


def path_in(folder: PurePosixPath, address: str) -> str:
    """The path in the archive that an address leads to, seen from a folder.

    >>> path_in(PurePosixPath("OEBPS/toc"), "../le%20pont.xhtml#a")
    'OEBPS/le pont.xhtml'
    """
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(str(folder / path)).lstrip("/")


def _of_ncx(tree: Element, folder: PurePosixPath) -> Iterator[Entry]:
    for top in tree.iterfind("navMap"):
        yield from _of_points(top, None, folder)


def _of_points(parent: Element, section: str | None, folder: PurePosixPath) -> Iterator[Entry]:
    for point in parent.iterfind("navPoint"):
        title = text_at(point, "navLabel/text")
        content = point.find("content")
        has_points = point.find("navPoint") is not None
        if title and content is not None:
            address = content.get("src") or ""
            yield _entry(title, section, address, folder, has_entries=has_points)
        yield from _of_points(point, title, folder)


def _of_nav(tree: Element, folder: PurePosixPath) -> Iterator[Entry]:
    for nav in tree.iter("nav"):
        if (nav.get("type") or "toc") == "toc":
            for top in nav.iterfind("ol"):
                yield from _of_list(top, None, folder)


def _of_list(parent: Element, section: str | None, folder: PurePosixPath) -> Iterator[Entry]:
    for line in parent.iterfind("li"):
        link, inside = line.find("a"), line.find("ol")
        title = text_of(link) or text_at(line, "span")
        if title and link is not None:
            address = link.get("href") or ""
            yield _entry(title, section, address, folder, has_entries=inside is not None)
        if inside is not None:
            yield from _of_list(inside, title, folder)


def _entry(
    title: str, section: str | None, address: str, folder: PurePosixPath, *, has_entries: bool
) -> Entry:
    anchor = unquote(address.partition("#")[2])
    return Entry(title, section, path_in(folder, address), anchor, has_entries)
