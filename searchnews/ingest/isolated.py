"""Reading one document alone, as a process is given it."""

from __future__ import annotations

from importlib import import_module
from io import BufferedReader, BytesIO
from typing import Any, NamedTuple, cast

from searchnews.ingest.base import Item, ReaderModule, ReadingOptions, UnreadableFileError
from searchnews.ingest.complete import dated
from searchnews.ingest.origin import Place


class Document(NamedTuple):
    """A document to be read."""

    module: str
    """The name of its reader."""
    data: bytes
    place: Place
    options: ReadingOptions


class Done(NamedTuple):
    """What is in a document."""

    items: list[Item]
    reason: str | None
    """Why there is no more; None if all was read."""


def read_document(document: Document) -> Done:
    """Read a document; whatever is wrong with it is a reason, no exception."""
    items: list[Item] = []
    try:
        reader = cast("ReaderModule", import_module(f"searchnews.ingest.{document.module}"))
        stream = BufferedReader(cast("Any", BytesIO(document.data)))
        items.extend(dated(reader.read(stream, document.place, document.options)))
    except UnreadableFileError as error:
        return Done(items, str(error))
    except MemoryError:
        return Done(items, "reading it takes too much memory")
    except Exception as error:
        return Done(items, f"it cannot be read: {type(error).__name__}: {str(error)[:200]}")
    return Done(items, None)
