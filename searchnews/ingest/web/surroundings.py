"""What stands around an article on its page: teasers of other articles, comments, captions.

Pages say it in two ways, by the names that their elements have for style sheets, and by their
shape: a headline that is a link, with a sentence or two below it. trafilatura knows some of the
names; these are those of French sites, and what a name or a shape says never takes out an element
that holds the text of the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Final

from lxml.html import HtmlElement

from searchnews.ingest.cleaning.furniture import Furniture, furniture
from searchnews.ingest.cleaning.metadata_lines import metadata_of
from searchnews.ingest.lines import ends_sentence
from searchnews.ingest.web.page_prose import PageProse, prose_of

_OTHER_ARTICLES: Final = (
    r"related", r"read-?(?:more|also|next)", r"(?:a-?)?lire-?(?:aussi|egalement|plus)",
    r"voir-?aussi", r"(?:a|voir)-lire", r"meme-?(?:sujet|theme|rubrique|dossier)",
    r"teasers?\b", r"recomm?[ae]nd", r"recirc", r"outbrain|taboola|ligatus",
    r"do-?not-?miss", r"(?:ne-pas-)?manquer", r"most-?(?:read|viewed|popular|shared)",
    r"plus-?(?:lus|vus|recents|populaires)", r"trending",
    r"(?:popular|recent|latest|last|more|other|next|previous|similar)-?(?:post|article|stor|news)",
    r"(?:autres?|derniers?|dernieres)-?(?:article|info|actu|message|depeche|new)",
    r"articles?-?(?:lie|associe|similaire|recent|connexe|suivant|precedent)",
    r"(?:live|call)-(?:item|container)", r"tag-container", r"mini-tpl", r"\bothers\b",
    r"cross-?link", r"content-grid",
)  # fmt: skip
_OTHER_THINGS: Final = (
    r"comment(?:s|aires?|-list|-area)?\b", r"forum", r"sidebar", r"newsletter", r"infolettre",
    r"(?:article-)?box-source", r"source-(?:infos?|text)", r"paywall",
    r"cookie", r"consent",
)  # fmt: skip
# With prose in it; without, it is a byline.
_ABOUT_AUTHOR: Final = re.compile(
    r"(?<![a-z])(?:author-(?:bio|box|info|card|desc)|about-(?:the-)?author|bio-?auteur)"
)
_CAPTIONS: Final = (
    r"(?:wp-)?caption\b", r"\blegendes?\b", r"(?:photo|image)-(?:credit|legend|caption)",
    r"(?<!\S)images?(?!\S)", r"credits?-?photo",
)  # fmt: skip
_NAMED: Final = re.compile(
    rf"(?<![a-z])(?:{'|'.join((*_OTHER_ARTICLES, *_OTHER_THINGS, *_CAPTIONS))})"
)
_REMEMBERED: Final = 4096  # pages of a site have the same names
_CONTAINERS: Final = (
    "div", "section", "aside", "ul", "ol", "li", "p", "table", "td", "article", "figure",
    "figcaption", "dl", "blockquote",
)  # fmt: skip
_LISTS: Final = frozenset({"ul", "ol", "div", "section", "article", "table", "dl"})
_CARDS: Final = frozenset({"li", "div", "article", "section", "td"})
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
# In characters, with its headline. A standfirst that is a teaser elsewhere has 300.
_LONGEST_TEASER: Final = 700
_LONGEST_LINK: Final = 200
_FEWEST_CARDS: Final = 2
_FEWEST_WORDS: Final = 4
# The share of a line that is a link, from which on the line points elsewhere.
_MOSTLY: Final = 0.5


def remove_surroundings(page: HtmlElement) -> PageProse:
    """Take what is surely not the article's out of a page; the prose that is left."""
    prose = prose_of(page)
    kept = _kept(page, prose)
    removed = {
        *_named(page),
        *_about_authors(prose),
        *_teasers(page, kept),
        *_cards(prose, kept),
        *_announced(page),
        *_links(page),
    } - kept
    left = prose.without(removed)
    for element in removed:
        element.drop_tree()
    return left


def _kept(page: HtmlElement, prose: PageProse) -> set[HtmlElement]:
    """What holds the text or a title, and is not taken out whatever its name."""
    kept = {page}
    for element in (prose.centre, *page.iter("h1")):
        if element is not None:
            kept.update((element, *element.iterancestors()))
    return kept


def _about_authors(prose: PageProse) -> Iterator[HtmlElement]:
    for element in prose.inside:
        if _ABOUT_AUTHOR.search(element.get("class") or ""):
            yield element


def _named(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in page.iter(*_CONTAINERS):
        names, identity = element.get("class"), element.get("id")
        if (
            (names is not None and _is_named(names))
            or (identity is not None and _is_named(identity))
            or element.tag == "aside"
        ):
            yield element


@lru_cache(_REMEMBERED)
def _is_named(name: str) -> bool:
    return _NAMED.search(name.lower().replace("_", "-")) is not None


def _teasers(page: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements with a headline that is a link to somewhere else, and little more."""
    for heading in page.iter(*_HEADINGS):
        links = list(heading.iter("a")) or list(heading.iterancestors("a"))
        if not links or (links[0].get("href") or "").startswith("#"):
            continue
        text = _text(heading)
        if not text or len(_text(links[0])) < _MOSTLY * len(text):
            continue
        teaser = None
        for element in heading.iterancestors():
            if element in kept or len(_text(element)) > _LONGEST_TEASER:
                break
            teaser = element
        if teaser is not None:
            yield teaser


def _announced(page: HtmlElement) -> Iterator[HtmlElement]:
    """What follows a headline that announces other articles: "À lire aussi", "Les plus lus"."""
    for heading in page.iter(*_HEADINGS):
        text = _text(heading)
        if len(text) > _LONGEST_LINK or furniture(text) is not Furniture.CLOSING:
            continue
        yield heading
        yield from takewhile(lambda after: after.tag in _LISTS, heading.itersiblings())


def _cards(prose: PageProse, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements of a row of at least two alike, each with a headline that is a link."""
    rows: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for element in prose.inside:  # what has no prose is not taken for text
        parent = element.getparent()
        if element.tag not in _CARDS or element in kept or parent is None:
            continue
        if element.get("class"):
            rows.setdefault((parent, element.tag, element.get("class")), []).append(element)
    for row in rows.values():
        if len(row) >= _FEWEST_CARDS and all(map(_is_card, row)):
            yield from row


def _is_card(element: HtmlElement) -> bool:
    if len(_text(element)) > _LONGEST_TEASER:
        return False
    return any(
        len(_text(link).split()) >= _FEWEST_WORDS and next(link.iterancestors("p"), None) is None
        for link in element.iter("a")
    )


def _links(page: HtmlElement) -> Iterator[HtmlElement]:
    """The lines that are links to other articles, perhaps with a label before."""
    for line in page.iter("p"):
        links = list(line.iter("a"))
        if not links:
            continue
        text = _text(line)
        if len(text) <= _LONGEST_LINK and not ends_sentence(text) and metadata_of(text) is None:
            linked = sum(len(_text(link)) for link in links)
            if linked >= _MOSTLY * len(text) and len(text.split()) >= _FEWEST_WORDS:
                yield line


def _text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
