"""Items of news agencies, whichever XML or JSON they come in, as drafts of articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from searchnews.ingest.agencies import agency_named
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft, Medium, Problem
from searchnews.ingest.cleaning.tags import without_tags

# https://cv.iptc.org/newscodes/pubstatus/ and what NewsML 1 and NITF had before it.
_CANCELED: Final = re.compile(r"cancel|kill|withheld|withdrawn", re.IGNORECASE)
_EMBARGOED: Final = re.compile(r"embargo", re.IGNORECASE)
_USABLE: Final = re.compile(r"usable|stat:usable|approved", re.IGNORECASE)
# The initials of those who wrote and checked it, below the text: asl/tib/pid/cac
_INITIALS: Final = re.compile(r"\(?[a-z]{2,8}(?:[\\/-]{1,2}[a-z]{2,8})*[\\/][a-z]{2,8}\)?")
# What else than texts agencies send: https://cv.iptc.org/newscodes/ninature/, and the media types
# of NewsML 1.
_KIND: Final = re.compile("picture|photo|graphic|audio|video|animation", re.IGNORECASE)
_LABEL: Final = re.compile(r"^(?:par|by|de)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Wire:
    """One item, as the format of an agency describes it."""

    number: int
    """Which item of its file it is, from 1."""
    id: str | None = None
    """The same for all revisions."""
    revision: int | None = None
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    date: str | None = None
    """When it was first sent, as it is written in the file."""
    provider: str | None = None
    """The agency."""
    publisher: str | None = None
    """The newspaper that published it, if the file names one."""
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    lead: str | None = None
    credit: str | None = None
    language: str | None = None
    status: str | None = None
    embargo: str | None = None
    """The time until which it must not be published, as it is written in the file."""
    kind: str | None = None
    """What kind of item it says that it is: text, picture, video..."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Subjects, keywords, slug, dateline..."""

    @property
    def text(self) -> list[str]:
        """The paragraphs in which there is something, without tags."""
        body = without_tags("\n\n".join(self.paragraphs))
        return [paragraph for paragraph in body.split("\n\n") if paragraph.strip()]


def drafts_of_wires(
    wires: Iterable[Wire], without_text: Counter[str] | None = None
) -> Iterator[Draft | Problem]:
    """The drafts of items; of several revisions of an item the newest, wherever it is.

    A picture, a sound or a video is an article if it comes with a text, not with a headline alone;
    others are counted by their kinds, in `without_text` if it is given, else in a problem.
    """
    newest: dict[str | int, Wire] = {}
    counts: Counter[str] = Counter() if without_text is None else without_text
    for wire in wires:
        key = wire.id or wire.number
        other = newest.get(key)
        if other is not None:
            yield Problem(f"several revisions of {key}; the newest stands", lost=False)
        if other is None or (wire.revision or 0) >= (other.revision or 0):
            newest[key] = wire
    for wire in newest.values():
        name = wire.id or f"item {wire.number}"
        if wire.status and _CANCELED.search(wire.status):
            yield Problem(f"{name}: the agency canceled it", may_hide_articles=False)
        elif not wire.text and (kind := _KIND.search(wire.kind or "")):
            counts[kind[0].lower()] += 1
        elif not wire.title and not wire.text:
            yield Problem(f"{name}: there is no text in it", may_hide_articles=False)
        else:
            yield _draft(wire)
    if without_text is None:
        yield from items_without_text(counts)


def items_without_text(counts: Counter[str]) -> Iterator[Problem]:
    """What to say of items of some kinds that are no articles; nothing if there are none."""
    if counts:
        kinds = ", ".join(f"{kind} ({count:,})" for kind, count in counts.most_common())
        yield Problem(f"items without a text, of the kind {kinds}", may_hide_articles=False)


def _draft(wire: Wire) -> Draft:
    text = wire.text
    extra = wire.extra
    if len(text) > 1 and _INITIALS.fullmatch(text[-1]):
        extra["signature"] = text.pop()
    if wire.revision is not None:
        extra["revision"] = wire.revision
    if wire.embargo or (wire.status and _EMBARGOED.search(wire.status)):
        extra["status"] = f"embargoed until {wire.embargo}" if wire.embargo else "embargoed"
    elif wire.status and not _USABLE.search(wire.status):
        extra["status"] = wire.status
    agency = agency_named(wire.provider) or wire.provider if wire.provider else None
    return Draft(
        id=wire.id,
        number=wire.number,
        title=_in_one_line(wire.title),
        body="\n\n".join(text),
        date=wire.date,
        # An agency publishes what it sends; the source that the user names is for others.
        source=wire.publisher or agency,
        agency=agency,
        authors=split_authors(_LABEL.sub("", wire.byline)) if wire.byline else (),
        section=wire.section,
        url=wire.url,
        lead=_in_one_line(wire.lead),
        credit=wire.credit,
        language=wire.language,
        extra={name: value for name, value in extra.items() if value},
        revision=wire.revision,
        medium=Medium.WIRE,
    )


def _in_one_line(text: str | None) -> str | None:
    return " ".join(without_tags(text).split()) or None if text else None
