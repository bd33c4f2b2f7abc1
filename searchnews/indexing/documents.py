"""Articles as engines take them: their words, field by field, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from searchnews.analysis.acronyms import Explained, explained_acronyms
from searchnews.analysis.bulk.cut import TitledWords, words_of_each
from searchnews.analysis.tokenize import words_of
from searchnews.article import Article, as_unicode
from searchnews.dates import day_number, moment_number
from searchnews.engines.base import FILLER, Document
from searchnews.index_fields import NAME_BEGINS, NAME_ENDS
from searchnews.query.clauses import MAX_SLOP
from searchnews.urls import beginnings

# The beginning of an article of the press is its summary, so its words count twice too: +0.005
# MRR@10 where titles are looked for in the text, +0.003 on questions, +0.015 on the FAQ, nothing on
# standfirsts; 60 or 80 words bring less.
_OPENING: Final = 25  # in words

# In characters: a cache of a thousand longer ones would fill the memory.
_LONGEST_NAME: Final = 200

# In characters: tantivy drops terms above 65,530 bytes, and none of that length is a name.
_LONGEST_TERM: Final = 1000

# Between the words of a title inside `words`: no phrase, whatever its slop, matches there, nor from
# the text into the title. Phrases of titles are looked up in `title`.
_GAP: Final = f" {' '.join([FILLER] * (MAX_SLOP + 1))} "


class MadeDocument(NamedTuple):
    """An article as engines take it."""

    document: Document
    text: str
    """The words of the text alone, folded, in order, joined by single spaces."""


def documents_of(
    articles: Sequence[Article], numbers: Iterable[int], packed: Callable[[], Iterable[bytes]]
) -> list[MadeDocument]:
    """Cut articles into the words that an engine indexes; many at once take less time each.

    `packed` gives what is stored of each. It is called last: another thread may be packing.

    >>> article = Article(id="1", title="L'Etat frappe", body="Été frappé.", agency="ATS")
    >>> ((document, text),) = documents_of([article], [1], lambda: [article.to_json()])
    >>> document.title, document.title_only, sorted(document.written.split())
    ('etat frappe', 'etat', ['etat', 'frappe', 'frappé'])
    >>> document.words.replace("_", "").split()
    ['ete', 'frappe', 'ete', 'frappe', 'etat', 'frappe', 'etat', 'frappe']
    >>> text
    'ete frappe'
    """
    texts = [
        (article.title or "", "\n".join(filter(None, (article.lead, article.body))))
        for article in articles
    ]
    words = words_of_each(texts)
    return [
        MadeDocument(_document(article, number, stored, *text, cut), cut.text)
        for article, number, stored, text, cut in zip(
            articles, numbers, packed(), texts, words, strict=True
        )
    ]


def _document(
    article: Article, number: int, stored: bytes, headline: str, body: str, cut: TitledWords
) -> Document:
    title, text, written = cut
    title_words = title.split()
    in_text = f" {text} "
    opening = " ".join(text.split(" ", _OPENING)[:_OPENING])
    # The title twice: +0.006 to +0.011 MRR@10 in the one field of title and text. The text first:
    # the positions of its words are smaller numbers there than behind all the gaps.
    words = _GAP.join((text, opening, *title_words, *title_words))
    return Document(
        id=article.id,
        words=words,
        title=title,
        title_only=" ".join({word for word in title_words if f" {word} " not in in_text}),
        written=written,
        acronyms=" ".join({_as_term(a) for t in (headline, body) for a in explained_acronyms(t)}),
        url=_url(article.url),
        source=_folded(article.source),
        agency=_folded(article.agency),
        authors=_GAP.join(map(_folded, article.authors)),
        section=_folded(article.section),
        publisher=_names(article.source),
        agency_name=_names(article.agency),
        author_names=_names(*article.authors),
        section_name=_names(article.section),
        language=_names(article.language),
        day=day_number(article.date) if article.date else None,
        moment=moment_number(article.date) if article.date else None,
        number=number,
        stored=stored,
    )


def _as_term(explained: Explained) -> str:
    return f"{explained.acronym}={'_'.join(explained.name.split())}"


def _names(*names: str | None) -> tuple[str, ...]:
    """Names as they are written, each once, but for the end of what is too long to be one."""
    if names == (None,):
        return ()
    return tuple(
        dict.fromkeys(as_unicode(name)[:_LONGEST_TERM] for name in names if name and name.strip())
    )


def _folded(text: str | None) -> str:
    if not text:
        return ""
    return _cached(text) if len(text) <= _LONGEST_NAME else _between_ends(text)


@lru_cache(1000)  # there are few sources, agencies and sections, each in many articles
def _cached(name: str) -> str:
    return _between_ends(name)


def _url(url: str | None) -> str:
    terms = beginnings(url) if url else []
    return " ".join((NAME_BEGINS, *terms)) if terms else ""


def _between_ends(name: str) -> str:
    words = words_of(name)
    return " ".join((NAME_BEGINS, *words, NAME_ENDS)) if words else ""
