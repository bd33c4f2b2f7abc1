"""The members of a zip archive whose list is missing or wrong, found one behind the other.

A zip archive ends with the list of its members, which is lost when it is cut short; but each member
has a head of its own. Of what has heads a list is made, so that the archive can be read as usual.
APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
"""

from __future__ import annotations

import re
import struct
from io import BufferedReader, RawIOBase
from typing import Any, Final, NamedTuple

from searchnews.ingest.archives.members import MOST_MEMBERS
from searchnews.ingest.streams import Stream

_HEAD: Final = struct.Struct("<4s5H3L2H")
_LISTED: Final = struct.Struct("<4s6H3L5H2L")
_SIZES: Final = struct.Struct("<HHQQQ")
_END_64: Final = struct.Struct("<4sQHHLLQQQQ")
_LOCATOR: Final = struct.Struct("<4sLQL")
END: Final = struct.Struct("<4s4H2LH")
"""What an archive ends with; a comment may follow."""
_OF_64: Final = 0xFFFF_FFFF, 0xFFFF
"""In the place of a size, and of a number: it is among those of 64 bits."""
_SIZES_OF_64: Final = 1
_SIZES_FOLLOW: Final = 0x8
"""The flag of a member that was written before its size was known."""

# What may be in an archive behind its members: how it begins, the length of its fixed part, and the
# numbers in this that say how long the rest is.
_BEHIND: Final = {
    b"PK\x01\x02": (46, struct.Struct("<28x3H12x")),
    b"PK\x06\x08": (8, struct.Struct("<4xL")),
    b"PK\x05\x05": (6, struct.Struct("<4xH")),
    b"PK\x06\x06": (12, struct.Struct("<4xQ")),
    b"PK\x06\x07": (20, struct.Struct("<20x")),
    b"PK\x05\x06": (22, struct.Struct("<20xH")),
}
_MEMBER, _LIST_ENTRY, _LAST = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_AFTER_CONTENT: Final = re.compile(rb"PK(?:\x07\x08|\x03\x04|\x01\x02)")
_SIZES_BEHIND: Final = struct.Struct("<LLL"), struct.Struct("<LQQ")
_LONGEST_BEHIND: Final = 24  # bytes of a mark, a checksum and two sizes
_PIECE: Final = 1 << 20  # in bytes
BLANK: Final = b"\0 \t\r\n\x1a"
"""Padding that may stand behind an archive, as on media that know blocks alone."""
_MOST_BLANK: Final = 1 << 16  # in bytes


class _Member(NamedTuple):
    """A member that is whole."""

    start: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    unpacked: int
    name: bytes


class FoundMembers(NamedTuple):
    """What is in a file that begins as a zip archive."""

    stream: Stream
    """The file, with a list of the members that are whole behind it."""
    whole: int
    """Of members that are whole."""
    archives: int
    """How many whole archives it is, one behind the other."""
    is_whole: bool
    """Whether the last of them ends where the file ends, or nothing is known of the rest."""
    has_rest: bool
    """Whether there is something that is no archive behind the last of them."""


def found_members(stream: Stream) -> FoundMembers:
    """The members of an archive from the beginning of a file on, up to the first that is cut."""
    size = stream.seek(0, 2)
    members: list[_Member] = []
    place = archives = 0
    is_ended = False
    while place < size and len(members) <= MOST_MEMBERS:
        sign = _read(stream, place, 4)
        if sign == _MEMBER:
            member, end = _member(stream, place, size)
            if member is not None:
                members.append(member)
        else:
            end = _end_of(stream, place, sign)
        if end is None or end > size:
            break
        archives += sign == _LAST
        is_ended = sign == _LAST
        place = end
    rest = _read(stream, place, _MOST_BLANK) if place < size else b""
    has_head = rest.startswith((_MEMBER, *_BEHIND))
    return FoundMembers(
        BufferedReader(_WithList(stream, size, _list_of(members, size))),
        len(members),
        archives,
        is_whole=is_ended and not has_head,
        has_rest=bool(rest.strip(BLANK)),
    )


def _read(stream: Stream, place: int, length: int) -> bytes:
    stream.seek(place)
    return stream.read(length)


