"""The index on disk: what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from searchnews.engines.base import Location
from searchnews.sqlite import files_of

_DICTIONARY: Final = "articles.dictionary"


@dataclass(frozen=True)
class Layout:
    """The files of an index. Other files in its directory are the user's, and left alone."""

    directory: Path

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
        return str(self.engine)

    @property
    def dictionary(self) -> Path:
        """What the stored articles have in common; see `storage.packing`."""
        return self.engine / _DICTIONARY

    @property
    def lists(self) -> Path:
        """The user's lists, for queries that name no other folder of them; never written to."""
        return self.directory / "lists"

    @property
    def lock(self) -> Path:
        """Locked while somebody writes."""
        return self.directory / "writer.lock"

    @property
    def lock_holder(self) -> Path:
        """Who writes, for those who find it locked."""
        return self.directory / "writer.json"

    @property
    def sequences(self) -> Path:
        """The words of each article in order; made when they are first asked for."""
        return self.directory / "sequences.db"

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
        return files_of(self.sequences)

    def staged(self, marker_id: str) -> Layout:
        """The index that is being made, to replace this one once it is whole.

        Inside the directory, which may be a symbolic link or a disk of its own, under a name that
        holds the id of its marker: nobody else has a directory of that name.
        """
        return Layout(self.directory / f".searchnews-{marker_id}")
