"""Reading issues in Olive's XML: a table of contents, and a file for each piece of an article."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any, Final, cast

from searchnews.article import Article
from searchnews.dates import normalize_date
from searchnews.ingest.base import Item, Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.markup import Element, xml_tree
from searchnews.ingest.origin import Place

_LARGEST_PIECE: Final = 16 << 20  # in bytes
_UNTITLED: Final = "Untitled"
_LANGUAGES: Final = {"french": "fr", "german": "de", "english": "en", "italian": "it"}
_HEADLINES: Final = ("HedLine_hl1", "HedLine_hl2")


def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The articles that a table of contents names, their pieces put together.

    Raises:
        UnreadableFileError: it is no XML.
    """
    root = xml_tree(stream)
    if root.tag != "Xmd_toc":
        yield Problem("a piece of an issue, which its TOC.xml names", may_hide_articles=False)
        return
    entities = {each.get("ID") or "": each for each in root.iter("Entity")}
    missing = 0
    for number, entity in enumerate(entities.values(), 1):
        if entity.get("CONTINUATION_FROM") in entities:
            continue
        pieces = list(_pieces(entity, entities))
        texts = [_text(piece, place) for piece in pieces]
        paragraphs = [text for found in texts if found for text in found]
        missing += sum(found is None for found in texts)
        if not paragraphs:
            continue
        name = entity.get("NAME") or ""
        kind = (entity.get("ENTITY_TYPE") or "Article").lower()
        extra: dict[str, Any] = {
            "pages": sorted({int(p) for e in pieces if (p := e.get("PAGE_NO") or "").isdecimal()}),
            "type": kind if kind != "article" else None,
        }
        yield Article(
            id=f"{root.get('RELEASE_NO') or place.article_id()}-{entity.get('ID') or number}",
            title=name if name and not name.startswith(_UNTITLED) else None,
            body="\n\n".join(paragraphs),
            date=normalize_date(root.get("ISSUE_DATE") or "") or place.date_in_name or place.date,
            source=root.get("PUBLICATION_DESCRIPTION") or root.get("PUBLICATION") or options.source,
            section=next((s.get("NAME") for s in entity.iterancestors("Section")), None),
            path=str(place.path),
            language=_LANGUAGES.get((root.get("LANGUAGE") or "").lower()),
            extra={key: value for key, value in extra.items() if value},
        )
    if missing:
        yield Problem(f"{missing:,} pieces of articles that it names are missing beside it")


def _pieces(entity: Element, entities: dict[str, Element]) -> Iterator[Element]:
    """An article and what it goes on in, each once."""
    seen: set[str] = set()
    following: Element | None = entity
    while following is not None and (name := following.get("ID") or "") not in seen:
        seen.add(name)
        yield following
        following = entities.get(following.get("CONTINUATION_TO") or "")


def _text(entity: Element, place: Place) -> list[str] | None:
    """The paragraphs of a piece; None if its file is missing."""
    href = (entity.get("HREF") or "").strip("/")
    data = place.around.read(f"{href}.xml", _LARGEST_PIECE) if href else None
    if data is None:
        return None
    try:
        root = xml_tree(BufferedReader(cast("Any", BytesIO(data))))
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
        said = " ".join(words or "".join(map(str, line.itertext())).split())
        text = f"{text[:-1]}{said}" if text.endswith("-") and said else f"{text} {said}".strip()
    return text
