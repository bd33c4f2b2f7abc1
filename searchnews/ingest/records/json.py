"""Reading JSON: an object a line, an array of objects, or one object.

The content tells which of them a file is, because all of them are found under the names `.json`,
`.jsonl` and `.ndjson`. Only files of one object a line are read in bounded memory, whatever their
size.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from math import isfinite
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.encoding import binary_kind, decode, decoded_pieces, detect
from searchnews.ingest.origin import Origin
from searchnews.ingest.records.lines import BLANK, Line, filled_lines
from searchnews.ingest.records.overlooked import Overlooked
from searchnews.ingest.records.record import DEEPEST, draft_of_record, is_deeper
from searchnews.ingest.records.wrapping import records_in
from searchnews.ingest.streams import Stream
from searchnews.ingest.wires.ninjs import is_ninjs, wire_of_ninjs
from searchnews.ingest.wires.wire import drafts_of_wires, items_without_text

# A whole book has a million characters.
_LONGEST_LINE: Final = 16 << 20  # in characters
# Once it is parsed, it takes about three times as much memory.
_LARGEST_WHOLE: Final = 256 << 20  # in bytes
_ENCODING_SAMPLE: Final = 1 << 16  # bytes that tell the encoding
_LINE_SUFFIXES: Final = (".jsonl", ".ndjson")

# Escapes of characters that no encoding has (half of a surrogate pair), or no database keeps.
_UNSTORABLE_NAME: Final = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if isfinite(number) else None


# No article is lost because of control characters, which JSON forbids inside a text; because of
# NaN, which Python's own libraries write for what is unknown; or because of numbers like 1e999.
_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None, parse_float=_finite)


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of a JSON file.

    Raises:
        UnreadableFileError: it is not JSON, too large, or there is no article in it.
    """
    stream, mapping = file.stream, file.options.mapping
    head = stream.peek(_ENCODING_SAMPLE)[:_ENCODING_SAMPLE]
    kind = binary_kind(head)
    if kind is not None:
        raise UnreadableFileError(f"not JSON, but {kind}")
    lines = filled_lines(decoded_pieces(stream, detect(head)), _LONGEST_LINE)
    first = next(lines, None)
    if first is None:
        raise UnreadableFileError("the file is empty")
    second = next(lines, None) if _is_value(first) else None
    if second is not None:
        found = _read_lines(chain((first, second), lines), mapping)
    elif _is_value(first):
        found = _read_value(first.text, mapping)
    elif _is_among_lines(first, file.origin):
        found = _read_lines(chain((first,), lines), mapping)
    else:
        found = _read_value(_whole(stream), mapping)
    yield from _with_an_article(found)


def _with_an_article(found: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
    """What was found, as it is; but if it is one problem alone, that is the reason for the file.

    Raises:
        UnreadableFileError: there is no article in it, and there could have been.
    """
    first: Problem | None = None
    held: Problem | None = None  # until it is known whether it is the only one
    without_article = True
    for item in found:
        if isinstance(item, Draft):
            without_article = False
        elif first is None:
            first = item
            if without_article:
                held = item
                continue
        if held is not None:
            yield held
            held = None
        yield item
    if held is not None and not held.may_hide_articles:
        yield held
    elif without_article and (first is None or first.may_hide_articles):
        raise UnreadableFileError(
            "there is no article in it" + (f": {first.reason}" if first else "")
        )


def _is_value(line: Line) -> bool:
    """Whether a line looks like a complete object or array."""
    return line.is_whole and line.text[0] + line.text[-1] in ("{}", "[]")


def _is_among_lines(line: Line, origin: Origin) -> bool:
    """Whether a first line that is not a complete value is a broken record, judging by the name."""
    is_named_so = any(suffix.lower() in _LINE_SUFFIXES for suffix in origin.path.suffixes[-2:])
    return is_named_so and line.text[0] != "[" and line.text != "{"


def _read_lines(lines: Iterator[Line], mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    overlooked = Overlooked()
    without_text: Counter[str] = Counter()
    for number, text, is_whole in lines:
        if not is_whole:
            longest = f"{_LONGEST_LINE >> 20} million characters"
            yield Problem(f"longer than {longest}; make it one article a line", number)
            continue
        try:
            value = parsed_json(text)
        except ValueError as error:
            yield Problem(f"not JSON: {_what_is_wrong(error)}", number)
            continue
        if _is_ninjs(value):
            yield from drafts_of_wires([wire_of_ninjs(value, number)], without_text)
            continue
        draft, complaints = draft_of_record(value, number, mapping)
        for complaint in complaints:
            yield Problem(complaint, number, lost=draft is None)
        if draft is not None:
            overlooked.add(draft)
            yield draft
    yield from overlooked.problems()
    yield from items_without_text(without_text)


def _whole(stream: Stream) -> str:
    stream.seek(0)
    data = stream.read(_LARGEST_WHOLE + 1)
    if len(data) > _LARGEST_WHOLE:
        raise UnreadableFileError(
            f"more than {_LARGEST_WHOLE >> 20} MiB of JSON in one piece; make it one object a "
            "line, for example with: jq -c '.[]' file.json > file.jsonl"
        )
    return decode(data).strip(BLANK)


def _read_value(text: str, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    try:
        value = parsed_json(text)
    except ValueError as error:
        raise UnreadableFileError(f"not JSON: {_what_is_wrong(error)}") from None
    records = records_in(value)
    if all(_is_ninjs(record.value) for record in records):
        yield from drafts_of_wires(
            wire_of_ninjs(record.value, number) for number, record in enumerate(records, 1)
        )
        return
    overlooked = Overlooked()
    for number, record in enumerate(records, 1):
        draft, complaints = draft_of_record(record.value, number, mapping)
        for complaint in complaints:
            yield Problem(f"record {number}: {complaint}", lost=draft is None)
        if draft is not None:
            draft.part = record.key
            overlooked.add(draft)
            yield draft
    yield from overlooked.problems()


def _is_ninjs(value: object) -> bool:
    return is_ninjs(value) and not is_deeper(value, DEEPEST)


def parsed_json(text: str) -> Any:
    """The value of a JSON text, without characters that cannot be stored.

    Raises:
        ValueError: it is not JSON, or more than Python reads.
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
