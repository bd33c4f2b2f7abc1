"""The paragraphs of a web page's article, found by trafilatura among all that a page holds."""

from __future__ import annotations

import logging
import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

# It warns of every page without an article, which we name ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# What holds no text of an article, taken away first: half of a page, which trafilatura would walk
# through a dozen times.
_NEVER_TEXT: Final = (
    "script", "style", "noscript", "svg", "iframe", "form", "button", "select", "nav", "footer",
    "link", "meta", "template", "object", "video", "audio", "canvas", "input", "textarea",
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "head", "item", "quote", "cell", "row", "ab", "code", "list", "table"}
)
# An element called the article is believed when it has so many characters in paragraphs, and so
# large a part of those of the page; the rest is not looked at, which saves a third of the time.
_ENOUGH: Final = 500
_MOST: Final = 0.6
_SPACES: Final = re.compile(r"\s+")


def paragraphs_of_page(page: HtmlElement) -> list[str]:
    """The paragraphs and subheads of the article, in order. The page is changed by it."""
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
    """Leave nothing but the element that the page calls its article, if it has most of the text."""
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


def _texts(element: HtmlElement) -> list[str]:
    pieces: list[str] = [""]

    def walk(node: HtmlElement) -> None:
        is_block = node.tag in _BLOCKS
        if is_block:
            pieces.append("")
        pieces[-1] += node.text or ""
        for child in node:
            if child.tag == "lb":
                pieces.append(child.tail or "")
                continue
            walk(child)
            pieces[-1] += child.tail or ""
        if is_block:
            pieces.append("")

    walk(element)
    return [_SPACES.sub(" ", piece).strip() for piece in pieces]
