"""What all machines share of an index, beside its articles: a few documents in the cluster."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Final
from uuid import uuid4

from searchnews.engines.addresses import address_of
from searchnews.engines.base import Location
from searchnews.engines.opensearch.history import history_of
from searchnews.engines.opensearch.http import client_of
from searchnews.engines.opensearch.meta import Meta
from searchnews.errors import EngineError, IndexDamagedError, IndexNotFoundError
from searchnews.storage.cluster.lease import WRITING
from searchnews.storage.description import Description, described

_DESCRIPTION: Final = "description"
_DICTIONARY: Final = "dictionary"
_FORBIDDEN: Final = "forbidden"
_NUMBERS: Final = "numbers"


class Shared:
    """The documents of one index. All of its methods raise EngineError, as the cluster fails."""

    def __init__(self, location: Location) -> None:
        """Those of the index at an address."""
        self._name = str(address_of(location))
        self._client = client_of(address_of(location))
        self.meta = Meta(self._client)

    def identity(self) -> tuple[int | str, ...] | None:
        """What distinguishes this index from another one that takes its place; None without one."""
        try:
            document = self.meta.get(_DESCRIPTION)
        except IndexNotFoundError:
            return None
        return None if document is None else (str(document.content), *document.version)

    def history(self) -> tuple[str, ...]:
        """What distinguishes this index from an older state of it, as of a snapshot."""
        address = self._client.address
        return history_of(self._client, address.name, address.meta)

    def incarnation(self) -> str:
        """What tells the articles from all others that were, or will be, at this address."""
        return str((self.identity(), self.history()))

    def description(self) -> Description:
        """What the index is.

        Raises:
            IndexNotFoundError: there is none, or it is not whole yet.
            IndexDamagedError: its description cannot be read.
        """
        document = self.meta.get(_DESCRIPTION)
        if document is None:
            raise IndexNotFoundError(
                f"{self._name} is no index yet: making it was interrupted; run `searchnews index "
                f"DIR --index {self._name}` again"
            )
        try:
            return described(document.content)
        except (KeyError, TypeError) as error:
            raise IndexDamagedError(
                f"the description of {self._name} cannot be read ({error!r}); restore a snapshot "
                "of the cluster, or make the index anew under another name"
            ) from error

    def put_description(self, description: Description) -> None:
        """Say what the index is; if another machine has just made it, its description stays."""
        self.meta.put(_DESCRIPTION, asdict(description))

    def dictionary(self) -> bytes | None:
        """The file of the dictionary for packing articles; None if there is none."""
        document = self.meta.get(_DICTIONARY)
        return None if document is None else b64decode(document.content["file"])

    def put_dictionary(self, content: bytes) -> None:
        """Give the dictionary to all machines, before the first article that needs it.

        Raises:
            EngineError: another machine was faster; what was packed with this one is of no use.
        """
        given = {"file": b64encode(content).decode()}
        if not self.meta.put(_DICTIONARY, given) and self.dictionary() != content:
            raise EngineError(
                f"{self._name}: another machine has begun to fill the index at the same time; "
                "index again"
            )

    def forbidden(self) -> set[str]:
        """The ids of the articles that somebody deleted: no file brings them back."""
        document = self.meta.get(_FORBIDDEN)
        return set() if document is None else set(document.content["ids"])

    def forbid(self, added: set[str], removed: set[str]) -> None:
        """Forbid some ids, and allow others again."""
        if added or removed:
            self.meta.change(
                _FORBIDDEN,
                lambda known: {"ids": sorted(set(known.get("ids", ())) - removed | added)},
            )

    def last_number(self) -> int:
        """The highest number that was given to an article, also to one that is no more."""
        document = self.meta.get(_NUMBERS)
        return 0 if document is None else int(document.content["last"])

    def take_numbers(self, known: int, last: int) -> None:
        """Give all numbers up to `last` to this machine; `known` were given before, as it knows.

        Raises:
            EngineError: another machine has taken some meanwhile; none may be written any more.
        """
        document = self.meta.get(_NUMBERS)
        given = int(document.content["last"]) if document else 0
        # Two machines that take the same numbers must not take each other's words for their own.
        new = {"last": last, "by": uuid4().hex}
        version = document.version if document else None
        if given != known or not self.meta.put(_NUMBERS, new, version):
            raise EngineError(f"{self._name}: {WRITING.lost}")
