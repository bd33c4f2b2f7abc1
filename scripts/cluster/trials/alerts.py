"""Kill nodes and runs of saved searches while a machine writes; each article comes under one id.

    python -m scripts.cluster.trials.alerts FOLDER [--articles 2000] [--searches 20]

Starts three nodes, and a receiver of webhooks in this process. A machine adds articles; two others
run the saved searches all the time. Each node is killed and started again, and so is each of the
two runs. In the end every article must have come in every search that it matches, under one id.
Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import searchnews
from scripts.cluster.cluster import Cluster
from scripts.cluster.trials.machines import Machines
from searchnews.storage.saved.records import Delivery

_PORT: Final = 9281
_RUNNERS: Final = ("r", "t")


class Received(ThreadingHTTPServer):
    """A receiver of webhooks: which messages each article of a search came in, and how often."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.messages: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        """Where messages are sent."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Received

    def do_POST(self) -> None:
        """Take a message."""
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            for article in message["articles"]:
                for each in (article, *article["copies"]):
                    self.server.messages[message["search"], each["id"]][message["id"]] += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Runner:
    """A machine that runs the saved searches all the time, in a process of its own."""

    def __init__(self, name: str, place: str, folder: Path) -> None:
        self._command = [
            *(sys.executable, "-m", "scripts.cluster.trials.alerts"),
            *(str(folder), "--run", place),
        ]
        self._environment = {**os.environ, "XDG_DATA_HOME": str(folder / name)}
        self.start()

    def start(self) -> None:
        """Begin."""
        self.process = subprocess.Popen(self._command, env=self._environment)

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()


def main() -> int:
    """Try it; 1 if anything was lost, or came under two ids."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--searches", type=int, default=20)
    parser.add_argument("--port", type=int, default=_PORT)
    parser.add_argument("--run", help="be a machine that runs what is saved at this address")
    arguments = parser.parse_args()
    if arguments.run:
        _run(arguments.run, arguments.folder)
        return 0
    cluster = Cluster(arguments.folder / "nodes")
    cluster.start(3, port=arguments.port, quick=True)
    try:
        return _try(cluster, arguments.folder, arguments.articles, arguments.searches)
    finally:
        cluster.stop()


def _run(place: str, folder: Path) -> None:
    while not (folder / "ended").exists():
        try:
            with searchnews.open(place) as index:
                for problem in index.saved.run().problems:
                    print(problem, flush=True)
        except searchnews.SearchNewsError as error:
            print(f"said so: {str(error)[:200]}", flush=True)
        time.sleep(0.5)


def _try(cluster: Cluster, folder: Path, articles: int, searches: int) -> int:
    received = Received()
    threading.Thread(target=received.serve_forever, daemon=True).start()
    machines = Machines(cluster.place("alertes"), folder)
    with searchnews.create(machines.place) as index:
        for number in range(searches):
            query = "Palmyre" if number % 2 else f"{number % 10}* OU Palmyre"
            webhook = Delivery("webhook", received.address)
            index.saved.add(f"s{number}", query, deliveries=[webhook])
    cluster.wait()
    began = time.monotonic()
    runners = [Runner(name, machines.place, folder) for name in _RUNNERS]
    try:
        machines.write("b", articles)
        for node, runner in zip(cluster.nodes, (*runners, runners[0]), strict=True):
            time.sleep(8)
            cluster.kill(node.name)
            print(f"{time.monotonic() - began:.0f} s: {node.name} is killed", flush=True)
            time.sleep(8)
            runner.kill()
            print(f"{time.monotonic() - began:.0f} s: a run is killed", flush=True)
            runner.start()
            cluster.restart(node.name)
            cluster.wait(seconds=600)
        machines.end()
        for runner in runners:
            runner.process.wait()
    except BaseException:
        machines.kill()
        for runner in runners:
            runner.kill()
        raise
    print(f"{time.monotonic() - began:.0f} s: all is written", flush=True)
    with searchnews.open(machines.place) as index:
        report = index.saved.run()
        written = [article.id for article in index]
        problems = [*report.problems, *index.check().problems]
    return 0 if _verified(received, written, searches, problems) else 1


def _verified(received: Received, written: list[str], searches: int, problems: list[str]) -> bool:
    expected = {(f"s{number}", article) for number in range(searches) for article in written}
    lost = expected - received.messages.keys()
    more = received.messages.keys() - expected
    two = [key for key, messages in received.messages.items() if len(messages) > 1]
    again = sum(max(messages.values()) > 1 for messages in received.messages.values())
    print(f"{len(written):,} articles in {searches} searches: {len(received.messages):,} came")
    print(f"lost {len(lost)}, not meant {len(more)}, under two ids {len(two)}, once more {again}")
    print("problems:", "; ".join(problems) or "none")
    return not (lost or more or two or problems)


if __name__ == "__main__":
    sys.exit(main())
