"""What is to be written at the next commit, kept on this machine until then."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Final

_IN_MEMORY: Final = 64_000_000
"""In bytes; what is more goes to a temporary file."""
_LARGEST_LOT: Final = 4_000_000
"""In bytes, of one request."""


class Pending:
    """Lines of a bulk request, in lots, and those in waves.

    The lots of a wave may be sent in any order, and several times: none of its articles stands in
    it twice.
    """

    def __init__(self, lot: int = _LARGEST_LOT) -> None:
        self._largest = lot
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self._waves: list[list[int]] = [[]]
        """The sizes of the lots, in bytes."""
        self._lot: list[bytes] = []
        self._lot_bytes = 0
        self._in_wave: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._in_wave)

    def add(self, row: str, lines: bytes) -> None:
        """Add what is to become of an article; `lines` end with a line break.

        Raises:
            OSError: the disk of this machine is full.
        """
        if row in self._in_wave:
            self._end_lot()
            self._waves.append([])
            self._in_wave.clear()
        self._in_wave.add(row)
        self._lot.append(lines)
        self._lot_bytes += len(lines)
        if self._lot_bytes >= self._largest:
            self._end_lot()

    def waves(self) -> Iterator[Iterator[bytes]]:
        """The waves, each as its lots; each is to be taken whole before the next.

        Raises:
            OSError: the temporary file cannot be read.
        """
        self._end_lot()
        self._file.seek(0)
        for sizes in self._waves:
            yield map(self._file.read, sizes)

    def close(self) -> None:
        """Let go of the file; idempotent."""
        self._file.close()

    def _end_lot(self) -> None:
        if self._lot:
            self._waves[-1].append(self._lot_bytes)
            self._file.write(b"".join(self._lot))
            self._lot, self._lot_bytes = [], 0
