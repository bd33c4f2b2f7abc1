"""From a record, such as a JSON object or the row of a table, to the draft of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from searchnews.dates import find_date, normalize_date
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import Draft
from searchnews.ingest.origin import utc_time
from searchnews.ingest.records.field_names import Value, assign

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
_NAMES_OF_TEXT: Final = ("name", "rendered", "text", "value", "#text", "$oid", "$date")


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
    values, extra = assign(record, mapping)
    title = _text(values, "title")
    body = _text(values, "body", between="\n\n")
    if title is None and body is None:
        return RecordDraft(None, (_without_text(extra),))
    complaints = []
    date = _date(values["date"].value) if "date" in values else None
    if "date" in values and date is None:
        name, value = values["date"]
        extra[name] = value
        complaints.append(f"{name}: {_shown(value)} is not a date")
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
        lead=_text(values, "lead", between="\n\n"),
        credit=_text(values, "credit"),
        language=_text(values, "language"),
        extra=extra,
    )
    return RecordDraft(draft, tuple(complaints))


def _without_text(extra: dict[str, Any]) -> str:
    names = _shown(", ".join(list(extra)[:_MOST_NAMES])) or "nothing else"
    return (
        f"it has neither a title nor a text, but {names}; "
        "tell which is which with --map title=… and --map body=…"
    )


def _text(values: dict[str, Value], field: str, between: str = ", ") -> str | None:
    found = values.get(field)
    return _text_of(found.value, between) if found is not None else None


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
        return tuple(dict.fromkeys(filter(None, map(_text_of, value))))
    names = _text_of(value)
    return split_authors(names) if names else ()


def _date(value: object) -> str | None:
    if isinstance(value, (int, float)) and value >= _FIRST_UNIX_TIME:
        if value >= _END_OF_TIMES:
            return None
        return utc_time(value / 1000 if value >= _FIRST_IN_MILLISECONDS else value)
    text = _text_of(value)
    if text is None or len(text) > _LONGEST_DATE:
        return None
    date = normalize_date(text)
    if date is None and (found := find_date(text)) is not None:
        date = found[0]
    return date


def is_deeper(value: object, levels: int) -> bool:
    """Whether a value of JSON has more levels than so many."""
    if isinstance(value, dict):
        return levels == 0 or any(is_deeper(inside, levels - 1) for inside in value.values())
    if isinstance(value, list):
        return levels == 0 or any(is_deeper(inside, levels - 1) for inside in value)
    return False


_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def _shown(value: Any) -> str:
    text = _CONTROL.sub(" ", value if isinstance(value, str) else str(value)[:200])
    return text if len(text) <= 60 else text[:60] + "…"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", str: "a text", list: "an array"}
    return kinds.get(type(value), "a number")
