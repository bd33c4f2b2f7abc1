"""The title of a web page's article, among all that a page calls its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from searchnews.ingest.lines import letters_of, normalized, unaccented

# "… | Le Courrier", "… - Le Courrier.fr", "Le Courrier : …"
BETWEEN_TITLE_AND_SITE: Final = re.compile(r"\s+(?:[|•·«»‹›–—-]|:)\s+")
_SIGNS: Final = " |•·«»‹›–—-:"
_SIGN: Final = re.compile(r"\s[|•·«»‹›–—:-]\s*$")
_ELLIPSIS: Final = re.compile(r"(?:\.\.\.|…)\s*$")
_LONGEST_TITLE: Final = 300
# Each heading is compared with each title, and no page has more of them.
_MOST_TITLES: Final = 50
# The title on the page and the one for social networks have so many long words in common; a slogan
# of the site has none.
_WORDS_IN_COMMON: Final = 2


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
    headings = [
        text
        for heading in islice(page.iter("h1"), _MOST_TITLES)
        if 0 < len(text := text_of_element(heading)) <= _LONGEST_TITLE
        and site_key(text) not in sites
    ]
    for heading in headings:
        if any(_is_same_title(heading, other) for other in candidates):
            return heading
    return next(iter(candidates or headings), None)


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
    return len(_long_words(heading) & _long_words(named)) >= _WORDS_IN_COMMON


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
        if last in sites:
            return title[: title.rindex(pieces[-1])].rstrip(_SIGNS)
        if first in sites:
            return title[len(pieces[0]) :].lstrip(_SIGNS)
    return title


def site_key(name: str) -> str:
    """What all ways of writing a site's name have in common: Le Courrier, lecourrier.fr.

    >>> site_key("www.lecourrier.fr") == site_key("Le Courrier") == "courrier"
    True
    """
    letters = letters_of(
        re.sub(r"\.(?:fr|com|ch|be|ca|org|net|info|eu|tn|ma|dz)$", "", name.strip().lower())
    )
    return letters.removeprefix("www").removeprefix("le").removeprefix("la")


def text_of_element(element: HtmlElement) -> str:
    """What an element shows, in one line."""
    return " ".join(str(element.text_content()).split())
