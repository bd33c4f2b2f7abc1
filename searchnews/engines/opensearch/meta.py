"""The small index beside the articles: documents that are read by name, as they are right now."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from searchnews.engines.addresses import Address
from searchnews.engines.opensearch.failures import failure_of
from searchnews.engines.opensearch.http import Client
from searchnews.engines.opensearch.schema import replication
from searchnews.errors import EngineError

_NOT_FOUND: Final = frozenset((404,))
_CONFLICT: Final = frozenset((409,))
_FEW: Final = 4
_MOST_TRIES: Final = 100


class Version(NamedTuple):
    """Which state of a document was read."""

    number: int
    term: int


class MetaDocument(NamedTuple):
    """A document and its state."""

    content: dict[str, Any]
    version: Version


class Meta:
    """The documents of one index."""

    def __init__(
        self, client: Client, index: str | None = None, *, alias: str | None = None
    ) -> None:
        """Those behind an alias; or of an index that no alias leads to yet.

        Without either those beside the articles of the address.
        """
        self._client = client
        self._index = quote(index or alias or client.address.meta)
        # An index that somebody deleted must not be made again by writing to it.
        self._is_alias = index is None

    def get(self, name: str) -> MetaDocument | None:
        """The document of this name, as it is now; None if there is none.

        Raises:
            IndexNotFoundError: there is no such index.
        """
        answer = self._client.ask("GET", self._path(name), accepted=_NOT_FOUND, in_touch=True)
        self._check_index(answer)
        if not answer["found"]:
            return None
        return MetaDocument(answer["_source"], Version(answer["_seq_no"], answer["_primary_term"]))

    def get_all(self, names: Sequence[str], at_once: int = 10) -> dict[str, MetaDocument]:
        """The documents of these names, as they are now, so many in a request; as far as there are.

        Raises:
            IndexNotFoundError: there is no such index.
        """
        if len(names) < _FEW:  # who may only read may have no right to ask for several at once
            one_by_one = {name: self.get(name) for name in names}
            return {name: document for name, document in one_by_one.items() if document}
        found = {}
        for start in range(0, len(names), at_once):
            some = {"ids": names[start : start + at_once]}
            answer = self._client.ask("POST", f"/{self._index}/_mget", some)
            for document in answer["docs"]:
                self._check_index(document)
                if document["found"]:
                    version = Version(document["_seq_no"], document["_primary_term"])
                    found[document["_id"]] = MetaDocument(document["_source"], version)
        return found

    def put(self, name: str, content: dict[str, Any], known: Version | None = None) -> bool:
        """Write a document in the place of the one that is known, or where there is none.

        Gives False where somebody else has written meanwhile, and nothing was done.
        """
        return self.put_as(name, content, known) is not None

    def put_as(
        self, name: str, content: dict[str, Any], known: Version | None = None
    ) -> Version | None:
        """Write a document as `put` does; gives its new state, or None if nothing was done."""
        parameters: dict[str, str | int | bool] = {"require_alias": self._is_alias}
        if known is None:
            parameters["op_type"] = "create"
        else:
            parameters |= {"if_seq_no": known.number, "if_primary_term": known.term}
        answer = self._client.ask(
            "PUT", self._path(name), content, parameters=parameters, accepted=_CONFLICT
        )
        if "error" not in answer:
            return Version(answer["_seq_no"], answer["_primary_term"])
        # The answer to the same request may have been lost on its way before.
        written = self.get(name)
        return written.version if written is not None and written.content == content else None

    def put_all(
        self, documents: Sequence[tuple[str, dict[str, Any], Version]]
    ) -> dict[str, Version]:
        """Write documents in the place of those that are known: name, content, state of before.

        Gives the new state of each that was written; of the others nothing was done.
        """
        if not documents:
            return {}
        lines = []
        for name, content, known in documents:
            action = {"_id": name, "if_seq_no": known.number, "if_primary_term": known.term}
            lines += [json.dumps({"index": action}), json.dumps(content)]
        answer = self._client.ask(
            "POST",
            f"/{self._index}/_bulk",
            ("\n".join(lines) + "\n").encode(),
            parameters={"require_alias": self._is_alias},
        )
        written = {}
        for item in answer["items"]:
            result = item["index"]
            if "error" not in result:
                written[result["_id"]] = Version(result["_seq_no"], result["_primary_term"])
            elif result["status"] not in _CONFLICT:
                raise failure_of(str(self._client.address), result["status"], result).error
        return written

    def change(self, name: str, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change a document, whoever else does at the same time; it is made if there is none.

        `changed` may be called several times.
        """
        for _ in range(_MOST_TRIES):
            document = self.get(name)
            known = document.content if document else {}
            new = changed(known)
            if new == known or self.put(name, new, document.version if document else None):
                return
        raise EngineError(
            f"{self._client.address}: too many others write at the same time; try again"
        )

    def delete(self, name: str) -> None:
        """Delete a document; if there is none, nothing happens."""
        self._check_index(self._client.ask("DELETE", self._path(name), accepted=_NOT_FOUND))

    def _path(self, name: str) -> str:
        return f"/{self._index}/_doc/{quote(name, safe='')}"

    def _check_index(self, answer: dict[str, Any]) -> None:
        if "error" in answer:
            raise failure_of(str(self._client.address), 404, answer).error


def body_of_meta(address: Address) -> dict[str, Any]:
    """What makes that index: nothing in it is searched."""
    return {
        "settings": {"number_of_shards": 1, "refresh_interval": "-1", **replication(address)},
        "mappings": {"dynamic": False},
    }
