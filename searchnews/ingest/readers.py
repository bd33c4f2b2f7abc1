"""Reading a file into articles: the table of formats, and what all of them share.

A format is one module with one entry in `READERS`. The module offers

    def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Article | Problem]

where `stream` gives the bytes already decompressed, and can be rewound. It yields articles as it
finds them, in bounded memory, and raises `UnreadableFileError` when it cannot go on.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from gzip import GzipFile
from hashlib import blake2b
from importlib import import_module
from io import BufferedReader, FileIO
from pathlib import Path, PurePath
from typing import Final, NamedTuple, Protocol, TypeAlias, cast

from searchnews.article import Article
from searchnews.errors import SearchNewsError
from searchnews.ingest.place import Place, utc_time

# Raised whenever a file may give other articles than before: files that have not changed are
# then read again.
CLEANING_VERSION: Final = 1

Stream: TypeAlias = BufferedReader | GzipFile
"""What a reader is given."""

_BUFFER: Final = 1 << 18  # in bytes


class UnreadableFileError(SearchNewsError):
    """A file that gives no articles, or none from here on; the message is the reason."""


class Problem(NamedTuple):
    """Something in a file that is no article."""

    reason: str
    line: int | None = None
    """Counted from 1."""
    lost: bool = True
    """Whether something gave no article; if not, an article was read all the same."""


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
            from searchnews.ingest.field_names import check_mapping

            check_mapping(self.mapping)

    def fingerprint(self) -> str:
        """Another fingerprint means that files must be read again, even unchanged.

        >>> ReadingOptions().fingerprint() == ReadingOptions(source="ATS").fingerprint()
        False
        """
        said = [CLEANING_VERSION, self.source, sorted(self.mapping.items()), self.date_from_mtime]
        return blake2b(json.dumps(said).encode(), digest_size=8).hexdigest()


class Format(NamedTuple):
    """An entry of the table."""

    suffixes: tuple[str, ...]
    module: str
    """Imported when the first such file is read."""


READERS: Final = (
    Format((".txt", ".text"), "searchnews.ingest.text"),
    Format((".json", ".jsonl", ".ndjson"), "searchnews.ingest.json_records"),
)
_COMPRESSED: Final = (".gz",)
_GZIP_MAGIC: Final = b"\x1f\x8b"


class _ReaderModule(Protocol):
    def read(
        self, stream: Stream, place: Place, options: ReadingOptions
    ) -> Iterator[Article | Problem]: ...


def format_of(name: str) -> Format | None:
    """The format that a file's name tells, compressed or not.

    >>> format_of("2015.JSONL.gz").suffixes
    ('.json', '.jsonl', '.ndjson')
    """
    suffix = PurePath(_without_compression(name)).suffix.lower()
    return next((entry for entry in READERS if suffix in entry.suffixes), None)


def read_file(
    path: Path, options: ReadingOptions, tell: Callable[[int], None] = lambda _: None
) -> Iterator[Article | Problem]:
    """The articles of a file as they are read, in bounded memory, and what was wrong with it.

    `tell` is told before each how many bytes of the file have been read, about.

    Raises:
        UnreadableFileError: the file cannot be read, or not to its end; then what came before
            has been yielded.
    """
    path = path.absolute()
    file_format = format_of(path.name)
    if file_format is None:
        raise UnreadableFileError(unknown_format(path))
    reader = cast("_ReaderModule", import_module(file_format.module))
    try:
        with _open(path) as file:
            place = Place(
                path,
                stem=PurePath(_without_compression(path.name)).stem,
                date=utc_time(os.fstat(file.fileno()).st_mtime)
                if options.date_from_mtime
                else None,
            )
            compressed = file.peek(2).startswith(_GZIP_MAGIC)
            with GzipFile(fileobj=file) if compressed else nullcontext(file) as stream:
                for item in reader.read(stream, place, options):
                    tell(file.tell())
                    yield item
    except EOFError:
        raise UnreadableFileError("the compressed data is cut short") from None
    except zlib.error as error:
        raise UnreadableFileError(f"the compressed data is damaged: {error}") from None
    except OSError as error:  # among them gzip.BadGzipFile, which has no strerror
        raise UnreadableFileError(
            error.strerror or f"the compressed data is damaged: {error}"
        ) from None


def unknown_format(path: Path) -> str:
    """Why a file is not read, when its name is all that is known of it."""
    suffix = PurePath(_without_compression(path.name)).suffix
    return f"not a format that searchnews reads: {suffix or 'a name without extension'}"


def _without_compression(name: str) -> str:
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _COMPRESSED else name


def _open(path: Path) -> BufferedReader:
    # Opening a pipe that nobody writes to would wait for ever.
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    file: BufferedReader = BufferedReader(FileIO(descriptor), _BUFFER)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise UnreadableFileError("not a regular file")
    return file
