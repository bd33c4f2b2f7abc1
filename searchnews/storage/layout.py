"""The index on disk: what lies where.

An index in a cluster has such a directory on each machine: what is there can be had again from the
cluster, and from the files that were indexed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.engines.addresses import address_of, is_address
from searchnews.engines.base import Location
from searchnews.sqlite import files_of

_DICTIONARY: Final = "articles.dictionary"


class Lock(NamedTuple):
    """What one process at a time may hold."""

    path: Path
    """Locked while somebody holds it."""
    holder: Path
    """Who does, for those who find it locked."""


@dataclass(frozen=True)
class Layout:
    """The files of an index. Other files in its directory are the user's, and left alone."""

    directory: Path
    address: Location | None = None
    """Where the index is, if it is in a cluster."""

    @property
    def name(self) -> str:
        """What the user calls the index: its address, or its directory."""
        return self.address or str(self.directory)

    @property
    def marker(self) -> Path:
        """The proof that searchnews made the directory; see `storage.marker`."""
        return self.directory / ".searchnews"

    @cached_property  # looked at before every search
    def description(self) -> Path:
        """What the index is; without it there is none."""
        return self.directory / "index.json"

    @property
    def manifest(self) -> Path:
        """What has been indexed, from where."""
        return self.directory / "manifest.db"

    @property
    def vocabulary(self) -> Path:
        """The words of the index."""
        return self.directory / "vocabulary.db"

    @property
    def copies(self) -> Path:
        """The folder of the groups of copies."""
        return self.directory / "copies"

    @property
    def engine(self) -> Path:
        """The directory of the engine."""
        return self.directory / "engine"

    @property
    def location(self) -> Location:
        """Where the engine finds its index."""
        return self.address or str(self.engine)

    @property
    def dictionary(self) -> Path:
        """What the stored articles have in common; see `storage.packing`."""
        return self.engine / _DICTIONARY

    @property
    def lists(self) -> Path:
        """The user's lists, for queries that name no other folder of them.

        Written to where users ask for it alone; of an index in a cluster they are there.
        """
        return self.directory / "lists"

    @property
    def unfinished(self) -> Path:
        """What a commit to a cluster is about, while it lasts; see `storage.cluster.unfinished`."""
        return self.directory / "unfinished.json"

    @property
    def saved(self) -> Path:
        """The saved searches; a new index that takes the place of this one finds them here."""
        return self.directory / "saved.db"

    @property
    def writing(self) -> Lock:
        """Of who writes to the index."""
        return Lock(self.directory / "writer.lock", self.directory / "writer.json")

    @property
    def running(self) -> Lock:
        """Of who runs the saved searches."""
        return Lock(self.directory / "saved.lock", self.directory / "saved.json")

    @property
    def recognising(self) -> Lock:
        """Of who recognises copies and stories of an index in a cluster."""
        return Lock(self.directory / "recognition.lock", self.directory / "recognition.json")

    @property
    def sequences(self) -> Path:
        """The words of each article in order; made when they are first asked for."""
        return self.directory / "sequences.db"

    @property
    def stories(self) -> Path:
        """Which dispatches tell the same event; made when they are first asked for."""
        return self.directory / "stories.db"

    def parts(self) -> tuple[tuple[Path, ...], ...]:
        """The parts of an index but its description; each a path, and those of its log."""
        return (
            (self.engine,),
            files_of(self.manifest),
            files_of(self.vocabulary),
            (self.copies,),
        )

    def made_on_demand(self) -> tuple[Path, ...]:
        """Files that no new index has, and that are of no use to another index."""
        return (*files_of(self.sequences), *files_of(self.stories))

    def staged(self, marker_id: str) -> Layout:
        """The index that is being made, to replace this one once it is whole.

        Inside the directory, which may be a symbolic link or a disk of its own, under a name that
        holds the id of its marker: nobody else has a directory of that name.
        """
        address = self.address and str(address_of(self.address).beside(marker_id[:12]))
        return Layout(self.directory / f".searchnews-{marker_id}", address)


def layout_of(place: str | os.PathLike[str]) -> Layout:
    """The layout of an index by what the user calls it: a directory, or an address in a cluster.

    Raises:
        InvalidArgumentError: it begins as an address, and is none.
    """
    name = os.fspath(place)
    if not is_address(name):
        return Layout(Path(name))
    # Imported here: directories, which most indexes are, are not named by a digest.
    import hashlib

    plain = str(address_of(name))
    digest = hashlib.sha256(plain.encode()).hexdigest()[:12]
    return Layout(_own_data() / f"{address_of(name).name}-{digest}", name)


def _own_data() -> Path:
    """Where searchnews keeps data for this user; by https://specifications.freedesktop.org/basedir."""
    given = os.environ.get("XDG_DATA_HOME", "")
    # One that is relative is to be ignored.
    home = Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share"
    return home / "searchnews"
