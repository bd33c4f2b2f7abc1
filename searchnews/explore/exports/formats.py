"""The formats of an export, known by the end of a file's name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from searchnews.errors import InvalidArgumentError


class Format(StrEnum):
    """What a file may hold."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    RIS = "ris"
    BIBLATEX = "biblatex"
    CSL = "csl"
    """CSL JSON."""


BIBLIOGRAPHIES: Final = frozenset((Format.RIS, Format.BIBLATEX, Format.CSL))
"""Formats of articles alone; the others hold any table."""

TEXTS: Final = frozenset(Format) - {Format.XLSX, Format.PARQUET}
"""Formats that are text, which may be written to anything."""

_ENDS: Final = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".xlsx": Format.XLSX,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".ris": Format.RIS,
    ".bib": Format.BIBLATEX,
    ".json": Format.CSL,
}


def format_of(path: Path) -> Format:
    """The format that the end of a name stands for.

    >>> format_of(Path("palmyre.bib")), format_of(Path("PALMYRE.XLSX"))
    (<Format.BIBLATEX: 'biblatex'>, <Format.XLSX: 'xlsx'>)

    Raises:
        InvalidArgumentError: it stands for none.
    """
    found = _ENDS.get(path.suffix.lower())
    if found is None:
        raise InvalidArgumentError(
            f"the name {path.name} does not tell a format; let it end in {', '.join(_ENDS)}, or "
            f"say one of {', '.join(Format)}"
        )
    return found
