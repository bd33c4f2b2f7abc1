"""Text in binary files: UTF-8, line ends as they are written, nothing that cannot be encoded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


@contextmanager
def text_of(file: BinaryIO) -> Iterator[TextIO]:
    """The file as one of text; lone surrogates become "?". It stays open behind."""
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    try:
        yield text
        text.flush()
    finally:
        text.detach()
