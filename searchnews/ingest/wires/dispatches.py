"""Reading dispatches that agencies send as plain text: slug lines, headline, dateline, filing line.

The headline ends with an equals sign, as in IPTC 7901 messages since the days of teleprinters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.agencies import agency_named
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import decode
from searchnews.ingest.wires.wire import Wire, drafts_of_wires

_LARGEST: Final = 1 << 20  # in bytes
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]+")
_HEADLINE_END: Final = re.compile(r"=\s*$")
# 091223 dec 18: the day, the time, the month and the year; often GMT in between.
_FILED: Final = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>gmt|utc)?\s+"
    r"(?P<month>[^\W\d]{3,9})\.?\s+(?P<year>\d\d(?:\d\d)?)",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?P<place>[^()\n]{2,60}?),?\s*(?P<date>\d{1,2}\s+\w+\.?\s+\d{4})?\s*"
    r"\((?P<agencies>[\w /,-]{2,40})\)\s*(?:[-–—:.]\s*)?(?P<text>.*)",
    re.DOTALL,
)
_SIGNATURE: Final = re.compile(r"\(?[\w ]{2,20}(?:\\?[/\\-][\w ]{1,20})*\)?")
# The lines of a dispatch have 60 to 70 characters; a shorter one ends a slug or a headline.
_BROKEN: Final = 45


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a dispatch.

    Raises:
        UnreadableFileError: it is too large for one.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(
            f"more than {_LARGEST >> 20} MiB, too much for a dispatch; make it one file a dispatch"
        )
    yield from drafts_of_wires([_wire(decode(data))])


def _wire(text: str) -> Wire:
    lines = [line.strip() for line in _CONTROL.sub("", text).split("\n")]
    end = next((n for n, line in enumerate(lines) if _HEADLINE_END.search(line)), 0)
    first = end
    while first > 0 and len(lines[first - 1]) >= _BROKEN:
        first -= 1
    title = _HEADLINE_END.sub("", " ".join(lines[first : end + 1])).strip()
    wire = Wire(number=1, title=title)
    wire.extra["slug"] = " ".join(" ".join(lines[:first]).split())
    paragraphs = _paragraphs(lines[end + 1 :])
    if paragraphs and (filed := _FILED.fullmatch(paragraphs[-1])):
        paragraphs.pop()
        wire.date = _filed(filed)
    if len(paragraphs) > 1 and _SIGNATURE.fullmatch(paragraphs[-1]):
        wire.extra["signature"] = paragraphs.pop()
    dateline = _DATELINE.fullmatch(paragraphs[0]) if paragraphs else None
    if dateline and (agency := _agency(dateline["agencies"])):
        wire.provider = agency
        wire.date = wire.date or dateline["date"]
        wire.extra["dateline"] = dateline["place"].strip()
        paragraphs[0] = dateline["text"]
    wire.paragraphs = paragraphs
    return wire


def _paragraphs(lines: list[str]) -> list[str]:
    joined = re.split(r"\n\s*\n", "\n".join(lines))
    return [text for part in joined if (text := " ".join(part.split()))]


def _agency(names: str) -> str | None:
    """The first agency among names such as "ats afp"; None if none of them is one."""
    for name in (names, *re.split(r"[\s/,-]+", names)):
        if (agency := agency_named(name.strip())) is not None:
            return agency
    return None


def _filed(match: re.Match[str]) -> str | None:
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    day = normalize_date(f"{int(match['day'])} {match['month'].lower()} {year}")
    zone = "Z" if match["zone"] else ""
    return f"{day}T{match['hour']}:{match['minute']}{zone}" if day else None
