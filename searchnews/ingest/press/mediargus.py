"""Reading what Mediargus, the archive of the Belgian press, exported as text.

First comes a list: number and title of each article, its newspaper, date, page and number of words,
and how it begins. Then, in the same order, the articles: date and page, section or regions, title,
text, the owner of the rights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.ingest.base import Draft, Medium, Problem
from searchnews.ingest.lines import letters_of
from searchnews.ingest.numbers import whole_number

_SIGN: Final = re.compile(
    r"\W{0,9}1\. .{1,500}\n[ \t]*\n.{1,100}, .{4,40} \d{4}, (?:p\. ?.{1,20}, )?\d+ ?[wm]\.[ \t]*\n"
)
_LISTED: Final = re.compile(
    r"^\W?\d{1,5}\. (?P<title>.{1,500})\n[ \t]*\n"
    r"(?P<source>.{1,100}?), .{4,40} \d{4}, (?:p\. ?.{1,20}, )?(?P<words>\d+) ?[wm]\.[ \t]*$",
    re.MULTILINE,
)
_DOCUMENT: Final = re.compile(
    r"^(?P<date>\d\d-\d\d-\d{4})(?:, p\. ?(?P<page>[^\n]{1,20}))?[ \t]*$", re.MULTILINE
)
_RIGHTS: Final = re.compile(r"(?:©|\(c\)|copyright) .{0,200}", re.IGNORECASE)
_BLANK: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MOST_ABOVE: Final = 3
"""Paragraphs between the date and the title of an article."""


class _Listed(NamedTuple):
    """An article in the list."""

    title: str
    source: str
    words: int | None


def is_mediargus(text: str) -> bool:
    """Whether a text begins as the list of an export."""
    return _SIGN.match(text) is not None


def drafts_of_export(text: str) -> Iterator[Draft | Problem]:
    """The drafts of the articles of an export, whose lines end with a line feed."""
    matches = list(_DOCUMENT.finditer(text))
    listed = list(_list(text[: matches[0].start()] if matches else text))
    ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    if len(listed) != len(matches):
        yield Problem(
            f"the list of this export of Mediargus names {len(listed)} articles, but the texts of "
            f"{len(matches)} follow; export it again with all full texts",
            lost=len(matches) < len(listed),
        )
        listed = []
    for number, (match, end) in enumerate(zip(matches, ends, strict=True), 1):
        entry = listed[number - 1] if listed else None
        paragraphs = [" ".join(each.split()) for each in _BLANK.split(text[match.end() : end])]
        yield _draft(match, entry, list(filter(None, paragraphs)), number)


def _list(text: str) -> Iterator[_Listed]:
    for match in _LISTED.finditer(text):
        yield _Listed(match["title"].strip(), match["source"].strip(), whole_number(match["words"]))


def _draft(
    match: re.Match[str], entry: _Listed | None, paragraphs: Sequence[str], number: int
) -> Draft | Problem:
    kept = [each for each in paragraphs if not _RIGHTS.fullmatch(each)]
    if not kept:
        return Problem(f"document {number}: there is no text in it")
    at = _title_at(kept, entry)
    title = entry.title if entry else kept[at]
    extra = {
        "page": match["page"],
        "words": entry.words if entry else None,
    }
    return Draft(
        number=number,
        title=" ".join(title.split()),
        body="\n\n".join(kept[at + 1 :]),
        date=normalize_date(match["date"]),
        source=entry.source if entry else None,
        section=" ".join(kept[: max(at, 0)]) or None,
        extra={name: value for name, value in extra.items() if value},
        medium=Medium.EXPORT,
    )


def _title_at(paragraphs: Sequence[str], entry: _Listed | None) -> int:
    """Which paragraph is the title of the list, or -1; without a list, the one below a section."""
    if entry is not None:
        letters = letters_of(entry.title)
        for at, paragraph in enumerate(paragraphs[: _MOST_ABOVE + 1]):
            if letters_of(paragraph) == letters:
                return at
        return -1
    return 1 if len(paragraphs) > 2 else 0
