"""What a web page says about its article, in JSON-LD, meta elements and microdata.

What sites write for search engines and social networks is taken in the order of how often it is
right, measured on pages of some twenty French sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from searchnews.dates import normalize_date
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import split_authors
from searchnews.ingest.lines import normalized, unaccented
from searchnews.ingest.web.json_ld import article_of, is_organisation, names_of, text_of
from searchnews.ingest.web.page_title import (
    BETWEEN_TITLE_AND_SITE,
    text_of_element,
    title_of_page,
)
from searchnews.ingest.web.site_names import site_key, written_name


class PageMetadata(NamedTuple):
    """What is known about the article of a page, apart from its text."""

    title: str | None
    description: str | None
    date: str | None
    """When it was published, where the page says so for machines."""
    less_certain_date: str | None
    """From names that some sites use for the day of a change or of a download."""
    source: str | None
    agency: str | None
    authors: tuple[str, ...]
    section: str | None
    url: str | None
    language: str | None
    keywords: tuple[str, ...]
    site_names: frozenset[str]
    """What the page calls its site, in the form of `lines.unaccented` and in small letters."""


# Lower case, whether in `name`, `property` or `itemprop`.
_TITLES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_DATES: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publication_date",
    "citation_publication_date", "citation_date", "publish-date", "publishdate", "pubdate",
    "article.published", "dcterms.issued", "dc.date.issued",
)  # fmt: skip
_LESS_CERTAIN_DATES: Final = (
    "date.created", "pdate", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
    "date",
)  # fmt: skip
_SOURCES: Final = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher",
    "dcterms.publisher", "citation_journal_title",
)  # fmt: skip
_NAMES_OF_SITE: Final = (*_SOURCES, "twitter:site", "copyright")
_AUTHORS: Final = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator",
                   "parsely-author", "sailthru.author", "byl")  # fmt: skip
_FIRST_AUTHORS: Final = 2  # where pages have any of these, the others repeat them
_SECTIONS: Final = ("article:section", "og:article:section", "parsely-section", "articlesection")
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")
_KEYWORDS: Final = ("news_keywords", "keywords")

_URL: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_MOST_KEYWORDS: Final = 50
_LONGEST: Final = 1000  # of a line of metadata, in characters
_WITH: Final = re.compile(r"\b(?:avec|with|et)\b|/|,", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"\savec\s", re.IGNORECASE)
_FRONT_PAGE: Final = re.compile(r"(?:a la |la )?une|accueil|home|actualites?|news", re.IGNORECASE)
# Words for who writes where nobody signs, and those that only organisations have in their names.
_NOBODY: Final = re.compile(
    r"sources?\b.*|(?:la |notre )?redaction\b.*|admin\w*|staff|web ?master|auteure?|"
    r"(?:l'|une? |notre )?equipe\b.*|collectif\b.*|(?:le|la|les) .*"
    r"|.*\b(?:radio|television|magazine|journal|hebdo|presse|medias?|news|info|infos|actu|actus"
    r"|editions?|associations?|syndicat|universite|institut|ministere|mairie|agence|services?)\b.*"
    r"|.*\.(?:fr|com|ch|be|ca|org|net|info|eu|example)\b.*"
)


def metadata_of_page(page: HtmlElement) -> PageMetadata:
    """What a page, whole, says of its article."""
    meta = _meta_values(page)
    scripts = [script.text or "" for script in page.xpath("//script[contains(@type, 'ld+json')]")]
    article = article_of(scripts)
    url = _url(page, meta, text_of(article.get("url")) or text_of(article.get("mainEntityOfPage")))
    host = _host(url) if url else ""
    publishers = list(names_of(article.get("publisher")))
    sites = [*publishers, *_all(meta, _NAMES_OF_SITE), *([host] if host else [])]
    own = {unaccented(normalized(name)).lower() for name in sites}
    title = title_of_page(page, [text_of(article.get("headline")), *_all(meta, _TITLES)], own)
    names = _named_authors(article.get("author"), meta)
    return PageMetadata(
        title=title,
        description=text_of(article.get("description")) or _first(meta, _DESCRIPTIONS),
        date=_date(text_of(article.get("datePublished")), *_all(meta, _DATES)),
        less_certain_date=_date(*_all(meta, _LESS_CERTAIN_DATES)),
        source=_source(page, [*publishers, *_all(meta, _SOURCES)], host),
        agency=next(filter(None, map(agency_in, (*names, *publishers))), None),
        authors=persons([name for name in names if names[name]], own),
        section=_section(article.get("articleSection"), meta),
        url=url,
        language=text_of(article.get("inLanguage")) or _language(page),
        keywords=_keywords(meta, article.get("keywords")),
        site_names=frozenset(own),
    )


def persons(names: Iterable[str], site_names: Iterable[str]) -> tuple[str, ...]:
    """Those of some names that are neither an agency, an organisation nor the site itself."""
    sites = {site_key(name) for name in site_names}
    people = [name for name in names if _is_person(name, sites)]
    return tuple(dict.fromkeys(people))


def agency_in(name: str) -> str | None:
    """The agency in a name such as AFP, avec AFP, Le Courrier avec AFP, Le Courrier/AFP."""
    return agency_named(name) or agency_named(_WITH.split(name)[-1])


def _named_authors(named: object, meta: dict[str, list[str]]) -> dict[str, bool]:
    """The names of authors, each with whether it may be a person's."""
    found: dict[str, bool] = {}
    for value in named if isinstance(named, list) else [named]:
        may_be_person = not is_organisation(value)
        for text in names_of(value):
            found.update(dict.fromkeys(_separate(text), may_be_person))
    if not found:
        first, others = _AUTHORS[:_FIRST_AUTHORS], _AUTHORS[_FIRST_AUTHORS:]
        for text in _all(meta, first) or _all(meta, others):
            found.update(dict.fromkeys(_separate(text), True))
    return found


