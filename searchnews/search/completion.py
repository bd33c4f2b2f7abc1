"""Completing what somebody is typing: words, sources and titles that the index has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.analysis.fold import fold
from searchnews.analysis.tokenize import tokens_of
from searchnews.article import Article
from searchnews.index_fields import PUBLISHER, WRITTEN
from searchnews.search.options import SearchOptions, check_query
from searchnews.search.planned_query import plan_query
from searchnews.storage.snapshots import Snapshot

# Of a letter alone there are too many words.
_SHORTEST: Final = 2
# The word that is being typed: letters and digits at the end, behind no sign but a space.
_LAST_WORD: Final = re.compile(r"(?:^|(?<=[\s(«“\"'’]))[^\W_]+$")
# Titles that are looked at for how a word is written in them.
_TITLES: Final = 15
# Where so much of the articles with a word write it so, it is written so.
_MOSTLY: Final = 0.5


class CompletedWord(NamedTuple):
    """A word of the index that begins as what was typed last."""

    text: str
    """As articles write it."""
    query: str
    """The whole query with it."""
    articles: int


class Completions(NamedTuple):
    """What may be meant by the beginning of a query."""

    words: tuple[CompletedWord, ...] = ()
    """The commonest first."""
    sources: tuple[tuple[str, int], ...] = ()
    """Names with a word that begins so, and how many articles each has published."""
    titles: tuple[Article, ...] = ()
    """The best articles whose titles have all words, the last of them completed."""


def complete(snapshot: Snapshot, text: str, limit: int) -> Completions:
    """Complete a query whose last word is being typed, with so many of each kind at most.

    Raises:
        InvalidArgumentError: it is no text.
    """
    check_query(text)
    match = _LAST_WORD.search(text)
    folded = fold(match[0]) if match is not None else ""
    if match is None or len(folded) < _SHORTEST:
        return Completions()
    titled = _titled(snapshot, text, match[0])
    spelt = Counter(
        (fold(word), word) for article in titled for word in _words(article.title or "")
    )
    words = []
    for word, articles in snapshot.vocabulary.matching(f"{folded}*", limit).items():
        in_titles = [(n, written) for (of, written), n in spelt.items() if of == word]
        written = max(in_titles)[1] if in_titles else _written(snapshot, word, articles)
        words.append(CompletedWord(written, f"{text[: match.start()]}{written}", articles))
    return Completions(
        tuple(word for word in words if word.articles),
        tuple(_sources(snapshot, folded, limit)),
        tuple(titled[:limit]),
    )


def _titled(snapshot: Snapshot, text: str, last: str) -> Sequence[Article]:
    """Articles with all words in their titles, best first."""
    before = " ".join(token.word for token in tokens_of(text[: len(text) - len(last)]))
    # All of it are words and a wildcard, whatever was typed.
    query = plan_query(f"titre:({before} {fold(last)}*)", snapshot, SearchOptions())
    page = snapshot.reader.search(query.plan.strict.clause, limit=_TITLES, counted=False).page
    return [snapshot.article(match.stored) for match in page]


def _words(title: str) -> Iterator[str]:
    """The words of a title as they are written; its first may have its capital for that alone."""
    for number, token in enumerate(tokens_of(title)):
        word = title[token.start : token.end]
        yield word if number or word.isupper() else word.lower()


def _written(snapshot: Snapshot, word: str, articles: int) -> str:
    """How most articles write a folded word, but for its case."""
    from searchnews.analysis.lexicon import usual_form

    usual = usual_form(word)
    others = {word, *snapshot.vocabulary.accented(word)} - {usual}
    counts = {form: snapshot.reader.articles_with(WRITTEN, form) for form in others}
    # The index has the usual form only where there are others beside it.
    both = snapshot.reader.articles_with(WRITTEN, usual) if any(counts.values()) else 0
    counts[usual] = articles - sum(counts.values()) + both
    form = max(counts, key=lambda form: (counts[form], form))
    return form if counts[form] >= _MOSTLY * articles else word


def _sources(snapshot: Snapshot, folded: str, limit: int) -> list[tuple[str, int]]:
    found = [
        (name, articles)
        for name, articles in snapshot.reader.words(PUBLISHER)
        if any(token.word.startswith(folded) for token in tokens_of(name))
    ]
    return sorted(found, key=lambda source: (-source[1], source[0]))[:limit]
