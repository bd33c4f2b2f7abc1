"""The application: every request, from the guards at the door to the answer."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import logging
import threading
from typing import Final
from urllib.parse import quote

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from searchnews import __version__
from searchnews.errors import SearchNewsError
from searchnews.index import Index
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import WATCH
from searchnews.serve.api.problems import (
    MethodError,
    NotReadyError,
    NotThereError,
    Problem,
    problem_of,
)
from searchnews.serve.api.resolve import Resolved, resolve, without_slash
from searchnews.serve.exports import Exports
from searchnews.serve.guards.door import Door
from searchnews.serve.guards.headers import HEADERS
from searchnews.serve.pages.login import login
from searchnews.serve.pages.problem import problem_reply
from searchnews.serve.pages.table import change_at, import_all, page_at
from searchnews.serve.pool import Pool
from searchnews.serve.preparation import Preparation
from searchnews.serve.protocol.absolute_form import with_path
from searchnews.serve.protocol.conditions import is_any, is_known, with_gzip_or_not
from searchnews.serve.reading import bare_visit, path_of, visit_of
from searchnews.serve.rendering import static_files
from searchnews.serve.replies import FileReply, Reply, is_there, json_reply
from searchnews.serve.settings import Settings
from searchnews.serve.visit import Visit

_LOG: Final = logging.getLogger("searchnews.serve")
_FOR_GOOD: Final = 308  # which asks for the same method once more, unlike 301
_BASIC: Final = ', Basic realm="searchnews", charset="UTF-8"'
_STATIC: Final = "/static/"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
# What is made so fast is not worth a page that says so.
_SOON: Final = 1.0
_ASK_AGAIN: Final = "private, no-cache"


class Application:
    """Answers requests over one index; an ASGI application (https://asgi.readthedocs.io)."""

    def __init__(self, index: Index, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.door = Door(self.settings)
        self._index = index
        self._pool = Pool(
            threads=self.settings.threads,
            waiting=self.settings.waiting,
            seconds=self.settings.seconds,
        )
        # Whether all is well is known also while all threads are searching.
        self._checks = Pool(threads=1, waiting=limits.WAITING, seconds=self.settings.seconds)
        self._has_answered = False
        self.exports = Exports()
        self._preparation = Preparation(index)
        # One after the other; and long, since nobody knows of one that was given up what it did.
        self._changes = Pool(threads=1, waiting=limits.WAITING, seconds=limits.SECONDS_TO_SAVE)
        self._zipped: ASGIApp = GZipMiddleware(self._answer, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            await self._zipped(with_gzip_or_not(with_path(scope)), receive, send)
            if not self._has_answered:
                self._has_answered = True
                threading.Thread(target=import_all, daemon=True).start()

    def close(self) -> None:
        """Let go of threads; the index stays open."""
        self._pool.close()
        self._checks.close()
        self.exports.close()
        self._changes.close()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except ClientDisconnect:
            return
        except Exception as error:  # whatever it is, the visitor gets an answer
            response = self._elsewhere(request, error) or await self._failed(request, error)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        path = path_of(request, self.settings)
        self.door.check_name(request)
        if path.startswith(_STATIC):
            return _static(path.removeprefix(_STATIC))
        resolved = resolve(path)
        self.door.check(request, resolved)
        form = await self.door.read_form(request)
        request.state.form = form
        visit = visit_of(request, resolved, self._index, self.settings, form)
        if resolved.address.path == "/login":
            return _response(login(visit, self.door))
        if resolved.address.path == "/export/progress":
            progress = self.exports.watched.get(visit.values[WATCH])
            far = progress.to_dict(visit.locale)
            return _response(json_reply(far, headers={"cache-control": "no-store"}))
        if request.method == "POST":
            path = resolved.address.path
            return _kept(_response(await self._changes.run(lambda: change_at(path)(visit))))
        return await self._reply(visit, resolved, request)

    async def _reply(self, visit: Visit, resolved: Resolved, request: Request) -> Response:
        known = ", ".join(request.headers.getlist("if-none-match"))
        changes_with = resolved.address.changes_with

        def work() -> tuple[Reply | FileReply | None, str]:
            self._preparation.check(visit)
            tag = _tag(visit) if changes_with == "commit" else ""
            if is_known(tag, known):
                return None, tag
            reply = page_at(visit.path)(visit)
            if changes_with == "content" and isinstance(reply, Reply) and not reply.headers:
                tag = _named(reply.content_type, reply.content)
            is_kept = is_known(tag, known) or (is_any(known) and is_there(reply))
            return (None if is_kept else reply), tag

        pool = self._checks if visit.path == "/health" else self._pool
        try:
            reply, tag = await pool.run(work)
        except NotReadyError as error:
            if not await asyncio.to_thread(self._preparation.soon, error.what, _SOON):
                raise
            reply, tag = await pool.run(work)
        if reply is None:
            response = Response(status_code=304)
        elif isinstance(reply, FileReply):
            return await self.exports.response(reply, visit.values[WATCH], request.method)
        else:
            response = _response(reply)
        if tag:
            response.headers["etag"] = tag
        return _kept(response)

    def _elsewhere(self, request: Request, error: Exception) -> Response | None:
        """Where an address leads that is one of ours but for the slash at its end."""
        if not isinstance(error, (NotThereError, MethodError)):
            return None
        path = without_slash(path_of(request, self.settings))
        if path is None:
            return None
        asked = request.scope["query_string"].decode("latin-1")
        address = f"{self.settings.root_path}{quote(path)}{f'?{asked}' if asked else ''}"
        return _kept(Response(status_code=_FOR_GOOD, headers={"location": address}))

    async def _failed(self, request: Request, error: Exception) -> Response:
        problem = problem_of(error, show_paths=self.settings.show_paths)
        if not isinstance(error, SearchNewsError):
            _LOG.error("unexpected error at %s", request.scope["path"], exc_info=error)
        elif problem.status >= 500 and problem.preparing is None:
            _LOG.warning("%s: %s", request.scope["path"], error.__cause__ or error)
        self.exports.refused(request.query_params.get(WATCH.name, ""), problem.detail)
        form = getattr(request.state, "form", b"")
        visit = bare_visit(request, self._index, self.settings, form)
        reply = problem_reply(visit, problem, request.method)
        return _problem_response(reply, problem, is_feed=visit.form in (Form.ATOM, Form.RSS))


def _problem_response(reply: Reply, problem: Problem, *, is_feed: bool) -> Response:
    response = _response(reply)
    response.headers["cache-control"] = "no-store"
    if problem.retry_after is not None:
        response.headers["retry-after"] = str(problem.retry_after)
    if problem.methods:
        response.headers["allow"] = ", ".join(problem.methods)
    if problem.status == 401:
        # Browsers ask people for a password at once: at feeds alone, whose readers do so too.
        response.headers["www-authenticate"] = f"Bearer{_BASIC}" if is_feed else "Bearer"
    return response


def _response(reply: Reply) -> Response:
    # Lone surrogates, which no encoding holds, become "?".
    return Response(
        reply.content.encode(errors="replace"),
        reply.status,
        {"content-type": reply.content_type, **reply.headers},
    )


def _kept(response: Response) -> Response:
    """An answer that only this visitor's browser keeps, and asks for again."""
    response.headers["cache-control"] = _ASK_AGAIN
    response.headers["vary"] = "Accept-Language, Cookie, Authorization"
    return response


def _static(name: str) -> Response:
    file = static_files().get(name)
    if file is None:
        raise NotThereError(f"there is no file {name[:100]} here")
    headers = {"content-type": file.content_type, "cache-control": _FOR_EVER}
    return Response(file.content, headers=headers)


def _tag(visit: Visit) -> str:
    """Names an answer: another one for each commit, address, language, version and day.

    The day, since `hier` in a query means another one tomorrow.
    """
    parts = (
        visit.commit,
        visit.here(form=visit.form),
        visit.locale.tag,
        visit.origin,
        __version__,
        datetime.date.today().isoformat(),
    )
    return _named(*parts)


def _named(*parts: str) -> str:
    """The tag of an answer of which these parts say everything."""
    named = "\0".join(parts).encode(errors="replace")
    # Weak, since what is compressed is not the same byte by byte.
    return f'W/"{hashlib.blake2s(named, digest_size=12).hexdigest()}"'
