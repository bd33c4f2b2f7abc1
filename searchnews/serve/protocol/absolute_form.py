"""Requests whose target is a whole address, as proxies are sent: GET http://host/path HTTP/1.1."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from starlette.types import Scope

_WHOLE: Final = re.compile(rb"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)


def with_path(scope: Scope) -> Scope:
    """The same request with a path as its target.

    Its host is the one of the address, whatever the field Host says (RFC 9112, 3.2.2), so that what
    looks at the host looks at this one.
    """
    whole = _WHOLE.fullmatch(scope.get("raw_path") or b"")
    if whole is None:
        return scope
    host, path = whole[1], whole[2] or b"/"
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {
        **scope,
        "path": unquote(path.decode("ascii", "replace")),
        "raw_path": path,
        "headers": [(b"host", host), *others],
    }
