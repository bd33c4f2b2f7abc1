"""The groups of copies, as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from searchnews.copies import COPIES_VERSION
from searchnews.copies.comparison import COPY
from searchnews.copies.group_reader import GroupReader
from searchnews.copies.layout import CopiesLayout
from searchnews.copies.segments import Segment
from searchnews.errors import IndexDamagedError


class Member(NamedTuple):
    """An article of a group."""

    number: int
    containment: float
    """How much of the shorter of its text and its leader's is in the other; 1 for the leader."""

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy of the leader; else it is another version."""
        return self.containment >= COPY


class Groups(GroupReader):
    """The groups of copies; those of other rules count for nothing until they are made again."""

    def __init__(self, directory: Path) -> None:
        """For the directory that `update_copies` writes."""
        self._layout = CopiesLayout(directory)
        super().__init__(self._layout.database, COPIES_VERSION)

    def members(self, number: int) -> list[Member]:
        """The group of an article, in order of publication, the leader first; itself if alone.

        Raises:
            IndexDamagedError: the database cannot be read.
        """
        return [Member(*place) for place in self.places(number)]

    def problems(self) -> list[str]:
        """What is wrong with the files, a sentence each; reads all of them."""
        try:
            answers = [answer for (answer,) in self.rows("PRAGMA quick_check")]
            found = [f"{self._layout.database}: {answer}" for answer in answers if answer != "ok"]
            for (number,) in self.rows("SELECT number FROM segments"):
                found += Segment(self._layout.segment(number)).problems()
        except IndexDamagedError as error:
            return [str(error)]
        return found
