"""Where an article comes from, and what that tells when the article itself does not."""

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
from searchnews.ingest.neighbours import NO_NEIGHBOURS, Neighbours

_LONGEST_SLUG: Final = 60
_NOT_FOR_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
# 2015-09-18, 18_09_2015, 20150918, each by itself: numbers and digests are no dates.
_DATE_IN_NAME: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:(?:1[5-9]|20)\d\d(?P<s>[-_.]?)\d\d(?P=s)\d\d)"
    r"|(?:\d\d(?P<t>[-_.])\d\d(?P=t)(?:1[5-9]|20)\d\d))(?=T\d|[^A-Za-z0-9]|$)"
)
# /2015/09/18/palmyre.html, /2015-09-18-palmyre, /2015/09/palmyre
_DATE_IN_ADDRESS: Final = re.compile(
    r"/(?P<year>(?:1[5-9]|20)\d\d)(?P<sign>[/-])(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sign)(?P<day>0[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
)


@dataclass(frozen=True)
class Origin:
    """A file that is being read, or a member of a container."""

    path: Path
    """Absolute; inside a container it goes on with the path of the member."""
    stem: str
    """Its name without the suffixes that tell the format."""
    mtime: float | None = None
    """When the file on disk was last changed, in seconds since 1970."""
    neighbours: Neighbours = NO_NEIGHBOURS
    depth: int = 0
    """How many containers it is in."""
    url: str | None = None
    """Where it was captured, in a web archive."""

    def member(self, path: str, neighbours: Neighbours = NO_NEIGHBOURS) -> Origin:
        """The origin of a member of this container, whatever its path says.

        >>> dump = Origin(Path("/presse/dump.zip"), "dump")
        >>> dump.member("../2015/a.html.gz").path.as_posix()
        '/presse/dump.zip/2015/a.html.gz'
        """
        steps = PurePosixPath(path.replace("\\", "/").replace("\0", "_")).parts
        inside = self.path.joinpath(*(step for step in steps if step not in ("/", "..", ".")))
        stem = Path(without_compression(inside.name)).stem
        return replace(self, path=inside, stem=stem, neighbours=neighbours, depth=self.depth + 1)

    def capture(self, url: str) -> Origin:
        """The origin of a page in this web archive, captured at an address."""
        return replace(self.member(url.partition("://")[2] or url), url=url)

    def is_hidden_in(self, container: Origin) -> bool:
        """Whether the path from a container to this member is hidden, as macOS adds to archives."""
        steps = self.path.relative_to(container.path).parts
        return any(step.startswith((".", "__MACOSX")) for step in steps)

    def article_id(self, number: int | None = None) -> str:
        """An id made from where the article is, the same at every reading: a name and a digest.

        That of a captured page follows from its address, in whichever archive it is. `number`
        counts the records of a file that holds many, from 1.

        >>> Origin(Path("/presse/Été à Nîmes.txt"), "Été à Nîmes").article_id()
        'ete-a-nimes-5e3dabfdced41995'
        """
        key = os.fsencode(self.path) if self.url is None else self.url.encode("utf-8", "replace")
        if number is not None:
            key += b"#%d" % number
        return f"{self._slug}-{blake2b(key, digest_size=8).hexdigest()}"

    @cached_property
    def date_in_name(self) -> str | None:
        """The day that the file's name tells; None when it tells none, or several.

        >>> Origin(Path("/presse/2015-09-18_palmyre.txt"), "2015-09-18_palmyre").date_in_name
        '2015-09-18'
        """
        written = (match[0].replace("_", "-") for match in _DATE_IN_NAME.finditer(self.stem))
        dates = {date for text in written if (date := normalize_date(text)) is not None}
        return dates.pop() if len(dates) == 1 else None

    @cached_property
    def date_in_path(self) -> str | None:
        """The day or month that the folders tell; see `date_in_address`."""
        return date_in_address(self.path.as_posix())

    @property
    def date_of_change(self) -> str | None:
        """When the file was last changed, as an ISO time in UTC; None if that is not known."""
        return utc_time(self.mtime) if self.mtime is not None else None

    @cached_property
    def _slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.stem).encode("ascii", "ignore").decode()
        slug = _NOT_FOR_A_SLUG.sub("-", plain.lower()).strip("-")
        return slug[:_LONGEST_SLUG].rstrip("-") or "article"


def date_in_address(address: str) -> str | None:
    """The day or month in a path or an address.

    >>> date_in_address("https://val.example/2015/09/18/crue.html"), date_in_address("/a/2015/09/x")
    ('2015-09-18', '2015-09')
    >>> date_in_address("https://val.example/20150918/crue") is None
    True
    """
    found = _DATE_IN_ADDRESS.search(address)
    if found is None:
        return None
    parts = filter(None, (found["year"], found["month"], found["day"]))
    return normalize_date("-".join(parts))


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
