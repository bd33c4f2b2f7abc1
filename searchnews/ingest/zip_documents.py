"""Whether a zip archive is a document, as the names of its first members tell.

Word writes the members in another order than LibreOffice, Google Docs or Nexis.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

# The head of a member: the length of its name, and of what follows the name.
_MEMBER: Final = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)

# Members that archives of other files do not have, and where all members of a document are.
_SURE: Final = {b"[Content_Types].xml", b"_rels/.rels", b"word/document.xml"}
_FOLDERS: Final = (
    b"[Content_Types]", b"[trash]/", b"_rels/", b"docProps/", b"customXml/", b"docMetadata/",
    b"word/", b"xl/", b"ppt/",
)  # fmt: skip
_OPEN_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_BOOK: Final = b"application/epub+zip"
_MIME_TYPE: Final = b"mimetype"  # the first member of other formats that are zip archives


class ZipDocument(Enum):
    """Which document a zip archive is."""

    TEXT = auto()
    """Of Microsoft's formats or of OpenDocument."""
    WORKBOOK = auto()
    """Of Excel."""
    BOOK = auto()
    """An EPUB."""
    OTHER = auto()
    """One that is not read, such as slides."""


def zip_document(head: bytes) -> ZipDocument | None:
    """Which document a zip archive is that begins with these bytes; None if it holds files."""
    if _OPEN_TEXT in head[:100]:
        return ZipDocument.TEXT
    if _BOOK in head[:100]:
        return ZipDocument.BOOK
    names = [
        head[match.end() : match.end() + int.from_bytes(match[1], "little")]
        for match in _MEMBER.finditer(head)
    ]
    if names[:1] == [_MIME_TYPE]:
        return ZipDocument.OTHER
    if _SURE.isdisjoint(names) or not all(name.startswith(_FOLDERS) for name in names):
        return None
    if any(name.startswith(b"word/") for name in names):
        return ZipDocument.TEXT
    if any(name.startswith(b"xl/") for name in names):
        return ZipDocument.WORKBOOK
    return ZipDocument.OTHER if any(name.startswith(b"ppt/") for name in names) else None
