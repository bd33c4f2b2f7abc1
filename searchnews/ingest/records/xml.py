"""Reading XML of articles in a vocabulary of its own: of a lab, a database, a student's script.

The element that is an article is the one that holds a title and a text by the names that are known
for JSON, as elements, attributes, or elements with the name in an attribute.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.markup import Element
from searchnews.ingest.nesting import TOO_DEEP
from searchnews.ingest.records.field_names import assign
from searchnews.ingest.records.record import draft_of_record
from searchnews.ingest.records.xml_record import record_of
from searchnews.ingest.xml.stream import Broken, elements, problem_of, sample

_SAMPLE: Final = 2 << 20  # characters in which it is seen what an article is
_MOST_JUDGED: Final = 50  # elements of a name
# Drawings, style sheets, schemas and settings have texts with titles too.
_NO_ARTICLES: Final = frozenset(
    "svg stylesheet transform schema plist kml gpx Relationships Types project manifest resources "
    "configuration wordDocument package html".split()
)
# Fields that an article has besides its text, and what each counts.
_FIELDS: Final = {"title": 3, "date": 2, "source": 1, "authors": 1, "url": 1, "lead": 1}
_BODY: Final = 3
_FEWEST_WORDS: Final = 3  # of a text
_FEWEST_WITHOUT_TITLE: Final = 10  # else the names of links would be texts
_MOST_NAMES: Final = 8  # of elements, named where none is known


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The articles of the elements, in bounded memory.

    Raises:
        UnreadableFileError: no element is known for an article.
    """
    mapping = file.options.mapping
    root, is_too_deep = sample(file.stream, _SAMPLE)
    if root is None:
        raise UnreadableFileError("not XML that can be read")
    name = _name_of_articles(root, mapping)
    if name is None and is_too_deep:
        raise UnreadableFileError(TOO_DEEP)
    if name is None:
        raise UnreadableFileError(_without_articles(root))
    file.stream.seek(0)
    number = 0
    for element in elements(file.stream, {name}):
        if isinstance(element, Broken):
            yield problem_of(element)
            continue
        number += 1
        draft, complaints = draft_of_record(record_of(element), number, mapping)
        for complaint in complaints:
            yield Problem(f"element {number} ({name}): {complaint}", lost=draft is None)
        if draft is not None:
            if draft.id is not None and draft.id in element.attrib.values():
                # XML has the ids of attributes be unique in their file alone.
                draft.part, draft.id = draft.id, None
            yield draft


def _name_of_articles(root: Element, mapping: Mapping[str, str]) -> str | None:
    """The name of the elements that are articles; of two that may be, the outer ones."""
    if root.tag in _NO_ARTICLES:
        return None
    judged: defaultdict[str, list[tuple[bool, int]]] = defaultdict(list)
    for element in root.iter():
        name = str(element.tag)
        if len(judged[name]) < _MOST_JUDGED:
            judged[name].append(_score(record_of(element), mapping))
    best: tuple[str, tuple[bool, float]] | None = None
    for name, scores in judged.items():
        good = [points for points in scores if points[1]]
        if len(good) * 2 <= len(scores):
            continue
        mean = sum(score for _, score in good) / len(scores)
        rank = any(has_text for has_text, _ in good), mean
        if best is None or rank > best[1]:
            best = name, rank
    if best is None:
        return None
    name = best[0]
    return (_name_of_texts(root, mapping) or name) if name == root.tag else name


def _name_of_texts(root: Element, mapping: Mapping[str, str]) -> str | None:
    """The name of the texts of a corpus, where it is the corpus that has a title."""
    body = assign(record_of(root), mapping)[0].get("body")
    return body.name if body is not None and isinstance(body.value, list) else None


def _score(record: dict[str, Any], mapping: Mapping[str, str]) -> tuple[bool, int]:
    """Whether a record has a text, and how much it says of an article; 0 if it is none."""
    values, _ = assign(record, mapping)
    body = values.get("body")
    fewest = _FEWEST_WORDS if "title" in values else _FEWEST_WITHOUT_TITLE
    has_text = body is not None and _words(body.value) >= fewest
    score = sum(points for name, points in _FIELDS.items() if name in values)
    is_article = score > 0 if has_text else "title" in values and score > _FIELDS["title"]
    return has_text, (score + _BODY * has_text) if is_article else 0


def _words(value: object) -> int:
    if isinstance(value, list):
        return sum(map(_words, value))
    if isinstance(value, dict):
        return sum(map(_words, value.values()))
    return len(value.split()) if isinstance(value, str) else 0


def _without_articles(root: Element) -> str:
    names = Counter(str(element.tag) for element in root.iter())
    shown = ", ".join(name for name, _ in names.most_common(_MOST_NAMES))[:200]
    return (
        f"XML in which no element holds a title and a text by a name that is known, but {shown}; "
        "tell which is which with --map title=… and --map body=…"
    )
