"""What pages of other sites may not do: send forms here (cross-site request forgery)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from searchnews.serve.api.problems import ForbiddenError
from searchnews.serve.guards.hosts import host_name

_SAFE_METHODS: Final = frozenset(("GET", "HEAD", "OPTIONS"))


def check_origin(method: str, headers: Mapping[str, str]) -> None:
    """Refuse to change anything for a page of another site.

    Browsers say where a request comes from, and pages cannot change what they say: newer ones by
    Sec-Fetch-Site, older ones by Origin. A program says neither.

    Raises:
        ForbiddenError: it comes from elsewhere.
    """
    if method in _SAFE_METHODS:
        return
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    elif origin is not None:
        allowed = host_name(urlsplit(origin).netloc) == host_name(headers.get("host", ""))
    else:
        allowed = True
    if not allowed:
        raise ForbiddenError("only the pages of this server may change anything here")
