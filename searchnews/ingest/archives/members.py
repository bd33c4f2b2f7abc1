"""Members of containers: read like files, each accounted for by its path inside."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Final, cast

from searchnews.article import Article
from searchnews.ingest.base import Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.compression import damage_named
from searchnews.ingest.files import UnknownFormatError, read_stream
from searchnews.ingest.origin import Place
from searchnews.ingest.workers import Read, Workers

MOST_MEMBERS: Final = 1_000_000
"""A container of more files is no archive of articles; listing them alone takes a gigabyte."""

# A zip of zips is a delivery of dumps; deeper ones are made to do harm.
_DEEPEST: Final = 4
# Smaller members are read into memory: formats that look twice need not unpack them twice.
_IN_MEMORY: Final = 64 << 20  # in bytes


def read_member(
    stream: Stream,
    size: int,
    place: Place,
    options: ReadingOptions,
    workers: Workers | None = None,
) -> Iterator[Read]:
    """The articles of a member of `size` bytes; what is wrong with it is wrong with it alone."""
    if place.depth > _DEEPEST:
        yield Problem(f"in more than {_DEEPEST} archives, one in the other", path=place.path)
        return
    try:
        with damage_named():
            if size <= _IN_MEMORY:
                stream = BufferedReader(cast("BufferedReader", BytesIO(stream.read())))
            for item in read_stream(stream, size, place, options, workers):
                yield item if isinstance(item, Article) else item.of_member(place.path)
    except UnknownFormatError as error:
        yield Problem(str(error), path=place.path, may_hide_articles=False)
    except UnreadableFileError as error:
        yield Problem(str(error), path=place.path)
