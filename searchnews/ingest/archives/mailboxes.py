"""Reading mailboxes, as Thunderbird, Gmail and Apple Mail export them: each message as a file.

RFC 4155, the format called mbox. Python's own reader of it needs a file on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.members import read_member
from searchnews.ingest.base import OpenFile, Problem
from searchnews.ingest.streams import Stream, stream_of
from searchnews.ingest.workers import ItemOrPending, Workers

_LARGEST: Final = 64 << 20  # bytes of a message; most of it attachments
_LONGEST_LINE: Final = 1 << 20  # in bytes; what is longer is read in pieces
# "From lettre@val.example Fri Sep 18 07:00:12 2015", after an empty line.
_BEGINNING: Final = re.compile(rb"From \S.*\d\d?:\d\d.*\d{4}|From \S+@\S+\s*$|From - ")
_QUOTED: Final = re.compile(rb">+From ")


def read(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """The articles of the messages, in the order of the mailbox, in bounded memory.

    Raises:
        UnreadableFileError: there are no messages in it.
    """
    number = 0
    for number, message in enumerate(_messages(file.stream), 1):
        origin = file.origin.member(f"{number}.eml")
        if message is None:
            reason = f"more than {_LARGEST >> 20} MiB, too much for an e-mail"
            yield Problem(reason, path=origin.path)
        else:
            yield from read_member(file, stream_of(message), len(message), origin, workers)
    if not number:
        raise UnreadableFileError("a mailbox without messages")


def _messages(stream: Stream) -> Iterator[bytes | None]:
    """The messages; None for one that is too large."""
    message: bytearray | None = None
    is_too_large = False
    after_empty_line = True
    while line := stream.readline(_LONGEST_LINE):
        if after_empty_line and _BEGINNING.match(line):
            if message is not None:
                yield None if is_too_large else bytes(message)
            message, is_too_large = bytearray(), False
        elif message is not None and not is_too_large:
            message += line[1:] if _QUOTED.match(line) else line
            is_too_large = len(message) > _LARGEST
        after_empty_line = not line.strip()
    if message is not None:
        yield None if is_too_large else bytes(message)
