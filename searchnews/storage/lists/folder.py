"""The lists of an index in a directory: files in its folder `lists`."""

from __future__ import annotations

from searchnews.durability import write_atomically
from searchnews.errors import EngineError, InvalidArgumentError
from searchnews.query.concepts.lists import SUFFIX, Lists, read_text


class FolderLists(Lists):
    """The lists of a folder, which may be changed."""

    def text(self, name: str) -> str | None:
        """What is in the list of this name; None if there is none.

        Raises:
            InvalidArgumentError: it cannot be read.
        """
        path = self.path(name)
        return None if path is None else read_text(path)

    def put(self, name: str, text: str) -> None:
        """Write a list, in the place of the one of its name.

        Raises:
            InvalidArgumentError: two files have the name.
            EngineError: it cannot be written.
        """
        path = self.path(name) or self.folder / f"{name}{SUFFIX}"
        try:
            self.folder.mkdir(exist_ok=True)
            write_atomically(path, text.encode())
        except OSError as error:
            raise EngineError(
                f"the list {path} cannot be written ({error.strerror or error}); check the disk "
                "and the permissions of the folder"
            ) from error

    def remove(self, name: str) -> bool:
        """Remove the file of a list; gives whether there was one.

        Raises:
            InvalidArgumentError: two files have the name, or it cannot be removed.
        """
        path = self.path(name)
        if path is None:
            return False
        try:
            path.unlink()
        except OSError as error:
            raise InvalidArgumentError(
                f"the list {path} cannot be removed ({error.strerror or error}); check the "
                "permissions of the folder"
            ) from error
        return True
