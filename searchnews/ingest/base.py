"""What the readers of all formats are given, and what they give.

A reader is a module that offers

    def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]

`stream` gives the bytes, already decompressed, and can be rewound. It yields articles as it finds
them, in bounded memory, and raises `UnreadableFileError` when it cannot go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from searchnews.article import Article
from searchnews.errors import SearchNewsError

if TYPE_CHECKING:
    from searchnews.ingest.origin import Place

# Raised whenever a file may give other articles than before: files that have not changed are
# then read again.
READING_VERSION: Final = 2

Stream: TypeAlias = BufferedReader
"""What a reader is given."""


class UnreadableFileError(SearchNewsError):
    """A file that gives no articles, or none from here on; the message is the reason."""


class Problem(NamedTuple):
    """Something in a file that is no article."""

    reason: str
    line: int | None = None
    """Counted from 1."""
    lost: bool = True
    """Whether something gave no article; if not, an article was read all the same."""
    path: Path | None = None
    """The member of a container that it is about; None for the file itself."""
    may_hide_articles: bool = True
    """Whether there may have been articles in what was lost; in a picture there are none."""

    def of_member(self, member: Path | None) -> Problem:
        """The same about a member of a container, unless it is about a member of that already."""
        return self if self.path is not None else self._replace(path=member)


Item: TypeAlias = Article | Problem


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
    """Whether a file's time of change is the date of the articles that give none."""

    def __post_init__(self) -> None:
        if self.mapping:
            from searchnews.ingest.records.field_names import check_mapping

            check_mapping(self.mapping)

    def fingerprint(self) -> str:
        """Another fingerprint means that files must be read again, even unchanged.

        >>> ReadingOptions().fingerprint() == ReadingOptions(source="ATS").fingerprint()
        False
        """
        said = [READING_VERSION, self.source, sorted(self.mapping.items()), self.date_from_mtime]
        return blake2b(json.dumps(said).encode(), digest_size=8).hexdigest()


class ReaderModule(Protocol):
    """What the module of a format offers."""

    def read(self, stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
        """The articles of a file as they are found, and what was wrong with it.

        Raises:
            UnreadableFileError: it cannot be read, or not to its end; then what came before has
                been yielded.
        """
