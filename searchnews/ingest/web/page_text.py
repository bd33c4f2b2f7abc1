"""The paragraphs of a web page's article, found in the part of it that has them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from searchnews.ingest.web.page_prose import PageProse, is_called_text, prose_of

# Elements without any text of an article are removed first: they are half of a page, and
# trafilatura walks through a page again and again.
_NEVER_TEXT: Final = (
    "script", "style", "noscript", "svg", "iframe", "button", "select", "nav", "footer", "link",
    "meta", "template", "object", "video", "audio", "canvas", "input", "textarea",
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "head", "item", "quote", "cell", "row", "ab", "code", "list", "table"}
)
# The smallest element around the centre of the prose is the text when it has such a share of the
# page's prose; less suffices where the page itself calls it the text, or
# where the title is in it.
_ENOUGH: Final = 0.95
_ENOUGH_WHERE_CALLED_SO: Final = 0.4
_ENOUGH_WITH_TITLE: Final = 0.75
# An extraction with less of the prose has lost the text: trafilatura takes the first of several
# elements of a name, for instance, which may hold the standfirst alone.
_LEAST: Final = 0.5
_SPACES: Final = re.compile(r"\s+")


# Windows in front of a page, such as those that ask for consent.
_IN_FRONT: Final = frozenset({"dialog", "alertdialog"})
# What is for those alone who hear a page, and repeats what others see.
_HIDDEN: Final = re.compile(r"sr-only|screen-reader|visually-hidden|element-invisible")
_LONGEST_HIDDEN: Final = 100  # in characters; an article that a script shows later is longer


def remove_what_is_never_text(page: HtmlElement) -> None:
    """Take scripts, menus, fields and the like out of a page."""
    etree.strip_elements(page, *_NEVER_TEXT, with_tail=False)
    for element in list(page.iter("div", "section", "dialog", "span")):
        if element.tag == "span":
            _put_right(element)
        elif _is_in_front(element) and next(element.iter("h1"), None) is None:
            element.drop_tree()
    whole = len(str(page.text_content()))
    for form in list(page.iter("form")):
        if 2 * len(str(form.text_content())) > whole:
            form.tag = "div"  # some pages are a form as a whole (ASP.NET)
        elif form.getparent() is not None:
            form.drop_tree()


def _is_in_front(element: HtmlElement) -> bool:
    return (
        element.get("role") in _IN_FRONT
        or element.get("aria-modal") == "true"
        or element.tag == "dialog"
    )


def _put_right(span: HtmlElement) -> None:
    """Take away what nobody sees, and part a kicker from its text as style sheets do.

    <h3><span class="keyword">Agriculture</span>L'Office fédéral
    """
    names, after = span.get("class"), span.tail
    if names is None:
        return
    if _HIDDEN.search(names):
        if len(str(span.text_content())) <= _LONGEST_HIDDEN:
            span.drop_tree()
    elif after and after[0].isupper() and span.getprevious() is None:
        above = span.getparent()
        is_first = above is not None and not (above.text or "").strip()
        if is_first and str(span.text_content())[-1:].islower():
            span.tail = f" {after}"


def join_parts(page: HtmlElement, prose: PageProse) -> PageProse:
    """Put together a text that an advertisement has cut into elements of one name; its prose."""
    centre = prose.centre
    if centre is None or not centre.get("class") or not is_called_text(centre):
        return prose
    parent = centre.getparent()
    name = centre.get("class")
    parts = [
        part
        for part in (parent if parent is not None else ())
        if part in prose.inside and part.get("class") == name
    ]
    if len(parts) < 2 or centre.tag == "article":  # then they are several articles
        return prose
    for part in parts[1:]:
        parts[0].extend(list(part))
        part.drop_tree()
    return prose_of(page)


def text_element(prose: PageProse, heading: HtmlElement | None) -> HtmlElement | None:
    """The smallest element that has the text of the article; None if that cannot be told."""
    if prose.centre is None:
        return None
    above = set(heading.iterancestors()) if heading is not None else set()
    for element in (prose.centre, *prose.centre.iterancestors()):
        if element.tag in ("body", "html"):
            return None
        share = prose.share(element)
        if (
            share >= _ENOUGH
            or (share >= _ENOUGH_WHERE_CALLED_SO and is_called_text(element))
            or (share >= _ENOUGH_WITH_TITLE and element in above)
        ):
            return element
    return None


def paragraphs_of(page: HtmlElement, prose: PageProse, text: HtmlElement | None) -> list[str]:
    """The paragraphs and subheads of the article, in order. Changes the page.

    `text` is the element that has them, if that is known.
    """
    body = page.find("body")
    if text is None or body is None:
        return _extracted(page)
    text.tail = None
    body.clear()
    body.append(text)
    # The first element with such a name is taken for the text.
    text.tag = "article"
    text.attrib.clear()
    text.set("itemprop", "articleBody")
    found = _extracted(page)
    return found if sum(map(len, found)) >= _LEAST * prose.inside[text] else _plain(text)


@cache
def _options() -> Extractor:
    """What trafilatura is to do: no text of the body, which is read as paragraphs here."""
    return Extractor(output_format="txt", fast=True, comments=False, formatting=False)


def _extracted(page: HtmlElement) -> list[str]:
    extracted = bare_extraction(page, options=_options())
    body = getattr(extracted, "body", None)
    return [text for text in _texts(body) if text] if body is not None else []


def _plain(text: HtmlElement) -> list[str]:
    """What the paragraphs and headings in an element say, whatever their names."""
    texts = [
        _SPACES.sub(" ", str(block.text_content())).strip()
        for block in text.iter("p", "h2", "h3", "h4", "blockquote", "li")
        if next(block.iter("p", "li"), block) is block
    ]
    return [text for text in texts if text]


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
