"""Files on their way to visitors: a few at a time, each broken off where it is not whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import BinaryIO, Final
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from searchnews.serve import limits
from searchnews.serve.api.problems import BusyError, problem_of
from searchnews.serve.replies import FileReply
from searchnews.serve.streaming import first_and_rest, streamed
from searchnews.serve.watching import Progress, Watched

_BROKEN: Final = "the connection ended before the file did"


class Exports:
    """Sends files, and knows how far each is."""

    def __init__(self) -> None:
        self.watched = Watched()
        self.running = 0
        """Files that are being written."""
        self._writers = ThreadPoolExecutor(limits.EXPORTS, thread_name_prefix="export")

    async def response(self, reply: FileReply, watch: str, method: str) -> Response:
        """The file, whose first bytes are there: what is wrong from the beginning is raised here.

        Raises:
            BusyError: as many files are being written as may.
        """
        headers = {
            "content-type": reply.content_type,
            "content-disposition": _disposition(reply.name),
            "cache-control": "private, no-store",
        }
        if method == "HEAD":
            response = Response(headers=headers)
            del response.headers["content-length"]  # of nothing; that of the file is not known
            return response
        if self.running >= limits.EXPORTS:
            raise BusyError(f"{self.running} exports are being written, which is the limit")
        self.running += 1
        self.watched.put(watch, reply.progress)

        def write(file: BinaryIO) -> None:
            reply.progress.detail = reply.write(file)

        written = streamed(write, self._writers)
        try:
            pieces = await first_and_rest(written)
        except BaseException:
            self.running -= 1
            raise

        async def ended() -> None:
            self.running -= 1
            await written.aclose()

        return _FileResponse(pieces, ended, reply.progress, headers)

    def refused(self, watch: str, detail: str) -> None:
        """Let who watches know that there is no file, and why."""
        if watch:
            progress = Progress()
            progress.ended("refused", detail)
            self.watched.put(watch, progress)

    def close(self) -> None:
        """Let go of threads."""
        self._writers.shutdown(wait=False, cancel_futures=True)


class _FileResponse(StreamingResponse):
    """Lets go of the file also when the visitor has gone, even before the first piece of it."""

    def __init__(
        self,
        pieces: AsyncGenerator[bytes],
        ended: Callable[[], Awaitable[None]],
        progress: Progress,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(self._sent(pieces), headers=headers)
        self._ended = ended
        self._progress = progress
        self._is_whole = False
        self._broken = _BROKEN

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
            if self._is_whole:
                self._progress.ended("complete", self._progress.detail)
        finally:
            if self._progress.state != "complete":
                self._progress.ended("interrupted", self._broken)
            await self._ended()

    async def _sent(self, pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
        async with aclosing(pieces):
            try:
                async for piece in pieces:
                    yield piece
            except Exception as error:
                self._broken = problem_of(error).detail
                raise
        self._is_whole = True


def _disposition(name: str) -> str:
    ascii_name = name.encode("ascii", "ignore").decode()
    return (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, errors='replace')}"
    )
