"""Members of containers: read like files, each accounted for by its path inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import OpenFile, Problem, ReadArticle
from searchnews.ingest.failures import failures_named
from searchnews.ingest.files import UnknownFormatError, read_stream
from searchnews.ingest.origin import Origin
from searchnews.ingest.streams import Stream, stream_of
from searchnews.ingest.workers import ItemOrPending, Workers

MOST_MEMBERS: Final = 1_000_000
"""A container of more files is no archive of articles; listing them alone takes a gigabyte."""

# A zip of zips is a delivery of dumps; deeper ones are made to do harm.
_DEEPEST: Final = 4
# Smaller members are read into memory: formats that look twice need not unpack them twice.
_IN_MEMORY: Final = 64 << 20  # in bytes


def read_member(
    container: OpenFile, stream: Stream, size: int, origin: Origin, workers: Workers | None
) -> Iterator[ItemOrPending]:
    """The articles of a member of `size` bytes; what is wrong with it is wrong with it alone."""
    path = origin.path
    if origin.depth > _DEEPEST:
        yield Problem(f"in more than {_DEEPEST} archives, one in the other; unpack some", path=path)
        return
    container.time_limit.restart()
    try:
        with failures_named():
            if size <= _IN_MEMORY:
                stream = stream_of(stream.read(), container.time_limit.check)
            member = container._replace(stream=stream, origin=origin)
            for item in read_stream(member, size, workers):
                yield item if isinstance(item, ReadArticle) else item.of_member(path)
    except UnknownFormatError as error:
        yield Problem(str(error), path=path, may_hide_articles=False)
    except UnreadableFileError as error:
        yield Problem(str(error), path=path, traceback=error.traceback)
    finally:
        container.time_limit.restart()
