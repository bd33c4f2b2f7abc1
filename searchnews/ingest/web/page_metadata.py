"""What a web page says about its article, in JSON-LD, meta elements and microdata.

What sites write for search engines and social networks is taken in the order of how often it is
right, measured on pages of some twenty French sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from searchnews.dates import normalize_date
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import bare_names, byline, split_authors
from searchnews.ingest.lines import normalized, unaccented
from searchnews.ingest.web.json_ld import article_of, names_of, text_of
from searchnews.ingest.web.page_title import site_key, text_of_element, title_of_page


class PageMetadata(NamedTuple):
    """What is known about the article of a page, apart from its text."""

    title: str | None
    description: str | None
    date: str | None
    source: str | None
    agency: str | None
    authors: tuple[str, ...]
    section: str | None
    url: str | None
    language: str | None
    keywords: tuple[str, ...]


# Lower case, whether in `name`, `property` or `itemprop`.
_TITLES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATES: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date.created",
    "publication_date", "publish-date", "publishdate", "pubdate", "pdate", "article.published",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "date",
)  # fmt: skip
_SOURCES: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_AUTHORS: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
                   "sailthru.author", "byl")  # fmt: skip
_SECTIONS: Final = ("article:section", "og:article:section", "parsely-section", "articlesection")
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")
_KEYWORDS: Final = ("news_keywords", "keywords")

_URL: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_MOST_KEYWORDS: Final = 50
_LONGEST: Final = 1000  # of a line of metadata, in characters
_WITH: Final = re.compile(r"\b(?:avec|with|et)\b|/|,", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:sources?|par|by)\s*:?\s+", re.IGNORECASE)
_FRONT_PAGE: Final = re.compile(r"(?:a la |la )?une|accueil|home|actualites?|news", re.IGNORECASE)
_BY_CLASS: Final = (
    "//a[@rel='author'] | //*[@itemprop='author'] | //*["
    + " or ".join(
        f"contains(concat(' ', translate(@class, '_', '-'), ' '), '{name}')"
        for name in ("author-name", "-author ", " author ", " byline", " auteur", "-auteur ",
                     "-signature ", " signature ")
    )
    + "]"
)  # fmt: skip
_NEAR_THE_TITLE: Final = 3  # levels up, from the title and from the name, to where they meet
_LONGEST_BYLINE: Final = 120  # in characters
# Words for who writes where nobody signs.
_NOBODY: Final = re.compile(
    r"(?:la )?redaction\b.*|admin\w*|staff|web ?master|auteur|rédaction", re.I
)


def metadata_of_page(page: HtmlElement) -> PageMetadata:
    """What a page, whole, says of its article."""
    meta = _meta_values(page)
    scripts = [script.text or "" for script in page.xpath("//script[contains(@type, 'ld+json')]")]
    article = article_of(scripts)
    url = _url(page, meta, text_of(article.get("url")) or text_of(article.get("mainEntityOfPage")))
    publisher = next(names_of(article.get("publisher")), None)
    site = _first(meta, _SOURCES)
    host = _host(url) if url else ""
    source = next((name for name in (publisher, site) if name and not _URL.match(name)), None)
    source = (source or host).rstrip("/") or None
    names = list(names_of(article.get("author"))) or [
        name
        for value in _all(meta, _AUTHORS[:2]) or _all(meta, _AUTHORS[2:])
        for name in split_authors(value)
    ]
    agency = next(filter(None, map(_agency, (*names, publisher or ""))), None)
    own = {unaccented(normalized(name)).lower() for name in (source, publisher, site, host) if name}
    authors = [_LABEL.sub("", name) for name in names if _is_person(name, own)]
    if not names:
        authors = [name for name in _signed(page) if _is_person(name, own)]
    return PageMetadata(
        title=title_of_page(page, [text_of(article.get("headline")), *_all(meta, _TITLES)], own),
        description=text_of(article.get("description")) or _first(meta, _DESCRIPTIONS),
        date=_date(page, meta, text_of(article.get("datePublished"))),
        source=source,
        agency=agency,
        authors=tuple(dict.fromkeys(authors)),
        section=_section(article.get("articleSection"), meta),
        url=url,
        language=text_of(article.get("inLanguage")) or _language(page),
        keywords=_keywords(meta, article.get("keywords")),
    )


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


def _date(page: HtmlElement, meta: dict[str, list[str]], published: str | None) -> str | None:
    """When it was published, as precise as the page says; not when it was changed."""
    for value in _dates(page, meta, published):
        if (date := normalize_date(value)) is not None:
            return date
    return None


def _dates(page: HtmlElement, meta: dict[str, list[str]], published: str | None) -> Iterator[str]:
    if published:
        yield published
    yield from _all(meta, _DATES[:4])
    for element in page.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        yield element.get("datetime") or element.get("content") or text_of_element(element)
    yield from _all(meta, _DATES[4:])
    times = [t for t in page.iter("time") if t.get("datetime") and not _is_changed(t)]
    # One time on a page is the article's; several may be those of other articles.
    if len({time.get("datetime") for time in times}) == 1 or any(_is_published(t) for t in times):
        yield next((t for t in times if _is_published(t)), times[0]).get("datetime") or ""


def _is_published(element: HtmlElement) -> bool:
    return re.search(r"publi|pub-?date|entry-date", _about(element), re.I) is not None


def _is_changed(element: HtmlElement) -> bool:
    return re.search(r"updat|modif|mis[ e-]+.? ?jour", _about(element), re.I) is not None


def _about(element: HtmlElement) -> str:
    parent = element.getparent()
    attributes = [element.get(name) or "" for name in ("class", "itemprop")]
    return " ".join([*attributes, (parent.get("class") or "") if parent is not None else ""])


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


def _signed(page: HtmlElement) -> Iterator[str]:
    """Who signs above the text, where only readers are meant to see it."""
    elements = page.xpath(_BY_CLASS)
    if len({text_of_element(element) for element in elements}) > 1:
        # The teasers of other articles are signed too; the signature near the title is taken.
        heading = next(page.iter("h1"), None)
        above = list(heading.iterancestors()) if heading is not None else []
        elements = [
            element
            for element in elements
            if {*above[:_NEAR_THE_TITLE]}.intersection(
                islice(element.iterancestors(), _NEAR_THE_TITLE)
            )
        ]
    for element in elements:
        text = text_of_element(element)
        if 0 < len(text) <= _LONGEST_BYLINE:
            yield from byline(text) or bare_names(text) or ()


def _language(page: HtmlElement) -> str | None:
    root = page.getroottree().getroot()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return language.strip().replace("_", "-") or None if language else None


def _is_person(name: str, own: set[str]) -> bool:
    key = unaccented(normalized(name)).lower()
    return (
        _agency(name) is None
        and not key.startswith(("http", "www.", "@"))
        and site_key(name) not in {site_key(each) for each in own}
        and not _NOBODY.fullmatch(key)
    )


def _agency(name: str) -> str | None:
    """The agency in a name such as AFP, avec AFP, Le Courrier avec AFP, Le Courrier/AFP."""
    return agency_named(name) or agency_named(_WITH.split(name)[-1])


def _keywords(meta: dict[str, list[str]], named: object) -> tuple[str, ...]:
    tags = meta.get("article:tag", [])
    if isinstance(named, list):
        tags = [*names_of(named), *tags]
    if not tags:
        listed = named if isinstance(named, str) else _first(meta, _KEYWORDS) or ""
        tags = re.split(r"\s*[,;]\s*", listed)
    return tuple(dict.fromkeys(filter(None, map(str.strip, tags))))[:_MOST_KEYWORDS]
