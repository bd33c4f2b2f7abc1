"""Reading issues in Olive's XML: a table of contents, and a file for each piece of an article.

The pieces are next to TOC.xml, in the folder Document, or in Document.zip.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any, Final
from zipfile import ZipFile

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.zip_files import opened_zip
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element
from searchnews.ingest.neighbours import Neighbours
from searchnews.ingest.newspapers.titles import real_title
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.trees import xml_file

_LARGEST_PIECE: Final = 16 << 20  # in bytes
_LARGEST_ARCHIVE: Final = 512 << 20  # bytes of Document.zip; an issue with its pictures has fewer
_LARGEST_TOC: Final = 16 << 20  # in bytes
_TOC: Final = "toc.xml"
_PIECES: Final = "Document"
_LANGUAGES: Final = {"french": "fr", "german": "de", "english": "en", "italian": "it"}
_HYPHENS: Final = ("-", "\u00ad", "¬", "\u2010")
_HEADLINES: Final = ("HedLine_hl1", "HedLine_hl2")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles that a table of contents names, their pieces put together.

    A piece without its table of contents is an article.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root, problems = xml_file(file.stream)
    yield from problems
    if root.tag == "Xmd_toc":
        yield from _articles(root, _Pieces(file.origin.neighbours))
    elif root.tag != "XMD-entity":
        yield Problem("a page of an issue, whose articles are in other files",
                      may_hide_articles=False)  # fmt: skip
    elif _is_in_toc(root.get("ID") or file.origin.stem, file.origin.neighbours):
        yield Problem("a piece of an issue, which its TOC.xml names", may_hide_articles=False)
    else:
        yield _piece_alone(root)


def _articles(toc: Element, files: _Pieces) -> Iterator[Draft | Problem]:
    entities = {each.get("ID") or "": each for each in toc.iter("Entity")}
    missing = 0
    for number, entity in enumerate(entities.values(), 1):
        if entity.get("CONTINUATION_FROM") in entities:
            continue
        pieces = list(_pieces(entity, entities))
        texts = [files.paragraphs(piece.get("HREF") or "") for piece in pieces]
        paragraphs = [paragraph for text in texts for paragraph in text or ()]
        missing += sum(text is None for text in texts)
        if paragraphs:
            yield _draft(toc, pieces, paragraphs, number)
    yield from files.damaged
    if missing:
        yield Problem(
            f"{missing:,} pieces of articles that it names are missing; put them next to it, "
            f"in {_PIECES} or in {_PIECES}.zip"
        )


def _is_in_toc(identifier: str, neighbours: Neighbours) -> bool:
    """Whether a table of contents above a piece names it."""
    for folder in (".", "..", "../..", "../../.."):
        for name in neighbours.names(folder):
            if name.lower() == _TOC:
                toc = neighbours.read(f"{folder}/{name}", _LARGEST_TOC) or b""
                if f'"{identifier}"'.encode() in toc:
                    return True
    return False


def _piece_alone(root: Element) -> Draft | Problem:
    meta = root.find("Meta")
    about = {str(name): str(value) for name, value in meta.items()} if meta is not None else {}
    paragraphs = _paragraphs(root)
    if not paragraphs:
        return Problem("a piece of an issue without a text", may_hide_articles=False)
    return Draft(
        title=real_title(about.get("NAME")),
        body="\n\n".join(paragraphs),
        date=normalize_date(about.get("ISSUE_DATE", "")),
        source=about.get("PUBLICATION_DESCRIPTION") or about.get("PUBLICATION"),
        section=about.get("SECTION"),
        language=_LANGUAGES.get((root.get("LANGUAGE") or "").lower()),
    )


def _draft(root: Element, pieces: list[Element], paragraphs: list[str], number: int) -> Draft:
    entity = pieces[0]
    kind = (entity.get("ENTITY_TYPE") or "Article").lower()
    release, part = root.get("RELEASE_NO"), entity.get("ID") or str(number)
    pages = {page for each in pieces if (page := whole_number(each.get("PAGE_NO"))) is not None}
    extra: dict[str, Any] = {
        "pages": sorted(pages),
        "type": kind if kind != "article" else None,
    }
    return Draft(
        id=f"{release}-{part}" if release else None,
        part=part,
        number=number,
        title=real_title(entity.get("NAME")),
        body="\n\n".join(paragraphs),
        date=normalize_date(root.get("ISSUE_DATE") or ""),
        source=root.get("PUBLICATION_DESCRIPTION") or root.get("PUBLICATION"),
        section=next((s.get("NAME") for s in entity.iterancestors("Section")), None),
        language=_LANGUAGES.get((root.get("LANGUAGE") or "").lower()),
        extra={key: value for key, value in extra.items() if value},
    )


def _pieces(entity: Element, entities: dict[str, Element]) -> Iterator[Element]:
    """An article and the pieces in which it continues, each once."""
    seen: set[str] = set()
    following: Element | None = entity
    while following is not None and (name := following.get("ID") or "") not in seen:
        seen.add(name)
        yield following
        following = entities.get(following.get("CONTINUATION_TO") or "")


class _Pieces:
    """The files of the pieces of an issue, wherever they are."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self.damaged: list[Problem] = []

    def paragraphs(self, href: str) -> list[str] | None:
        """The paragraphs of a piece; None if its file is missing."""
        data = self._read(f"{href.strip('/')}.xml") if href.strip("/") else None
        if data is None:
            return None
        try:
            with failures_named():
                root, problems = xml_file(stream_of(data))
                self.damaged += (problem.of_page(href) for problem in problems)
                return _paragraphs(root)
        except UnreadableFileError:
            return None

    def _read(self, name: str) -> bytes | None:
        data = self._neighbours.read(name, _LARGEST_PIECE)
        if data is None:
            data = self._neighbours.read(f"{_PIECES}/{name}", _LARGEST_PIECE)
        member = self._members.get(name.lower())
        if data is None and self._archive is not None and member is not None:
            with (
                suppress(UnreadableFileError),
                failures_named(),
                self._archive.open(member) as each,
            ):
                return each.read(_LARGEST_PIECE)
        return data

    @cached_property
    def _archive(self) -> ZipFile | None:
        packed = self._neighbours.read(f"{_PIECES}.zip", _LARGEST_ARCHIVE)
        try:
            return opened_zip(stream_of(packed), ZipFile).archive if packed else None
        except UnreadableFileError:
            return None

    @cached_property
    def _members(self) -> dict[str, str]:
        """The names of the members, by their names in small letters and without Document/."""
        names = self._archive.namelist() if self._archive is not None else []
        return {name.lower().removeprefix(f"{_PIECES.lower()}/"): name for name in names}


