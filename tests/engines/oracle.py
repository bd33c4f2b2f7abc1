"""The oracle: an engine in memory, as simple as the contract allows, that the others must equal."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

from searchnews.engines.base import FILLER, Match, Matches
from searchnews.query.bm25 import K1, B, idf
from searchnews.query.clauses import (
    All,
    Any,
    Best,
    Constant,
    Days,
    Everything,
    Except,
    HasWords,
    Ids,
    Near,
    Nothing,
    Numbers,
    Prefer,
    Words,
)


class Oracle:
    """Articles in a dictionary; every question is answered by looking at each of them."""

    def __init__(self):
        self._committed = {}
        self._pending = {}

    def add(self, document, *, replaces=True):
        self._pending[document.id] = document

    def delete(self, article_id):
        self._pending.pop(article_id, None)

    def commit(self):
        self._committed = dict(self._pending)

    @property
    def articles(self):
        return len(self._committed)

    def search(self, clause, *, limit, offset=0, sort="relevance"):
        found = []
        for document in self._committed.values():
            score = self._score(clause, document)
            if score is not None:
                found.append(
                    Match(
                        document.id,
                        score if sort == "relevance" else 0.0,
                        document.moment,
                        document.stored,
                        document.number,
                    )
                )
        sign = 1 if sort == "date" else -1
        found.sort(
            key=lambda m: (-round(m.score, 6), m.moment is None, sign * (m.moment or 0), m.id)
        )
        return Matches(len(found), found[offset : offset + limit])

    def words(self, field):
        counts = {}
        for document in self._committed.values():
            for word in set(self._words(document, field)) - {FILLER}:
                counts[word] = counts.get(word, 0) + 1
        return sorted(counts.items())

    def values(self, clause, field):
        return self._counted(name for d in self._matching(clause) for name in getattr(d, field))

    def days(self, clause):
        days = (d.day for d in self._matching(clause) if d.day is not None)
        return self._counted(day - day % 1_000_000 for day in days)

    def numbers(self, clause):
        found = sorted((d.number, d.day or 0) for d in self._matching(clause))
        return [number for number, _ in found], [day for _, day in found]

    def numbered(self, numbers):
        wanted = set(numbers)
        found = ((d.number, d.stored) for d in self._committed.values())
        return sorted((number, stored) for number, stored in found if number in wanted)

    @property
    def last_number(self):
        return max((document.number for document in self._committed.values()), default=0)

    def _matching(self, clause):
        return [d for d in self._committed.values() if self._score(clause, d) is not None]

    @staticmethod
    def _counted(values):
        return sorted(Counter(values).items())

    @staticmethod
    def _words(document, field):
        value = getattr(document, field)
        return value.split() if isinstance(value, str) else list(value)

    def _score(self, clause, document):
        """The score of an article; None if it does not match."""
        match clause:
            case Words():
                return self._sum(
                    None if (score := self._bm25(clause.field, word, document)) is None
                    else score * boost
                    for word, boost in clause.members
                )  # fmt: skip
            case Near():
                return clause.score if self._is_near(clause, document) else None
            case Days(low, high) | Numbers(low, high):
                number = document.day if isinstance(clause, Days) else document.number
                return self._within(low, number, high)
            case HasWords(field):
                return 0.0 if self._words(document, field) else None
            case Ids():
                return 0.0 if document.id in clause.ids else None
            case All():
                scores = [self._score(child, document) for child in clause.clauses]
                return None if None in scores else sum(scores)
            case Any():
                return self._sum(self._score(child, document) for child in clause.clauses)
            case Best():
                scores = [self._score(child, document) for child in clause.clauses]
                return max((score for score in scores if score is not None), default=None)
            case Except():
                if self._score(clause.excluded, document) is not None:
                    return None
                return self._score(clause.clause, document)
            case Prefer():
                score = self._score(clause.clause, document)
                bonus = self._sum(self._score(child, document) for child in clause.bonuses)
                return score if score is None or bonus is None else score + bonus
            case Constant():
                return None if self._score(clause.clause, document) is None else clause.score
            case Everything() | Nothing():
                return 0.0 if clause == Everything() else None

    @staticmethod
    def _within(low, number, high):
        if number is None or number < (low or 0) or (high is not None and number > high):
            return None
        return 0.0

    @staticmethod
    def _sum(scores):
        matching = [score for score in scores if score is not None]
        return sum(matching) if matching else None

    def _bm25(self, field, word, document):
        words = self._words(document, field)
        frequency = words.count(word)
        if not frequency:
            return None
        lengths = [
            sum(w != FILLER for w in self._words(d, field)) for d in self._committed.values()
        ]
        having = sum(word in self._words(d, field) for d in self._committed.values())
        length = sum(w != FILLER for w in words) * len(lengths) / sum(lengths)
        norm = K1 * (1 - B + B * length)
        return idf(having, len(lengths)) * (K1 + 1) * frequency / (frequency + norm)

    def _is_near(self, clause, document):
        words = self._words(document, clause.field)
        places = [[i for i, word in enumerate(words) if word in slot] for slot in clause.slots]
        return any(
            all(a < b for a, b in pairwise(row))
            and row[-1] - row[0] <= len(row) - 1 + clause.slop
            and all(
                clause.gap in (None, number) or b == a + 1
                for number, (a, b) in enumerate(pairwise(row), 1)
            )
            for row in product(*places)
        )
