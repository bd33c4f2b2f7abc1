"""How the format of a file is recognised: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from searchnews.ingest.base import Medium
from searchnews.ingest.encoding import binary_kind, decode
from searchnews.ingest.formats.format import Format
from searchnews.ingest.formats.plain_text import (
    has_extension,
    is_about_files,
    is_prose_throughout,
)
from searchnews.ingest.formats.table import FORMATS, format_of_name
from searchnews.ingest.zip_documents import ZipDocument, zip_document

HEAD: Final = 1 << 16
"""So many bytes from the beginning of a file tell its format."""

_OF_MODULE: Final = {entry.module: entry for entry in FORMATS}
_JSON = _OF_MODULE["records.json"]
_TEXT = _OF_MODULE["documents.text"]
_XML = _OF_MODULE["records.xml"]
_WEB_PAGE, _SAVED_PAGE = _OF_MODULE["web.pages"], _OF_MODULE["web.mhtml"]
_TAR, _ZIP = _OF_MODULE["archives.tars"], _OF_MODULE["archives.zips"]
_OF_ZIP_DOCUMENT: Final = {
    ZipDocument.TEXT: _OF_MODULE["documents.office"],
    ZipDocument.WORKBOOK: _OF_MODULE["records.xlsx"],
    ZipDocument.BOOK: _OF_MODULE["documents.epub"],
}

# Formats of texts that are not read, and as what a program can save them.
_INSTEAD: Final = (
    ((".doc", ".dot", ".wps", ".wpd", ".pages"), "save it as .docx"),
    ((".xls", ".xlsb", ".ods", ".numbers"), "save it as .xlsx or .csv"),
    ((".ppt", ".pptx", ".odp", ".key"), "save it as PDF"),
    ((".msg", ".pst", ".olm"), "save or export it as .eml or mbox"),
    ((".mobi", ".azw", ".azw3", ".lit", ".fb2"), "convert it to EPUB, for example with calibre"),
    ((".rar", ".7z", ".cab", ".dmg", ".iso"), "unpack it"),
    ((".djvu", ".ps", ".xps"), "convert it to PDF"),
)
_BEGINNING: Final = 20_000  # characters; no dispatch has more
_FOR_NETWORKS: Final = 'property="og:'
TAR_MAGIC: Final = slice(257, 262), b"ustar"
"""Where an archive of tar is marked, and as what."""
# A byte order mark, and the control characters that agencies transmit.
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f\ufeff]+")
_CONTROL_BYTES: Final = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
_PROLOG: Final = re.compile(
    r"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*", re.S | re.I
)
# <journal=Le_Courrier>, of corpora for Lexico, is no markup.
_KEY: Final = re.compile(r"<[^\W\d][\w-]*\s*=")
_ROOT: Final = re.compile(r"<(?:([\w.-]+):)?([A-Za-z_][\w.-]*)([^>]*)")
_HTML: Final = re.compile(
    r"<!doctype html|<(?:html|head|body|meta|title|div|article|p|span|h1|table|script)\b", re.I
)


def recognise(name: str, head: bytes) -> Format | None:
    r"""The format of a file, from its name and its first `HEAD` bytes; None if it is of none.

    Compression is taken off before, and its suffix.

    >>> recognise("article.txt", b"<!DOCTYPE html><title>Crue</title>").name
    'web page'
    >>> recognise("article", b'{"titre": "Crue"}').name, recognise("photo.txt", b"\xff\xd8\xff")
    ('JSON', None)
    >>> recognise("depeche", b"Le maire de Sarlat a rouvert le pont aux voitures.").name
    'text'
    """
    for entry in FORMATS:
        if head.startswith(entry.magic):
            return _of_zip(name, head) if entry.module == "archives.zips" else entry
    where, magic = TAR_MAGIC
    if head[where] == magic:
        return _TAR
    by_name = format_of_name(name)
    if by_name is _TAR or binary_kind(head) is not None:
        return by_name if by_name is _TAR else None
    text = decode(head)
    # Looked for in bytes, and seldom there: the pattern takes half of the time of a page's format.
    if len(head.translate(None, _CONTROL_BYTES)) < len(head) or "\ufeff" in text:
        text = _CONTROL.sub("", text)
    start = _PROLOG.match(text)
    end_of_prolog = start.end() if start else 0
    if text.startswith("<", end_of_prolog) and not _KEY.match(text, end_of_prolog):
        is_unnamed = by_name is _TEXT or not PurePath(name).suffix
        is_xml = by_name is _XML or (is_unnamed and text.startswith("<?xml"))
        return _of_markup(text, end_of_prolog, is_xml=is_xml) or by_name
    if by_name in (None, _TEXT, _SAVED_PAGE, _JSON):
        for entry in FORMATS:
            if entry.beginning and entry.beginning.match(text, 0, _BEGINNING):
                return entry
    if by_name is not None:
        return by_name
    if not (has_extension(name) or is_about_files(name)) and is_prose_throughout(text):
        return _TEXT
    return _JSON if text[end_of_prolog : end_of_prolog + 1] in ("{", "[") else None


def _of_zip(name: str, head: bytes) -> Format | None:
    """Documents are zip archives too."""
    document = zip_document(head)
    if document in _OF_ZIP_DOCUMENT:
        return _OF_ZIP_DOCUMENT[document]
    by_name = format_of_name(name)
    if by_name in _OF_ZIP_DOCUMENT.values():
        return by_name
    return None if document is ZipDocument.OTHER else _ZIP


def _of_markup(text: str, end_of_prolog: int, *, is_xml: bool) -> Format | None:
    root = _ROOT.match(text, end_of_prolog)
    if root is not None:
        prefix, local, attributes = root.groups()
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        declared = re.search(rf"""{name}\s*=\s*["']([^"']*)["']""", attributes)
        element = f"{{{declared[1]}}}{local}" if declared else local
        for entry in FORMATS:
            is_root = entry.root is not None and entry.root.fullmatch(element)
            if is_root and entry.namespace in attributes:
                return entry
    # What a page says of itself for social networks is in no export, though a page may have a
    # link to a database, or be about one.
    is_on_web = _FOR_NETWORKS in text
    for entry in FORMATS:
        if is_on_web and entry.medium is Medium.EXPORT:
            continue
        if any(sign in text for sign in entry.signs):
            return entry
    if _is_page(text, end_of_prolog, is_xml=is_xml):
        return _WEB_PAGE
    return _XML if is_xml else None


def _is_page(text: str, end_of_prolog: int, *, is_xml: bool) -> bool:
    """Whether markup is HTML; what says that it is XML may have elements called p or article."""
    if "<!doctype html" in text[:end_of_prolog].lower():
        return True
    begun = _HTML.match(text, end_of_prolog)
    return begun is not None and (not is_xml or begun[0].lower() == "<html")


def unknown_format(name: str, head: bytes) -> str:
    """Why a file whose format is not known is not read, and what to do, if anything can be done."""
    kind = binary_kind(head)
    suffix = PurePath(name).suffix
    named = format_of_name(name)
    if named is not None and kind is not None:
        return f"not {named.name}, but {kind}"
    is_named = has_extension(name)
    what = suffix if is_named else "a name without extension"
    reason = f"not a format that searchnews reads: {what}"
    instead = next((way for suffixes, way in _INSTEAD if suffix.lower() in suffixes), None)
    is_counted = suffix[1:].isdecimal()  # depeche.0012
    if kind is None and (is_counted or not is_named) and not is_about_files(name):
        instead = "if it is an article, give it a name that ends in .txt"
    return f"{reason}; {instead}" if instead else reason
