"""Saved searches while the command line runs them, an index run writes, and a process is killed."""

import json
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from serve.processes import server
from serve.visitor import visitor

import searchnews
from searchnews import Article
from searchnews.serve.settings import Settings

pytestmark = pytest.mark.slow


def post(address, **fields):
    """The status of what a form gets, once the server has time for it."""
    for _ in range(100):
        try:
            form = urlencode(fields).encode()
            with urlopen(Request(address, data=form), timeout=60) as answer:
                return answer.status
        except HTTPError as error:
            if error.code != 503:  # it is being written to: try again
                return error.code
    return 503


@pytest.fixture
def directory(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id="vieux", title="Crue", body="Une crue.")])
        index.saved.add("toujours", "crue")
    return tmp_path / "index"


def saved_run(directory):
    """What a run on the command line prints: the search and the article of each record."""
    line = [sys.executable, "-m", "searchnews", "saved", "run", "--format", "jsonl"]
    done = subprocess.run([*line, "--index", str(directory)], capture_output=True, text=True)
    # Another one may be running them, or the index may be written to: the next run delivers.
    records = [json.loads(each) for each in done.stdout.splitlines()]
    return [(each["search"], each["id"]) for each in records]


def test_saving_looking_running_and_indexing_at_once_lose_and_double_nothing(directory):
    with server(directory) as (address, _), ThreadPoolExecutor(4) as people:
        ended = threading.Event()

        def save(who):
            return [post(f"{address}/saved.json", q="crue", name=f"{who}{n}") for n in range(6)] + [
                post(f"{address}/saved.json", q="crue", name="la-même")
            ]

        def look():
            while not ended.is_set():
                for path in ("/saved", "/saved/toujours", "/saved/toujours.atom", "/saved.json"):
                    with urlopen(f"{address}{path}", timeout=60) as answer:
                        assert answer.status == 200

        def run():
            delivered = []
            while not ended.is_set():
                delivered += saved_run(directory)
            return delivered

        saving = [people.submit(save, who) for who in ("a", "b")]
        looking, running = people.submit(look), people.submit(run)
        with searchnews.open(directory) as index:
            for n in range(12):
                index.add([Article(id=f"c{n}", title="Crue", body="Une crue.")])
        statuses = [status for each in saving for status in each.result()]
        with searchnews.open(directory) as index:
            index.add([Article(id="dernier", title="Crue", body="Une crue.")])
            names = [each.name for each in index.saved.list()]
        ended.set()
        looking.result()
        delivered = running.result() + saved_run(directory)
    assert sorted(statuses) == [201] * 13 + [400]
    assert len(names) == 14
    assert len(delivered) == len(set(delivered))
    assert {each for name, each in delivered if name == "toujours"} == {
        "dernier", *(f"c{n}" for n in range(12))
    }  # fmt: skip
    assert {name for name, each in delivered if each == "dernier"} == set(names)


def test_where_nothing_can_be_written_that_is_said_and_all_is_shown(directory):
    writing = sqlite3.connect(directory / "saved.db", isolation_level=None)
    with searchnews.open(directory) as index, visitor(index, Settings(saving=True)) as client:
        writing.execute("BEGIN IMMEDIATE")  # another process that does not come to its end
        for address in ("/saved.json", "/saved/toujours/remove.json"):
            form = {"q": "crue"} if address == "/saved.json" else {}
            refused = client.post(address, data=form)
            assert refused.status_code == 503
            assert "the saved searches cannot be written" in refused.json()["detail"]
        for address in ("/saved", "/saved/toujours", "/saved/toujours.rss", "/?q=crue"):
            assert client.get(address).status_code == 200
        writing.execute("ROLLBACK")
        assert client.post("/saved.json", data={"q": "crue"}).status_code == 201
    writing.close()


def test_a_server_that_is_killed_while_it_saves_has_saved_a_search_or_none(directory):
    for attempt in range(5):
        with server(directory) as (address, process), ThreadPoolExecutor(1) as people:
            saving = people.submit(
                lambda url, n: post(f"{url}/saved.json", q="crue", name=f"coupée{n}"),
                address, attempt,
            )  # fmt: skip
            threading.Event().wait(0.02 * attempt)
            process.kill()
            try:
                status = saving.result()
            except OSError:
                status = None
        with searchnews.open(directory) as index:
            found = index.saved.find(f"coupée{attempt}")
            assert found is not None or status != 201
            for each in index.saved.list():
                assert index.saved.latest(each.name).total == 1
            assert index.check().problems == ()
