"""From a record, as JSON objects and other tables hold them, to an article."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from searchnews.article import MAX_ID_LENGTH, Article
from searchnews.dates import find_date, normalize_date
from searchnews.ingest.authors import split_authors
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.origin import Place, utc_time
from searchnews.ingest.records.field_names import Value, assign

# Records are stored as JSON, which Python neither writes nor reads much deeper than 900.
_DEEPEST: Final = 100
# No date is longer, whatever is written around it.
_LONGEST_DATE: Final = 100
# A number from here on counts seconds since 1970, not the digits of a day: 20150918.
_FIRST_UNIX_TIME: Final = 10**8
_FIRST_IN_MILLISECONDS: Final = 10**11
# Where an object stands for a text, the text is under one of these: schema.org, WordPress,
# MongoDB, JSON made from XML.
_NAMES_OF_TEXT: Final = ("name", "rendered", "text", "value", "#text", "$oid", "$date")


class Reading(NamedTuple):
    """What has become of a record."""

    article: Article | None
    complaints: tuple[str, ...] = ()
    """What was wrong with it; without an article, why there is none."""


def read_record(record: object, place: Place, number: int, options: ReadingOptions) -> Reading:
    """The article that a record describes.

    `number` is the record's, or that of its line, counted from 1: the article's id follows from
    it when the record gives none. What the article has no field for is kept in `extra`.
    """
    if not isinstance(record, dict):
        return Reading(None, (f"{_kind(record)} where an object was expected",))
    if is_deeper(record, _DEEPEST):
        return Reading(None, (f"nested deeper than {_DEEPEST} levels",))
    said, extra = assign(record, options.mapping)
    complaints: list[str] = []
    title = _text(said, "title")
    body = _text(said, "body", between="\n\n")
    if title is None and body is None:
        names = _shown(", ".join(list(extra)[:8])) or "nothing else"
        reason = (
            f"it has neither a title nor a text, but {names}; "
            "tell which is which with --map title=… and --map body=…"
        )
        return Reading(None, (reason,))
    article_id = _text(said, "id")
    if article_id is not None and len(article_id) > MAX_ID_LENGTH:
        complaints.append(
            f"an id of {len(article_id)} characters, more than {MAX_ID_LENGTH}; "
            "the article got another"
        )
        extra[said["id"].name] = said["id"].value
        article_id = None
    date = None
    if "date" in said:
        date = _date(said["date"].value)
        if date is None:
            name, value = said["date"]
            extra[name] = value
            complaints.append(f"{name}: {_shown(value)} is not a date; the article has none")
    article = Article(
        id=article_id or place.article_id(number),
        title=title,
        body=body or "",
        date=date or place.date,
        source=_text(said, "source") or options.source,
        agency=_text(said, "agency"),
        authors=_authors(said["authors"].value) if "authors" in said else (),
        section=_text(said, "section"),
        url=_text(said, "url"),
        path=str(place.path),
        lead=_text(said, "lead", between="\n\n"),
        credit=_text(said, "credit"),
        language=_text(said, "language"),
        extra=extra,
    )
    return Reading(article, tuple(complaints))


def _text(said: dict[str, Value], field: str, between: str = ", ") -> str | None:
    found = said.get(field)
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
        return utc_time(value / 1000 if value >= _FIRST_IN_MILLISECONDS else value)
    text = _text_of(value)
    if text is None or len(text) > _LONGEST_DATE:
        return None
    date = normalize_date(text)
    if date is None and (found := find_date(text)) is not None:
        date = found[0]
    return date


def is_deeper(value: object, levels: int) -> bool:
    """Whether a value of JSON is nested deeper than so many levels."""
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
