"""Reading BibTeX and BibLaTeX, as Zotero, JabRef and databases write them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, Entry
from pylatexenc.latex2text import LatexNodes2Text

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.references.reference import Reference, draft_of_reference

_LARGEST: Final = 32 << 20  # in bytes; a library of 30,000 abstracts
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_BRACES: Final = re.compile(r"(?<!\\)[{}]")
_OTHERS: Final = "others"  # as "et al." is written
# "Snapshot:files/12/pont.html:text/html", with ":" and ";" behind a "\" where they are letters.
_FILE: Final = re.compile(r"(?:\\.|[^\\;])+")
_PART_OF_FILE: Final = re.compile(r"(?:\\.|[^\\:])*")
_KEPT: Final = (
    "volume", "number", "pages", "issn", "doi", "publisher", "address", "location", "note",
    "annote", "shorttitle",
)  # fmt: skip

# What it logs of a broken entry is a problem of the file; it is not printed as well.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The references of a file, in its order.

    Raises:
        UnreadableFileError: it is too large, or there are none.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB of BibTeX; export it in parts")
    library = parse_string(decode(data).replace("\r\n", "\n"))
    entries = list(library.entries)
    for block in library.failed_blocks:
        if isinstance(block, DuplicateBlockKeyBlock):  # two articles, or one twice
            entries += parse_string(block.raw or "").entries
            continue
        line = block.start_line + 1 if block.start_line is not None else None
        yield Problem(f"not BibTeX: {' '.join(str(block.error).split())[:200]}", line)
    for number, entry in enumerate(entries, 1):
        yield draft_of_reference(_reference(entry), number, file)
    if not library.entries and not library.failed_blocks:
        raise UnreadableFileError("BibTeX without references")


def _reference(entry: Entry) -> Reference:
    written = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
    fields = {name: text for name, value in written.items() if (text := _text(value))}

    def first(*names: str) -> str | None:
        return next((fields[name] for name in names if name in fields), None)

    year = " ".join(fields[name] for name in ("day", "month", "year") if name in fields)
    extra: dict[str, object] = {name: fields.get(name) for name in _KEPT}
    extra |= {"type": entry.entry_type, "keywords": _keywords(fields.get("keywords", ""))}
    authors = _AND.split(written.get("author", ""))
    return Reference(
        key=entry.key,
        title=": ".join(filter(None, (first("title"), first("subtitle")))) or None,
        container=first("journaltitle", "journal", "newspaper", "maintitle", "booktitle"),
        publisher=first("organization", "publisher", "institution"),
        authors=[name for each in authors if (name := _text(each)) and name != _OTHERS],
        dates=list(filter(None, (first("date"), _month_and_year(fields), year, first("year")))),
        abstract=first("abstract"),
        url=written.get("url") or None,
        language=first("langid", "language"),
        files=_files(written.get("file", "")),
        extra=extra,
    )


def _month_and_year(fields: dict[str, str]) -> str | None:
    """The date in fields of numbers: year = 2015, month = 9, day = 18."""
    parts = [fields[name] for name in ("year", "month", "day") if name in fields]
    return "-".join(parts) if "year" in fields and all(map(str.isdecimal, parts)) else None


def _text(value: str) -> str:
    r"""What LaTeX prints: {P}ont is Pont, \'e is é."""
    text = value.replace('"', "").replace("#", "") if " # " in value else value
    if "\\" in text or "~" in text or "$" in text:
        try:
            text = LatexNodes2Text(keep_comments=True, strict_latex_spaces=False).latex_to_text(
                text
            )
        except Exception:  # whatever it meets, the text is then kept as it is written
            text = value
    return _BRACES.sub("", text).strip()


def _keywords(written: str) -> list[str]:
    return [word for word in map(str.strip, re.split(r"[;,]", written)) if word]


def _files(written: str) -> list[str]:
    """The paths in a field of files."""
    paths: list[str] = []
    for each in _FILE.findall(written):
        parts = _PART_OF_FILE.findall(each)[::2] if ":" in each else [each]
        path = parts[1] if len(parts) > 2 else parts[0]
        paths.append(re.sub(r"\\(.)", r"\1", path).strip())
    return [path for path in paths if path]
