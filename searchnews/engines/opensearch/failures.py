"""What a cluster answers when it cannot, as our errors, and whether to ask again helps."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from searchnews.errors import EngineError, IndexNotFoundError, SearchNewsError

_TOO_MANY: Final = "indices.query.bool.max_clause_count"

# Too much at once, or a part of the cluster that is away for a while.
_PASSING: Final = frozenset(
    (
        "circuit_breaking_exception",
        "cluster_manager_not_discovered_exception",
        "connect_transport_exception",
        "master_not_discovered_exception",
        "no_shard_available_action_exception",
        "node_closed_exception",
        "node_disconnected_exception",
        "node_not_connected_exception",
        "primary_missing_action_exception",
        "process_cluster_event_timeout_exception",
        "receive_timeout_transport_exception",
        "rejected_execution_exception",
        "shard_not_found_exception",
        "shard_not_in_primary_mode_exception",
        "unavailable_shards_exception",
    )
)
_PASSING_STATUSES: Final = frozenset((502, 503, 504))
_SEARCH: Final = "search_phase_execution_exception"
_MISSING: Final = frozenset(("index_not_found_exception", "alias_not_found_exception"))
_NO_INDEX: Final = "_na_"
"""What stands for the id of an index that a cluster does not have."""
_TOO_LARGE: Final = frozenset(("too_many_clauses", "too_many_nested_clauses"))


class Failure(NamedTuple):
    """Why a request gave nothing."""

    error: SearchNewsError
    """What the caller is to see."""
    may_pass: bool
    """Whether the same request may succeed a little later."""


def failure_of(index: str, status: int, body: Any) -> Failure:
    """What an answer means that is not one of success; `index` is named in the message."""
    error = body.get("error", body) if isinstance(body, dict) else body
    kinds = {str(part["type"]) for part in _parts(error) if "type" in part}
    reason = _reason(error)
    if status in (401, 403) and "cluster_block_exception" not in kinds:
        return Failure(EngineError(_refused(index, status, reason)), may_pass=False)
    if "cluster_block_exception" in kinds:
        return _blocked(index, reason, status)
    if "No space left" in str(error):
        return Failure(_full(index), may_pass=False)
    if "search_context_missing_exception" in kinds:
        message = (
            f"{index}: the cluster does not know any more what it was reading, since a node was "
            "lost, or this program stood still for a minute; start again"
        )
        return Failure(EngineError(message), may_pass=False)
    if "index_closed_exception" in kinds:
        name = index.rpartition("/")[2]
        message = f"{index}: the index is closed; open it with POST /{name},{name}-meta/_open"
        return Failure(EngineError(message), may_pass=False)
    if _is_missing(error, kinds, status):
        return Failure(
            IndexNotFoundError(
                f"there is no index in {index}; make one with `searchnews index DIR --index "
                f"{index}`, or name another with --index"
            ),
            may_pass=False,
        )
    if kinds & _TOO_LARGE or "maxClauseCount" in reason:
        message = (
            f"{index}: the query has more words than the cluster takes; set {_TOO_MANY} to 16384 "
            "in its settings, as docs/cluster.md says, or ask for something simpler"
        )
        return Failure(EngineError(message), may_pass=False)
    # Of a search for which there was no room at all nothing else is said.
    if kinds & (_PASSING | _MISSING) or status in _PASSING_STATUSES or kinds == {_SEARCH}:
        message = (
            f"{index}: the cluster cannot answer in full ({reason}); a part of the index is away, "
            "or there is too much to do: see `searchnews check`, and try again"
        )
        return Failure(EngineError(message), may_pass=True)
    return Failure(
        EngineError(f"{index}: the cluster answered {status} ({reason}); see its log"),
        may_pass=False,
    )


def unreachable(index: str, tried: dict[str, str]) -> EngineError:
    """No node answers; `tried` says why of each."""
    nodes = "; ".join(f"{node}: {reason}" for node, reason in tried.items())
    return EngineError(
        f"{index}: no node of the cluster answers ({nodes}); check the address, and that the "
        "cluster is running and may be reached from here"
    )


def without_manager(index: str, reason: str) -> Failure:
    """No node manages the cluster, or the one that was asked knows of none."""
    message = (
        f"{index}: the cluster has no manager ({reason}); see that its nodes are running, and "
        "reach each other"
    )
    return Failure(EngineError(message), may_pass=True)


def untrusted(index: str, node: str, error: BaseException) -> EngineError | None:
    """The certificate of a node is not believed; None if an error means something else."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__ or getattr(cause, "reason", None)
        if not isinstance(cause, BaseException):
            return None
    if cause is None:
        return None
    reason = getattr(cause, "verify_message", None) or cause.reason or str(cause)
    hint = (
        "renew it" if "expired" in str(reason)
        else "name the file of its authority in SEARCHNEWS_CLUSTER_CA"
        if isinstance(cause, ssl.SSLCertVerificationError)
        else "an address without encryption begins with opensearch://"
    )  # fmt: skip
    return EngineError(f"{index}: the certificate of {node} is not accepted ({reason}); {hint}")


def _refused(index: str, status: int, reason: str) -> str:
    if status == 401:
        return (
            f"{index}: the cluster does not know this user or password; check "
            "SEARCHNEWS_CLUSTER_USER and SEARCHNEWS_CLUSTER_PASSWORD, or SEARCHNEWS_CLUSTER_TOKEN"
        )
    # After the right that is missing it says who asks, with all that is known of him.
    right = reason.partition(" and User ")[0]
    return (
        f"{index}: the cluster does not allow this user to do that ({right}); ask for the rights "
        "that docs/cluster.md names"
    )


def _blocked(index: str, reason: str, status: int) -> Failure:
    if "flood" in reason or "read-only-allow-delete" in reason:
        return Failure(_full(index), may_pass=False)
    if status == 503:  # no manager was elected yet, or its state is being read
        return without_manager(index, reason)
    message = (
        f"{index}: the index is closed to writing ({reason}); take its block away, then index again"
    )
    return Failure(EngineError(message), may_pass=False)


def _full(index: str) -> EngineError:
    return EngineError(
        f"{index}: the disks of the cluster are full; the articles of the last commit are safe: "
        "free some space, then index again"
    )


def _parts(error: Any) -> Iterator[dict[str, Any]]:
    """An error, and all those that it names as its causes."""
    if isinstance(error, list):
        for part in error:
            yield from _parts(part)
    elif isinstance(error, dict):
        yield error
        for name in ("root_cause", "caused_by", "failed_shards", "reason", "suppressed"):
            yield from _parts(error.get(name))


def _is_missing(error: Any, kinds: set[str], status: int) -> bool:
    """Whether the cluster has no such index; a node may lack one that is moved, or that it left."""
    if not kinds & _MISSING:
        return status == 404 and not kinds
    ids = {part.get("index_uuid", _NO_INDEX) for part in _parts(error)}
    return ids == {_NO_INDEX}


def _reason(error: Any) -> str:
    reasons = [part["reason"] for part in _parts(error) if isinstance(part.get("reason"), str)]
    return (reasons[-1] if reasons else str(error))[:300]
