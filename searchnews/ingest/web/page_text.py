"""The paragraphs of a web page's article, found by trafilatura among all that a page holds."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

# Elements without any text of an article are removed first: they are half of a page, and
# trafilatura walks through a page again and again.
_NEVER_TEXT: Final = (
    "script", "style", "noscript", "svg", "iframe", "form", "button", "select", "nav", "footer",
    "link", "meta", "template", "object", "video", "audio", "canvas", "input", "textarea",
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "head", "item", "quote", "cell", "row", "ab", "code", "list", "table"}
)
# An element that the page calls its article is taken for it when its paragraphs have so many
# characters, and such a share of those of the page; then the rest is not read, which saves time.
_ENOUGH: Final = 500
_MOST: Final = 0.6
_SPACES: Final = re.compile(r"\s+")


def paragraphs_of_page(page: HtmlElement) -> list[str]:
    """The paragraphs and subheads of the article, in order. Changes the page."""
    etree.strip_elements(page, *_NEVER_TEXT, with_tail=False)
    _narrow(page)
    found = bare_extraction(
        page,
        fast=True,
        with_metadata=False,
        include_comments=False,
        include_formatting=False,
        include_links=False,
        favor_recall=False,
    )
    body = getattr(found, "body", None)
    return [text for text in _texts(body) if text] if body is not None else []


def _narrow(page: HtmlElement) -> None:
    """Keep only the element that the page calls its article, if it has most of the text."""
    body = page.find("body")
    articles = page.xpath("//*[@itemprop='articleBody']") or list(page.iter("article"))
    if body is None or len(articles) != 1 or articles[0].tag == "body":
        return
    inside = sum(len(p.text_content()) for p in articles[0].iter("p"))
    if inside >= _ENOUGH and inside >= _MOST * sum(len(p.text_content()) for p in page.iter("p")):
        article = articles[0]
        article.tail = None
        body.clear()
        body.append(article)


def _texts(body: HtmlElement) -> list[str]:
    """The text of each block, in one line; line breaks end one, too."""
    blocks: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag == "lb":
            if event == "start":
                blocks.append([])
        else:
            if element.tag in _BLOCKS:
                blocks.append([])
            if event == "start":
                blocks[-1].append(element.text or "")
        if event == "end" and element is not body:
            blocks[-1].append(element.tail or "")
    return [_SPACES.sub(" ", "".join(pieces)).strip() for pieces in blocks]
