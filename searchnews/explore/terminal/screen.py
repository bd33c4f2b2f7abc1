"""What a terminal can show."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from typing import Final, TextIO

_MARKED: Final = "\x1b[1;31m"
_DIM: Final = "\x1b[2m"
_PLAIN: Final = "\x1b[0m"

# What has no decomposition into a letter of ASCII and an accent.
_ASCII: Final = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "…": "...", "«": '"', "»": '"',
     "“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "·": "-", "€": "EUR"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screen:
    """How wide a terminal is, and what it understands."""

    width: int = 80
    """In columns."""
    unicode: bool = True
    """Whether it shows more than ASCII."""
    colours: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Screen:
        """The screen that a stream writes to.

        Its width is that of the terminal, or what `$COLUMNS` says; 80 where there is none. There
        are colours on a terminal only, and not with `$NO_COLOR` (https://no-color.org).
        """
        encoding = (
            (getattr(stream, "encoding", None) or "").lower().replace("-", "").replace("_", "")
        )
        return cls(
            width=max(shutil.get_terminal_size().columns, 1),
            unicode=encoding.startswith("utf"),
            colours=stream.isatty() and not os.environ.get("NO_COLOR"),
        )

    def marked(self, text: str) -> str:
        """Text that matched."""
        return f"{_MARKED}{text}{_PLAIN}" if self.colours and text else text

    def dim(self, text: str) -> str:
        """Text that stands back."""
        return f"{_DIM}{text}{_PLAIN}" if self.colours and text else text

    def shown(self, text: str) -> str:
        """The text on one line, without what a terminal would obey; in ASCII if it must be.

        >>> Screen(unicode=False).shown("L’œuvre d'été… 日本")
        "L'oeuvre d'ete... ??"
        """
        text = " ".join(text.split())
        if not text.isprintable():
            text = "".join(c if c.isprintable() or _joins(c) else "\ufffd" for c in text)
        if self.unicode or text.isascii():
            return text
        letters = unicodedata.normalize("NFKD", text.translate(_ASCII))
        bare = (c for c in letters if not unicodedata.combining(c))
        return "".join(c if c.isascii() else "?" for c in bare)


def _joins(character: str) -> bool:
    """Whether it is an invisible character that words and emoji hold, and no terminal obeys."""
    return character in "\u00ad\u200b\u200c\u200d\u2060"
