"""The index on disk: what lies where, and what `index.json` says of it."""

from __future__ import annotations

import json
import os
import time
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from searchnews.analysis import ANALYSIS_VERSION
from searchnews.engines import load_engine
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    IndexExistsError,
    IndexNotFoundError,
    IndexVersionError,
)
from searchnews.version import VERSION
from searchnews.vocabulary import Vocabulary

FORMAT: Final = 3
"""Of the directory: its files, the tables of the manifest, the fields of the engine."""

_DESCRIPTION: Final = "index.json"
_REBUILD: Final = ".rebuild"
_OLD: Final = ".old"
# Two renamings take microseconds; whoever has not done the second by now has died.
_REPLACEMENT_SECONDS: Final = 1.0


@dataclass(frozen=True)
class Layout:
    """The files of an index."""

    directory: Path

    @cached_property  # looked at before every search
    def description(self) -> Path:
        """What the index is; without it there is none."""
        return self.directory / _DESCRIPTION

    @property
    def manifest(self) -> Path:
        """What has been indexed, from where."""
        return self.directory / "manifest.db"

    @property
    def vocabulary(self) -> Path:
        """The words of the index."""
        return self.directory / "vocabulary.db"

    @property
    def engine(self) -> Path:
        """The directory of the engine."""
        return self.directory / "engine"

    @property
    def lock(self) -> Path:
        """Locked while somebody writes."""
        return self.directory / "writer.lock"

    @property
    def writer(self) -> Path:
        """Who writes, for those who find it locked."""
        return self.directory / "writer.json"

    def is_unfinished(self) -> bool:
        """Whether the directory holds nothing but what an interrupted creation leaves."""
        ours = (self.engine, self.lock, self.writer)
        names = tuple(path.name for path in (*ours, self.manifest, self.vocabulary))
        return all(path.name.startswith(names) for path in self.directory.iterdir())

    @property
    def rebuilt(self) -> Layout:
        """The index that is made anew beside this one."""
        return Layout(self.directory.with_name(self.directory.name + _REBUILD))

    @property
    def replaced(self) -> Layout:
        """Where the index goes while the new one takes its place."""
        return Layout(self.directory.with_name(self.directory.name + _OLD))


@dataclass(frozen=True, slots=True)
class Description:
    """What `index.json` says."""

    format: int
    engine: str
    engine_version: str
    analysis_version: int
    created: str
    """ISO time, UTC."""
    made_by: str

    @classmethod
    def of_new_index(cls, engine: str) -> Description:
        """The description of an index made now."""
        return cls(
            format=FORMAT,
            engine=engine,
            engine_version=load_engine(engine).version(),
            analysis_version=ANALYSIS_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            made_by=f"searchnews {VERSION}",
        )

    def differences(self) -> list[str]:
        """How it differs from what this searchnews writes; empty if it can be used."""
        ours = (
            ("format", self.format, FORMAT),
            (f"version of {self.engine}", self.engine_version, load_engine(self.engine).version()),
            ("version of the French analysis", self.analysis_version, ANALYSIS_VERSION),
        )
        return [f"{what} {theirs}, not {mine}" for what, theirs, mine in ours if theirs != mine]


def is_index(directory: Path) -> bool:
    """Whether a directory is an index; False where nobody may look."""
    layout = Layout(directory)
    try:
        return layout.description.is_file() and layout.engine.is_dir()
    except OSError:
        return False


def create_directory(layout: Layout, engine: str) -> None:
    """Make a new, empty index; its description comes last and makes it one.

    Raises:
        IndexExistsError: there is something at its place.
        InvalidArgumentError: there is no such engine.
        EngineError: the directory cannot be made.
    """
    description = Description.of_new_index(engine)
    if is_index(layout.directory):
        raise IndexExistsError(f"there is an index in {layout.directory} already; open it instead")
    if layout.directory.exists() and not layout.is_unfinished():
        raise IndexExistsError(
            f"{layout.directory} is not empty and no index; choose another directory"
        )
    import shutil  # loads three compressions

    shutil.rmtree(layout.directory, ignore_errors=True)
    try:
        layout.engine.mkdir(parents=True)
    except OSError as error:
        raise EngineError(
            f"{layout.directory} cannot be made ({error.strerror}); name another place with --index"
        ) from error
    made = load_engine(engine).create(layout.engine)
    # Both before the index is one: readers may come at once.
    reader = made.reader()
    with closing(Vocabulary(layout.vocabulary)) as vocabulary:
        vocabulary.refresh(reader)
    reader.close()
    from searchnews.storage.manifest import Manifest

    Manifest(layout.manifest).close()
    write_atomically(layout.description, json.dumps(asdict(description), indent=2) + "\n")


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def read_description(layout: Layout) -> Description:
    """What an index is; finishes a replacement by a rebuilt one that was interrupted.

    Raises:
        IndexNotFoundError: there is no index.
        IndexDamagedError: its description cannot be read.
    """
    _finish_replacement(layout)
    try:
        text = layout.description.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise IndexNotFoundError(
            f"there is no index in {layout.directory}; make one with `searchnews index DIR "
            f"--index {layout.directory}`, or name another with --index"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError(f"{layout.description} cannot be read: {error}") from error
    try:
        values = json.loads(text)
        return Description(**{field.name: values[field.name] for field in fields(Description)})
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"{layout.description} is damaged ({error!r}); make the index anew with "
            "`searchnews index --rebuild` and the folders it was made from"
        ) from error


def _finish_replacement(layout: Layout) -> None:
    """Finish a rebuild that was interrupted between its two renamings."""
    began = time.monotonic()
    while not layout.directory.exists() and layout.replaced.description.exists():
        if time.monotonic() - began > _REPLACEMENT_SECONDS:
            finished = layout.rebuilt if is_index(layout.rebuilt.directory) else layout.replaced
            finished.directory.rename(layout.directory)
            return
        time.sleep(0.05)


def identity_of(layout: Layout) -> int:
    """Tells an index from another one at the same place, such as a rebuilt one.

    Raises:
        IndexNotFoundError: there is no index.
    """
    try:
        return layout.description.stat().st_ino
    except OSError:
        read_description(layout)
        return layout.description.stat().st_ino


def check_version(layout: Layout, description: Description) -> None:
    """Refuse an index that this searchnews would misread.

    Raises:
        IndexVersionError: its format, engine or analysis is of another version.
    """
    if differences := description.differences():
        raise IndexVersionError(
            f"the index {layout.directory} was made by {description.made_by} with "
            f"{'; '.join(differences)}; run `searchnews index --rebuild --index "
            f"{layout.directory}`, which makes it anew from the articles it holds"
        )
