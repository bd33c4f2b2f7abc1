"""How the files of some formats begin, which could be taken for plain text.

They are tried on the first 20,000 characters of a text, and take time in proportion to them.
"""

from __future__ import annotations

import re
from typing import Final


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


# Before a header of a message there are others, which may go on in the next line.
_HEADERS: Final = r"(?:[\w-]+:.*\n(?:[ \t].*\n)*)*?"

MAILBOX: Final = _pattern(r"From \S.{0,200}\n(?:>From .*\n)?[\w-]+:")
"""A line that separates messages, and a header."""
E_MAIL: Final = _pattern(
    rf"(?!{_HEADERS}From:.*\bSaved by\b)(?={_HEADERS}From:)(?={_HEADERS}(?:Subject|Date):)"
    rf"(?={_HEADERS}(?:Received|Return-Path|Delivered-To|To|Message-ID|MIME-Version):)"
)
"""Headers of a message; those that browsers write name themselves as its sender."""
SAVED_WEB_PAGE: Final = _pattern(rf"{_HEADERS}Content-Type:\s*multipart/related")
"""Headers of several parts that belong together."""
AGENCY_DISPATCH: Final = _pattern(
    r"(?=(?:[^=\n]*\n){0,15}[^=\n]*=[ \t\r]*\n)"
    r"(?=[\s\S]*\n[ \t]*\d{6}[ \t]*(?:gmt|utc)?[ \t]+[^\W\d]{3,9}\.? \d\d)"
)
"""A headline that ends with "=", and a filing line: 091223 dec 18."""
IRAMUTEQ_CORPUS: Final = _pattern(r"\s*(?:\*{4}|\d{3,6})[ \t]+\*[^\W\d_]")
"""Four stars or a number, and a starred variable."""
FACTIVA_EXPORT_AS_TEXT: Final = _pattern(
    r"(?=[\s\S]*?^(?:WC[ \t]+)?\d[\d ., ]{0,8} (?:mots|words)[ \t]*\r?$)"
    r"(?=[\s\S]*?^(?:PD[ \t]+)?\d{1,2} [^\W\d]{3,10}\.? \d{4}[ \t]*\r?$)"
    r"(?=[\s\S]*?^(?:AN[ \t]+)?Document [a-z0-9]{15,40}[ \t]*\r?$)"
)
"""A number of words, a date, and the number of the document, each in a line of its own."""
LEXICO_CORPUS: Final = _pattern(
    r"\s*(?:<[^\W\d][\w-]*\s*=\s*\"?[^<>\"\s][^<>\"]*\"?\s*/?>\s*){1,30}"
)
"""Keys with a value, which no markup has: <journal=Le_Courrier>."""
RIS: Final = _pattern(r"\s*TY {1,2}- ?[A-Z]{2,12}\s*\n[A-Z][A-Z0-9] {1,2}-")
"""The type of a reference, and a tag below."""
BIBTEX: Final = _pattern(r"\s*(?:%[^\n]*\n\s*)*@[a-z]{3,20}\s*\{[^{},\s]+,\s*\w+\s*=")
"""An entry with a key and a field."""
CSL_JSON: Final = _pattern(
    r"\s*\[\s*\{"
    r'(?=[\s\S]*?"type"\s*:\s*"(?:article|webpage|post|book|chapter|report|broadcast|interview|entry))'
    r'(?=[\s\S]*?"(?:container-title"\s*:|issued"\s*:\s*\{))'
)
"""A list of references, of which one of the first has a newspaper or a date."""
MARKDOWN: Final = _pattern(
    r"\s*(?:---[ \t]*\r?\n"
    r"(?:(?:[^\W\d][\w \t-]*:|[ \t]+\S|-[ \t]|\#).*\n){1,200}?(?:---|\.\.\.)"
    r"|\+{3}[ \t]*\r?\n(?:.*\n){1,200}?\+{3})[ \t]*\r?$"
)
"""Front matter in YAML or TOML, between two lines of signs."""
