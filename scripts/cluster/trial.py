"""Kill the nodes of a cluster in turn while machines write and search; nothing may be lost.

    python -m scripts.cluster.trial FOLDER [--articles 3000] [--searchers 4]

Starts three nodes. Two machines (processes, each with a folder of its own) add articles and note
each one that was committed; threads search all the time. Each node is killed and started again
while they do. In the end every article that was noted must be found, none twice, under numbers that
are all different; and no search may have given a wrong answer. Takes some minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final

import searchnews
from scripts.cluster.cluster import Cluster
from searchnews.article import Article
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.layout import layout_of

_PORT: Final = 9251
_LOT: Final = 50
_WRITES: Final = ("b", "c")


def main() -> int:
    """Try it; 1 if anything was lost, doubled or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=3000, help="of each of the two machines")
    parser.add_argument("--searchers", type=int, default=4)
    parser.add_argument("--write", help="be one of the machines, with this name")
    parser.add_argument("--place")
    arguments = parser.parse_args()
    if arguments.write:
        _write(arguments.place, arguments.write, arguments.articles, arguments.folder)
        return 0
    cluster = Cluster(arguments.folder / "nodes")
    cluster.start(3, port=_PORT, quick=True)
    try:
        return _try(cluster, arguments.folder, arguments.articles, arguments.searchers)
    finally:
        cluster.stop()


def _write(place: str, name: str, articles: int, folder: Path) -> None:
    """Add articles in lots, and note what was committed."""
    done = 0
    with searchnews.open(place) as index, (folder / f"{name}.committed").open("a") as noted:
        while done < articles:
            lot = [f"{name}{done + n:06}" for n in range(_LOT)]
            limits = WriterLimits(commit_articles=_LOT)
            try:
                with open_writer(layout_of(place), index.opened_engine, 1, limits) as writer:
                    writer.add_all(Article(id=i, title=f"Titre {i}", body=_text(i)) for i in lot)
            except searchnews.SearchNewsError as error:
                print(f"{name}: {error}", flush=True)
                continue  # the same once more
            noted.write("".join(f"{i}\n" for i in lot))
            noted.flush()
            done += _LOT


def _text(name: str) -> str:
    return f"La machine {name[0]} a écrit l'article {name} sur la ville de Palmyre."


def _committed(folder: Path) -> int:
    """How many articles the machines have noted by now."""
    files = [folder / f"{name}.committed" for name in _WRITES]
    return sum(file.stat().st_size for file in files if file.exists()) // len("b000000\n")


class _Searcher(threading.Thread):
    """Searches all the time; what was committed before is always found."""

    def __init__(self, place: str, folder: Path, ended: threading.Event) -> None:
        super().__init__(name="searches")
        self._place = place
        self._folder = folder
        self._ended = ended
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0

    def run(self) -> None:
        """Search until it is over."""
        with searchnews.open(self._place) as index:
            while not self._ended.is_set():
                began, least = time.monotonic(), _committed(self._folder)
                try:
                    results = index.search("palmyre", limit=10)
                except searchnews.SearchNewsError as error:
                    self.answers[f"said so: {str(error)[:60]}"] += 1
                    continue
                self.slowest = max(self.slowest, time.monotonic() - began)
                is_whole = results.total >= least and len(results) == min(10, results.total)
                self.answers["whole" if is_whole else "WRONG"] += 1


def _try(cluster: Cluster, folder: Path, articles: int, searchers: int) -> int:
    hosts = ",".join(node.address.removeprefix("http://") for node in cluster.nodes)
    place = f"opensearch://{hosts}/trial"
    os.environ["XDG_DATA_HOME"] = str(folder / "a")
    searchnews.create(place).close()
    cluster.wait()
    began = time.monotonic()
    writing = [
        subprocess.Popen(
            [sys.executable, "-m", "scripts.cluster.trial", str(folder), "--write", name]
            + ["--place", place, "--articles", str(articles)],
            env={**os.environ, "XDG_DATA_HOME": str(folder / name)},
        )
        for name in _WRITES
    ]
    ended = threading.Event()
    searching = [_Searcher(place, folder, ended) for _ in range(searchers)]
    for thread in searching:
        thread.start()
    for node in cluster.nodes:
        time.sleep(10)
        cluster.kill(node.name)
        killed = time.monotonic()
        print(f"{killed - began:.0f} s: {node.name} is killed", flush=True)
        time.sleep(10)
        cluster.restart(node.name)
        cluster.wait(seconds=600)
        print(f"   all is green again after {time.monotonic() - killed:.0f} s", flush=True)
    for process in writing:
        process.wait()
    print(f"{time.monotonic() - began:.0f} s: all is written", flush=True)
    ended.set()
    for thread in searching:
        thread.join()
    return _verified(place, folder, searching)


def _verified(place: str, folder: Path, searching: list[_Searcher]) -> int:
    noted = [
        line for name in _WRITES for line in (folder / f"{name}.committed").read_text().split()
    ]
    with searchnews.open(place) as index:
        found = Counter(article.id for article in index)
        numbers = Counter(number for number, _ in index.snapshot().articles.numbered())
        total = index.search("palmyre", limit=0).total
        problems = index.check().problems
    lost = set(noted) - found.keys()
    doubled = [name for name, times in found.items() if times > 1]
    shared = [number for number, times in numbers.items() if times > 1]
    answers = sum((thread.answers for thread in searching), Counter[str]())
    print(f"committed {len(noted):,}, found {len(found):,}, by a search {total:,}")
    print(f"lost {len(lost)}, doubled {len(doubled)}, numbers given twice {len(shared)}")
    print(f"searches: {dict(answers)}; slowest {max(t.slowest for t in searching):.1f} s")
    print("check:", "; ".join(problems) or "sound")
    is_wrong = lost or doubled or shared or problems or answers["WRONG"] or total != len(found)
    return 1 if is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
