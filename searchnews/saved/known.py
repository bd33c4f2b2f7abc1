"""What a search matches already when it is saved, and so is not new."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from searchnews.query.clauses import All, Numbers, days
from searchnews.saved.news import Outlook, planned
from searchnews.search.options import read_date
from searchnews.storage.saved.records import SearchRecord
from searchnews.storage.snapshots import Snapshot


class Known(NamedTuple):
    """What a search matches when it is saved, and so is not new."""

    articles: list[str]
    last_number: int
    index_made: str
    understood: str

    @classmethod
    def of(cls, record: SearchRecord, snapshot: Snapshot, since: str | None) -> Known:
        """All that match; with `since` those before that date, or without a date."""
        outlook = Outlook(snapshot)
        query, _ = planned(record, snapshot)
        matching = All((query.plan.strict.clause, Numbers(None, outlook.last)))
        every = [match.id for match in snapshot.reader.stream(matching, sort="date")]
        understood = query.understood
        if since is None:
            return cls(every, outlook.last, outlook.index_made, understood)
        dated = All((matching, days(read_date(since, datetime.date.today()), None)))
        new = {match.id for match in snapshot.reader.stream(dated, sort="date")}
        old = [each for each in every if each not in new]
        return cls(old, 0, outlook.index_made, understood)
