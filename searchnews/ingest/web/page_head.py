"""Where a page shows its readers the title of its article, its byline and its standfirst.

Only what is near the title, or just below the text, is believed: a page also has the dates and
names of other articles and of those who comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, islice, takewhile
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from searchnews.ingest.cleaning.furniture import furniture
from searchnews.ingest.cleaning.metadata_lines import Metadata, metadata_of
from searchnews.ingest.lines import is_prose, letters_of
from searchnews.ingest.web.page_prose import PageProse
from searchnews.ingest.web.page_title import shown_as, text_of_element

# Levels up from the title to what it has its date and its byline in.
_NEAR: Final = 3
_MOST_HEADINGS: Final = 50
# How many elements around the title and below the text are looked at.
_MOST_ABOVE_TITLE: Final = 40
_MOST_BELOW_TITLE: Final = 80
_MOST_BELOW_TEXT: Final = 60
# Bylines may stand below a standfirst, and not below more paragraphs than that.
_MOST_PROSE: Final = 2
_LONGEST_LINE: Final = 160  # in characters
_SHORTEST_LEAD: Final = 40
_MOST_OF_LEAD: Final = 3  # paragraphs
_LEADS: Final = re.compile(
    r"chap[oe]|standfirst|stand-first|\bleads?\b|\bintro(?:duction)?\b|sapo|\bdek\b|accroche"
)


class PageHead(NamedTuple):
    """The elements that may say who wrote an article and when."""

    around_title: list[HtmlElement]
    """Those below the title first."""
    below_text: list[HtmlElement]
    lines: list[Metadata]
    """What those around the title say that are a byline, a date or a signature."""


def head_of(heading: HtmlElement | None, prose: PageProse) -> PageHead:
    """What stands around the title and below the text."""
    around = [] if heading is None else _around_title(heading, prose)
    return PageHead(around, _below_text(prose), list(lines_of_metadata(around)))


def names_of_element(element: HtmlElement) -> str:
    """What an element is called, in small letters and with hyphens."""
    names = (element.get("class"), element.get("id"), element.get("itemprop"))
    return " ".join(filter(None, names)).lower().replace("_", "-")


def lines_of_metadata(elements: list[HtmlElement]) -> Iterator[Metadata]:
    """What those elements say that are a byline, a date or a signature and nothing else."""
    for element in elements:
        line = text_of_element(element)
        if 0 < len(line) <= _LONGEST_LINE and (metadata := metadata_of(line)) is not None:
            yield metadata


def heading_of(page: HtmlElement, title: str | None) -> HtmlElement | None:
    """The element that shows the title; None if no element does."""
    headings = list(islice(page.iter("h1"), _MOST_HEADINGS))
    if title is None:
        return headings[0] if headings else None
    keys = shown_as(title) - {""}
    for element in headings:
        letters = letters_of(text_of_element(element))
        if any(key in letters for key in keys):
            return element
    for element in page.iter("h2", "h3", "b", "strong", "font", "span", "p", "td", "div"):
        own = element.text
        if own and letters_of(own) in keys:
            return element
    return headings[0] if len(headings) == 1 else None


def lead_of(
    heading: HtmlElement | None,
    prose: PageProse,
    text: HtmlElement | None,
    *,
    only_marked: bool = False,
) -> str | None:
    """The standfirst that stands between the title and the element with the text.

    With `only_marked`, one that is a heading or has the name of a standfirst: any other paragraph
    there may be a caption.
    """
    container = _common(heading, text) if heading is not None and text is not None else None
    if container is None:
        return None
    blocks = {block for block, _ in prose.blocks}
    after = dropwhile(lambda element: element is not heading, container.iter(etree.Element))
    named: list[str] = []
    others: list[str] = []
    for element in takewhile(lambda element: element is not text, islice(after, 1, None)):
        is_named = _LEADS.search(names_of_element(element)) is not None
        is_marked = is_named or element.tag in ("h2", "h3")
        if not is_marked and (only_marked or element not in blocks):
            continue
        line = text_of_element(element)
        if len(line) < _SHORTEST_LEAD or any(line in other for other in (*named, *others)):
            continue
        if metadata_of(line) is None and furniture(line) is None and (is_named or is_prose(line)):
            (named if is_named else others).append(line)
    found = named or others
    # More is another text: a list of news, the beginning of another article.
    return "\n\n".join(found) if 0 < len(found) <= _MOST_OF_LEAD else None


def _common(heading: HtmlElement, text: HtmlElement) -> HtmlElement | None:
    """The smallest element with both; None if the title is in the text."""
    above = set(text.iterancestors())
    for element in heading.iterancestors():
        if element is text:
            return None
        if element in above:
            return element
    return None


def _around_title(heading: HtmlElement, prose: PageProse) -> list[HtmlElement]:
    near = next(islice(heading.iterancestors(), _NEAR - 1, _NEAR), heading)
    inside = takewhile(lambda element: element is not heading, near.iter(etree.Element))
    before = list(inside)[1:][-_MOST_ABOVE_TITLE:]
    own = set(heading.iterancestors())
    blocks = {block for block, _ in prose.blocks}
    after: list[HtmlElement] = []
    seen = 0
    for element in heading.xpath(f"following::*[position() <= {_MOST_BELOW_TITLE}]"):
        seen += element in blocks
        if seen > _MOST_PROSE:
            break
        after.append(element)
    if prose.centre is not None:
        own.update((prose.centre, *prose.centre.iterancestors()))
    # The text itself is not a byline, whatever its element is called, and a tweet has its own.
    return [
        e
        for e in (*after, *before)
        if e not in own and next(e.iterancestors("blockquote"), None) is None
    ]


def _below_text(prose: PageProse) -> list[HtmlElement]:
    if prose.centre is None:
        return []
    after: list[HtmlElement] = []
    for element in (prose.centre, *islice(prose.centre.iterancestors(), _NEAR - 1)):
        for sibling in element.itersiblings():
            after += sibling.iter(etree.Element)
    return after[:_MOST_BELOW_TEXT]
