"""Messages: the new articles of a saved search, as they are delivered."""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple

from searchnews.saved.ids import entry_id, message_id, search_id
from searchnews.search.results import Hit, Snippet, Span
from searchnews.storage.saved.records import StoredMessage

MOST_ARTICLES: Final = 500
"""Of one message: more would be a mail that no server takes. The others are in the next one."""

_LEVEL: Final = 1  # of compression: what is stored is soon delivered


class Copy(NamedTuple):
    """A new article that is a copy, or another version, of one in a message."""

    id: str
    title: str | None
    date: str | None
    source: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article in a message, with what matched in it."""

    id: str
    title: str | None
    date: str | None
    source: str | None
    agency: str | None
    authors: tuple[str, ...]
    section: str | None
    url: str | None
    path: str | None
    snippet: str
    highlights: tuple[Span, ...]
    """Spans of the snippet that matched, in characters, half-open; those of the title below."""
    title_highlights: tuple[Span, ...]
    matched: tuple[str, ...]
    """The words that matched, as the article has them, each once: why it was sent."""
    is_changed: bool
    """Whether it had matched before, and has changed since."""
    copies: tuple[Copy, ...] = ()
    """New articles that are copies of it, or other versions; they stand in no other place."""

    @classmethod
    def of(
        cls, hit: Hit, *, matched: tuple[str, ...], copies: tuple[Copy, ...], is_changed: bool
    ) -> NewArticle:
        """The article that a search found."""
        article = hit.article
        return cls(
            id=article.id,
            title=article.title,
            date=article.date,
            source=article.source,
            agency=article.agency,
            authors=tuple(article.authors),
            section=article.section,
            url=article.url,
            path=article.path,
            snippet=hit.snippet.text,
            highlights=hit.snippet.highlights,
            title_highlights=hit.title_highlights,
            matched=matched,
            is_changed=is_changed,
            copies=copies,
        )

    @property
    def passage(self) -> Snippet:
        """The snippet with what matched."""
        return Snippet(self.snippet, self.highlights)

    @property
    def marked_title(self) -> Snippet:
        """The title with what matched."""
        return Snippet(self.title or "", self.title_highlights)

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON has it."""
        # Not by `asdict`, which copies every value of every article.
        values = {name: getattr(self, name) for name in _FIELDS}
        return values | {"copies": [copy._asdict() for copy in self.copies]}


_FIELDS: Final = tuple([each.name for each in fields(NewArticle)])


@dataclass(frozen=True, slots=True)
class Message:
    """New articles of a saved search, delivered together."""

    search: str
    """The name of the saved search."""
    query: str
    understood: str
    """The query as it was read, in the same language."""
    made: str
    """When they were found: ISO time, UTC."""
    index: str
    """The directory of the index."""
    commit: str
    """Which commit of it they were found in."""
    total: int
    """How many were found in this run; a message has `MOST_ARTICLES` at most."""
    copies: int
    """How many new articles stand behind others as their copies, and are not in `total`."""
    part: int
    """Which of the messages of the run this is, from 1."""
    parts: int
    warnings: tuple[str, ...]
    """Of the query."""
    articles: tuple[NewArticle, ...]
    id: str = ""
    """Names the message: a second one with this id is the same, sent again."""
    ids: tuple[str, ...] = field(default=(), repr=False)
    """Names each article in this search, as feeds do: the same when it is sent again."""
    feed_id: str = ""
    """Names the feed of this search."""

    def to_dict(self) -> dict[str, Any]:
        """The message as JSON has it."""
        head = {name: getattr(self, name) for name in _HEAD}
        return {
            **head,
            "warnings": list(self.warnings),
            "articles": [article.to_dict() for article in self.articles],
        }

    def to_json(self) -> str:
        """The message as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def lines(self) -> Iterable[str]:
        """Each article as a line of JSON, with what names the message and the search."""
        for article in self.articles:
            named = {"message": self.id, "search": self.search, **article.to_dict()}
            yield json.dumps(named, ensure_ascii=False)

    def packed(self) -> bytes:
        """The message as it is stored, without its ids."""
        return zlib.compress(self.to_json().encode(errors="replace"), _LEVEL)


_HEAD: Final = (
    "id", "search", "query", "understood", "made", "index", "commit", "total", "copies", "part",
    "parts",
)  # fmt: skip


def unpacked(stored: StoredMessage, database: uuid.UUID) -> Message:
    """A message that was stored in a database of this name.

    The same message has the same id whenever it is read.
    """
    values = json.loads(zlib.decompress(stored.content))
    articles = tuple([_article(each) for each in values["articles"]])
    return Message(
        **{name: values[name] for name in _HEAD if name != "id"},
        warnings=tuple(values["warnings"]),
        articles=articles,
        id=message_id(database, stored.message),
        ids=tuple([entry_id(database, stored.search, each.id) for each in articles]),
        feed_id=search_id(database, stored.search),
    )


def _article(values: dict[str, Any]) -> NewArticle:
    spans = {
        name: tuple((start, end) for start, end in values[name])
        for name in ("highlights", "title_highlights")
    }
    words = {name: tuple(values[name]) for name in ("authors", "matched")}
    copies = tuple(Copy(**each) for each in values["copies"])
    return NewArticle(**(values | spans | words | {"copies": copies}))
