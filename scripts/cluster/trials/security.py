"""Use a cluster with OpenSearch's security: HTTPS, users, and just the rights that are asked for.

    python -m scripts.cluster.trials.security FOLDER

Starts a node with the security plugin. A user with the rights of docs/cluster.md makes an index,
writes to it, searches, checks and makes it again; one who may only read searches. Who has fewer
rights, a wrong password or no authority is told so in one sentence. (A node does not start with a
certificate that has expired; tests/engines/opensearch/test_http.py has one that does.)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from scripts.cluster.cluster import Cluster
from scripts.cluster.security import VERSION, Role, Security
from scripts.cluster.trials.commands import Commands

WRITER: Final = Role(
    ["cluster_monitor", "cluster_composite_ops"],
    ["crud", "create_index", "manage", "manage_aliases"],
)
READER: Final = Role(
    ["cluster_monitor", "cluster_composite_ops_ro"],
    ["read", "indices_monitor", "indices:admin/mappings/get"],
)
"""The rights that docs/cluster.md names."""

_PORT: Final = 9271
_PASSWORDS: Final = {"ecrit": "Palmyre-1", "lit": "Palmyre-2", "autre": "Palmyre-3"}
_USERS: Final = {
    "ecrit": (_PASSWORDS["ecrit"], WRITER),
    "lit": (_PASSWORDS["lit"], READER),
    "autre": (_PASSWORDS["autre"], Role([], ["read"], "autre*")),
}


def main() -> int:
    """Try it; 1 if anything was otherwise than it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    security = Security(folder / "authority", _USERS)
    security.make_certificates()
    cluster = Cluster(folder / "nodes", security)
    cluster.start(1, versions=[VERSION], port=arguments.port, quick=True)
    try:
        known = {"SEARCHNEWS_CLUSTER_CA": str(security.authority)}
        commands = Commands(cluster.place("presse"), folder, known)
        _rights(commands, folder)
        _refusals(commands, folder)
    finally:
        cluster.stop()
    return 0 if commands.is_good else 1


def _as(user: str, **otherwise: str) -> dict[str, str]:
    """What a user sets; `otherwise` is said in the place of what is right."""
    right = {"USER": user, "PASSWORD": _PASSWORDS[user], **otherwise}
    return {f"SEARCHNEWS_CLUSTER_{name}": value for name, value in right.items()}


def _rights(commands: Commands, folder: Path) -> None:
    corpus = folder / "corpus.jsonl"
    corpus.write_text("".join(f'{{"id": "p{n}", "title": "Palmyre {n}"}}\n' for n in range(3)))
    commands.expect("query palmyre", "there is no index", 1, environment=_as("lit"), machine="lit")
    commands.expect(f"index {corpus}", "3 added", environment=_as("ecrit"), machine="ecrit")
    commands.expect("query palmyre", "3 articles", environment=_as("ecrit"), machine="ecrit")
    commands.expect("query palmyre", "3 articles", environment=_as("lit"), machine="lit")
    commands.expect("stats", "", environment=_as("lit"), machine="lit")
    commands.expect(
        f"export palmyre {folder / 'palmyre.csv'}",
        "3 articles",
        environment=_as("lit"),
        machine="lit",
    )
    (folder / "villes.txt").write_text("Palmyre\n")
    commands.expect("saved list", "no search is saved", environment=_as("lit"), machine="lit")
    for command, said in (
        (f"lists add {folder / 'villes.txt'}", "@villes"),
        *((f"saved add p{n} @villes --since 1900", f"saved p{n}") for n in range(5)),
        ("saved run --format jsonl", ""),
        ("saved remove p4", "removed p4"),
    ):
        commands.expect(command, said, environment=_as("ecrit"), machine="ecrit")
    commands.expect("saved list", "p3: @villes", environment=_as("lit"), machine="lit")
    commands.expect("query @p1", "3 articles", environment=_as("lit"), machine="lit")
    commands.expect("check", "is sound", environment=_as("ecrit"), machine="ecrit")
    commands.expect("check", "is sound", environment=_as("lit"), machine="lit")
    commands.expect("delete p2", "1", environment=_as("ecrit"), machine="ecrit")
    commands.expect("index --rebuild", "2", environment=_as("ecrit"), machine="ecrit")
    commands.expect("query palmyre", "2 articles", environment=_as("lit"), machine="lit")


def _refusals(commands: Commands, folder: Path) -> None:
    not_allowed, unknown = "does not allow this user", "does not know this user or password"
    commands.expect(
        f"index {folder / 'corpus.jsonl'}", not_allowed, 1, environment=_as("lit"), machine="lit"
    )
    commands.expect("delete p1", not_allowed, 1, environment=_as("lit"), machine="lit")
    commands.expect("query palmyre", not_allowed, 1, environment=_as("autre"), machine="autre")
    commands.expect("check", not_allowed, 1, environment=_as("autre"), machine="autre")
    commands.expect(
        "query palmyre", unknown, 1, environment=_as("lit", PASSWORD="faux"), machine="lit"
    )
    commands.expect(
        "query palmyre", "SEARCHNEWS_CLUSTER_CA", 1, environment=_as("lit", CA=""), machine="lit"
    )


if __name__ == "__main__":
    sys.exit(main())
