"""How tantivy fails: with ValueError for nearly everything, or in a panic."""

from __future__ import annotations

from functools import partial

from searchnews.engines import failures
from searchnews.engines.tantivy.files import damage


def _is_failure(error: BaseException) -> bool:
    # A panic of Rust derives from BaseException, and its class cannot be imported.
    return isinstance(error, (ValueError, OSError)) or type(error).__name__ == "PanicException"


reading = partial(failures.reading, is_failure=_is_failure, damage=damage)
writing = partial(failures.writing, is_failure=_is_failure)