def _separate(names: str) -> tuple[str, ...]:
    """The names in a text; of "Le Courrier avec AFP" the paper stays with its agency."""
    found = split_authors(names)
    is_paper = len(found) > 1 and " " not in found[0] and _TOGETHER.search(names) is not None
    return (names, *found[1:]) if is_paper else found


def _date(*values: str | None) -> str | None:
    """The first of some values that is a date."""
    return next(filter(None, (normalize_date(value) for value in values if value)), None)


def _source(page: HtmlElement, names: list[str], host: str) -> str | None:
    """Who published it: its name as one writes it, else the host.

    "Le Monde", "Le Monde.fr" and "lemonde.fr" are one paper; the first is its name.
    """
    written = [name.rstrip("/") for name in names if not _URL.match(name)]
    element = next(page.iter("title"), None)
    pieces = BETWEEN_TITLE_AND_SITE.split(text_of_element(element)) if element is not None else []
    source = next(filter(None, written), host)
    if not source:
        return None
    return written_name(source, [*written, *pieces])


def _meta_values(page: HtmlElement) -> dict[str, list[str]]:
    """What its meta elements say, by their names in small letters."""
    meta: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        value = " ".join((element.get("content") or "").split())
        if not value or len(value) > _LONGEST:
            continue
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name:
                meta.setdefault(name.strip().lower(), []).append(value)
    return meta


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _all(meta: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _url(page: HtmlElement, meta: dict[str, list[str]], named: str | None) -> str | None:
    links = page.xpath("//link[@rel='canonical']/@href")
    for url in (*links[:1], _first(meta, ("og:url",)), named):
        if url and re.match(r"https?://[^\s/]+\S*$", url.strip()):
            return str(url).strip()
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # http://[val.example
        return ""


def _section(named: object, meta: dict[str, list[str]]) -> str | None:
    values = [text_of(each) for each in (named if isinstance(named, list) else [named])]
    for value in (*values, *_all(meta, _SECTIONS)):
        for name in (value or "").split(","):
            if name.strip() and not _FRONT_PAGE.fullmatch(unaccented(normalized(name))):
                return name.strip()
    return None


def _language(page: HtmlElement) -> str | None:
    root = page.getroottree().getroot()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return language.strip().replace("_", "-") or None if language else None


def _is_person(name: str, sites: set[str]) -> bool:
    key = unaccented(normalized(name)).lower()
    return (
        agency_in(name) is None
        and not key.startswith(("http", "www.", "@"))
        and site_key(name) not in sites
        and not _NOBODY.fullmatch(key)
    )


def _keywords(meta: dict[str, list[str]], named: object) -> tuple[str, ...]:
    tags = meta.get("article:tag", [])
    if isinstance(named, list):
        tags = [*names_of(named), *tags]
    if not tags:
        listed = named if isinstance(named, str) else _first(meta, _KEYWORDS) or ""
        tags = re.split(r"\s*[,;]\s*", listed)
    return tuple(dict.fromkeys(filter(None, map(str.strip, tags))))[:_MOST_KEYWORDS]
