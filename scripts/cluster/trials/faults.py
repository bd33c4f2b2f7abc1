"""What is said where a cluster cannot do what is asked: full disks, lost parts, closed indexes.

    python -m scripts.cluster.trials.faults FOLDER

Starts a node, on a small disk of its own where this is possible (a tmpfs: root, on Linux). Its disk
is filled over the flood stage, then to the last byte; the index is closed; closed to writing; and
the files of its only copy are deleted. Each command must say in one sentence what is wrong, and
what was committed before must be there when it is mended. Takes some minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from scripts.cluster.cluster import Cluster
from scripts.cluster.trials.commands import Commands

_PORT: Final = 9281
_DISK: Final = 120_000_000
_NO_LIMITS: Final = {"cluster.routing.allocation.disk.threshold_enabled": False}
# A look at the disks every ten seconds is the most that OpenSearch takes.
_LIMITS: Final[dict[str, Any]] = {
    "cluster.routing.allocation.disk.threshold_enabled": True,
    "cluster.info.update.interval": "10s",
}


class _Trial:
    def __init__(self, cluster: Cluster, folder: Path, port: int) -> None:
        self.cluster = cluster
        self.folder = folder
        self._port = port
        self._written = 0

    def start(self, settings: dict[str, Any]) -> Commands:
        self.cluster.start(1, port=self._port, quick=True, settings=settings)
        return Commands(self.cluster.place("presse"), self.folder)

    def corpus(self, articles: int) -> Path:
        """A file with so many new articles of 2,000 characters."""
        first = self._written
        self._written += articles
        file = self.folder / f"corpus-{first}.jsonl"
        # Letters that no compression makes smaller.
        file.write_text("".join(
            f'{{"id": "p{n}", "title": "Palmyre {n}", "body": "{os.urandom(1000).hex()}"}}\n'
            for n in range(first, first + articles)
        ))  # fmt: skip
        return file


def main() -> int:
    """Try it; 1 if anything was otherwise than it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=_PORT)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    trial = _Trial(Cluster(folder / "nodes"), folder, arguments.port)
    data = folder / "nodes" / "n1" / "data"
    data.mkdir(parents=True)
    is_good = True
    try:
        with _small_disk(data) as is_small:
            if is_small:
                is_good &= _flood_stage(trial, data) & _full(trial, data)
            else:
                print("full disks are not tried: only root can mount a tmpfs")
            is_good &= _closed(trial) & _lost(trial, data)
    finally:
        trial.cluster.stop()
    return 0 if is_good else 1


def _flood_stage(trial: _Trial, data: Path) -> bool:
    commands = trial.start(_LIMITS)
    commands.expect(f"index {trial.corpus(20)}", "20 added")
    _fill(data, leave=2_000_000)
    time.sleep(25)
    more = trial.corpus(10)
    full = "the disks of the cluster are full"
    commands.expect(f"index {more}", full, 1)
    commands.expect("query palmyre", "20 articles")
    commands.expect("delete p1", full, 1)
    commands.expect("check", "read_only_allow_delete", 1)
    commands.expect("stats", "articles  20")
    (data / "filler").unlink()
    time.sleep(25)
    commands.expect(f"index {more}", "10 added")
    commands.expect("check", "is sound")
    trial.cluster.stop()
    return commands.is_good


def _full(trial: _Trial, data: Path) -> bool:
    commands = trial.start(_NO_LIMITS)
    commands.expect("query palmyre", "30 articles")
    _fill(data, leave=2_000_000)
    more = trial.corpus(3000)
    commands.expect(f"index {more}", "the disks of the cluster are full", 1)
    commands.expect("query palmyre", "30 articles")
    (data / "filler").unlink()
    # The server gives up a part it could not write to, and is to be told that it can.
    trial.cluster.ask("/_cluster/reroute?retry_failed=true", "POST")
    trial.cluster.wait("yellow")
    commands.expect("query palmyre", "30 articles")
    commands.expect(f"index {more}", "3,000 added")
    commands.expect("check", "is sound: 3,030")
    trial.cluster.stop()
    return commands.is_good


def _closed(trial: _Trial) -> bool:
    commands = trial.start(_NO_LIMITS)
    commands.expect(f"index {trial.corpus(10)}", "10 added")
    more = trial.corpus(10)
    ask = trial.cluster.ask
    ask("/presse/_settings", "PUT", {"index.blocks.read_only": True})
    commands.expect(f"index {more}", "closed to writing", 1)
    commands.expect("query palmyre", "3,040 articles")
    commands.expect("check", "read_only", 1)
    ask("/presse/_settings", "PUT", {"index.blocks.read_only": None})
    ask("/presse/_close", "POST")
    for command in ("query palmyre", f"index {more}", "check", "stats"):
        commands.expect(command, "closed", 1)
    ask("/presse/_open", "POST")
    trial.cluster.wait("yellow")
    commands.expect("check", "is sound")
    commands.expect(f"index {more}", "10 added")
    trial.cluster.stop()
    return commands.is_good


def _lost(trial: _Trial, data: Path) -> bool:
    """The only copy of the articles is gone; the rest of the index is there."""
    commands = trial.start(_NO_LIMITS)
    (index,) = trial.cluster.ask("/_alias/presse")
    uuid = trial.cluster.ask(f"/{index}/_settings")[index]["settings"]["index"]["uuid"]
    trial.cluster.stop()
    shutil.rmtree(data / "nodes" / "0" / "indices" / uuid / "0")
    trial.cluster.restart("n1")
    trial.cluster.wait("red")
    commands.expect("check", "parts of presse are on no node", 1)
    for command in ("query palmyre", f"index {trial.corpus(10)}", "stats"):
        commands.expect(command, "check", 1)
    return commands.is_good


@contextmanager
def _small_disk(data: Path) -> Iterator[bool]:
    """Mount a small disk at a folder; False where this is not possible."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "searchnews", str(data)]
    is_mounted = os.geteuid() == 0 and subprocess.run(command, check=False).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(data)], check=False)


def _fill(data: Path, *, leave: int) -> None:
    """Fill a disk, but for so many bytes."""
    with (data / "filler").open("wb") as file:
        file.write(bytes(shutil.disk_usage(data).free - leave))


if __name__ == "__main__":
    sys.exit(main())
