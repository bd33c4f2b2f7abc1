"""What is typed on a command line as a text, in whatever encoding the terminal has."""

from __future__ import annotations

import re
from typing import Any, Final

import click

# How Python hands on a byte that is no UTF-8 (PEP 383).
_BYTE: Final = re.compile("[\udc80-\udcff]")


class TypedText(click.types.StringParamType):
    """A query, or the name of a source; not the name of a file, whose bytes must stay."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text; a byte that is no UTF-8 is what it is in Windows-1252, as in `caf\\xe9`."""
        return _BYTE.sub(_in_windows_1252, super().convert(value, param, ctx))


def _in_windows_1252(byte: re.Match[str]) -> str:
    # Five bytes are no character there, and are left to Latin-1.
    code = bytes([ord(byte[0]) - 0xDC00])
    try:
        return code.decode("cp1252")
    except UnicodeDecodeError:
        return code.decode("latin-1")


TYPED_TEXT: Final = TypedText()