def _paragraphs(root: Element) -> list[str]:
    """The paragraphs of a piece, without its headline, which is its name."""
    for name in _HEADLINES:
        for headline in list(root.iter(name)):
            parent = headline.getparent()
            if parent is not None:
                parent.remove(headline)
    blocks = list(root.iter("P")) or list(root.iter("Primitive")) or list(root.iter("Content"))
    return [text for block in blocks or [root] for text in _joined(block)]


def _joined(block: Element) -> list[str]:
    """The paragraphs of a block. Words are in their line, or follow the empty mark of one.

    Of a word in parts (`Q` and `q`), `QW` has the whole; before a word with `NS` comes the next
    without a space; a line with `P="S"` begins a paragraph.
    """
    paragraphs: list[str] = []
    text = ""
    begins_line = adheres = False
    for each in block.iter("L", "W", "QW"):
        if each.tag == "L":
            begins_line, adheres = True, False
            if (each.get("P") or "").startswith("S") and text:
                paragraphs.append(text)
                text = ""
            continue
        word = "".join(map(str, each.itertext())).strip()
        if not word:
            continue
        is_cut = begins_line and len(text) > 1 and text.endswith(_HYPHENS) and text[-2].isalpha()
        if is_cut:
            text = f"{text[:-1]}{word}"
        else:
            text = f"{text}{word}" if adheres else f"{text} {word}".strip()
        begins_line, adheres = False, each.get("NS") == "y"
    if not text and not paragraphs:
        text = " ".join("".join(map(str, block.itertext())).split())
    return [*paragraphs, text] if text else paragraphs
