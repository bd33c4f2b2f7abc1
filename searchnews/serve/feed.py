"""RSS 2.0 of hits. Dates less precise than a day are left out: RSS has no way to say them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from email.utils import format_datetime
from html import escape
from typing import Final

from searchnews.search.results import Hit
from searchnews.serve.api.formats import Form
from searchnews.serve.replies import Reply, text_reply
from searchnews.serve.visit import Visit

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(visit: Visit, title: str, hits: Iterable[tuple[Hit, str]]) -> Reply:
    """Hits, each with its address."""
    items = "".join(_item(hit, address) for hit, address in hits)
    address = visit.whole(visit.link("/"))
    own = visit.whole(visit.here(form=Form.RSS))
    return text_reply(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"{_element('title', f'{title or chr(42)} – searchnews')}{_element('link', address)}"
        f'<atom:link rel="self" type="application/rss+xml" href="{_text(own)}"/>'
        f"{_element('description', title or '*')}{_element('language', visit.locale.tag)}"
        f"{items}</channel></rss>\n",
        Form.RSS,
    )


def _item(hit: Hit, address: str) -> str:
    article = hit.article
    return (
        f"<item>{_element('title', article.title or '…')}{_element('link', address)}"
        # The id of an article is the same at every address of this server.
        f'<guid isPermaLink="false">{_text(article.id)}</guid>'
        f"{_element('pubDate', _moment(article.date))}"
        f"{''.join(_element('dc:creator', name) for name in article.authors)}"
        f"{_element('category', article.section)}{_element('dc:publisher', article.source)}"
        # HTML inside of XML: escaped twice, as RSS wants it.
        f"{_element('description', hit.snippet.html())}</item>"
    )


def _moment(date: str | None) -> str | None:
    if date is None or len(date) < len("2015-09-18"):
        return None
    moment = datetime.datetime.fromisoformat(date)
    return format_datetime(moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC))


def _element(name: str, content: str | None) -> str:
    return f"<{name}>{_text(content)}</{name}>" if content else ""


def _text(content: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", content))
