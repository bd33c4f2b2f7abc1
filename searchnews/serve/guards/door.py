"""The door: everything that is looked at before a request is answered."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from searchnews.errors import InvalidArgumentError
from searchnews.serve import limits
from searchnews.serve.api.problems import MethodError, TooLargeError
from searchnews.serve.api.resolve import Resolved
from searchnews.serve.guards.hosts import check_host
from searchnews.serve.guards.origins import check_origin
from searchnews.serve.guards.tokens import Tokens
from searchnews.serve.guards.visits import Visits
from searchnews.serve.settings import Settings

_FORM: Final = "application/x-www-form-urlencoded"
_WITHOUT_TOKEN: Final = frozenset(("/login", "/robots", "/health"))
"""Who has no token yet may come here; a health check tells no more than that there is an index."""


class Door:
    """Lets requests in."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.tokens = Tokens(settings.token) if settings.token is not None else None
        self._visits = Visits(settings.visits_per_minute) if settings.visits_per_minute else None

    def check_name(self, request: Request) -> None:
        """Refuse what was asked of a name that is not ours.

        Raises:
            ForbiddenError: it was.
        """
        check_host(request.headers.get("host", ""), self._settings)

    def check(self, request: Request, resolved: Resolved) -> None:
        """Refuse who may not come in.

        Raises:
            ForbiddenError: a page of another site sends this.
            MethodError: the address takes no such method.
            UnauthorizedError: there is no token, or a wrong one.
            TooOftenError: the visitor comes too often.
        """
        if self._visits is not None:
            self._visits.count(request.client.host if request.client else "")
        check_origin(request.method, request.headers)
        if request.method not in resolved.address.methods:
            raise MethodError(resolved.address.path, resolved.address.methods)
        if self.tokens is not None and resolved.address.path not in _WITHOUT_TOKEN:
            self.tokens.check(request.headers, request.cookies)

    async def read_form(self, request: Request) -> bytes:
        """The form that was sent, as it was written; empty where none was.

        Raises:
            InvalidArgumentError: what was sent is no form.
            TooLargeError: it is larger than the limit.
        """
        if request.method != "POST":
            return b""
        said = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
        if said != _FORM:
            raise InvalidArgumentError(f"what was sent is {said[:100]}; send a form, {_FORM}")
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > limits.BODY_BYTES:
                raise TooLargeError(
                    f"what was sent is larger than {limits.BODY_BYTES:,} bytes, which is the limit"
                )
        return body
