"""The contract of the engines: plain inverted indexes of the words that analysis cut.

An engine matches, scores, sorts and counts. It never analyses text, parses queries or cuts
snippets, so all engines give the same answers. Each is the only module that imports its package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

from searchnews.query.clauses import Clause

Sort: TypeAlias = Literal["relevance", "date", "-date"]
"""By score; oldest first; newest first. Undated articles come last in both orders of date.
Ties: the newer date (for relevance), then the id in code point order."""


class Match(NamedTuple):
    """An article that matches a clause."""

    id: str
    score: float
    """0 when sorted by date."""
    day: int | None
    """The number of its date, see `dates.day_number`."""
    stored: bytes
    """The article, as `Article.to_json` writes it."""


class Matches(NamedTuple):
    """One page of the articles that match a clause."""

    total: int
    """How many match, on all pages; 0 where they were not to be counted."""
    page: list[Match]


class Reader(Protocol):
    """A snapshot of the index at one commit: what is written later does not change it."""

    @property
    def stamp(self) -> str:
        """Names the commit: another one has another stamp."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

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
        """The stored form of the articles that exist, with their ids, in the order asked."""

    def every(self) -> Iterator[bytes]:
        """The stored form of every article, in no particular order, in bounded memory."""

    def words(self, field: str) -> Iterator[tuple[str, int]]:
        """The words of a field, sorted, with the number of articles they are in.

        Words and numbers may still count articles that were deleted; none is missing. The terms
        of `TERM_FIELDS` count those that there are.
        """

    def articles_with(self, field: str, word: str) -> int:
        """In how many articles a field has the word; may still count deleted ones."""

    def close(self) -> None:
        """Let go of files; idempotent."""


class Writer(Protocol):
    """Adds and deletes; nothing is seen, and nothing survives a crash, before `commit`."""

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
    """What an engine is given of an article: words already cut and folded, joined by spaces.

    The filler "_" stands where a phrase may not pass: it takes a position, is no word, and is
    not counted in the length of the field.
    """

    id: str
    words: str
    """Text, its beginning once more, and title, twice: what an ordinary query searches and ranks.
    With positions."""
    title: str
    """With positions, for phrases and words of the title."""
    title_only: str
    """Words that the title has and the text has not. No positions."""
    written: str
    """Words with accents as they are written, and those that the article has both with and
    without accents also without: what tells `=frappe` from `frappé`. Some may come twice, and
    a few may be among them that the article has without accents only. No positions."""
    acronyms: str
    """The acronyms that the article explains: OSDH=Observatoire_syrien_des_droits_de_l'homme. Not
    searched: the vocabulary learns them. No positions."""
    source: str
    agency: str
    authors: str
    section: str
    publisher: str | None
    """The publisher's name as it is, as one term, for counts."""
    day: int | None
    stored: bytes
    """The article, as `Article.to_json` writes it, packed by `packing`; readers unpack it."""


FILLER: Final = "_"

FIELDS_WITH_POSITIONS: Final = ("words", "title", "source", "agency", "authors", "section")
FIELDS_WITHOUT_POSITIONS: Final = ("title_only", "written", "acronyms")
"""What they score is not defined: they are asked inside `Constant`."""
TERM_FIELDS: Final = ("publisher",)
"""Fields whose whole text is one term."""


class Engine(Protocol):
    """An index in a directory of its own, opened by `engines.open_engine`."""

    def reader(self) -> Reader:
        """A snapshot of the last commit.

        Raises:
            IndexDamagedError: it cannot be opened.
        """

    def stamp(self) -> str:
        """Names the last commit; fast enough to be asked before every search."""

    def writer(self) -> Writer:
        """The one writer; the caller holds the index lock."""


class EngineModule(Protocol):
    """What each module of an engine offers."""

    NAME: str

    def version(self) -> str:
        """The version of the package, and of its format if it has one."""

    def create(self, directory: Path) -> Engine:
        """A new, empty index with its first commit, in a directory that exists and is empty."""

    def open(self, directory: Path) -> Engine:
        """The index in a directory.

        Raises:
            IndexDamagedError: files are missing or cannot be read.
        """

    def check(self, directory: Path) -> list[str]:
        """What is wrong with the files of the last commit, a sentence each; empty if nothing.

        Reads every byte, and knows a file that was cut short or altered even where a search
        would not come across it, or opening fails.
        """
