"""Reading issues in Olive's XML: a table of contents, and a file for each piece of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.failures import failures_named
from searchnews.ingest.markup import Element, xml_tree
from searchnews.ingest.neighbours import Neighbours
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.streams import stream_of

_LARGEST_PIECE: Final = 16 << 20  # in bytes
_UNTITLED: Final = "Untitled"
_LANGUAGES: Final = {"french": "fr", "german": "de", "english": "en", "italian": "it"}
_HEADLINES: Final = ("HedLine_hl1", "HedLine_hl2")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles that a table of contents names, their pieces put together.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root = xml_tree(file.stream)
    if root.tag != "Xmd_toc":
        yield Problem("a piece of an issue, which its TOC.xml names", may_hide_articles=False)
        return
    entities = {each.get("ID") or "": each for each in root.iter("Entity")}
    missing = 0
    for number, entity in enumerate(entities.values(), 1):
        if entity.get("CONTINUATION_FROM") in entities:
            continue
        pieces = list(_pieces(entity, entities))
        texts = [_text(piece, file.origin.neighbours) for piece in pieces]
        paragraphs = [paragraph for text in texts for paragraph in text or ()]
        missing += sum(text is None for text in texts)
        if paragraphs:
            yield _draft(root, pieces, paragraphs, number)
    if missing:
        yield Problem(f"{missing:,} pieces of articles that it names are missing next to it")


def _draft(root: Element, pieces: list[Element], paragraphs: list[str], number: int) -> Draft:
    entity = pieces[0]
    name = entity.get("NAME") or ""
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
        title=name if name and not name.startswith(_UNTITLED) else None,
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


def _text(entity: Element, neighbours: Neighbours) -> list[str] | None:
    """The paragraphs of a piece; None if its file is missing."""
    href = (entity.get("HREF") or "").strip("/")
    data = neighbours.read(f"{href}.xml", _LARGEST_PIECE) if href else None
    if data is None:
        return None
    try:
        with failures_named():
            root = xml_tree(stream_of(data))
    except UnreadableFileError:
        return None
    for name in _HEADLINES:
        for headline in list(root.iter(name)):
            parent = headline.getparent()
            if parent is not None:
                parent.remove(headline)
    paragraphs = list(root.iter("P")) or list(root.iter("Content")) or [root]
    return [text for each in paragraphs if (text := _joined(each))]


def _joined(paragraph: Element) -> str:
    text = ""
    for line in list(paragraph.iter("L")) or [paragraph]:
        words = [word.text for word in line.iter("W", "QW") if word.text]
        written = " ".join(words or "".join(map(str, line.itertext())).split())
        is_cut = text.endswith("-") and bool(written)
        text = f"{text[:-1]}{written}" if is_cut else f"{text} {written}".strip()
    return text
