"""What citation formats share: dates in parts, tags of languages, addresses, texts on one line."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_NAMES: Final = {
    "français": "fr",
    "francais": "fr",
    "french": "fr",
    "english": "en",
    "anglais": "en",
}
_THREE_LETTERS: Final = {
    "fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "ita": "it", "spa": "es",
    "nld": "nl", "dut": "nl", "por": "pt", "cat": "ca", "bre": "br", "oci": "oc", "eus": "eu",
}  # fmt: skip
_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?(?:[-_].*)?", re.IGNORECASE)
_WHITE_SPACE: Final = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE: Final = "\u00a0\u202f\u2009\u00ad\u200b\u200d"
# In an address these stay, with what is escaped already; all else but letters and digits does not.
_ADDRESS_SIGNS: Final = "%/:?#[]@!$&'()*+,;=~-._"


def date_parts(date: str | None) -> tuple[str, ...]:
    """Year, month and day of a date, as many as are known, with their zeros.

    >>> date_parts("2015-09-18T17:42:00+02:00"), date_parts("2015-09"), date_parts(None)
    (('2015', '09', '18'), ('2015', '09'), ())
    """
    return tuple(date[:10].split("-")) if date else ()


def language_tag(language: str | None) -> str | None:
    """The language as BCP 47 writes it; None if it is not known.

    >>> [language_tag(each) for each in ("fr", "FR_ch", "fra", "français", None, "?")]
    ['fr', 'fr-CH', 'fr', 'fr', None, None]
    """
    written = (language or "").strip()
    match = _TAG.fullmatch(_NAMES.get(written.lower(), written))
    if match is None:
        return None
    tag = _THREE_LETTERS.get(match[1].lower(), match[1].lower())
    return f"{tag}-{match[2].upper()}" if match[2] else tag


def address(url: str | None) -> str | None:
    """The address if it is one of the web, with nothing in it that would end a field.

    >>> address("https://journal.example/été {1}"), address("javascript:alert(1)")
    ('https://journal.example/%C3%A9t%C3%A9%20%7B1%7D', None)
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe=_ADDRESS_SIGNS, errors="replace")


def one_line(text: str | None) -> str:
    r"""The text on one line, without control characters; empty if there is none.

    No-break spaces, which French puts on purpose, stay; Python takes them for white space.

    >>> one_line("Syrie\u00a0:\n frappes ") == "Syrie\u00a0: frappes"
    True
    """
    line = _WHITE_SPACE.sub(" ", text or "").strip(" ")
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or c in _INVISIBLE else "\ufffd" for c in line)
