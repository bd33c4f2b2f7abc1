"""What Gallica, the library of the BnF on the web, says of a document above its text.

It is a notice above the text of a page, and one or two covers in front of the scans of a PDF. The
day when a document was put online is no date of it, and who may use it is not its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from searchnews.dates import find_date, normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, Medium
from searchnews.ingest.numbers import whole_number
from searchnews.ingest.press.language_names import language_code

_REQUEST: Final = "Rappel de votre demande"
_NOTICE: Final = "Notice complète"
_HEAD: Final = 2000  # characters in which a text has the request
_LABEL: Final = re.compile(r"([A-ZÀ-Ý][\w'’ ]{2,40}?) ?: +(.+)", re.DOTALL)
_LONGEST_NOTICE: Final = 60  # paragraphs
_RECOGNITION: Final = re.compile(r"Le texte affiché peut comporter\b.*", re.DOTALL)
_RATE: Final = re.compile(r"estimé[^.]{0,60}? (\d{1,3})(?:[.,]\d+)? ?%")
_MORE: Final = re.compile(r"En savoir plus sur l['’]OCR", re.IGNORECASE)
_ARK: Final = re.compile(r"ark:/\d+/\w+")
_SERIAL: Final = re.compile(r"publication en série|périodique|presse|fascicule", re.IGNORECASE)
# What libraries write behind a title: its rest, its places, its makers, its date.
_BEHIND_TITLE: Final = re.compile(r" : | / | \(|\. (?=\d{4})| *\[")

STAMP: Final = re.compile(r"\W*(?:Source )?gallica\.bnf\.fr(?: */ *[^/]{1,100})?", re.IGNORECASE)
"""The line that is on each page of a PDF."""
_LEGAL: Final = re.compile(r"Les contenus accessibles sur le site Gallica", re.IGNORECASE)
_MOST_COVERS: Final = 3


class Cover(NamedTuple):
    """What stands in front of the scans of a PDF."""

    pages: int
    name: str | None
    date: str | None


def is_gallica(text: str) -> bool:
    """Whether a text begins as the pages do."""
    return _REQUEST in text[:_HEAD] and _NOTICE in text[:_HEAD]


def draft_of_notice(paragraphs: Sequence[str]) -> Draft:
    """The draft of a document whose paragraphs are those of such a page.

    Raises:
        UnreadableFileError: there is no text in it.
    """
    recognised = (n for n, each in enumerate(paragraphs) if _RECOGNITION.match(each))
    at = next(recognised, None)
    labels = _labels(paragraphs[: _LONGEST_NOTICE if at is None else at])
    if at is None:
        at = max((n for n, _, _ in labels), default=-1)
    values = {label: value for _, label, value in reversed(labels)}
    text = [each for each in paragraphs[at + 1 :] if each and not _MORE.fullmatch(each)]
    if not text:
        raise UnreadableFileError(
            "there is no text in it; Gallica has none for a document that was not recognised"
        )
    rate = _RATE.search(paragraphs[at])
    percent = whole_number(rate[1]) if rate else None
    ark = _ARK.search(values.get("Identifiant", ""))
    name = _name(values.get("Titre", ""))
    is_serial = _SERIAL.search(values.get("Type", "")) is not None
    author = values.get("Auteur", "").partition(" (")[0].partition(". ")[0]
    return Draft(
        title=None if is_serial else name,
        body="\n\n".join(text),
        date=normalize_date(values.get("Date d'édition", "")),
        source=name if is_serial else None,
        authors=(author,) if author and not is_serial else (),
        url=f"https://gallica.bnf.fr/{ark[0]}" if ark else None,
        language=language_code(values.get("Langue", "")),
        extra={"confidence": percent / 100} if percent is not None else {},
        medium=Medium.SCAN,
    )


def _labels(paragraphs: Sequence[str]) -> list[tuple[int, str, str]]:
    """Where the lines of a notice stand, their labels and their values."""
    matches = ((n, _LABEL.fullmatch(each)) for n, each in enumerate(paragraphs))
    return [
        (n, match[1].strip().replace("’", "'"), match[2].strip()) for n, match in matches if match
    ]


def _name(title: str) -> str | None:
    return _BEHIND_TITLE.split(title, maxsplit=1)[0].strip(" .") or None


def cover_of(pages: Sequence[Sequence[str]]) -> Cover | None:
    """What the first pages of a PDF say of it; None if it is not of Gallica.

    Pages are given as their lines.
    """
    first = [[line for line in page if line] for page in pages[:_MOST_COVERS]]
    last = next((n for n, page in enumerate(first) if _LEGAL.search(" ".join(page))), None)
    if last is None:
        return None
    above = (line for page in first[: last + 1] for line in _above_legal(page))
    lines = [line for line in above if not STAMP.fullmatch(line)]
    date = next((found[0] for line in lines if (found := find_date(line))), None)
    return Cover(last + 1, _name(lines[0]) if lines else None, date)


def _above_legal(page: Sequence[str]) -> Sequence[str]:
    at = next((n for n, line in enumerate(page) if re.match(r"1 ?/ ", line)), len(page))
    return page[:at]


def draft_below_cover(cover: Cover, paragraphs: Sequence[str]) -> Draft:
    """The draft of a PDF of Gallica; what has a day is an issue of a newspaper."""
    return Draft(
        title=None if cover.date else cover.name,
        body="\n\n".join(paragraphs),
        date=cover.date,
        source=cover.name if cover.date else None,
        medium=Medium.SCAN,
    )
