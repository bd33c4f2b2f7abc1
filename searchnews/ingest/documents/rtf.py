r"""Reading RTF, in which Factiva exports by default, Nexis too, and old word processors write.

Microsoft's Rich Text Format specification 1.9.1. striprtf makes the text; pictures, which are most
of a file, and the targets of links are taken out before, as its patterns are quadratic in them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from striprtf.striprtf import font_table_group, rtf_to_text

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.documents.draft import draft_of_document, length_warning
from searchnews.ingest.press.factiva_text import drafts_of_lines, is_factiva
from searchnews.ingest.press.nexis import drafts_of_documents
from searchnews.ingest.press.nexis_files import documents_in, is_nexis

_LARGEST: Final = 64 << 20  # in bytes; most of it pictures
_LARGEST_TEXT: Final = 16 << 20  # characters without the pictures

# Raw bytes of a picture, after their number, and bytes written as digits.
_RAW_BYTES: Final = re.compile(rb"\\bin(\d{1,9}) ?")
_DIGITS_OF_BYTES: Final = re.compile(rb"(?<![0-9a-fA-F\s])[0-9a-fA-F\s]{1000,}")
_CODE_PAGE: Final = re.compile(rb"\\ansicpg(\d{2,5})")
_MAC: Final = re.compile(rb"\\rtf1?[^\\]*\\mac\b")
_HEAD: Final = 1 << 16  # bytes that name the code page
_LONGEST_FONT: Final = 1000  # characters of an entry in the table of fonts
_TITLE: Final = re.compile(r"\{\\title ?([^{}]{1,1000})\}")
_BOLD: Final = re.compile(r"\\b(0?)(?![a-z0-9-]) ?")
_HIDDEN: Final = re.compile(r"\{\\v(?![a-z0-9])")
_CELL: Final = re.compile(r"\\(?:nest)?cell(?![a-z0-9])")
_ROW: Final = re.compile(r"\\nestrow(?![a-z0-9])")

# Stands where bold type begins; Unicode leaves it to private use.
_BOLD_BEGINS: Final = "\ue000"


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a document, or the articles of an export of Factiva or Nexis.

    Raises:
        UnreadableFileError: it is damaged, too large, or there is no text in it.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(
            f"more than {_LARGEST >> 20} MiB of RTF; save it in parts, or without its pictures"
        )
    code_page = _code_page(data)
    rtf = _decoded(_without_pictures(data), code_page)
    if len(rtf) > _LARGEST_TEXT:
        raise UnreadableFileError(
            f"more than {_LARGEST_TEXT >> 20} million characters of RTF; save it in parts"
        )
    lines = [line.strip() for line in _text(rtf, code_page).split("\n")]
    paragraphs = [plain for line in lines if (plain := line.replace(_BOLD_BEGINS, "").strip())]
    if is_factiva(paragraphs):
        yield from drafts_of_lines(lines, _BOLD_BEGINS)
    elif is_nexis(paragraphs):
        yield from drafts_of_documents(documents_in(paragraphs))
    else:
        title = _TITLE.search(rtf)
        named = _text(f"{{\\rtf1 {title[1]}}}", code_page) if title is not None else ""
        draft = draft_of_document(paragraphs, named.replace(_BOLD_BEGINS, "") or None)
        yield draft
        warning = length_warning(draft.body)
        if warning is not None:
            yield warning


def _without_pictures(data: bytes) -> bytes:
    """The RTF without the bytes of its pictures."""
    pieces: list[bytes] = []
    at = 0
    while (raw := _RAW_BYTES.search(data, at)) is not None:
        pieces.append(data[at : raw.start()])
        at = raw.end() + int(raw[1])
    return _DIGITS_OF_BYTES.sub(b"", b"".join((*pieces, data[at:])))


def _code_page(data: bytes) -> str:
    """The encoding in which letters are written as numbers, and raw if the file is not UTF-8."""
    declared = _CODE_PAGE.search(data, 0, _HEAD)
    if declared is None:
        return "mac-roman" if _MAC.search(data, 0, _HEAD) else "cp1252"
    encoding = f"cp{declared[1].decode()}"
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _decoded(data: bytes, code_page: str) -> str:
    """The RTF as a text: UTF-8, as some programs write it, if it can be."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(code_page, "replace")


def _text(rtf: str, code_page: str) -> str:
    """The text: a line for each paragraph, tabulators between the cells of a table.

    Raises:
        UnreadableFileError: the RTF is damaged.
    """
    rtf = _CELL.sub(r"\\tab", _ROW.sub(r"\\par", _HIDDEN.sub(r"{\\*\\v", rtf)))
    rtf = _BOLD.sub(lambda match: f"\\b{match[1]} " + ("" if match[1] else _BOLD_BEGINS), rtf)
    # Written like this, the pattern for links does not see it; their texts stay.
    rtf = rtf.replace("\\field{", "\\field {").replace("{", "\n{")
    fonts = str(font_table_group(rtf))  # type: ignore[no-untyped-call]
    if any(len(line) > _LONGEST_FONT for line in fonts.split("\n")):
        rtf = rtf.replace(fonts, "", 1)
    try:
        text = str(rtf_to_text(rtf, code_page, "replace"))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise UnreadableFileError(f"the RTF is damaged: {error}") from None
    # Characters beyond 65,535 are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