def _member(stream: Stream, start: int, size: int) -> tuple[_Member | None, int | None]:
    """A member and where it ends, in bytes from the beginning; None where it is cut short."""
    head = _read(stream, start, _HEAD.size)
    if len(head) < _HEAD.size:
        return None, None
    _, _, flags, method, time, date, checksum, packed, unpacked, of_name, of_extra = _HEAD.unpack(
        head
    )
    name, extra = stream.read(of_name), stream.read(of_extra)
    content = start + _HEAD.size + of_name + of_extra
    if packed == _OF_64[0] or unpacked == _OF_64[0]:
        unpacked, packed = _sizes_of_64(extra) or (unpacked, packed)
    end: int | None = content + packed
    if flags & _SIZES_FOLLOW:
        found = _sizes_behind(stream, content)
        if found is None:
            return None, None
        checksum, packed, unpacked, end = found
    if end is None or end > size:
        return None, None
    member = _Member(start, flags, method, time, date, checksum, packed, unpacked, name)
    return member, end


def _sizes_of_64(extra: bytes) -> tuple[int, int] | None:
    """Both sizes among what a head has beside the name, where they need 64 bits."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _SIZES_OF_64 and length >= 16 and len(extra) >= 20:
            unpacked, packed = struct.unpack_from("<QQ", extra, 4)
            return unpacked, packed
        extra = extra[4 + length :]
    return None


def _sizes_behind(stream: Stream, content: int) -> tuple[int, int, int, int] | None:
    """The checksum, both sizes, and where the member ends, as said behind its content.

    The size that is said there is how far it is from the beginning of the content: so they are
    found whatever the content is.
    """
    stream.seek(content)
    data, place = b"", content
    while piece := stream.read(_PIECE):
        place -= len(data)
        data += piece
        for match in _AFTER_CONTENT.finditer(data):
            for sizes in _SIZES_BEHIND:
                # With a mark in front, or without, where the next head follows.
                is_marked = match[0].endswith(b"\x08")
                at = match.end() if is_marked else match.start() - sizes.size
                if at < 0 or at + sizes.size > len(data):
                    continue
                checksum, packed, unpacked = sizes.unpack_from(data, at)
                end_of_content = place + (match.start() if is_marked else at)
                if packed == end_of_content - content:
                    return checksum, packed, unpacked, place + at + sizes.size
        place += len(data)
        data = data[-2 * _LONGEST_BEHIND :]
    return None


def _end_of(stream: Stream, start: int, sign: bytes) -> int | None:
    """Where something ends that is behind the members; None if it is nothing of an archive."""
    if sign not in _BEHIND:
        return None
    length, lengths = _BEHIND[sign]
    head = _read(stream, start, length)
    return start + length + sum(lengths.unpack(head)) if len(head) == length else None


def _list_of(members: list[_Member], start: int) -> bytes:
    """The list of members as it stands at the end of an archive, from `start` on."""
    size, number = _OF_64
    listed = bytearray()
    for each in members:
        sizes = _SIZES.pack(_SIZES_OF_64, 24, each.unpacked, each.packed, each.start)
        fixed = (_LIST_ENTRY, 45, 45, each.flags, each.method, each.time, each.date)
        listed += _LISTED.pack(
            *fixed, each.checksum, size, size, len(each.name), len(sizes), 0, 0, 0, 0, size
        )
        listed += each.name + sizes
    count, end = len(members), start + len(listed)
    listed += _END_64.pack(
        b"PK\x06\x06", _END_64.size - 12, 45, 45, 0, 0, count, count, len(listed), start
    )
    listed += _LOCATOR.pack(b"PK\x06\x07", 0, end, 1)
    listed += END.pack(_LAST, 0, 0, number, number, size, size, 0)
    return bytes(listed)


class _WithList(RawIOBase):
    """A file with a list of members behind it."""

    def __init__(self, stream: Stream, size: int, listed: bytes) -> None:
        self._stream = stream
        self._size = size
        self._listed = listed
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        begins = (0, self._place, self._size + len(self._listed))[whence]
        self._place = max(0, begins + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        if self._place < self._size:
            most = min(len(buffer), self._size - self._place)
            data = _read(self._stream, self._place, most)
        else:
            at = self._place - self._size
            data = self._listed[at : at + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
