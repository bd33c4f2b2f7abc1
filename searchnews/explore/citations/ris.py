"""RIS, the format that every reference manager imports.

The tags are those by which Zotero maps RIS to a newspaper article. A line is a tag, two spaces, a
dash, a space and the value; lines end with CRLF, and a value never holds one. There is no escaping.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from searchnews.article import Article
from searchnews.explore.citations.fields import address, date_parts, language_tag, one_line
from searchnews.explore.citations.names import Name, Person, agencies_of, names_of


def to_ris(article: Article, *, accessed: datetime.date | None = None) -> str:
    r"""The article as a record of RIS, with the empty line behind it.

    `accessed` is the day on which its address was looked at, if it was.

    >>> article = Article(id="a1", title="Raids", date="2015-09", authors=["Zoé Roy"], source="ATS")
    >>> print(to_ris(article).replace("\r\n", "|"))
    TY  - NEWS|TI  - Raids|AU  - Roy, Zoé|T2  - ATS|DA  - 2015/09|PY  - 2015|ID  - a1|ER  - ||
    """
    lines = [f"{tag}  - {value}" for tag, value in _fields(article, accessed) if value]
    return "\r\n".join(("TY  - NEWS", *lines, "ER  - ", "", ""))


def _fields(article: Article, accessed: datetime.date | None) -> Iterator[tuple[str, str]]:
    date = date_parts(article.date)
    url = address(article.url)
    yield "TI", one_line(article.title)
    for name in names_of(article):
        yield "AU", _author(name)
    yield "T2", one_line(article.source)
    yield "DA", "/".join(date)
    yield "PY", date[0] if date else ""
    yield "SE", one_line(article.section)
    yield "AB", one_line(article.lead)
    yield "LA", language_tag(article.language) or ""
    yield "UR", url or ""
    if url and accessed:
        yield "Y2", accessed.strftime("%Y/%m/%d")
    if article.authors:  # else the agencies are the authors
        yield "N1", ", ".join(agencies_of(article))
    yield "ID", one_line(article.id)


def _author(name: Name) -> str:
    if isinstance(name, Person):
        return one_line(name.inverted)
    # Whatever is behind a comma would be taken for a given name.
    return one_line(name.name.replace(",", " "))
