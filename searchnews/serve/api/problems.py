"""What went wrong, as programs and people read it (RFC 9457, application/problem+json)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from searchnews.errors import (
    InvalidArgumentError,
    MissingDependencyError,
    OutputError,
    SearchNewsError,
)

MEDIA_TYPE = "application/problem+json"


class NotThereError(SearchNewsError):
    """There is nothing at this address."""


class BusyError(SearchNewsError):
    """More is asked at the same time than can be answered."""


class TooSlowError(SearchNewsError):
    """An answer took longer than it may."""


class NotReadyError(SearchNewsError):
    """What an answer needs is being made: it is there in a while."""

    def __init__(self, what: str, done: int, whole: int) -> None:
        """`what` is "words", "copies" or "stories"; so many articles are done, of how many."""
        said = {
            "words": "the words of all articles are being counted, once",
            "copies": "the copies among all articles are being recognised, once",
            "stories": "the stories of all articles are being recognised, once",
        }
        far = f": {done:,} of {whole:,}" if whole else ""
        super().__init__(f"{said[what]}{far}; ask again in a moment")
        self.what = what
        self.done = done
        self.whole = whole


class TooOftenError(SearchNewsError):
    """A visitor asked more often than the limit."""


class MethodError(SearchNewsError):
    """The address takes no such method."""

    def __init__(self, path: str, methods: tuple[str, ...]) -> None:
        """`methods` are those that it takes."""
        super().__init__(f"{path} takes no such request; ask for it by {' or '.join(methods)}")
        self.methods = methods


class ForbiddenError(SearchNewsError):
    """The visitor may not do this."""


class UnauthorizedError(SearchNewsError):
    """The visitor has no token, or a wrong one."""


class TooLargeError(SearchNewsError):
    """What was sent is larger than the limit."""


class UnwritableError(SearchNewsError):
    """What is to be kept cannot be written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that could not be given, and why."""

    status: int
    title: str
    detail: str
    retry_after: int | None = None
    """Seconds after which it may be tried again."""
    preparing: NotReadyError | None = None
    """What is being made before there can be an answer."""
    methods: tuple[str, ...] = ()
    """Those that the address takes, where it was asked by another one."""

    def to_dict(self) -> dict[str, Any]:
        """As RFC 9457 has it; of what is being made with how far it is."""
        values: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.preparing is not None:
            made = self.preparing
            values |= {"preparing": made.what, "done": made.done, "whole": made.whole}
        return values


def problem_of(error: Exception, *, show_paths: bool = False) -> Problem:
    """What an error is to a visitor.

    The message is the one of the command line, but for errors of the index itself: they name
    files of the server, which only those see who may (`show_paths`); others find them in its log.
    """
    match error:
        case NotThereError():
            return Problem(404, "Not Found", str(error))
        case UnauthorizedError():
            return Problem(401, "Unauthorized", str(error))
        case ForbiddenError():
            return Problem(403, "Forbidden", str(error))
        case MethodError():
            return Problem(405, "Method Not Allowed", str(error), methods=error.methods)
        case TooLargeError():
            return Problem(413, "Content Too Large", str(error))
        case TooOftenError():
            return Problem(429, "Too Many Requests", str(error), retry_after=60)
        case NotReadyError():
            return Problem(503, "Service Unavailable", str(error), retry_after=2, preparing=error)
        case UnwritableError():
            return Problem(503, "Service Unavailable", str(error))
        case BusyError():
            return Problem(503, "Service Unavailable", str(error), retry_after=2)
        case TooSlowError():
            return Problem(504, "Gateway Timeout", str(error), retry_after=10)
        case InvalidArgumentError() | OutputError():
            return Problem(400, "Bad Request", str(error))
        case MissingDependencyError():
            return Problem(501, "Not Implemented", str(error))
        case SearchNewsError():
            detail = str(error) if show_paths else (
                "the index cannot be read now; whoever runs this server finds the reason in its "
                "log, and `searchnews check` says what to do"
            )  # fmt: skip
            return Problem(503, "Service Unavailable", detail, retry_after=30)
        case _:
            return Problem(
                500,
                "Internal Server Error",
                "this should not have happened; the log of the server says where it did",
            )
