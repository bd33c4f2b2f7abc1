"""CSL JSON, what citeproc, Zotero, pandoc and word processors cite from."""

from __future__ import annotations

import datetime
from typing import Any

from searchnews.article import Article
from searchnews.explore.citations.fields import address, date_parts, language_tag, one_line
from searchnews.explore.citations.names import Name, Person, agencies_of, names_of


def to_csl(article: Article, *, accessed: datetime.date | None = None) -> dict[str, Any]:
    """The article as an item of CSL JSON, without what is not known.

    `issued` has one to three parts, as precise as the date is. `accessed` is the day on which its
    address was looked at, if it was.

    >>> to_csl(Article(id="a1", title="Raids", date="2015-09", agency="ATS"))
    {'id': 'a1', 'type': 'article-newspaper', 'title': 'Raids', 'author': [{'literal': 'ATS'}],
     'container-title': 'ATS', 'issued': {'date-parts': [[2015, 9]]}, 'source': 'ATS'}
    """
    url = address(article.url)
    date = date_parts(article.date)
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": one_line(article.title),
        "author": [_author(name) for name in names_of(article)],
        "container-title": one_line(article.source),
        "issued": _date(*map(int, date)) if date else None,
        "section": one_line(article.section),
        "URL": url,
        "accessed": _date(accessed.year, accessed.month, accessed.day)
        if url and accessed
        else None,
        "language": language_tag(article.language),
        "source": ", ".join(agencies_of(article)),
        "abstract": one_line(article.lead),
    }
    return {name: value for name, value in item.items() if value}


def _date(*parts: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]}


def _author(name: Name) -> dict[str, str]:
    if not isinstance(name, Person):
        return {"literal": name.name}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {part: text for part, text in parts.items() if text}
