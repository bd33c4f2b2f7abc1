"""Where on a page its prose stands, which tells the text of the article from what surrounds it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

# What begins a new block of text, when it has text of its own.
_BLOCKS: Final = frozenset(
    {"p", "div", "td", "th", "li", "blockquote", "section", "article", "main", "body", "pre", "dd"}
    | {"center", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "aside", "header", "caption"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"})
# Elements that pages call the text of an article, in the classes of the systems that make them.
_TEXT_NAMES: Final = re.compile(
    r"(?:article|art|entry|post|story|node|news)[-_]*(?:body|text|content|corps|main)"
    r"|(?:^|[\s_-])(?:att|field|body|text)[-_]+(?:name[-_]+)?(?:body|text)"
    r"|(?:^|\s)(?:texte|corps|body|fulltext|long-?text)(?:\s|$)"
)
# How much more such an element is believed to be it.
_NAMED: Final = 2
# In characters outside links: a menu, a headline or a button has less.
_SHORTEST: Final = 60


class PageProse(NamedTuple):
    """The blocks of prose of a page."""

    blocks: list[tuple[HtmlElement, int]]
    """In the order of the page, each with its characters outside links."""
    inside: dict[HtmlElement, int]
    """The characters of prose in each element that has any."""
    centre: HtmlElement | None
    """The element whose own paragraphs are most of the prose; None if there is no prose."""

    def without(self, removed: set[HtmlElement]) -> PageProse:
        """What is left when some elements, which do not hold the centre, are taken out."""
        left = [
            (block, length)
            for block, length in self.blocks
            if block not in removed and removed.isdisjoint(block.iterancestors())
        ]
        return PageProse(left, _inside(left), self.centre)

    def share(self, element: HtmlElement) -> float:
        """How much of the page's prose is in an element, from 0 to 1."""
        total = sum(length for _, length in self.blocks)
        return self.inside.get(element, 0) / total if total else 0.0


def is_called_text(element: HtmlElement) -> bool:
    """Whether the page calls an element the text of its article."""
    if element.get("itemprop") == "articleBody" or element.tag == "article":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().strip()
    return _TEXT_NAMES.search(names) is not None


def prose_of(page: HtmlElement) -> PageProse:
    """The prose in the body of a page."""
    body = page.find("body")
    lengths = _own_lengths(body if body is not None else page)
    blocks = [
        (block, length)
        for block, length in lengths.items()
        if length >= _SHORTEST and block.tag not in _HEADINGS
    ]
    scores: dict[HtmlElement, float] = defaultdict(float)
    for block, length in blocks:
        above = block.getparent()
        # A paragraph speaks for what it is in; it may also be wrapped in an element of its own.
        own = above if above is not None and block.tag in ("p", "li", "blockquote", "dd") else block
        scores[own] += length
        if own.getparent() is not None:
            scores[own.getparent()] += length / 2
    for element in scores:
        if is_called_text(element):
            scores[element] *= _NAMED
    centre = max(scores, key=lambda element: scores[element], default=None)
    return PageProse(blocks, _inside(blocks), centre)


def _inside(blocks: list[tuple[HtmlElement, int]]) -> dict[HtmlElement, int]:
    inside: dict[HtmlElement, int] = defaultdict(int)
    for block, length in blocks:
        for element in (block, *block.iterancestors()):
            inside[element] += length
    return inside


def _own_lengths(page: HtmlElement) -> dict[HtmlElement, int]:
    """The characters of each block that are neither in a block inside it nor in a link."""
    lengths: dict[HtmlElement, int] = {}
    # The block that each element's text belongs to; None inside links.
    block_of: dict[HtmlElement, HtmlElement | None] = {}
    for element in page.iter(etree.Element):
        parent = element.getparent()
        outer = block_of.get(parent, page)
        own = outer
        if element.tag == "a":
            own = None
        elif element.tag in _BLOCKS and outer is not None:
            own = element
            lengths[element] = 0
        block_of[element] = own
        if own is not None and (text := element.text):
            lengths[own] = lengths.get(own, 0) + len(text.strip())
        if outer is not None and (tail := element.tail) and element is not page:
            lengths[outer] = lengths.get(outer, 0) + len(tail.strip())
    return lengths
