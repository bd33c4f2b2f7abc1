"""Snapshots and restoring, by the commands of docs/cluster.md, on real clusters.

    python -m scripts.cluster.trials.snapshots FOLDER

A snapshot is taken while two machines write, and another one when nobody does. The second is
restored into an empty cluster, where every search gives what it gave before; then the first, which
is older than the manifests of the machines: when each has indexed again what it has, nothing is
missing, doubled or otherwise than before.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import searchnews
from scripts.cluster.cluster import Cluster
from scripts.cluster.trials.commands import Commands
from scripts.cluster.trials.machines import Machines, verified

_PORT: Final = 9291
_ARTICLES: Final = 2000
"""Of each of the machines that write."""
_DOCUMENTATION: Final = Path(__file__).parents[3] / "docs" / "cluster.md"
_SECTION: Final = "## Backup"
# In a shell where a request that fails ends all.
_CURL: Final = 'set -e; curl() { command curl -sS --fail-with-body "$@"; echo; }\n'
_QUERIES: Final = ("palmyre", "villes", "titre:titre", "machine b", "machin*", "Palmire~", "corpus")


class _Trial:
    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self.folder = folder
        self.commands = Commands(cluster.place("presse"), folder)
        """Typed at the machine a."""
        self._documented = _blocks()

    def run(self, number: int, name: str) -> float:
        """Run a block of commands of the documentation, for a snapshot; gives the seconds."""
        node = self.cluster.nodes[0]
        text = self._documented[number].replace("host:9200", f"{node.host}:{node.port}")
        text = text.replace("/srv/snapshots", str(self.folder / "repository"))
        began = time.monotonic()
        done = subprocess.run(
            ["bash", "-c", _CURL + text.replace("monday", name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"WRONG: {text}\n{done.stdout}{done.stderr}")
        return time.monotonic() - began

    def answers(self) -> dict[str, Any]:
        """What searches give: totals, and the articles of all pages."""
        given = {}
        with searchnews.open(self.cluster.place("presse")) as index:
            for query in _QUERIES:
                results = index.search(query, limit=5000)
                given[query] = results.total, sorted(hit.article.id for hit in results)
        return given

    def compare(self, before: dict[str, Any]) -> bool:
        """Whether all searches give what they gave before."""
        now = self.answers()
        other = [query for query in before if now[query] != before[query]]
        print(f"searches that give something else than before: {other or 'none'}", flush=True)
        return not other


def main() -> int:
    """Try it; 1 if anything was otherwise than it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    cluster, empty = (Cluster(folder / name) for name in ("nodes", "others"))
    settings = {"path.repo": [str(folder / "repository")]}
    (folder / "repository").mkdir(parents=True)
    (folder / "repository").chmod(0o777)
    try:
        cluster.start(1, port=arguments.port, quick=True, settings=settings)
        trial = _Trial(cluster, folder)
        machines = Machines(cluster.place("presse"), folder)
        before = _taken(trial, machines)
        cluster.stop()
        # At the same address: by it the machines know the index.
        empty.start(1, port=arguments.port, quick=True, settings=settings)
        trial.cluster = empty
        is_good = _restored(trial, machines, before)
    finally:
        cluster.stop()
        empty.stop()
    return 0 if is_good and trial.commands.is_good else 1


def _taken(trial: _Trial, machines: Machines) -> dict[str, Any]:
    """Take both snapshots; gives what searches gave at the second."""
    searchnews.create(machines.place).close()
    trial.commands.expect(f"index {_corpus(trial.folder, 100)}", "100 added")
    for name in "bc":
        machines.write(name, _ARTICLES)
    trial.run(0, "")
    while machines.committed() < _ARTICLES // 2:
        time.sleep(0.1)
    committed = machines.committed()
    seconds = trial.run(1, "monday")
    print(
        f"{committed} articles were committed before a snapshot that took {seconds:.1f} s, and "
        f"{machines.committed()} when it was taken",
        flush=True,
    )
    machines.end()
    trial.commands.expect(f"index {_corpus(trial.folder, 200)}", "100 added")
    trial.run(1, "tuesday")
    return trial.answers()


def _restored(trial: _Trial, machines: Machines, before: dict[str, Any]) -> bool:
    """Restore the second, then the first."""
    corpus = _corpus(trial.folder, 200)
    trial.run(0, "")
    trial.run(3, "tuesday")
    trial.commands.expect("check", f"is sound: {2 * _ARTICLES + 200:,}")
    trial.commands.expect(f"index {corpus}", "0 added")
    is_good = trial.compare(before)
    trial.run(2, "")
    trial.run(3, "monday")
    trial.commands.expect("check", "100 articles that this machine has indexed are not", 1)
    trial.commands.expect(f"index {corpus}", "100 added")
    for name in "bc":  # they add all they have
        (trial.folder / f"{name}.committed").unlink()
        machines.write(name, _ARTICLES)
    machines.end()
    trial.commands.expect("check", f"is sound: {2 * _ARTICLES + 200:,}")
    return is_good & trial.compare(before) & verified(machines, [])


def _corpus(folder: Path, articles: int) -> Path:
    """A file with so many articles, the same ones in any longer one."""
    file = folder / "corpus.jsonl"
    file.write_text("".join(
        f'{{"id": "a{n}", "title": "Corpus {n}", "body": "La ville de Palmyre, article {n}."}}\n'
        for n in range(articles)
    ))  # fmt: skip
    return file


def _blocks() -> list[str]:
    """The commands of the section on backups, a block each."""
    section = _DOCUMENTATION.read_text("utf-8").split(_SECTION)[1].split("\n## ")[0]
    blocks: list[str] = []
    is_inside = False
    for line in section.splitlines():
        if line.startswith("    "):
            blocks = blocks if is_inside else [*blocks, ""]
            blocks[-1] += f"{line[4:]}\n"
        is_inside = line.startswith("    ")
    return blocks


if __name__ == "__main__":
    sys.exit(main())
