"""The help of commands, in French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import click

from searchnews.wording.help_in_french import help_texts

# What stands for what is typed, as in `--limit INTEGER RANGE`.
_METAVAR: Final = re.compile(r"[A-Z]+(?: RANGE)?")
# What click adds to the help of an option: its default, its range.
_ADDED: Final = re.compile(r"(.*?)(?:(?:^|  )\[([^\[\]]*)\])?", re.DOTALL)
_AS_IT_IS: Final = "\b\n"
# Before these signs French has a space, at which no line is broken.
_BEFORE_SIGN: Final = re.compile(r" (?=[:;?!»])|(?<=«) ")
_UNBROKEN: Final = "\u00a0"


class FrenchHelp(click.HelpFormatter):
    """Writes a help in French: what click and the commands say in English is looked up."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how a command is called."""
        super().write_usage(prog, metavars(args), prefix or f"{_french('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write the title of a section."""
        self.write(f"{'':>{self.current_indent}}{_french(heading)} :\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; those that begin with click's own mark, line by line."""
        french = "\n\n".join(map(_paragraph, text.split("\n\n")))
        super().write_text(french)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, and what each is for."""
        super().write_dl(
            [(metavars(first), _described(second)) for first, second in rows],
            col_max,
            col_spacing,
        )

    def getvalue(self) -> str:
        """The whole help, with plain spaces: what is copied from it is typed again."""
        return super().getvalue().replace(_UNBROKEN, " ")


def metavars(text: str) -> str:
    """A text in which what stands for what is typed, as QUERY, is French."""
    return _METAVAR.sub(lambda found: _french(found[0]), text)


def _french(said: str) -> str:
    return help_texts().get(said, said)


def _filled(said: str) -> str:
    """A text that will be broken into lines."""
    return _BEFORE_SIGN.sub(_UNBROKEN, _french(" ".join(said.split())))


def _paragraph(text: str) -> str:
    if text.startswith(_AS_IT_IS):
        return "\n".join(map(_french, text.split("\n")))
    return _filled(text)


def _described(text: str) -> str:
    """What an option is for, with what click adds in brackets."""
    said, added = _ADDED.fullmatch(text).groups()  # type: ignore[union-attr]
    if added is None:
        return _filled(said)
    parts = f"{_UNBROKEN}; ".join(map(_addition, added.split("; ")))
    return f"{_filled(said)}  [{parts}]"


def _addition(text: str) -> str:
    name, colon, value = text.partition(": ")
    french = _french(name).replace(" ", _UNBROKEN)
    return f"{french}{_UNBROKEN}: {value}" if colon else french
