"""What a request says of the answer it wants: compressed or not, and unless it is known already.

The fields are those of HTTP, RFC 9110: Accept-Encoding (12.5.3) and If-None-Match (13.1.2).
"""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

_MOST_CHARACTERS: Final = 10_000
"""Of a field that are read: beyond it nothing that is asked for is lost."""
_ENTITY_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
_WEIGHT: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def takes_gzip(accept_encoding: str) -> bool:
    """Whether an answer may be compressed, and the visitor likes it no less as it is.

    >>> [takes_gzip(said) for said in ("gzip, br", "gzip;q=0", "*", "identity;q=1, gzip;q=0.5", "")]
    [True, False, True, False, False]
    """
    weights: dict[str, float] = {}
    for part in accept_encoding[:_MOST_CHARACTERS].split(","):
        coding, *parameters = (each.strip().lower() for each in part.split(";"))
        weights[coding] = weight_of(parameters)
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def with_gzip_or_not(scope: Scope) -> Scope:
    """The same request, which asks for gzip and nothing else, or for nothing.

    As Starlette reads the field, to name gzip is to ask for it.
    """
    accepted = ", ".join(Headers(scope=scope).getlist("accept-encoding"))
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    if takes_gzip(accepted):
        headers.append((b"accept-encoding", b"gzip"))
    return {**scope, "headers": headers}


def weight_of(parameters: list[str]) -> float:
    """How much something is liked, of what stands behind it; 0 of what is no number: not at all."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0


def is_any(if_none_match: str) -> bool:
    """Whether no answer at all is wanted where there is one."""
    return if_none_match.strip() == "*"


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether a visitor has the answer of a tag: compared weakly, as the field wants it.

    >>> is_known('W/"a1"', '"b2", "a1"'), is_known('W/"a1"', 'W/"a1"'), is_known('W/"a1"', "a1")
    (True, True, False)
    """
    return bool(tag) and tag.removeprefix("W/") in _ENTITY_TAG.findall(if_none_match)
