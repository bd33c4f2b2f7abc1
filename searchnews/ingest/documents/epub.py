"""Reading EPUB: what its table of contents names, such as the articles of an issue.

EPUB 2 and 3, https://www.w3.org/TR/epub-33/ ; issues made by calibre, exports of Wallabag.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from searchnews.dates import find_date, normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.zip_files import zip_of
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.documents.draft import draft_of_document
from searchnews.ingest.documents.epub_contents import Entry, contents_of, is_contents, path_in
from searchnews.ingest.encoding import decode
from searchnews.ingest.failures import failures_named
from searchnews.ingest.lines import letters_of
from searchnews.ingest.markup import Element, html_tree, paragraphs_in, text_at, text_of
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.stream import sample

_CONTAINER: Final = "META-INF/container.xml"
_LARGEST: Final = 32 << 20  # bytes of a chapter
_PAGES: Final = ("application/xhtml+xml", "text/html")
_PERIODICAL: Final = re.compile(r"periodical|newspaper|magazine|journal", re.IGNORECASE)
# Programs that write themselves where authors and publishers stand.
_PROGRAMS: Final = frozenset({"calibre", "wallabag", "pandoc", "unknown", "inconnu", "unbekannt"})
_SIGN: Final = "\ue000{}\ue000"
_SIGNED: Final = re.compile("\ue000([^\ue000]*)\ue000")
# A page that is little more than links is a list of articles.
_LINKED: Final = 0.6


@dataclass(slots=True)
class _Chapter:
    """What will be an article."""

    title: str | None
    section: str | None
    paragraphs: list[str] = field(default_factory=list)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a book or an issue, in its order.

    Raises:
        UnreadableFileError: it is damaged, protected, or there is no text in it.
    """
    with zip_of(file, "the e-book") as archive:
        try:
            with failures_named():
                package, folder = _package(archive)
                chapters = _chapters(archive, package, folder)
        except UnreadableFileError as error:
            raise UnreadableFileError(f"the e-book cannot be read: {error}") from None
        if not chapters and "META-INF/encryption.xml" in archive.namelist():
            raise UnreadableFileError("it is protected; ask its publisher for one that is not")
    is_issue = _is_issue(package)
    number = 0
    for chapter in chapters:
        if any(map(str.strip, chapter.paragraphs)):
            number += 1
            yield _draft(chapter, number, package, is_issue=is_issue)
    if not number:
        raise UnreadableFileError("there is no text in it; are its pages pictures?")


def _draft(chapter: _Chapter, number: int, package: Element, *, is_issue: bool) -> Draft:
    draft = draft_of_document(chapter.paragraphs, chapter.title)
    draft.title = chapter.title or draft.title
    draft.number = number
    draft.section = draft.section or chapter.section
    metadata = package.find("metadata")
    if metadata is None:
        return draft
    title = text_at(metadata, "title")
    draft.language = (text_at(metadata, "language") or "").partition("-")[0].lower() or None
    if is_issue:
        draft.date = draft.date or normalize_date(text_at(metadata, "date") or "")
        draft.source = _newspaper(title)
    else:
        names = [text_of(each) or "" for each in metadata.iterfind("creator")]
        draft.authors = draft.authors or tuple(n for n in names if n.lower() not in _PROGRAMS if n)
    draft.extra = {"book": title} if title else {}
    return draft


def _is_issue(package: Element) -> bool:
    kinds = [text_at(package, "metadata/type") or ""]
    kinds += [
        each.get("content") or ""
        for each in package.iterfind("metadata/meta")
        if "publication_type" in (each.get("name") or "")
    ]
    return any(map(_PERIODICAL.search, kinds))


def _newspaper(title: str | None) -> str | None:
    """The newspaper of an issue: Le Courrier du Val [ven. 18 sept. 2015]."""
    if title is None:
        return None
    found = find_date(title)
    return (title[: found[1]] if found else title).rstrip(" [(,-–—:") or title


def _package(archive: zipfile.ZipFile) -> tuple[Element, PurePosixPath]:
    """What the book says of itself, and the folder that its paths start from."""
    container = _tree(archive, _CONTAINER) if _CONTAINER in archive.namelist() else None
    root = container.find("rootfiles/rootfile") if container is not None else None
    name = root.get("full-path") if root is not None else None
    if name is None:
        name = next((each for each in archive.namelist() if each.endswith(".opf")), None)
    package = _tree(archive, name) if name else None
    if package is None or name is None:
        raise UnreadableFileError("it has no list of its contents")
    return package, PurePosixPath(name).parent


def _tree(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The tree of a member; None if there is none, or it is no XML."""
    try:
        with archive.open(name) as opened:
            data = opened.read(_LARGEST)
    except KeyError:
        return None
    except RuntimeError:  # encrypted
        return None
    root, is_too_deep = sample(stream_of(data), _LARGEST, huge_tree=True)
    return html_tree(decode(data)) if is_too_deep else root


def _chapters(archive: zipfile.ZipFile, package: Element, folder: PurePosixPath) -> list[_Chapter]:
    """The pages in the order of reading, cut and joined as the table of contents has them."""
    items = {each.get("id"): each for each in package.iterfind("manifest/item")}
    entries = contents_of(package, folder, lambda path: _tree(archive, path))
    chapters: list[_Chapter] = []
    for reference in package.iterfind("spine/itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or is_contents(item):
            continue
        path = path_in(folder, item.get("href") or "")
        body = _tree(archive, path)
        if body is not None:
            _add(chapters, body, entries.get(path, []), has_contents=bool(entries))
    return chapters


def _add(
    chapters: list[_Chapter], page: Element, entries: list[Entry], *, has_contents: bool
) -> None:
    """Add a page to the chapters: one or several, or the rest of the one before."""
    named = {entry.anchor: entry for entry in entries if not entry.has_entries}
    if entries and not named and _is_list(page):
        return
    if not entries and has_contents and not chapters:
        return  # cover, title page, imprint
    first = named.get("") or (entries[0] if entries and not named else None)
    if first is not None or not has_contents:
        chapters.append(_Chapter(_title(page, first), first.section if first else None))
    for element in page.iter(etree.Element):
        anchor = element.get("id") or element.get("name")
        if anchor and anchor in named:
            element.addprevious(_sign(anchor))
    for paragraph in paragraphs_in(page):
        sign = _SIGNED.fullmatch(paragraph)
        if sign is not None:
            entry = named[sign[1]]
            chapters.append(_Chapter(entry.title, entry.section))
        elif chapters:
            chapter = chapters[-1]
            is_title = chapter.title is not None and not chapter.paragraphs
            if not (is_title and letters_of(paragraph) == letters_of(chapter.title or "")):
                chapter.paragraphs.append(paragraph)


def _sign(anchor: str) -> Element:
    sign = etree.Element("p")
    sign.text = _SIGN.format(anchor)
    return sign


def _title(page: Element, entry: Entry | None) -> str | None:
    if entry is not None:
        return entry.title
    return next(filter(None, (text_at(page, f".//{name}") for name in ("h1", "h2"))), None)


def _is_list(page: Element) -> bool:
    """Whether a page is a list of links to others."""
    words = len((text_of(page) or "").split())
    linked = sum(len((text_of(link) or "").split()) for link in page.iter("a"))
    return linked >= words * _LINKED
