"""The contract of the engines: plain inverted indexes of the words that analysis cut.

An engine matches, scores, sorts and counts. It never analyses text, parses queries or cuts
snippets, so all engines give the same answers. It has a location, stores some bytes with each
article, and knows nothing of what else belongs to an index. Each is the only package of ours that
imports its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

from searchnews.query.clauses import Clause

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Location: TypeAlias = str
"""Where an engine keeps its index: the directory of an embedded one, or an address in a cluster."""

Sort: TypeAlias = Literal["relevance", "date", "-date"]
"""By score; oldest first; newest first. Undated articles come last in both orders of date.
Dates are compared as moments. Ties: the newer one (for relevance), then the id in code point
order."""


class Match(NamedTuple):
    """An article that matches a clause."""

    id: str
    score: float
    """0 when sorted by date."""
    moment: int | None
    """When it was, see `dates.moment_number`."""
    stored: bytes
    """What was stored with it."""
    number: int
    """Of its indexing, see `Document.number`."""


class NumberedDays(NamedTuple):
    """Articles in the order of their numbers, as arrays of the same length."""

    numbers: npt.NDArray[np.int64]
    """Rising; see `Document.number`."""
    days: npt.NDArray[np.int64]
    """The numbers of their dates, see `dates.day_number`; 0 for those without one."""


class Matches(NamedTuple):
    """One page of the articles that match a clause."""

    total: int
    """How many match, on all pages; 0 where they were not to be counted."""
    page: list[Match]


class Reader(Protocol):
    """The index at one commit: what is written later does not change it.

    In a cluster it may: there each answer is of one moment, and complete. See `KEEPS_COMMITS`.

    Its methods raise IndexDamagedError where files are damaged, and EngineError where the engine
    fails though they are sound.
    """

    @property
    def stamp(self) -> str:
        """Names the commit: another one has another stamp."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def last_number(self) -> int:
        """The highest number of an article, see `Document.number`; 0 if there is none."""

    @property
    def settled_number(self) -> int:
        """Up to which number all articles are seen: none comes any more under a lower one.

        In a cluster articles of a commit that is not at its end may be seen before others of it.
        """

    def search(
        self,
        clause: Clause,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "relevance",
        counted: bool = True,
    ) -> Matches:
        """One page of at most `limit` articles, after the first `offset`; `limit` may be 0."""

    def stream(self, clause: Clause, *, sort: Sort = "relevance") -> Iterator[Match]:
        """Every article that matches, in order. Memory: a few hundred bytes an article."""

    def stored(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids, as far as there are such articles, and what was stored with each, in their order."""

    def every(self) -> Iterator[tuple[int, bytes]]:
        """The number of every article and what was stored with it, in bounded memory.

        In no particular order. 0 is the number in an index of before articles had one.
        """

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Numbers, as far as there are such articles, and what was stored with each; rising."""

    def numbers(self, clause: Clause) -> NumberedDays:
        """The numbers and days of all articles that match."""

    def values(self, clause: Clause, field: str) -> Iterator[tuple[str, int]]:
        """The terms of one of `WHOLE_TERMS`, sorted, with the number of matches that have each.

        The numbers are exact; a term that no match has is left out.
        """

    def days(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """The days of articles that match, rising, with the number of matches of each; exact.

        They are day numbers (`dates.day_number`) without the time of day. Matches without a date
        are not counted.
        """

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in.

        Words and numbers may still count articles that were deleted; none is missing. The terms
        of `WHOLE_TERMS` count those that there are.
        """

    @property
    def counted(self) -> int | None:
        """How many articles `words` counts: those that there are, and deleted ones for a while.

        None where it counts every article that ever was added.
        """

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word; may still count deleted ones."""

    def close(self) -> None:
        """Let go of files; idempotent."""


class Writer(Protocol):
    """Adds and deletes; nothing is seen, and nothing survives a crash, before `commit`.

    Its methods raise EngineError where something cannot be written.
    """

    def add(self, document: Document, *, replaces: bool = True) -> None:
        """Add an article, or replace the one with the same id.

        With `replaces` False the caller knows that there is none, which spares looking for it.
        """

    def delete(self, id: str) -> None:  # noqa: A002 - the field's own word
        """Delete the article with this id; if there is none, nothing happens."""

    def commit(self) -> None:
        """Make everything since the last commit seen, at once or not at all.

        Raises:
            EngineError: it could not be written; the last commit stands, and this writer is of
                no more use.
        """

    def close(self) -> None:
        """Let go of the index; what was not committed is dropped. Idempotent."""


class Document(NamedTuple):
    """An article as engines take it: words already cut and folded, joined by spaces.

    The filler "_" stands where a phrase may not pass: it takes a position, is no word, and is
    not counted in the length of the field.

    Its fields but for four are those of `searchnews.index_fields`, described there.
    """

    id: str
    words: str
    title: str
    title_only: str
    written: str
    """Some words may come twice, and a few may be among them that the article has in their usual
    form only."""
    acronyms: str
    url: str
    source: str
    agency: str
    authors: str
    section: str
    publisher: tuple[str, ...]
    agency_name: tuple[str, ...]
    author_names: tuple[str, ...]
    section_name: tuple[str, ...]
    language: tuple[str, ...]
    """The fields of whole names; none has a name twice, or an empty one."""
    day: int | None
    """The number of its date, see `dates.day_number`: what ranges of days and counts go by."""
    moment: int | None
    """When it was, see `dates.moment_number`: what it is sorted by."""
    number: int
    """In the order of indexing, from 1 on: an article that comes later has a higher one, one that
    is changed gets a new one, and none is given twice. Below 2**63."""
    stored: bytes
    """What readers give back with it, as it is."""


FILLER: Final = "_"


class Engine(Protocol):
    """An index at a location, opened by the `open` of its module."""

    name: str
    """Of the engine."""

    def reader(self) -> Reader:
        """The index at its latest commit.

        Raises:
            IndexDamagedError: its files are damaged.
            EngineError: they cannot be read.
        """

    def stamp(self) -> str:
        """Names the latest commit; fast enough to be called before every search."""

    def writer(self) -> Writer:
        """The one writer; the caller holds the index lock.

        What a writer that was killed left behind is cleared or ignored.

        Raises:
            EngineError: the index cannot be written to.
        """


class EngineModule(Protocol):
    """What each package of an engine offers."""

    NAME: str

    KEEPS_COMMITS: bool
    """Whether a reader stays at its commit. Where not, what it is asked later it may answer from a
    later one: to keep a moment open holds up a cluster that moves its parts."""

    def version(self) -> str:
        """The version of the package, and of its format if it has one."""

    def create(self, location: Location) -> Engine:
        """A new, empty index with its first commit; an embedded engine finds an empty directory.

        Raises:
            EngineError: it cannot be written.
        """

    def open(self, location: Location) -> Engine:
        """The index at a location.

        Raises:
            IndexDamagedError: files are missing or damaged.
            EngineError: they cannot be read.
        """

    def check(self, location: Location) -> list[str]:
        """What is wrong with the files of the latest commit, a sentence each; empty if nothing.

        Reads every byte, and knows a file that was cut short or altered even where a search
        would not come across it, or opening fails.
        """
