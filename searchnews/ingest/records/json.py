"""Reading JSON: an object a line, an array of objects, or one object.

Which of them a file is, its content tells: the names `.json`, `.jsonl` and `.ndjson` are given to
all of them. Only files of one object a line are read in bounded memory, whatever their size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import chain
from typing import Any, Final, NamedTuple

from searchnews.article import Article
from searchnews.ingest.base import Item, Problem, ReadingOptions, Stream, UnreadableFileError
from searchnews.ingest.encoding import binary_kind, decode, detect, error_handling
from searchnews.ingest.origin import Place
from searchnews.ingest.records.field_names import assign
from searchnews.ingest.records.record import read_record
from searchnews.ingest.wires.ninjs import is_ninjs, wire_of_ninjs
from searchnews.ingest.wires.wire import articles_of_wires

# A whole book has a million characters.
_LONGEST_LINE: Final = 16 << 20  # in characters
# Parsed, it takes some three times as much memory.
_LARGEST_WHOLE: Final = 256 << 20  # in bytes
_JUDGED: Final = 1 << 16  # bytes that tell the encoding

_BLANK: Final = " \t\r\n\0\ufeff"  # a crash may leave NUL bytes at the end of a file
_LINE_SUFFIXES: Final = (".jsonl", ".ndjson")

# Names of characters that no encoding can hold (half of a pair), or no database.
_UNSTORABLE_NAME: Final = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
# Of those, and of control characters, which JSON forbids inside a text, no article is lost; nor of
# NaN, which Python's own libraries write where nothing is known.
_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


class _Line(NamedTuple):
    number: int
    text: str
    is_whole: bool


def read(stream: Stream, place: Place, options: ReadingOptions) -> Iterator[Item]:
    """The articles of a JSON file.

    Raises:
        UnreadableFileError: it is not JSON, too large, or there is no article in it.
    """
    head = stream.peek(_JUDGED)[:_JUDGED]
    kind = binary_kind(head)
    if kind is not None:
        raise UnreadableFileError(f"not JSON, but {kind}")
    encoding = detect(head)
    text = TextIOWrapper(stream, encoding, error_handling(encoding), newline="\n")
    try:
        lines = _lines(text)
        first = next(lines, None)
        if first is None:
            raise UnreadableFileError("the file is empty")
        second = next(lines, None) if _is_value(first) else None
        if second is not None:
            found = _read_lines(chain((first, second), lines), place, options)
        elif _is_value(first):
            found = _read_value(first.text, place, options)
        elif _is_among_lines(first, place):
            found = _read_lines(chain((first,), lines), place, options)
        else:
            found = _read_value(_whole(stream), place, options)
        yield from _with_an_article(found)
    finally:
        text.detach()


def _with_an_article(found: Iterator[Item]) -> Iterator[Item]:
    """The items as they are; of a file that is nothing but a problem, the reason is that of all."""
    held: Problem | None = None
    has_article = has_more = False
    for item in found:
        if isinstance(item, Problem) and held is None and not has_article:
            held = item
            continue
        if held is not None and not has_more:
            yield held
        has_more = held is not None
        has_article = has_article or isinstance(item, Article)
        yield item
    if held is not None and not has_more:
        raise UnreadableFileError(f"there is no article in it: {held.reason}")
    if not has_article:
        raise UnreadableFileError("there is no article in it")


def _lines(text: TextIOWrapper) -> Iterator[_Line]:
    """Lines that are not blank; what is longer than the limit is cut there."""
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        is_whole = len(line) < _LONGEST_LINE or line.endswith("\n")
        if stripped := line.strip(_BLANK):
            yield _Line(number, stripped, is_whole)
        while not is_whole:
            line = text.readline(_LONGEST_LINE)
            is_whole = len(line) < _LONGEST_LINE or line.endswith("\n")


def _is_value(line: _Line) -> bool:
    """Whether a line looks like a whole object or array."""
    return line.is_whole and line.text[0] + line.text[-1] in ("{}", "[]")


def _is_among_lines(line: _Line, place: Place) -> bool:
    """Whether a first line that is no whole value stands for a broken record, says the name."""
    is_named_so = any(suffix.lower() in _LINE_SUFFIXES for suffix in place.path.suffixes[-2:])
    return is_named_so and line.text[0] != "[" and line.text != "{"


def _read_lines(lines: Iterator[_Line], place: Place, options: ReadingOptions) -> Iterator[Item]:
    for number, text, is_whole in lines:
        if not is_whole:
            yield Problem(f"longer than {_LONGEST_LINE >> 20} million characters", number)
            continue
        try:
            record = _parse(text)
        except ValueError as error:
            yield Problem(f"not JSON: {_what_is_wrong(error)}", number)
            continue
        if is_ninjs(record):
            yield from articles_of_wires([wire_of_ninjs(record)], place, options)
            continue
        article, complaints = read_record(record, place, number, options)
        for complaint in complaints:
            yield Problem(complaint, number, lost=article is None)
        if article is not None:
            yield article


def _whole(stream: Stream) -> str:
    stream.seek(0)
    data = stream.read(_LARGEST_WHOLE + 1)
    if len(data) > _LARGEST_WHOLE:
        raise UnreadableFileError(
            f"more than {_LARGEST_WHOLE >> 20} MiB of JSON in one piece; make it one object a "
            "line, for example with: jq -c '.[]' file.json > file.jsonl"
        )
    return decode(data).strip(_BLANK)


def _read_value(text: str, place: Place, options: ReadingOptions) -> Iterator[Item]:
    try:
        value = _parse(text)
    except ValueError as error:
        raise UnreadableFileError(f"not JSON: {_what_is_wrong(error)}") from None
    records = _records_in(value)
    if all(map(is_ninjs, records)):
        yield from articles_of_wires(map(wire_of_ninjs, records), place, options)
        return
    for number, record in enumerate(records, 1):
        article, complaints = read_record(record, place, number, options)
        for complaint in complaints:
            yield Problem(f"record {number}: {complaint}", lost=article is None)
        if article is not None:
            yield article


def _records_in(value: object, levels: int = 3) -> list[Any]:
    """The records of an array, of an object around an array, or the only one."""
    if isinstance(value, list):
        return value
    wrapped = _wrapped(value, levels)
    return [value] if wrapped is None else wrapped


def _wrapped(value: object, levels: int) -> list[Any] | None:
    # {"articles": […]}, {"response": {"docs": […]}}; not an article with its list of authors.
    if not isinstance(value, dict) or levels == 0 or "body" in assign(dict(value), {})[0]:
        return None
    for inside in value.values():
        if isinstance(inside, list) and inside and _is_record(inside[0]):
            return inside
    found = (_wrapped(inside, levels - 1) for inside in value.values())
    return next((inside for inside in found if inside is not None), None)


def _is_record(value: object) -> bool:
    return isinstance(value, dict) and not assign(dict(value), {})[0].keys().isdisjoint(
        {"title", "body"}
    )


def _parse(text: str) -> Any:
    """The value that a JSON text holds, without characters that cannot be stored.

    Raises:
        ValueError: it is not JSON, or beyond what Python reads.
    """
    try:
        value = _DECODER.decode(text)
        if "\0" in text or _UNSTORABLE_NAME.search(text):
            value = _storable(value)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(inside) for inside in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(inside) for name, inside in value.items()}
    return value


def _what_is_wrong(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (line {error.lineno}, character {error.colno})"
    if "digits" in str(error):
        return "a number of thousands of digits"
    return str(error)
