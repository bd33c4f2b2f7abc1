"""Reading pages as browsers save them in one file, with their pictures: MHTML."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.web.pages import draft_of_page

_LARGEST: Final = 64 << 20  # in bytes; most of it pictures


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a saved page: the first part of it that is HTML.

    Raises:
        UnreadableFileError: there is none, or it is too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB, too much for a page")
    message = message_from_bytes(data)
    page = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableFileError("there is no page in it")
    yield draft_of_page(content, _url(page) or _url(message))


def _url(part: Message) -> str | None:
    for name in ("Content-Location", "Snapshot-Content-Location"):
        url = str(part.get(name, "")).strip()
        if url.startswith(("http://", "https://")):
            return url
    return None
