"""All that was published of an event: dispatches, and what differs between the copies of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from searchnews.article import Article
from searchnews.copies.differences import Differences, differences
from searchnews.copies.groups import Member
from searchnews.errors import InvalidArgumentError
from searchnews.query.clauses import Ids
from searchnews.storage.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a group."""

    article: Article
    containment: float
    """How much of the shorter of its text and the leader's is in the other; 1 for the leader."""
    is_copy: bool
    """Whether it is a copy of the leader; else it is another version."""
    differences: Differences | None
    """From the leader, which is compared with nothing."""

    def passages(self, change: str) -> list[str]:
        """The passages that were "added" to the leader's text, or "cut" out of it."""
        if self.differences is None:
            return []
        return [passage.text for passage in self.differences.passages if passage.change == change]

    @property
    def has_other_title(self) -> bool:
        """Whether its title is not the leader's."""
        return self.differences is not None and self.differences.titles is not None

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it in JSON."""
        return {
            "id": self.article.id,
            "title": self.article.title,
            "date": self.article.date,
            "source": self.article.source,
            "url": self.article.url,
            "path": self.article.path,
            "is_copy": self.is_copy,
            "containment": self.containment,
            "has_other_title": self.has_other_title,
            "added": self.passages("added"),
            "cut": self.passages("cut"),
            "is_complete": self.differences is None or self.differences.is_complete,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A dispatch: its copies and versions, in order of publication."""

    tellings: tuple[Telling, ...]
    """The leader first."""

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it in JSON."""
        return {"articles": [telling.to_dict() for telling in self.tellings]}


@dataclass(frozen=True, slots=True)
class Story:
    """All that was published of what an article tells."""

    id: str
    """Of the article that was asked for."""
    groups: tuple[Group, ...]
    """Its dispatches, in order of publication; the one that leads is the first."""

    def __iter__(self) -> Iterator[Telling]:
        for group in self.groups:
            yield from group.tellings

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it in JSON."""
        return {
            "id": self.id,
            "articles": sum(len(group.tellings) for group in self.groups),
            "groups": [group.to_dict() for group in self.groups],
        }


def story_of(snapshot: Snapshot, article_id: str) -> Story:
    """The story of an article, in one commit of an index.

    Raises:
        InvalidArgumentError: there is no such article.
        IndexDamagedError: an article, or the copies, cannot be read.
    """
    page = snapshot.reader.search(Ids(frozenset({article_id})), limit=1).page
    if not page:
        raise InvalidArgumentError(f"there is no article {article_id} in the index")
    members = [
        snapshot.groups.members(place.number) for place in snapshot.stories.places(page[0].number)
    ]
    groups = [_group(snapshot, some) for some in members]
    return Story(article_id, tuple(group for group in groups if group.tellings))


def _group(snapshot: Snapshot, members: list[Member]) -> Group:
    """The articles of a group, as far as they are still there."""
    stored = dict(snapshot.reader.numbered([member.number for member in members]))
    there = [
        (member, snapshot.article(stored[member.number]))
        for member in members
        if member.number in stored
    ]
    if not there:  # it went just now
        return Group(())
    (_, leader), *others = there
    return Group(
        (
            Telling(leader, 1.0, is_copy=True, differences=None),
            *(
                Telling(article, member.containment, member.is_copy, differences(leader, article))
                for member, article in others
            ),
        )
    )
