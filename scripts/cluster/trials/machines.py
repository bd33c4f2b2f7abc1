"""The machines of a trial: processes that write and search all the time, and what they have seen.

They note in the folder of the trial what was committed, and each answer of a search, by the clock
of this machine. In the end `verified` says whether anything was lost, doubled or wrong.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import searchnews
from searchnews.article import Article
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.layout import layout_of

LOT: Final = 50
"""So many articles are committed at a time."""
_ENOUGH: Final = "enough"
_ENDED: Final = "ended"
"""Files in the folder of a trial: nothing more is to be written, or searched."""
_LINE: Final = len("b000000\n")


class Answer(NamedTuple):
    """What came of one search; seconds of `time.monotonic`."""

    began: float
    ended: float
    kind: str
    """`whole`, `WRONG`, or the error."""

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began


class Machines:
    """Machines that use one index, each with a folder of its own; one of them is this process."""

    def __init__(self, place: str, folder: Path) -> None:
        self.place = place
        self.folder = folder
        os.environ["XDG_DATA_HOME"] = str(folder / "a")
        self._writing: list[subprocess.Popen[bytes]] = []
        self._searching: list[subprocess.Popen[bytes]] = []

    def write(self, name: str, articles: int, inside: Sequence[str] = ()) -> None:
        """Have a machine add articles; `name` is one letter."""
        self._writing.append(self._started("write", name, articles, inside))

    def search(self, name: str, searchers: int, inside: Sequence[str] = ()) -> None:
        """Have so many threads of a machine search until all is over."""
        self._searching.append(self._started("search", name, searchers, inside))

    def is_writing(self) -> bool:
        """Whether there is still something to write."""
        return any(process.poll() is None for process in self._writing)

    def end(self, *, at_once: bool = False) -> None:
        """Wait until all is written, or have that end with the next lot; and end the searches."""
        if at_once:
            (self.folder / _ENOUGH).touch()
        for process in self._writing:
            process.wait()
        (self.folder / _ENDED).touch()
        for process in self._searching:
            process.wait()

    def kill(self) -> None:
        """End all of them at once, as where the trial has failed."""
        for process in (*self._writing, *self._searching):
            process.kill()
            process.wait()

    def answers(self, name: str) -> list[Answer]:
        """What a machine has been answered until now, in order."""
        found = []
        for line in (self.folder / f"{name}.answers").read_text().splitlines():
            began, ended, kind = line.split(" ", 2)
            found.append(Answer(float(began), float(ended), kind))
        return sorted(found)

    def committed(self) -> int:
        """How many articles the machines have noted by now."""
        return committed(self.folder)

    def _started(
        self, what: str, name: str, number: int, inside: Sequence[str]
    ) -> subprocess.Popen[bytes]:
        command = [*inside, sys.executable, "-m", "scripts.cluster.trials.machines", what]
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / name)}
        return subprocess.Popen(
            [*command, self.place, str(self.folder), name, str(number)], env=environment
        )


def write(place: str, folder: Path, name: str, articles: int) -> None:
    """Add articles in lots, and note what was committed."""
    done = 0
    limits = WriterLimits(commit_articles=LOT)
    with (folder / f"{name}.committed").open("a") as noted:
        while done < articles and not (folder / _ENOUGH).exists():
            lot = [f"{name}{done + n:06}" for n in range(LOT)]
            try:
                with (
                    searchnews.open(place) as index,
                    open_writer(layout_of(place), index.opened_engine, 1, limits) as writer,
                ):
                    writer.add_all(Article(id=i, title=f"Titre {i}", body=_text(i)) for i in lot)
            except searchnews.SearchNewsError as error:
                print(f"{name}: {error}", flush=True)
                time.sleep(0.1)
                continue  # the same once more
            noted.write("".join(f"{i}\n" for i in lot))
            noted.flush()
            done += LOT


def search(place: str, folder: Path, name: str, searchers: int) -> None:
    """Search all the time; what was committed before is always found."""
    lock = threading.Lock()

    def searches() -> None:
        while not (folder / _ENDED).exists():
            began, least = time.monotonic(), committed(folder)
            try:
                results = index.search("palmyre", limit=10)
            except searchnews.SearchNewsError as error:
                kind = f"said so: {str(error)[:200]}".replace("\n", " ")
                time.sleep(0.05)
            else:
                is_whole = results.total >= least and len(results) == min(10, results.total)
                kind = "whole" if is_whole else f"WRONG: {results.total} of {least}"
            with lock:
                noted.write(f"{began} {time.monotonic()} {kind}\n")
                noted.flush()

    with searchnews.open(place) as index, (folder / f"{name}.answers").open("a") as noted:
        threads = [threading.Thread(target=searches) for _ in range(searchers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def committed(folder: Path) -> int:
    """How many articles the machines have noted by now."""
    return sum(file.stat().st_size for file in folder.glob("*.committed")) // _LINE


def gap(answers: Sequence[Answer], since: float, until: float) -> float:
    """The longest time between two moments in which no search was answered in full."""
    moments = [since, *_whole(answers, since, until), until]
    return max(later - earlier for earlier, later in pairwise(moments))


def _whole(answers: Sequence[Answer], since: float, until: float) -> Iterator[float]:
    yield from sorted(a.ended for a in answers if a.kind == "whole" and since < a.ended < until)


def verified(machines: Machines, searching: Sequence[str]) -> bool:
    """Whether all is as it must be; prints what came of it."""
    noted = [
        line for file in machines.folder.glob("*.committed") for line in file.read_text().split()
    ]
    with searchnews.open(machines.place) as index:
        found = Counter(article.id for article in index)
        numbers = Counter(number for number, _ in index.snapshot().articles.numbered())
        total = index.search("palmyre", limit=0).total
        problems = index.check().problems
    lost = set(noted) - found.keys()
    doubled = [name for name, times in found.items() if times > 1]
    shared = [number for number, times in numbers.items() if times > 1]
    print(f"committed {len(noted):,}, found {len(found):,}, by a search {total:,}")
    print(f"lost {len(lost)}, doubled {len(doubled)}, numbers given twice {len(shared)}")
    is_wrong = bool(lost or doubled or shared or problems or total != len(found))
    for name in searching:
        answers = machines.answers(name)
        kinds = Counter(answer.kind for answer in answers)
        slowest = max((answer.seconds for answer in answers), default=0.0)
        print(f"searches of {name}: {dict(kinds)}; slowest {slowest:.1f} s")
        is_wrong |= any(kind.startswith("WRONG") for kind in kinds) or not kinds["whole"]
    print("check:", "; ".join(problems) or "sound")
    return not is_wrong


def main() -> None:
    """Be one of the machines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("write", "search"))
    parser.add_argument("place")
    parser.add_argument("folder", type=Path)
    parser.add_argument("name")
    parser.add_argument("number", type=int, help="of articles, or of threads")
    arguments = parser.parse_args()
    do = write if arguments.what == "write" else search
    do(arguments.place, arguments.folder, arguments.name, arguments.number)


def _text(name: str) -> str:
    return f"La machine {name[0]} a écrit l'article {name} sur la ville de Palmyre."


if __name__ == "__main__":
    main()
