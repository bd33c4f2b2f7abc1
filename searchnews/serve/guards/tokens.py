"""Who knows the token: programs say it with each request, browsers once.

Readers of feeds, which know no other way, send it as the password of any user.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from typing import Final

from searchnews.serve.api.problems import UnauthorizedError

COOKIE: Final = "searchnews"


class Tokens:
    """Checks the token of a server, and lets a browser in once by a ticket.

    A ticket is for the address that is opened when the server starts: the token itself would stay
    in the history of the browser. A cookie holds a digest of the token and so no token.
    """

    def __init__(self, token: str) -> None:
        self._token = token
        self._ticket: str | None = secrets.token_urlsafe(24)
        self._lock = threading.Lock()

    @property
    def ticket(self) -> str | None:
        """What lets in one browser once; None when it has been used."""
        return self._ticket

    @property
    def cookie(self) -> str:
        """The value of the cookie by which a browser is known."""
        return hashlib.sha256(f"searchnews cookie {self._token}".encode()).hexdigest()

    def check(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> None:
        """Refuse who does not know the token.

        Raises:
            UnauthorizedError: the request has no token, or a wrong one.
        """
        scheme, _, said = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            if self.knows(said.strip()):
                return
        elif scheme.lower() == "basic":
            if self.knows(_password(said)):
                return
        elif _same(cookies.get(COOKIE, ""), self.cookie):
            return
        raise UnauthorizedError(
            "this server wants its token: programs send `Authorization: Bearer TOKEN`, people type "
            "it at /login"
        )

    def knows(self, token: str) -> bool:
        """Whether this is the token."""
        return _same(token, self._token)

    def take(self, ticket: str) -> bool:
        """Whether this is the ticket, which no longer is one then."""
        with self._lock:
            if self._ticket is None or not _same(ticket, self._ticket):
                return False
            self._ticket = None
            return True


def _password(said: str) -> str:
    """The password of any user, as RFC 7617 writes them; empty if it does not."""
    try:
        return base64.b64decode(said, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _same(given: str, wanted: str) -> bool:
    # Takes as long whatever the first difference is.
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())
