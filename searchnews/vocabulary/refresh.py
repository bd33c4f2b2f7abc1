"""Bringing a vocabulary up to date with a commit.

It takes over the words of the articles that were added since, where these are known and nothing
else has changed; else it walks through all words of the commit. Both give the same vocabulary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from searchnews.index_fields import ACRONYMS, WRITTEN
from searchnews.vocabulary.about import About
from searchnews.vocabulary.rows import Rows
from searchnews.vocabulary.source import NAMED_FIELDS, NO_WORDS, TEXT_FIELD, AddedWords, WordSource

# Bounds the memory of a refresh: some 40 MB of words at a time. Of fewer at a time the keys take
# longer, as the lexicon is read again for each.
_BATCH: Final = 200_000


class Refresh:
    """One refresh of the tables of a vocabulary, which are of the rules of now."""

    def __init__(
        self, connection: sqlite3.Connection, source: WordSource, added: AddedWords | None
    ) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._about = About(connection)
        self._source = source
        self._added = added

    def run(self) -> None:
        """Bring all tables up to date; the caller commits."""
        if self._added is not None and self._is_all_that_changed(self._added):
            self._take_over(self._added.counts)
        else:
            self._walk()
        self._about.put(self._source.stamp, self._source.counted)

    def _is_all_that_changed(self, added: AddedWords) -> bool:
        """Whether the words of the source are those of the vocabulary, and those that were added.

        When an engine merges files it leaves out articles that were deleted.
        """
        counted, before = self._source.counted, self._about.counted
        return (
            self._about.stamp == added.after
            and self._source.stamp == added.until
            and (counted is None or (before is not None and counted == before + added.articles))
        )

    def _take_over(self, added: Mapping[str, Mapping[str, int]]) -> None:
        counts = added.get(TEXT_FIELD, {})
        known = self._rows.counts(sorted(counts))
        now = {word: count + known.get(word, 0) for word, count in counts.items()}
        self._rows.put_words([(word, now[word]) for word in sorted(now) if not known.get(word)])
        self._rows.set_counts({word: now[word] for word in sorted(now) if known.get(word)})
        for field in NAMED_FIELDS:
            self._rows.put_named(word for word in added.get(field, {}) if word not in NO_WORDS)
        self._rows.put_written(_accented(added.get(WRITTEN, {})))
        self._rows.put_acronyms(added.get(ACRONYMS, {}))
        self._about.count_commonest(now)

    def _walk(self) -> None:
        # Dictionary and table, both sorted, are walked side by side, a stretch of words at a time.
        dictionary = iter(self._source.words(TEXT_FIELD))
        after = ""
        while batch := list(islice(dictionary, _BATCH)):
            last, _ = batch[-1]
            self._update_stretch(after, last, batch)
            after = last
        self._update_stretch(after, None, [])
        named = {
            word
            for field in NAMED_FIELDS
            for word, _ in self._source.words(field)
            if word not in NO_WORDS
        }
        self._rows.put_named(named)
        self._rows.remove_unnamed(named)
        self._rows.keep_written(_accented(form for form, _ in self._source.words(WRITTEN)))
        self._rows.keep_acronyms(dict(self._source.words(ACRONYMS)))
        self._about.find_commonest()

    def _update_stretch(
        self, after: str, last: str | None, batch: Sequence[tuple[str, int]]
    ) -> None:
        known = dict(
            self._connection.execute(
                "SELECT word, articles FROM words WHERE word > ? AND (? IS NULL OR word <= ?)",
                (after, last, last),
            )
        )
        if not known:
            self._rows.put_words(batch)
            return
        self._rows.put_words([(word, n) for word, n in batch if not known.get(word)])
        self._rows.set_counts({word: n for word, n in batch if known.get(word) not in (None, 0, n)})
        there = {word for word, _ in batch}
        self._rows.forget_words(word for word, n in known.items() if n and word not in there)


def _accented(forms: Iterable[str]) -> Iterator[str]:
    return (form for form in forms if not form.isascii())
