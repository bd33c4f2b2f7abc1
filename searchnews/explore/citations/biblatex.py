"""BibLaTeX: `@article` with the subtype `newspaper`, in UTF-8, for biber.

Titles stand in two pairs of braces, so that no style changes their capitals; so do agencies, which
would else be sorted by their last word.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Iterator
from typing import Final

from searchnews.analysis.fold import fold
from searchnews.article import Article
from searchnews.explore.citations.fields import address, date_parts, language_tag
from searchnews.explore.citations.latex import latex
from searchnews.explore.citations.names import Name, Person, agencies_of, names_of

# As the package babel names them.
_BABEL: Final = {
    "fr": "french", "en": "english", "de": "german", "it": "italian", "es": "spanish",
    "nl": "dutch", "pt": "portuguese", "ca": "catalan", "br": "breton", "oc": "occitan",
    "eu": "basque", "rm": "romansh", "ar": "arabic", "ru": "russian", "la": "latin",
    "en-US": "american", "en-GB": "british", "de-CH": "swissgerman", "pt-BR": "brazilian",
}  # fmt: skip
_LONGEST_SOURCE: Final = 20


def to_biblatex(article: Article, *, accessed: datetime.date | None = None) -> str:
    """The article as an entry of a .bib file, with a line end behind it.

    `accessed` is the day on which its address was looked at, if it was.
    """
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(article, accessed) if value]
    return f"@article{{{citation_key(article)},\n{''.join(lines)}}}\n"


def citation_key(article: Article) -> str:
    """The key of an article: its source and year, to be known by, and a digest of its id.

    The same in every export, and no other article's: two of a million articles of one source and
    year share a key with a probability of 0.002.

    >>> citation_key(Article(id="a1", source="Le Messager", date="2015-09-18"))
    'lemessager2015-2j3dwnytcy'
    """
    source = "".join(c for c in fold(article.source or "") if c.isascii() and c.isalnum())
    year = date_parts(article.date)[:1]
    digest = hashlib.blake2b(article.id.encode(), digest_size=6).digest()
    short = base64.b32encode(digest).decode().lower().rstrip("=")
    return f"{source[:_LONGEST_SOURCE] or 'article'}{''.join(year)}-{short}"


def _fields(article: Article, accessed: datetime.date | None) -> Iterator[tuple[str, str]]:
    url = address(article.url)
    title = latex(article.title)
    tag = language_tag(article.language) or ""
    yield "author", " and ".join(map(_author, names_of(article)))
    yield "title", title and f"{{{title}}}"
    yield "journaltitle", latex(article.source)
    yield "date", "-".join(date_parts(article.date))
    yield "entrysubtype", "newspaper"
    yield "url", url or ""
    yield "urldate", accessed.isoformat() if url and accessed else ""
    yield "langid", _BABEL.get(tag) or _BABEL.get(tag[:2], "")
    yield "keywords", latex(article.section).replace(",", " ")  # commas would part them
    yield "note", latex(", ".join(agencies_of(article))) if article.authors else ""
    yield "abstract", latex(article.lead)


def _author(name: Name) -> str:
    if isinstance(name, Person):
        return latex(name.inverted)
    return f"{{{latex(name.name)}}}"
