"""The formats of answers, known by the end of an address."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Form(Enum):
    """How an answer is written: the end of the address, and its media type."""

    HTML = ("html", "text/html")
    JSON = ("json", "application/json")
    JSONL = ("jsonl", "application/x-ndjson")
    CSV = ("csv", "text/csv")
    TSV = ("tsv", "text/tab-separated-values")
    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    PARQUET = ("parquet", "application/vnd.apache.parquet")
    RIS = ("ris", "application/x-research-info-systems")
    BIBLATEX = ("bib", "application/x-bibtex")
    CSL = ("csl", "application/vnd.citationstyles.csl+json")
    RSS = ("rss", "application/rss+xml")
    ATOM = ("atom", "application/atom+xml")
    SVG = ("svg", "image/svg+xml")
    OPENSEARCH = ("xml", "application/opensearchdescription+xml")
    TEXT = ("txt", "text/plain")

    def __init__(self, ending: str, media_type: str) -> None:
        self.ending = ending
        self.media_type = media_type

    @property
    def content_type(self) -> str:
        """The media type, with the encoding where it is text without one of its own."""
        textual = self.media_type.startswith("text/") or self in (Form.RIS, Form.BIBLATEX)
        return f"{self.media_type}; charset=utf-8" if textual else self.media_type


BY_ENDING: Final = {form.ending: form for form in Form}
