"""Items in ninjs, the IPTC's JSON for news, versions 1 to 3.

Version 2 made lists of headlines, bodies and bylines; version 3 writes its names in camel case.
https://iptc.org/standards/ninjs/
"""

from __future__ import annotations

from typing import Any, Final

from searchnews.ingest.numbers import whole_number
from searchnews.ingest.wires.wire import Wire

JsonObject = dict[str, Any]

_IDS: Final = ("uri", "guid")
_BODIES: Final = ("body_xhtml", "body_html", "body_text", "body")


def is_ninjs(record: object) -> bool:
    """Whether a record of JSON is an item of ninjs, judging by names that no other dump has.

    Superdesk, in which many agencies write, calls the `uri` a `guid`.

    >>> is_ninjs({"uri": "urn:x:1", "headline": "Crue", "versioncreated": "2015"})
    True
    >>> is_ninjs({"url": "x", "headline": "Crue", "date": "2015"})
    False
    """
    if not isinstance(record, dict):
        return False
    names = {name.lower() for name in record}
    if names.isdisjoint(_IDS):
        return False
    return bool(names & {"versioncreated", "pubstatus", "representationtype", "infosources"}) and (
        bool(names & {"headline", "headlines", "bodies", "body_text", "body_html", "body_xhtml"})
    )


def wire_of_ninjs(record: JsonObject, number: int) -> Wire:
    """What an item says; `number` counts the items of its file, from 1."""
    fields = {name.lower(): value for name, value in record.items()}
    wire = Wire(
        number=number,
        id=_text(fields.get("uri")) or _text(fields.get("guid")),
        revision=_revision(fields.get("version")),
        title=_text(fields.get("headline")) or _of_role(fields.get("headlines"), "main"),
        paragraphs=_body(fields).split("\n\n"),
        date=_text(fields.get("firstcreated"))
        or _text(fields.get("contentcreated"))
        or _text(fields.get("versioncreated")),
        provider=_text(fields.get("infosource"))
        or _text(fields.get("infosources"))
        or _text(fields.get("provider"))
        or _text(fields.get("source")),
        byline=_text(fields.get("byline"))
        or _text(fields.get("by"))
        or "; ".join(_names(fields.get("authors"))),
        kind=_text(fields.get("type")),
        lead=_text(fields.get("description_text"))
        or _of_role(fields.get("descriptions"), "summary")
        or _text(fields.get("abstract")),
        credit=_text(fields.get("creditline")),
        language=_text(fields.get("language")),
        status=_text(fields.get("pubstatus")),
        embargo=_text(fields.get("embargoed")) or _text(fields.get("embargoeduntil")),
    )
    wire.extra = {
        "dateline": _text(fields.get("located")),
        "slug": _text(fields.get("slugline")),
        "keywords": _names(fields.get("keyword") or fields.get("keywords")),
        "subjects": _names(fields.get("subject") or fields.get("subjects")),
        "rights": _text(fields.get("copyrightnotice")) or _text(fields.get("usageterms")),
    }
    return wire


def _revision(version: object) -> int | None:
    return whole_number(str(version)) if isinstance(version, (str, int)) else None


def _body(fields: JsonObject) -> str:
    from searchnews.ingest.markup import text_of_html  # lxml, which other JSON does without

    for name in _BODIES:
        if isinstance(value := fields.get(name), str) and value.strip():
            return text_of_html(value)
    bodies = fields.get("bodies") or fields.get("body")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            return text_of_html(body["value"])
    return ""


def _of_role(values: Any, role: str) -> str | None:
    """The text with that role, else the first text."""
    listed = values if isinstance(values, list) else []
    texts = [value for value in listed if isinstance(value, dict)]
    texts.sort(key=lambda value: role not in str(value.get("role", "")))
    return next(filter(None, (_text(value.get("value")) for value in texts)), None)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("value") or value.get("uri")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    return list(filter(None, map(_text, value))) if isinstance(value, list) else []
