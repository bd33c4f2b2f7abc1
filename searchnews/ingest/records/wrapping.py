"""The records in one value of JSON, whatever is around them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from searchnews.ingest.records.field_names import assign

_MOST_LEVELS: Final = 3  # {"response": {"result": {"docs": […]}}}
# https://www.jsonfeed.org/version/1.1/
_JSON_FEED: Final = "jsonfeed.org"


class Record(NamedTuple):
    """A record among others."""

    value: Any
    key: str | None = None
    """What it is called among them, if it has no place in an array."""


def records_in(value: object) -> list[Record]:
    """The records of an array, of an object around one, or of an object that has them by keys.

    Else the value is the only record. The items of a JSON Feed are published by the feed.

    >>> records_in({"docs": [{"title": "Crue"}]})
    [Record(value={'title': 'Crue'}, key=None)]
    >>> records_in({"17": {"title": "Crue"}})
    [Record(value={'title': 'Crue'}, key='17')]
    """
    if isinstance(value, list):
        return [Record(each) for each in value]
    found = _inside(value, _MOST_LEVELS)
    if found is None:
        return [Record(value)]
    if isinstance(value, dict) and _JSON_FEED in str(value.get("version")):
        return [_of_feed(record, value.get("title")) for record in found]
    return found


def _inside(value: object, levels: int) -> list[Record] | None:
    # {"articles": […]}, {"response": {"docs": […]}}; not an article with its list of authors.
    if not isinstance(value, dict) or levels == 0:
        return None
    if (rows := _rows(value)) is not None:
        return rows
    if "body" in assign(dict(value), {})[0]:
        return None
    for inside in value.values():
        if isinstance(inside, list) and inside and _is_record(inside[0]):
            return [Record(each) for each in inside]
    if value and all(map(_is_record, value.values())):
        return [Record(each, str(key)) for key, each in value.items()]
    found = (_inside(inside, levels - 1) for inside in value.values())
    return next((inside for inside in found if inside is not None), None)


def _rows(value: dict[str, Any]) -> list[Record] | None:
    """The rows of a table that pandas wrote by columns: {"title": {"0": …}, "text": {"0": …}}."""
    columns = list(value.values())
    if not columns or not all(isinstance(column, dict) for column in columns):
        return None
    numbers = columns[0].keys()
    if not numbers or not _are_numbers(numbers) or any(c.keys() != numbers for c in columns):
        return None
    rows = [{name: column[number] for name, column in value.items()} for number in numbers]
    return [Record(row) for row in rows] if _is_record(rows[0]) else None


def _are_numbers(keys: Iterable[str]) -> bool:
    return all(key.isdecimal() for key in keys)


def _is_record(value: object) -> bool:
    return isinstance(value, dict) and not assign(dict(value), {})[0].keys().isdisjoint(
        {"title", "body"}
    )


def _of_feed(record: Record, title: Any) -> Record:
    if not isinstance(record.value, dict) or "source" in assign(dict(record.value), {})[0]:
        return record
    return record._replace(value={**record.value, "source": title})
