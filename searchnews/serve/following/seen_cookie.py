"""What a browser has seen of saved searches, kept by the browser itself, in a cookie.

There are no accounts, and nothing about visitors is kept here: what one has seen is unseen for
others. An index has a cookie of its own, since cookies do not tell servers at other ports apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.saved.seen import Seen
from searchnews.serve.visit import Visit

_PREFIX: Final = "searchnews_seen_"
_DAYS: Final = 400
"""Browsers keep no cookie longer."""
_MOST_BYTES: Final = 3800
"""Browsers take 4096 with the name of the cookie and what is said of it: some 450 searches."""
_ID: Final = 8  # of the digits of an id, which tell some hundred searches apart
_WRITTEN: Final = re.compile(rf"(\d{{1,18}}):((?:[0-9a-f]{{{_ID}}})+)", re.ASCII)


class SeenHere(Mapping[str, Seen]):
    """What one browser has seen, by the ids of saved searches."""

    def __init__(self, visit: Visit) -> None:
        """What the browser of a visit has seen; a cookie that is none of ours says nothing."""
        self._visit = visit
        self._index_id = visit.index.saved.index_id
        self._now = visit.index.saved.seen_now
        self._numbers: dict[str, int] = {}
        self.kept = 0
        cookie = visit.cookies.get(self._name, "")
        for number, ids in _WRITTEN.findall(cookie[:_MOST_BYTES]):
            if self._is_gone(int(number)):
                continue
            for at in range(0, len(ids), _ID):
                self._numbers[ids[at : at + _ID]] = int(number)

    def __getitem__(self, search: str) -> Seen:
        return Seen(self._index_id, self._numbers[search[:_ID]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def _name(self) -> str:
        return f"{_PREFIX}{self._index_id}"

    def see(self, searches: Iterable[str], seen: Seen) -> None:
        """Note that some searches were seen up to there.

        Raises:
            InvalidArgumentError: that is of another index, or of a state of it that is gone.
        """
        if seen.index_id != self._index_id or self._is_gone(seen.number):
            raise InvalidArgumentError(
                "what was seen is of an index that is no longer here; open the page again"
            )
        for each in searches:
            # A page that was opened earlier takes nothing back that was seen since.
            self._numbers[each[:_ID]] = max(seen.number, self._numbers.get(each[:_ID], 0))

    def _is_gone(self, number: int) -> bool:
        """Whether no article has come so far: an index that is restored gives numbers once more."""
        return self._now is not None and number > self._now.number

    def cookie(self, searches: Iterable[str], now: Seen) -> dict[str, str]:
        """The header that has the browser keep this for all these searches, and for no other.

        One that it sees for the first time is seen up to `now`: what is new is counted from then
        on. Where a cookie does not hold all, it holds those that were seen last, and `kept` tells
        how many these are.
        """
        self.kept = 0
        by_number: dict[int, list[str]] = {}
        for search in dict.fromkeys(each[:_ID] for each in searches):
            by_number.setdefault(self._numbers.get(search, now.number), []).append(search)
        value = ""
        for number, ids in sorted(by_number.items(), reverse=True):
            room = (_MOST_BYTES - len(value) - len(f".{number}:")) // _ID
            if room > 0:
                self.kept += len(ids[:room])
                value += f"{'.' if value else ''}{number}:{''.join(ids[:room])}"
        cookie = self._visit.cookie(self._name, value, days=_DAYS, same_site="Lax")
        return {"set-cookie": cookie}
