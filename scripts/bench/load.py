"""Load: the server, and Datasette with FTS5 over the same articles, asked as people search.

    python -m scripts.bench.load CORPUS.jsonl.gz [--clients 16] [--requests 4000] [--long 0]

Indexes the corpus for both, starts each server in a process of its own, and sends both the same
mixture: hits, pages of hits, articles, completions, facets. Prints requests a second and
latencies, in turns; with `--long N` the server of searchnews alone gets N requests more, is killed
and started again amid them, while an index run writes, and its memory is shown. Datasette is not
installed with the group `bench`: `pip install datasette`; without it, searchnews is measured alone.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote_plus

import searchnews

_PORT: Final = 8765
_OTHER_PORT: Final = 8766
_PATIENCE: Final = 60.0  # seconds
_COMMON: Final = 400  # titles that queries are made of


class Measured(NamedTuple):
    """What came of some requests."""

    seconds: float
    latencies: list[float]
    errors: int

    def __str__(self) -> str:
        ordered = sorted(self.latencies)
        median, p95 = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
        rate = len(ordered) / self.seconds
        return (
            f"{rate:7.1f} requests/s, median {median * 1000:6.1f} ms, p95 {p95 * 1000:7.1f} ms, "
            f"{self.errors} errors in {len(ordered):,}"
        )


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--datasette-requests", type=int, default=200, help="it takes longer")
    parser.add_argument("--long", type=int, default=0)
    parser.add_argument("--datasette", help="the program, where it is not on the PATH")
    arguments = parser.parse_args()
    articles = articles_of(arguments.corpus)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        index = folder / "index"
        with searchnews.create(index) as written:
            written.update(arguments.corpus)
        ours, theirs = addresses_of(articles)
        with server(command_of(index), _PORT) as running:
            others = arguments.datasette or shutil.which("datasette")
            if others is not None:
                database = _fts5(folder / "news.db", articles)
                with server(
                    [others, str(database), "--port", str(_OTHER_PORT), "--setting",
                     "sql_time_limit_ms", "20000"], _OTHER_PORT,
                ):  # fmt: skip
                    for _ in range(arguments.rounds):
                        _show("searchnews", _PORT, ours, arguments)
                        _show("datasette ", _OTHER_PORT, theirs, arguments)
            else:
                _show("searchnews", _PORT, ours, arguments)
            if arguments.long:
                _long(running, index, ours, arguments)


def _show(name: str, port: int, addresses: list[str], arguments: argparse.Namespace) -> None:
    requests = arguments.requests if port == _PORT else arguments.datasette_requests
    print(name, load(port, addresses, arguments.clients, requests), flush=True)


def load(
    port: int,
    addresses: list[str],
    clients: int,
    requests: int,
    progress: Callable[[int], None] | None = None,
) -> Measured:
    """Send so many requests by so many clients, each of which waits for its answer."""
    taken: list[float] = []
    errors = [0]
    left = iter(range(requests))
    lock = threading.Lock()

    def client(seed: int) -> None:
        choose = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                break
            if progress is not None:
                progress(number)
            began = time.perf_counter()
            good = _answered(connection, choose.choice(addresses))
            with lock:
                taken.append(time.perf_counter() - began)
                errors[0] += not good

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(time.perf_counter() - began, taken, errors[0])


def _answered(connection: http.client.HTTPConnection, address: str) -> bool:
    """Whether there is a good answer; a server that is away is waited for, as people do."""
    given_up = time.monotonic() + _PATIENCE
    while time.monotonic() < given_up:
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            return answer.status == 200
        except (OSError, http.client.HTTPException):
            connection.close()
            time.sleep(0.05)
    return False


def _long(
    server: subprocess.Popen[bytes],
    index: Path,
    addresses: list[str],
    arguments: argparse.Namespace,
) -> None:
    """Many requests: without an error, in flat memory; while an index run writes."""
    parts = 5
    for part in range(parts):
        writer = threading.Thread(target=_write, args=(index, part))
        writer.start()
        measured = load(_PORT, addresses, arguments.clients, arguments.long // parts)
        writer.join()
        print(f"part {part + 1}, an index run beside it:", measured,
              f"memory {_memory(server.pid):.0f} MB", flush=True)  # fmt: skip
    killed = threading.Event()

    def kill(number: int) -> None:
        if number == 200:
            server.send_signal(signal.SIGKILL)
            server.wait()
            killed.set()

    def start_again() -> None:
        killed.wait()
        again.append(subprocess.Popen(command_of(index), stderr=subprocess.DEVNULL))

    again: list[subprocess.Popen[bytes]] = []
    starter = threading.Thread(target=start_again)
    starter.start()
    measured = load(_PORT, addresses, arguments.clients, 2000, kill)
    starter.join()
    print("killed and started again amid 2,000:", measured)
    print("and then:", load(_PORT, addresses, arguments.clients, 1000))
    again[0].kill()
    again[0].wait()


def _write(index: Path, part: int) -> None:
    with searchnews.open(index) as written:
        written.add(
            searchnews.Article(id=f"new-{part}-{n}", title=f"Nouvelle {n}", body="Un pont. " * 50)
            for n in range(500)
        )


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def articles_of(corpus: Path) -> list[dict[str, Any]]:
    """The records of a corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def addresses_of(articles: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The same mixture for both: of ten requests six hits, two articles, two of facets."""
    choose = random.Random(1)
    ours, theirs = [], []
    for article in choose.sample(articles, _COMMON):
        words = [word for word in re.findall(r"\w{4,}", article["title"]) if word.isalpha()]
        if len(words) < 2:
            continue
        query = " ".join(choose.sample(words, min(len(words), choose.choice((1, 2, 3)))))
        typed = quote_plus(query)
        table = "/news/articles.json?_searchmode=raw&_shape=objects&_size=10&_nocount=1"
        ours += [f"/search.json?q={typed}"] * 4 + [f"/search.json?q={typed}&sort=-date"] * 2
        ours += [f"/article/{quote_plus(article['id'])}.json?q={typed}"] * 2
        ours += [f"/facets.json?q={typed}&by=source&by=section&limit=10"] * 2
        theirs += [f"{table}&_search={typed}"] * 4
        theirs += [f"{table}&_search={typed}&_sort_desc=date"] * 2
        theirs += [f"/news/articles/{quote_plus(article['id'])}.json"] * 2
        theirs += [f"{table}&_search={typed}&_facet=source&_facet=section&_facet_size=10"] * 2
    return ours, theirs


def _fts5(path: Path, articles: list[dict[str, Any]]) -> Path:
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE articles(id TEXT PRIMARY KEY, title, body, date, source, section)"
        )
        database.execute(
            "CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, content='articles',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        fields = ("id", "title", "body", "date", "source", "section")
        database.executemany(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)",
            ([article.get(field) for field in fields] for article in articles),
        )
        database.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    database.close()
    return path


def command_of(index: Path | str, port: int = _PORT) -> list[str]:
    """What starts the server of an index."""
    return [sys.executable, "-m", "searchnews", "serve", "--index", str(index), "--port",
            str(port), "--no-browser"]  # fmt: skip


@contextmanager
def server(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers, until the end of `with`."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", "/")
                connection.getresponse().read()
                name = Path(command[0]).name
                print(f"{name}: first page {time.monotonic() - began:.2f} s after the start")
                break
            except OSError:
                time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
