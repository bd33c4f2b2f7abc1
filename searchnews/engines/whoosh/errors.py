"""How Whoosh fails: on damaged files it raises whatever the bytes lead it to."""

from __future__ import annotations

from functools import partial

from searchnews.engines import failures
from searchnews.engines.whoosh.files import damage


def _is_failure(error: BaseException) -> bool:
    return isinstance(error, Exception)


reading = partial(failures.reading, is_failure=_is_failure, damage=damage)
writing = partial(failures.writing, is_failure=_is_failure)
