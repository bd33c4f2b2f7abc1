"""The user's own lists: text files in a folder, one expression a line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.definitions import Expression, ListDefinition
from searchnews.query.concepts.names import SIGN, name_key, typed_name

SUFFIX: Final = ".txt"
"""What the file of a list ends with; its name is what stands before."""

_COMMENT: Final = "#"
# The longest list that anybody has written has 40,000 lines; this holds ten times as many.
_MOST_BYTES: Final = 10_000_000


class Lists:
    """The lists of a folder, read when a query uses them.

    In `partis.txt` each line is an expression of the query language; words side by side are meant
    in a row, as between quotes. `#` begins a comment.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Lists of a folder, which need not exist before one of them is asked for."""
        self.folder = Path(folder)
        """Where they are."""

    @classmethod
    def read(cls, folder: str | PathLike[str]) -> Lists:
        """The lists of a folder.

        Raises:
            InvalidArgumentError: there is no such folder.
        """
        if not Path(folder).is_dir():
            raise InvalidArgumentError(
                f"there is no folder of lists {folder}; make it, with a file such as partis.txt "
                "that has one expression a line"
            )
        return cls(folder)

    def names(self) -> Iterator[str]:
        """The names of all lists, as they are typed."""
        return (typed_name(path.stem) for path in self._files())

    def where(self) -> str:
        """The folder."""
        # Not its path: a server says this to people whom the paths of its disk are hidden from.
        return f"lists are files such as {self.folder.name}/partis{SUFFIX}"

    def definition(self, name: str) -> ListDefinition | None:
        """The list of this name; None if there is none.

        Raises:
            InvalidArgumentError: its file cannot be read, or two files have the name.
        """
        path = self.path(name)
        return None if path is None else list_of(path.stem, read_text(path), str(path))

    def path(self, name: str) -> Path | None:
        """The file of the list of this name; None if there is none.

        Raises:
            InvalidArgumentError: two files have the name, or the folder cannot be read.
        """
        key = name_key(name)
        paths = [path for path in self._files() if name_key(path.stem) == key]
        if len(paths) > 1:
            raise InvalidArgumentError(
                f"{SIGN}{name} is the name of two lists, {paths[0]} and {paths[1].name}; rename "
                "one of them"
            )
        return paths[0] if paths else None

    def _files(self) -> list[Path]:
        """The files of the lists, sorted; none where there is no folder."""
        try:
            with os.scandir(self.folder) as entries:
                return sorted(
                    Path(entry.path)
                    for entry in entries
                    if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")
                )
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise InvalidArgumentError(
                f"the lists in {self.folder} cannot be read ({error.strerror}); check the "
                "permissions of the folder"
            ) from error


def read_text(path: Path) -> str:
    """What is in the file of a list.

    Raises:
        InvalidArgumentError: it is not there, cannot be read, is too large, or no text.
    """
    try:
        if not path.exists():
            raise InvalidArgumentError(f"there is no file {path}")
        if not path.is_file():
            raise InvalidArgumentError(
                f"the list {path} is no file; a list is text with one expression a line"
            )
        if path.stat().st_size > _MOST_BYTES:
            raise InvalidArgumentError(
                f"the list {path} is larger than {_MOST_BYTES // 1_000_000} MB; a list is text "
                "with one expression a line"
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidArgumentError(
            f"the list {path} cannot be read ({error}); the file is UTF-8 text with one expression "
            "a line"
        ) from error


def list_of(name: str, text: str, path: str) -> ListDefinition:
    """The list that a text says; `path` names where it is.

    >>> list_of("partis", "PS  # socialistes", "partis.txt").expressions
    (Expression(text='PS', line=1),)
    """
    lines = enumerate(text.splitlines(), 1)
    expressions = tuple(
        Expression(stripped, number)
        for number, line in lines
        if (stripped := line.partition(_COMMENT)[0].strip())
    )
    return ListDefinition(typed_name(name), expressions, path)
