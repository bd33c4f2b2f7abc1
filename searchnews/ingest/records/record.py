"""From a record, such as a JSON object or the row of a table, to the draft of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from searchnews.dates import find_date, normalize_date
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft
from searchnews.ingest.cleaning.tags import without_tags
from searchnews.ingest.origin import utc_time
from searchnews.ingest.records.dialects import in_usual_names
from searchnews.ingest.records.field_names import Value, assign
from searchnews.stated_dates import has_impossible_time

DEEPEST: Final = 100
"""Levels of a record. It is stored as JSON, of which Python reads and writes some 900 levels."""
# No date is longer, even with words around it.
_LONGEST_DATE: Final = 100
_MOST_NAMES: Final = 8  # of fields, named where none is known
# A larger number counts seconds since 1970; a smaller one has the digits of a day, as 20150918.
_FIRST_UNIX_TIME: Final = 10**8
_FIRST_IN_MILLISECONDS: Final = 10**11
_END_OF_TIMES: Final = 10**15  # milliseconds; calendars end before
# An object in place of a text has the text under one of these names: schema.org, WordPress,
# MongoDB, JSON made from XML.
_NAMES_OF_TEXT: Final = ("name", "rendered", "text", "value", "#text", "@value", "$oid", "$date")
# The parts of a name: CSL, Zotero, ninjs and schema.org.
_PARTS_OF_NAME: Final = (
    ("given", "non-dropping-particle", "family"),
    ("firstName", "lastName"),
    ("first_name", "last_name"),
    ("givenName", "familyName"),
    ("prenom", "nom"),
)
# Europarser writes 2015 09 18T00:00:00.
_BLANKS_IN_DATE: Final = re.compile(r"(\d{4}) (\d\d) (\d\d)(?=[T ]|$)")
_SECONDS: Final = re.compile(r"\d{9,14}(?:\.\d*)?")


class RecordDraft(NamedTuple):
    """The draft that was made of a record."""

    draft: Draft | None
    complaints: tuple[str, ...] = ()
    """What was wrong with it; without a draft, why there is none."""


def draft_of_record(record: object, number: int, mapping: Mapping[str, str]) -> RecordDraft:
    """The draft of the article that a record describes.

    `number` is the record's, or that of its line, counted from 1: the article's id follows from
    it when the record gives none. `mapping` is the user's. What articles have no field for is kept
    in `extra`.
    """
    if not isinstance(record, dict):
        return RecordDraft(None, (f"{_kind(record)} where an object was expected",))
    if is_deeper(record, DEEPEST):
        return RecordDraft(None, (f"nested deeper than {DEEPEST} levels",))
    values, extra = assign(in_usual_names(record, mapping.values()), mapping)
    title = _in_one_line(_text(values, "title"))
    body = _prose(values, "body")
    if title is None and body is None:
        return RecordDraft(None, (_without_text(extra),))
    complaints = []
    date, has_wrong_time = _date(values["date"].value) if "date" in values else (None, False)
    if has_wrong_time:
        name, value = values["date"]
        extra[name] = value
        complaints.append(
            f"{name}: {shown(value)} has a time that does not exist; {date} is kept of it"
        )
    if "date" in values and date is None:
        name, value = values["date"]
        extra[name] = value
        complaints.append(f"{name}: {shown(value)} is not a date")
    draft = Draft(
        id=_text(values, "id"),
        number=number,
        title=title,
        body=body or "",
        date=date,
        source=_text(values, "source"),
        agency=_text(values, "agency"),
        authors=_authors(values["authors"].value) if "authors" in values else (),
        section=_text(values, "section"),
        url=_text(values, "url"),
        lead=_prose(values, "lead"),
        credit=_text(values, "credit"),
        language=_text(values, "language"),
        extra=extra,
    )
    return RecordDraft(draft, tuple(complaints))


def _without_text(extra: dict[str, Any]) -> str:
    names = shown(", ".join(list(extra)[:_MOST_NAMES])) or "nothing else"
    return (
        f"it has neither a title nor a text, but {names}; "
        "tell which is which with --map title=… and --map body=…"
    )


def _in_one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text is not None and "<" in text else text


def _prose(values: dict[str, Value], field: str) -> str | None:
    return _text(values, field, between="\n\n")


def _text(values: dict[str, Value], field: str, between: str = ", ") -> str | None:
    found = values.get(field)
    text = _text_of(found.value, between) if found is not None else None
    return without_tags(text) or None if text is not None else None


def _text_of(value: object, between: str = ", ") -> str | None:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        text = str(value)
    elif isinstance(value, list):
        text = between.join(filter(None, (_text_of(item, between) for item in value)))
    elif isinstance(value, dict):
        text = next(filter(None, (_text_of(value.get(name)) for name in _NAMES_OF_TEXT)), "")
    else:
        return None
    return text.strip() or None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(dict.fromkeys(filter(None, map(_name, value))))
    if isinstance(value, dict):
        name = _name(value)
        return (name,) if name else ()
    names = _text_of(value)
    if names and ";" in names:  # between names, as commas are between surname and first name
        parts = [name for part in names.split(";") if (name := part.strip())]
        return tuple(dict.fromkeys(parts))
    return split_authors(names) if names else ()


def _name(value: object) -> str | None:
    """A name in a list of authors, which may be an object with its parts."""
    if isinstance(value, dict):
        for names in _PARTS_OF_NAME:
            parts = [part for name in names if (part := _text_of(value.get(name)))]
            if parts and names[-1] in value:
                return " ".join(parts)
    return _text_of(value)


def _date(value: object) -> tuple[str | None, bool]:
    """The date that a value is, and whether a time in it does not exist, which is left out."""
    if isinstance(value, dict) and "date-parts" in value:  # CSL: {"date-parts": [[2015, 9, 18]]}
        if (date := _of_parts(value["date-parts"])) is not None:
            return date, False
        return _date(value.get("raw") or value.get("literal"))
    if isinstance(value, (int, float)) and value >= _FIRST_UNIX_TIME:
        return _of_seconds(value), False
    text = _text_of(value)
    if text is None or len(text) > _LONGEST_DATE:
        return None, False
    date = normalize_date(_BLANKS_IN_DATE.sub(r"\1-\2-\3", text))
    if date is None and _SECONDS.fullmatch(text):
        return _of_seconds(float(text)), False
    if date is None and (found := find_date(text)) is not None:
        return found[0], has_impossible_time(text, found[2])
    return date, False


def _of_seconds(seconds: float) -> str | None:
    """The time of a number of seconds since 1970, or of milliseconds if it is that large."""
    if not _FIRST_UNIX_TIME <= seconds < _END_OF_TIMES:
        return None
    return utc_time(seconds / 1000 if seconds >= _FIRST_IN_MILLISECONDS else seconds)


def _of_parts(ranges: object) -> str | None:
    """The first date of CSL's lists of year, month and day, each a number or digits."""
    first = ranges[0] if isinstance(ranges, list) and ranges else None
    if not isinstance(first, list) or not 1 <= len(first) <= 3:
        return None
    digits = [str(part) for part in first]
    return normalize_date("-".join([digits[0], *(part.zfill(2) for part in digits[1:])]))


def is_deeper(value: object, levels: int) -> bool:
    """Whether a value of JSON has more levels than so many."""
    if isinstance(value, dict):
        return levels == 0 or any(is_deeper(inside, levels - 1) for inside in value.values())
    if isinstance(value, list):
        return levels == 0 or any(is_deeper(inside, levels - 1) for inside in value)
    return False


_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def shown(value: Any) -> str:
    """A value of a record in a line, shortened, as messages have it."""
    text = _CONTROL.sub(" ", value if isinstance(value, str) else str(value)[:200])
    return text if len(text) <= 60 else text[:60] + "…"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", str: "a text", list: "an array"}
    return kinds.get(type(value), "a number")
