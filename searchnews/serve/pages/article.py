"""One article: to be read with its matches marked, to be cited, to be taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

from searchnews.article import Article
from searchnews.explore.citations.biblatex import to_biblatex
from searchnews.explore.citations.csl import to_csl
from searchnews.explore.citations.fields import address
from searchnews.explore.citations.reference import to_reference
from searchnews.explore.citations.ris import to_ris
from searchnews.search.results import Highlights, Snippet, Span
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import QUERY, SEARCH
from searchnews.serve.language.texts import Texts
from searchnews.serve.pages.neighbours import back_link, neighbours
from searchnews.serve.pages.stories import article_of
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply, text_reply
from searchnews.serve.visit import Visit

FORMS: Final = (Form.HTML, Form.JSON, Form.RIS, Form.BIBLATEX, Form.CSL, Form.TEXT)
"""How an article is written; text is its citation."""

Piece = tuple[str, int]
"""A piece of a text, and the number of its match, or 0."""


def article(visit: Visit) -> Reply:
    """The article."""
    found = article_of(visit)
    match visit.form:
        case Form.RIS:
            return text_reply(to_ris(found), visit.form)
        case Form.BIBLATEX:
            return text_reply(to_biblatex(found), visit.form)
        case Form.CSL:
            return text_reply(json.dumps([to_csl(found)], ensure_ascii=False), visit.form)
        case Form.TEXT:
            return text_reply(f"{to_reference(found)}\n", visit.form)
    highlights = _highlights(visit, found)
    if visit.form is Form.JSON:
        return json_reply(_values(visit, found, highlights))
    return _page(visit, found, highlights)


def _highlights(visit: Visit, found: Article) -> Highlights:
    if not visit.values[QUERY]:
        return Highlights((), (), ())
    return visit.index.highlights(found, visit.query, **visit.search_arguments)


def _values(visit: Visit, found: Article, highlights: Highlights) -> dict[str, Any]:
    values = found.to_dict()
    if not visit.settings.show_paths:
        values["path"] = None
    if visit.values[QUERY]:
        values["highlights"] = highlights._asdict()
    return values | {"citation": to_reference(found), "commit": visit.commit}


def _page(visit: Visit, found: Article, highlights: Highlights) -> Reply:
    numbers = count(1)
    return page(
        "article.html",
        visit,
        article=found,
        title=list(_pieces(found.title or "", highlights.title, numbers)),
        lead=list(_pieces(found.lead or "", highlights.lead, numbers)),
        paragraphs=list(_paragraphs(found.body, highlights.body, numbers)),
        matches=sum(map(len, highlights)),
        is_of_search=bool(visit.values.pairs(SEARCH)),
        neighbours=neighbours(visit),
        back=back_link(visit),
        citation=to_reference(found),
        coins=_coins(found),
        facts=list(_facts(visit, found)),
        url=address(found.url),
        chips=(),
    )


def _paragraphs(
    text: str, spans: tuple[Span, ...], numbers: Iterator[int]
) -> Iterator[list[Piece]]:
    paragraph: list[Piece] = []
    for piece, number in _pieces(text, spans, numbers):
        first, *others = piece.split("\n\n") if not number else [piece]
        paragraph.append((first, number))
        for other in others:
            yield paragraph
            paragraph = [(other, 0)]
    yield paragraph


def _pieces(text: str, spans: tuple[Span, ...], numbers: Iterator[int]) -> Iterator[Piece]:
    for piece, matches in Snippet(text, spans).pieces():
        yield piece, next(numbers) if matches else 0


def _facts(visit: Visit, found: Article) -> Iterator[tuple[str, str]]:
    """What is known about an article, each with its name."""
    texts = Texts(visit.locale)
    facts = (
        (texts.published, visit.locale.date(found.date) if found.date else texts.undated),
        (texts.source, found.source),
        (texts.agency, found.agency),
        (texts.authors, ", ".join(found.authors)),
        (texts.section, found.section),
        (texts.language, found.language),
        (texts.identifier, found.id),
        (texts.file, found.path if visit.settings.show_paths else None),
    )
    for name, value in facts:
        if value:
            yield name, value


def _coins(found: Article) -> str:
    """What Zotero reads in a page (https://www.zotero.org/support/dev/exposing_metadata/coins)."""
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "newspaperArticle",
        "rft.title": found.title,
        "rft.source": found.source,
        "rft.date": (found.date or "")[:10],
        "rft.identifier": address(found.url),
        "rft.language": found.language,
    }
    pairs = [(name, value) for name, value in fields.items() if value]
    return urlencode([*pairs, *(("rft.au", author) for author in found.authors)], errors="replace")
