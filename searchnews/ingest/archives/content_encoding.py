"""Brotli, in which many servers send pages, and which no library of Python itself unpacks."""

from __future__ import annotations

from typing import Final

from searchnews.errors import UnreadableFileError

_PIECE: Final = 1 << 20  # in bytes


def without_brotli(data: bytes, most: int) -> bytes:
    """What was compressed with brotli, up to a little more than `most` bytes.

    Raises:
        UnreadableFileError: it is damaged, or the package for it is missing.
    """
    try:
        import brotli
    except ImportError:
        raise UnreadableFileError(
            "compressed with brotli, which needs a package: pip install 'searchnews[brotli]'"
        ) from None
    unpacker = brotli.Decompressor()
    unpacked = b""
    try:
        while not unpacker.is_finished() and len(unpacked) <= most:
            more = unpacker.process(data, output_buffer_limit=_PIECE)
            if not more and not data:
                break  # cut short; what there is will do
            unpacked += more
            data = b""
    except brotli.error as error:
        raise UnreadableFileError(f"the compressed data is damaged: {error}") from None
    return unpacked
