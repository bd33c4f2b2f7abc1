"""The lists of an index, as users change them."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.lists import SUFFIX, read_text
from searchnews.query.concepts.names import (
    LONGEST_NAME,
    is_name,
    name_key,
    nearest_name,
    typed_name,
)
from searchnews.search.concepts import check_unused
from searchnews.storage.description import read_description
from searchnews.storage.layout import Layout
from searchnews.storage.lists.opening import lists_in
from searchnews.storage.saved.opening import is_foreign, opened_to_read


class UserLists:
    """The lists that all queries of an index know: `index.lists`.

    In a directory they are the files in its folder `lists`; in a cluster they are those of all
    machines. All methods raise EngineError where they cannot be read or written.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lists = lists_in(layout)

    def add(self, path: str | PathLike[str]) -> str:
        """Put a list into the index, in the place of the one of its name; gives the name.

        Args:
            path: a file such as `partis.txt`, of the list `@partis`.

        Raises:
            InvalidArgumentError: the file is none, or cannot be read; a saved search has the name.
            IndexNotFoundError: there is no index any more.
        """
        file = Path(path)
        name = typed_name(file.stem)
        if file.suffix != SUFFIX or not is_name(name):
            raise InvalidArgumentError(
                f"{file} is no list; the file of the list @partis is partis{SUFFIX}, with letters, "
                f"digits, - and _ in its name, {LONGEST_NAME} at most"
            )
        text = read_text(file)
        if self._is_saved(name):
            raise InvalidArgumentError(
                f"there is a saved search {name}; choose another name for the list"
            )
        if self._layout.address is None:
            read_description(self._layout)  # which is there no more where somebody removed it
        self._lists.put(name, text)
        return name

    def names(self) -> list[str]:
        """The names of all lists, in their order."""
        return sorted(self._lists.names(), key=name_key)

    def text(self, name: str) -> str:
        """What is in a list, as it was put there.

        Raises:
            InvalidArgumentError: there is none of that name.
        """
        text = self._lists.text(name)
        if text is None:
            raise self._unknown(name)
        return text

    def remove(self, name: str, *, force: bool = False) -> None:
        """Remove a list; one that saved searches or other lists name only by `force`.

        Raises:
            InvalidArgumentError: there is none of that name, or others name it.
        """
        if not force and name_key(name) in map(name_key, self._lists.names()):
            check_unused(name, self._layout)
        if not self._lists.remove(name):
            raise self._unknown(name)

    def _unknown(self, name: str) -> InvalidArgumentError:
        near = nearest_name(name, self.names())
        hint = f"did you mean {near}?" if near else "`searchnews lists list` names them all"
        return InvalidArgumentError(f"there is no list {name}; {hint}")

    def _is_saved(self, name: str) -> bool:
        store = None if is_foreign(self._layout) else opened_to_read(self._layout)
        if store is None:
            return False
        found = store.find(name_key(name))
        store.close()
        return found is not None
