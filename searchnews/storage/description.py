"""The description of an index, `index.json`: what it was made by, and whether we can read it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final

from searchnews.analysis import ANALYSIS_VERSION
from searchnews.durability import write_atomically
from searchnews.engines import ENGINES, load_engine
from searchnews.errors import IndexDamagedError, IndexNotFoundError, IndexVersionError
from searchnews.storage.layout import Layout
from searchnews.storage.marker import marker_id
from searchnews.version import VERSION

FORMAT: Final = 4
"""Of the directory: its files, the tables of the manifest, the fields of the engine."""

_PROGRAM: Final = "searchnews "
_MOST_BYTES: Final = 100_000  # a description has 200


@dataclass(frozen=True, slots=True)
class Description:
    """The content of `index.json`."""

    format: int
    engine: str
    engine_version: str
    analysis_version: int
    created: str
    """ISO time, UTC."""
    made_by: str
    """searchnews and its version."""

    @classmethod
    def of_new_index(cls, engine: str) -> Description:
        """The description of an index made now.

        Raises:
            InvalidArgumentError: there is no such engine.
            MissingDependencyError: its package is not installed.
        """
        return cls(
            format=FORMAT,
            engine=engine,
            engine_version=load_engine(engine).version(),
            analysis_version=ANALYSIS_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            made_by=f"{_PROGRAM}{VERSION}",
        )

    def differences(self) -> list[str]:
        """How it differs from what this searchnews writes; empty if it can be used."""
        if self.engine not in ENGINES:
            return [f"engine {self.engine}, which is not known"]
        ours = (
            ("format", self.format, FORMAT),
            (f"version of {self.engine}", self.engine_version, load_engine(self.engine).version()),
            ("version of the French analysis", self.analysis_version, ANALYSIS_VERSION),
        )
        return [f"{what} {theirs}, not {mine}" for what, theirs, mine in ours if theirs != mine]


def read_description(layout: Layout) -> Description:
    """What an index is.

    Raises:
        IndexNotFoundError: there is none.
        IndexDamagedError: its description is missing or cannot be read.
    """
    try:
        return _parsed(layout.description.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        if marker_id(layout) is not None and layout.manifest.exists():
            reason = "it is missing"
        else:
            raise no_index(layout) from None
    except OSError as error:
        reason = str(error)
    except (ValueError, KeyError, TypeError) as error:
        reason = repr(error)
    raise IndexDamagedError(
        f"{layout.description} cannot be read ({reason}); make the index again with `searchnews "
        "index --rebuild` and the folders it was made from"
    )


def no_index(layout: Layout) -> IndexNotFoundError:
    """What is said where no index is."""
    return IndexNotFoundError(
        f"there is no index in {layout.name}; make one with `searchnews index DIR "
        f"--index {layout.name}`, or name another with --index"
    )


def has_description(layout: Layout) -> bool:
    """Whether there is a description that searchnews wrote; False where nobody may look."""
    try:
        if layout.description.stat().st_size > _MOST_BYTES:
            return False
        return _parsed(layout.description.read_bytes()).made_by.startswith(_PROGRAM)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_description(layout: Layout, description: Description) -> None:
    """Write it; from now on the directory is an index.

    Raises:
        OSError: it cannot be written.
    """
    text = json.dumps(asdict(description), indent=2) + "\n"
    write_atomically(layout.description, text.encode())


def check_version(layout: Layout, description: Description) -> None:
    """Refuse an index that this searchnews would misread.

    Raises:
        IndexVersionError: its format, engine or analysis is of another version.
    """
    if differences := description.differences():
        raise IndexVersionError(
            f"the index {layout.name} was made by {description.made_by} with "
            f"{'; '.join(differences)}; run `searchnews index --rebuild --index "
            f"{layout.name}`, which makes it again from the articles it holds"
        )


def _parsed(content: bytes) -> Description:
    """The description that a file holds.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    return described(json.loads(content))


def described(values: dict[str, Any]) -> Description:
    """The description with these values by name.

    Raises:
        KeyError, TypeError: they are none.
    """
    known = {field.name: values[field.name] for field in fields(Description)}
    for field in fields(Description):
        if type(known[field.name]).__name__ != field.type:
            raise TypeError(f"{field.name} is {known[field.name]!r}")
    return Description(**known)
