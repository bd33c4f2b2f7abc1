"""How Whoosh fails: on damaged files it raises whatever the bytes lead it to."""

from __future__ import annotations

from functools import partial

from searchnews.engines import failures


def _is_failure(error: BaseException) -> bool:
    return isinstance(error, Exception)


opening = partial(failures.opening, is_failure=_is_failure)
writing = partial(failures.writing, is_failure=_is_failure)
