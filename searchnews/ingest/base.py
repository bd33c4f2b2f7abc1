"""The contract of the readers: what the reader of a format gets, and what it yields.

A reader is a module that offers

    def read(file: OpenFile) -> Iterator[Draft | Problem]

It yields drafts of articles as it finds them, in bounded memory, and raises `UnreadableFileError`
when it cannot go on. What follows from where a file is (ids, paths, dates in names) is not its
business: `complete` makes articles of the drafts of all readers, in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from searchnews.article import Article
from searchnews.ingest.limits import Limits, TimeLimit
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import Stream

# Raised whenever a file may give other articles than before: files that have not changed are
# then read again.
READING_VERSION: Final = 9


class Medium(Enum):
    """What kind of file an article was read from."""

    PAGE = auto()
    """A web page, of which the article is a part."""
    TEXT = auto()
    """A text file, often copied or scraped from a page."""
    RECORD = auto()
    """A record of a dump, a table or a feed."""
    WIRE = auto()
    """An item of a news agency."""
    EXPORT = auto()
    """A document that a press database exported."""
    SCAN = auto()
    """A digitised newspaper."""
    DOCUMENT = auto()
    """An office document or a PDF."""

    @property
    def has_furniture(self) -> bool:
        """Whether what surrounds an article on a page may be in its text.

        In all others a line that returns was written each time: a slogan, a standing notice.
        """
        return self in (Medium.PAGE, Medium.TEXT)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a reader found in a file about an article."""

    title: str | None = None
    body: str = ""
    date: str | None = None
    """When the article itself says that it was published, in the form of `dates`, or as it is
    written, with a time that does not exist."""
    source: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    url: str | None = None
    lead: str | None = None
    credit: str | None = None
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """What articles have no field for; values that JSON has."""
    id: str | None = None
    """The id that the input gives it, the same in whichever file it is."""
    part: str | None = None
    """The id that the input gives it among the articles of its file."""
    number: int | None = None
    """Which record of its file it is, from 1; None if the file is one article."""
    revision: int | None = None
    """Which revision of the article with this id it is; a higher one replaces a lower."""
    medium: Medium | None = None
    """Set if it is not that of the format, as in a JSON file with items of an agency."""


class ReadArticle(NamedTuple):
    """An article, and how it was read."""

    article: Article
    medium: Medium
    revision: int | None = None


class Problem(NamedTuple):
    """Something in a file that cannot be read, or not completely."""

    reason: str
    line: int | None = None
    """Counted from 1."""
    lost: bool = True
    """Whether it gave no article; if not, an article was read all the same."""
    path: Path | None = None
    """The member of a container that it is about; None for the file itself."""
    may_hide_articles: bool = True
    """Whether articles may have been lost; in a picture there are none."""
    traceback: str | None = None
    """Where a reader or a library failed unexpectedly."""

    def of_member(self, member: Path | None) -> Problem:
        """The same about a member of a container, unless it is about a member of that already."""
        return self if self.path is not None else self._replace(path=member)

    def of_page(self, name: str) -> Problem:
        """The same about a file beside this one, of which this one is made."""
        where = f"{name}, line {self.line}" if self.line else name
        return self._replace(reason=f"{where}: {self.reason}", line=None)

    @property
    def message(self) -> str:
        """The reason, with the line that it is about."""
        return f"line {self.line}: {self.reason}" if self.line else self.reason


Item: TypeAlias = ReadArticle | Problem
"""What reading a file yields."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the user says about the files to be read.

    Raises:
        InvalidArgumentError: `mapping` names a field that articles do not have.
    """

    source: str | None = None
    """Who published the articles that do not say it."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """A field of ours -> the name it has in the input: {"title": "headline"}."""
    date_from_mtime: bool = False
    """Whether a file's time of change is the date of the articles that have no other."""

    def __post_init__(self) -> None:
        if self.mapping:
            from searchnews.ingest.records.field_names import check_mapping

            check_mapping(self.mapping)

    def fingerprint(self) -> str:
        """Another fingerprint means that files must be read again, even unchanged.

        >>> ReadingOptions().fingerprint() == ReadingOptions(source="ATS").fingerprint()
        False
        """
        values = [READING_VERSION, self.source, sorted(self.mapping.items()), self.date_from_mtime]
        return blake2b(json.dumps(values).encode(), digest_size=8).hexdigest()


class OpenFile(NamedTuple):
    """A file, or a member of a container, that a reader is to read."""

    stream: Stream
    """Its bytes, decompressed; it is seekable."""
    origin: Origin
    options: ReadingOptions
    limits: Limits
    time_limit: TimeLimit


class Reader(Protocol):
    """What the module of a format offers."""

    def read(self, file: OpenFile) -> Iterator[Draft | Problem]:
        """The drafts of a file's articles as they are found, and what was wrong with it.

        Raises:
            UnreadableFileError: it cannot be read, or not to its end; then what came before has
                been yielded.
        """
