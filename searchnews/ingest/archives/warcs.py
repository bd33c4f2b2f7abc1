"""Reading web archives: the pages among their records, each with the address it was captured at.

WARC 1.1, ISO 28500. Of several captures of one address the last in the archive stands: articles
of one address have one id, and the later replaces the earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any, Final, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from searchnews.ingest.archives.members import read_member
from searchnews.ingest.base import Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.compression import damage_named
from searchnews.ingest.origin import Place
from searchnews.ingest.workers import Read, Workers

_PAGES: Final = ("text/html", "application/xhtml+xml")
_LARGEST: Final = 16 << 20  # bytes of a page


def read(
    stream: Stream, place: Place, options: ReadingOptions, workers: Workers | None = None
) -> Iterator[Read]:
    """The articles of the pages that were there, in the order of the archive.

    Raises:
        UnreadableFileError: the archive is damaged; what came before has been yielded.
    """
    others: Counter[str] = Counter()
    try:
        with damage_named():
            for record in ArchiveIterator(stream, arc2warc=True):
                kind = _kind(record)
                if kind not in _PAGES:
                    if kind:
                        others[kind] += 1
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                content = record.content_stream().read(_LARGEST + 1)
                inside = place.at(url.strip("<>"))
                if len(content) > _LARGEST:
                    yield Problem("too much for a page", path=inside.path)
                elif content.strip():
                    page = BufferedReader(cast("Any", BytesIO(content)))
                    yield from read_member(page, len(content), inside, options, workers)
    except (ArchiveLoadFailed, ValueError, AttributeError) as error:
        raise UnreadableFileError(f"the archive is damaged or cut short: {error}") from None
    if others:
        told = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common(5))
        yield Problem(f"records that are no pages: {told}", may_hide_articles=False)


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
