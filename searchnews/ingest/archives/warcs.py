"""Reading web archives: the pages among their records, each with the address it was captured at.

WARC 1.1, ISO 28500. Of several captures of one address the last in the archive stands: articles
of one address have one id, and the later replaces the earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.content_encoding import without_brotli
from searchnews.ingest.archives.members import read_member
from searchnews.ingest.base import OpenFile, Problem
from searchnews.ingest.streams import stream_of
from searchnews.ingest.workers import ItemOrPending, Workers

_PAGES: Final = ("text/html", "application/xhtml+xml")
_BROTLI: Final = "br"
_LARGEST: Final = 16 << 20  # bytes of a page
_MOST_NAMED: Final = 5  # kinds of records that are no pages


def read(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """The articles of the pages that were there, in the order of the archive.

    Raises:
        UnreadableFileError: the archive is damaged; what came before has been yielded.
    """
    others: Counter[str] = Counter()
    try:
        for record in ArchiveIterator(file.stream, arc2warc=True):
            file.time_limit.restart()
            kind = _kind(record)
            if kind in _PAGES:
                yield from _read_page(file, record, workers)
            elif kind:
                others[kind] += 1
    except (ArchiveLoadFailed, ValueError, AttributeError) as error:
        raise UnreadableFileError(f"the archive is damaged or cut short: {error}") from None
    if others:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common(_MOST_NAMED))
        yield Problem(f"records that are no pages: {counts}", may_hide_articles=False)


def _read_page(file: OpenFile, record: Any, workers: Workers | None) -> Iterator[ItemOrPending]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    origin = file.origin.capture(url.strip("<>"))
    try:
        content = _content(record)
    except UnreadableFileError as error:
        yield Problem(str(error), path=origin.path)
        return
    if len(content) > _LARGEST:
        reason = f"more than {_LARGEST >> 20} MiB, too much for a page"
        yield Problem(reason, path=origin.path)
    elif content.strip():
        yield from read_member(file, stream_of(content), len(content), origin, workers)


def _content(record: Any) -> bytes:
    """The bytes of a page without compression, `_LARGEST` and one more at most.

    Raises:
        UnreadableFileError: they are compressed in a way that is not read, or damaged.
    """
    headers = record.http_headers
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""
    if encoding != _BROTLI:
        content: bytes = record.content_stream().read(_LARGEST + 1)
        return content
    # Its own way, where the package is there, may unpack a few bytes to gigabytes at once.
    headers.remove_header("Content-Encoding")
    return without_brotli(record.content_stream().read(_LARGEST + 1), _LARGEST)


def _kind(record: Any) -> str:
    """What a record holds: a media type, or why it is none of our business; empty for no answer."""
    if record.rec_type == "resource":
        return _media_type(record.rec_headers.get_header("Content-Type"))
    if record.rec_type != "response" or record.http_headers is None:
        return ""
    status = record.http_headers.get_statuscode()
    if status != "200":
        return f"answers with status {status}"
    return _media_type(record.http_headers.get_header("Content-Type"))


def _media_type(header: str | None) -> str:
    return (header or "of unknown type").partition(";")[0].strip().lower()
