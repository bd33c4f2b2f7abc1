"""How far exports are: what whoever asked for one may look at while it is sent."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from searchnews.serve.language.locale import Locale
from searchnews.serve.language.notices import notice

Item = TypeVar("Item")

_REMEMBERED: Final = 200
"""Exports that are known; of older ones nobody asks any more."""


class Progress:
    """How far one export is. One thread writes it, others look."""

    def __init__(self, whole: int | None = None) -> None:
        """`whole` is how many rows there will be; None if that is not known before."""
        self.whole = whole
        self.done = 0
        """Rows that were written."""
        self.state = "writing"
        """Or "complete", when the last byte was sent; "interrupted", so that the file is of no
        use; "refused", before it began; "waiting", for an export nobody has asked for yet."""
        self.detail: str | None = None
        """Why it was refused, or interrupted; of a complete file, what it could not hold."""

    def counted(self, items: Iterable[Item]) -> Iterator[Item]:
        """The same items, counted as they are taken."""
        for item in items:
            yield item
            self.done += 1

    def ended(self, state: str, detail: str | None = None) -> None:
        """It goes no further."""
        self.state, self.detail = state, detail

    def to_dict(self, locale: Locale) -> dict[str, Any]:
        """As programs read it, and as the page shows it to people."""
        return {
            "state": self.state,
            "done": self.done,
            "whole": self.whole,
            "detail": self.detail,
            "said": notice(self.detail, locale) if self.detail is not None else None,
        }


class Watched:
    """The exports that were given a name to be watched by."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Progress] = OrderedDict()

    def put(self, name: str, progress: Progress) -> None:
        """Know an export by its name, if it has one."""
        if name:
            self._known[name] = progress
            self._known.move_to_end(name)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def get(self, name: str) -> Progress:
        """The export of this name; one that has not come yet waits."""
        found = self._known.get(name)
        if found is None:
            found = Progress()
            found.ended("waiting")
        return found
