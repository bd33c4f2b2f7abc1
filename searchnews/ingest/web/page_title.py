"""The title of a web page's article, among all that a page calls its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from searchnews.ingest.cleaning.furniture import furniture
from searchnews.ingest.lines import letters_of, normalized, unaccented
from searchnews.ingest.web.site_names import is_known_host, site_key

# "… | Le Courrier", "… - Le Courrier.fr", "Le Courrier : …"
BETWEEN_TITLE_AND_SITE: Final = re.compile(r"(?<!\s)\s+(?:[|•·«»‹›–—-]|:)\s+")
_SIGNS: Final = " |•·«»‹›–—-:"
_SIGN: Final = re.compile(r"\s[|•·«»‹›–—:-]\s*$")
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.|…)\s*$")
# What is in a heading and not in its title: "Abonnés", a time of reading, a counter.
_BADGES: Final = re.compile(
    r"(?<![a-z])(?:badge|label|premium|abonn|picto|icon|flag|tag|sr-only|screen-reader"
    r"|visually-hidden|surtitre|kicker|overline|comment|share|partage|reading-time)"
)
_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_LONGEST_TITLE: Final = 300
# Each heading is compared with each title, and no page has more of them.
_MOST_TITLES: Final = 50
# The title on the page and the one for social networks have so many long words in common; a slogan
# of the site has none.
_WORDS_IN_COMMON: Final = 2
_FEWEST_WORDS: Final = 3


def title_of_page(page: HtmlElement, named: Sequence[str | None], own: set[str]) -> str | None:
    """The title that readers see, without the name of the site.

    `named` are the titles that the page gives for networks and search engines, the best first;
    `own` the names of its site, in the form of `lines.unaccented`.
    """
    element = next(page.iter("title"), None)
    titles = [*named[:_MOST_TITLES], text_of_element(element) if element is not None else None]
    complete = [title for title in titles if title and not _ELLIPSIS.search(title)]
    own = own | _common_ends(complete)
    sites = {site_key(name) for name in own}
    candidates = [
        title for each in complete if site_key(title := _without_site(each, own)) not in sites
    ]
    has_heading = next(page.iter("h1"), None) is not None
    headings = [
        text
        for heading in islice(page.iter("h1" if has_heading else "h2"), _MOST_TITLES)
        if 0 < len(text := _without_site(text_of_heading(heading), own)) <= _LONGEST_TITLE
        and site_key(text) not in sites
    ]
    for heading in headings:
        if any(_is_same_title(heading, other) for other in candidates):
            return heading
    return next(iter(candidates or (headings if has_heading else ())), None)


def shown_as(title: str) -> set[str]:
    """The letters of what may be shown as a title: the whole, or a part that is most of it.

    A page without headings has its title in two parts: Le Courrier : La crue surprend Valmont. The
    line Valmont above an article called Valmont : la crue is not its title, but where that happens.
    """
    whole = letters_of(title)
    parts = map(letters_of, BETWEEN_TITLE_AND_SITE.split(title))
    return {whole, *(part for part in parts if 2 * len(part) >= len(whole))}


def _common_ends(titles: Sequence[str]) -> set[str]:
    """What several titles of a page end with, after a sign: the name of its site."""
    ends = [BETWEEN_TITLE_AND_SITE.split(title)[1:][-1:] for title in dict.fromkeys(titles)]
    last = [unaccented(normalized(end[0])).lower() for end in ends if end]
    return {end for end in last if last.count(end) > 1}


def _is_same_title(heading: str, named: str) -> bool:
    """Whether a heading is the title that is named elsewhere, perhaps in other words."""
    short, long = sorted((letters_of(heading), letters_of(named)), key=len)
    if short and short in long and 2 * len(short) >= len(long):
        return True
    if len(_long_words(heading) & _long_words(named)) >= _WORDS_IN_COMMON:
        return True
    first = BETWEEN_TITLE_AND_SITE.split(named)[0]  # before the long name of an unknown site
    return len(first.split()) >= _FEWEST_WORDS and letters_of(first) == letters_of(heading)


def _long_words(title: str) -> set[str]:
    return set(re.findall(r"\w{5,}", unaccented(normalized(title)).lower()))


def _without_site(title: str, own: set[str]) -> str:
    for name in own:  # which may hold such a sign itself
        end = len(title) - len(name)
        if unaccented(title).lower().endswith(name) and _SIGN.search(title, 0, end):
            return title[:end].rstrip(_SIGNS)
    pieces = BETWEEN_TITLE_AND_SITE.split(title)
    if len(pieces) > 1:
        last, first = (site_key(pieces[-1]), site_key(pieces[0]))
        sites = {site_key(name) for name in own}
        if last in sites or is_known_host(pieces[-1]):
            return title[: title.rindex(pieces[-1])].rstrip(_SIGNS)
        if first in sites:
            return title[len(pieces[0]) :].lstrip(_SIGNS)
    return title


def text_of_heading(heading: HtmlElement) -> str:
    """What a heading shows without badges, unless there is nothing else in it."""
    copied = deepcopy(heading)
    for element in list(copied.iterdescendants("span", "em", "i", "small", "strong", "a", "div")):
        names = (element.get("class") or "").lower()
        if _BADGES.search(names) or furniture(text_of_element(element)) is not None:
            element.drop_tree()
    return text_of_element(copied) or text_of_element(heading)


def text_of_element(element: HtmlElement) -> str:
    """What an element shows, in one line."""
    return " ".join(lines_of_element(element))


def lines_of_element(element: HtmlElement) -> list[str]:
    """The lines that an element shows, each with single spaces."""
    if next(element.iterdescendants(*_BREAKS), None) is None:  # most have one line
        return list(filter(None, [" ".join(str(element.text_content()).split())]))
    lines = [""]
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if part.tag in _BREAKS:
            lines.append("")
        if event == "start":
            lines[-1] += part.text or ""
        elif part is not element:
            lines[-1] += part.tail or ""
    return [text for line in lines if (text := " ".join(line.split()))]
