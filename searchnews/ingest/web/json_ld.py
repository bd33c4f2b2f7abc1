"""What pages say about their article in JSON-LD, in the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from searchnews.ingest.records.record import is_deeper

# https://schema.org/Article and what is more special; a page may describe its site as well.
_ARTICLES: Final = re.compile(
    r"(?:\w*Article|Report|LiveBlogPosting|\w*BlogPosting|SocialMediaPosting)$"
)
_DEEPEST: Final = 30
# Pages put comments and CDATA marks around it, and real line ends inside texts.
_AROUND: Final = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)?|(?:(?://\s*)?(?:-->|\]\]>))?[\s;]*$"
)
_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None)

JsonObject = dict[str, Any]


def article_of(scripts: list[str]) -> JsonObject:
    """The article that some JSON-LD scripts describe; empty if they describe none.

    Of several, the one with the most properties is taken.

    >>> article_of(['{"@type": "WebSite"}', '{"@graph": [{"@type": "Article", "name": "Crue"}]}'])
    {'@type': 'Article', 'name': 'Crue'}
    """
    found = [
        thing for script in scripts for thing in _things(_parsed(script)) if _is_article(thing)
    ]
    return max(found, key=len, default={})


def names_of(value: Any) -> Iterator[str]:
    """The names of persons and organisations, as texts, objects, or a list of them."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, list):
            yield from names_of(name)
        elif isinstance(name, str) and (name := " ".join(html.unescape(name).split())):
            yield name


def is_organisation(value: Any) -> bool:
    """Whether an author is an organisation by its type.

    >>> is_organisation({"@type": "NewsMediaOrganization", "name": "Le Courrier"})
    True
    """
    types = value.get("@type") if isinstance(value, dict) else None
    return any(
        isinstance(each, str) and each.endswith("Organization")
        for each in (types if isinstance(types, list) else [types])
    )


def text_of(value: Any) -> str | None:
    """A text without markup and entities, in one line; None if there is none."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]*>", " ", html.unescape(value)).split()) or None


def _parsed(script: str) -> Any:
    try:
        value, _ = _DECODER.raw_decode(_AROUND.sub("", script).lstrip())
    except (ValueError, RecursionError):
        return None
    return None if is_deeper(value, _DEEPEST) else value


def _things(value: Any) -> Iterator[JsonObject]:
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _things(value.get(name))


def _is_article(thing: JsonObject) -> bool:
    types = thing.get("@type")
    return any(
        isinstance(each, str) and _ARTICLES.search(each) is not None
        for each in (types if isinstance(types, list) else [types])
    )
