"""Where an article stands: its file, and what follows from it when the article does not say."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Final

from searchnews.dates import normalize_date
from searchnews.ingest.compression import without_compression
from searchnews.ingest.neighbours import NOWHERE, Around

_LONGEST_SLUG: Final = 60
_NOT_FOR_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
# 2015-09-18, 18_09_2015, 20150918, each by itself: numbers and digests are no dates.
_DATE_IN_NAME: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:(?:1[5-9]|20)\d\d(?P<s>[-_.]?)\d\d(?P=s)\d\d)"
    r"|(?:\d\d(?P<t>[-_.])\d\d(?P=t)(?:1[5-9]|20)\d\d))(?=T\d|[^A-Za-z0-9]|$)"
)


@dataclass(frozen=True)
class Place:
    """A file that is being read, or a member of a container."""

    path: Path
    """Absolute; inside a container it goes on with the path of the member."""
    stem: str
    """Its name without the suffixes that tell the format."""
    date: str | None = None
    """When it was last changed, if the user wants that for articles without a date."""
    around: Around = NOWHERE
    depth: int = 0
    """How many containers it is in."""
    url: str | None = None
    """Where it was captured, in a web archive."""

    def inside(self, member: str, around: Around = NOWHERE) -> Place:
        """The place of a member of this container, whatever its path says.

        >>> Place(Path("/presse/dump.zip"), "dump").inside("../2015/a.html.gz").path.as_posix()
        '/presse/dump.zip/2015/a.html.gz'
        """
        steps = PurePosixPath(member.replace("\\", "/").replace("\0", "_")).parts
        path = self.path.joinpath(*(step for step in steps if step not in ("/", "..", ".")))
        stem = Path(without_compression(path.name)).stem
        return replace(self, path=path, stem=stem, around=around, depth=self.depth + 1)

    def at(self, url: str) -> Place:
        """The place of a page in this web archive, captured at an address."""
        inside = self.inside(url.partition("://")[2] or url)
        return replace(inside, url=url)

    def is_hidden_in(self, container: Place) -> bool:
        """Whether the path from a container to this member is hidden, as macOS adds to archives."""
        steps = self.path.relative_to(container.path).parts
        return any(step.startswith((".", "__MACOSX")) for step in steps)

    def article_id(self, record: int | None = None) -> str:
        """An id made from the place, the same at every reading: the name and a digest.

        That of a captured page follows from its address, in whichever archive it is.

        `record` counts the articles of a file that holds many: lines, or values, from 1.

        >>> Place(Path("/presse/Été à Nîmes.txt"), "Été à Nîmes").article_id()
        'ete-a-nimes-5e3dabfdced41995'
        """
        place = os.fsencode(self.path) if self.url is None else self.url.encode("utf-8", "replace")
        if record is not None:
            place += b"#%d" % record
        return f"{self._slug}-{blake2b(place, digest_size=8).hexdigest()}"

    @property
    def date_in_name(self) -> str | None:
        """The day that the file's name tells; None when it tells none, or several.

        >>> Place(Path("/presse/2015-09-18_palmyre.txt"), "2015-09-18_palmyre").date_in_name
        '2015-09-18'
        """
        written = (match[0].replace("_", "-") for match in _DATE_IN_NAME.finditer(self.stem))
        dates = {date for text in written if (date := normalize_date(text)) is not None}
        return dates.pop() if len(dates) == 1 else None

    @cached_property
    def _slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.stem).encode("ascii", "ignore").decode()
        slug = _NOT_FOR_A_SLUG.sub("-", plain.lower()).strip("-")
        return slug[:_LONGEST_SLUG].rstrip("-") or "article"


def utc_time(seconds: float) -> str | None:
    """A time in seconds since 1970, as files and databases count it, as an ISO time in UTC.

    None when no calendar has it.

    >>> utc_time(1442590920.5)
    '2015-09-18T15:42:00+00:00'
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None
