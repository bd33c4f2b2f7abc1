"""Texts in records that look like the text of the article and were not taken for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from searchnews.ingest.base import Draft, Problem
from searchnews.ingest.records.record import shown

_MOST_NAMES: Final = 8
# A shorter text is none: a caption, a notice, an address. The words of a text in French have five
# letters on average; what has fewer blanks is code, or base64.
_SHORTEST_TEXT: Final = 200  # in characters
_LONGEST_WORDS: Final = 12  # characters to a blank, on average


class Overlooked:
    """Names of texts in records that were longer than what was taken for the text."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, draft: Draft) -> None:
        """Look at what is left of the record of an article."""
        name = _longer_text(draft.extra, len(draft.body))
        if name is not None:
            self._counts[name] += 1

    def problems(self) -> Iterator[Problem]:
        """One for each name, not for each record."""
        for name, count in self._counts.most_common(_MOST_NAMES):
            written = shown(name)
            yield Problem(
                f"{written}: longer than the text of the article in {count:,} records; "
                f"if it is the text, say --map body={written}",
                lost=False,
            )


def _longer_text(extra: dict[str, Any], length: int, path: str = "") -> str | None:
    """The name of the first text in what is left of a record that is longer than the body."""
    for name, value in extra.items():
        if isinstance(value, dict):
            inside = _longer_text(value, length, f"{path}{name}.")
            if inside is not None:
                return inside
        elif (
            isinstance(value, str)
            and len(value) > max(length, _SHORTEST_TEXT)
            and value.count(" ") * _LONGEST_WORDS > len(value)
        ):
            return path + name
    return None
