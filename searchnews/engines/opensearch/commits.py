"""The commits of an index in a cluster: one document that names the latest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple
from uuid import uuid4

from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.meta import Meta, Version
from searchnews.engines.opensearch.word_log import Counted, Note, WordLog, to_join
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.index_fields import (
    ACRONYMS,
    AGENCY,
    AUTHORS,
    SECTION,
    SOURCE,
    TITLE,
    WORDS,
    WRITTEN,
)

LOGGED: Final = (WORDS, TITLE, SOURCE, AGENCY, AUTHORS, SECTION, WRITTEN, ACRONYMS)
"""The fields whose words are noted."""

_NAME: Final = "commit"
_MOST_TRIES: Final = 100
"""As many machines would have to commit between reading and writing of this one."""


class Commit(NamedTuple):
    """One commit."""

    stamp: str
    """Its name."""
    notes: tuple[Note, ...]
    """The words of all commits up to it."""
    last_number: int | None = 0
    """The highest number of an article in all commits up to it; those up to it are all seen. None
    in an index whose last commit is of before this was noted."""


class Commits:
    """Reads and adds commits. Any number of machines may add some at the same time."""

    def __init__(self, client: Client) -> None:
        self._meta = Meta(client)
        self._name = str(client.address)
        self._log = WordLog(self._meta, self._name)

    def last(self) -> Commit:
        """The latest commit.

        Raises:
            IndexNotFoundError: there is no index.
            IndexDamagedError: there is one, and it has none.
        """
        return self._last()[0]

    def add(self, words: Mapping[str, Counted], last_number: int) -> Commit:
        """Add a commit that adds these words, by field; from now on it is the latest.

        `last_number` is the highest number of an article in it, 0 without any.
        """
        note = self._log.write(words)
        for _ in range(_MOST_TRIES):
            last, version = self._last()
            notes = (*last.notes, note) if note.names else last.notes
            known = last.last_number
            highest = (last_number or None) if known is None else max(known, last_number)
            commit = Commit(uuid4().hex, notes, highest)
            if self._meta.put(_NAME, _content(commit), version):
                return commit
        raise EngineError(f"{self._name}: too many others commit at the same time; try again")

    def tidy(self) -> None:
        """Join notes of words, if there are many: a commit of its own, with the same articles."""
        last, version = self._last()
        many = to_join(last.notes)
        if not many:
            return
        try:
            joined = self._log.joined(many, LOGGED)
        except IndexDamagedError:
            if self.last().notes != last.notes:  # somebody else has just done it
                return
            raise
        others = tuple(note for note in last.notes if note not in many)
        tidied = last._replace(notes=(joined, *others))
        if self._meta.put(_NAME, _content(tidied), version):
            self._log.delete(many)
        else:  # somebody else committed meanwhile, and will do it
            self._log.delete([joined])

    def words(self, field: str, commit: Commit) -> Iterator[tuple[str, int]]:
        """The words of a field up to a commit, or a later one, sorted, with their counts."""
        notes = commit.notes
        while True:
            try:
                words = list(self._log.words(notes, field))
            except IndexDamagedError:
                # They may have been joined since, and deleted.
                latest = self.last().notes
                if latest == notes:
                    raise
                notes = latest
            else:
                yield from words
                return

    def _last(self) -> tuple[Commit, Version]:
        document = self._meta.get(_NAME)
        if document is None:
            raise IndexDamagedError(
                f"{self._name} has no commit: making it was interrupted, or the document that "
                "names it was deleted; make the index again with `searchnews index --rebuild` and "
                "the folders it was made from"
            )
        return _commit(document.content), document.version


def add_first_commit(meta: Meta) -> None:
    """Note the commit of an empty index; one that is there stays."""
    meta.put(_NAME, _content(Commit(uuid4().hex, ())))


def _content(commit: Commit) -> dict[str, Any]:
    notes = [{"names": list(note.names), "size": note.size} for note in commit.notes]
    return {"stamp": commit.stamp, "notes": notes, "last_number": commit.last_number}


def _commit(content: dict[str, Any]) -> Commit:
    notes = (Note(tuple(note["names"]), note["size"]) for note in content["notes"])
    return Commit(content["stamp"], tuple(notes), content.get("last_number"))


def sorted_counts(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Iterable[tuple[str, int]]]:
    """Counts by field and word, as they are noted."""
    return {field: sorted(of_field.items()) for field, of_field in counts.items() if of_field}
