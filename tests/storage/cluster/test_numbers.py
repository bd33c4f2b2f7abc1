"""What is new is found by numbers: no article comes behind those that were looked at."""

from contextlib import suppress

import pytest
from places import client_of_cluster, needs_cluster
from storage.cluster.machines import article

from searchnews.engines.addresses import address_of
from searchnews.engines.opensearch import writer as module
from searchnews.engines.opensearch.pending import Pending
from searchnews.engines.opensearch.writer import OpenSearchWriter
from searchnews.errors import EngineError
from searchnews.indexing.update import update
from searchnews.ingest.base import ReadingOptions
from searchnews.storage.cluster.lease import LeaseTimes

pytestmark = [needs_cluster, pytest.mark.cluster]

BRIEF = LeaseTimes(valid=0.3, renewed=1000, asked=0.05)
"""Of a machine that does not reach the cluster any more: its right ends, and it does not know."""


class Crash(BaseException):
    """The end of a process."""


@pytest.fixture
def saved(machines):
    """With a saved search for all that comes, which is run on machine b."""
    with machines.on("b").open() as index:
        index.add([article("vieux")])
        index.saved.add("tout", "Palmyre")
    return machines.on("a")


def delivered(machines):
    """The articles that a run delivers."""
    with machines.on("b").open() as index:
        report = index.saved.run()
    assert report.problems == []
    return sorted(each.id for message in report.messages for each in message.articles)


def numbers(machines):
    with machines.open() as index:
        return {found.id: number for number, found in index.snapshot().articles.numbered()}


def one_by_one(monkeypatch, between):
    """Have the articles of a commit sent one by one, the last first; `between` is called then."""

    def send_all(self):
        *before, last = [lot for wave in self._pending.waves() for lot in wave]
        self._send(last)
        between()
        for lot in before:
            self._send(lot)

    monkeypatch.setattr(module, "Pending", lambda: Pending(lot=1))
    monkeypatch.setattr(OpenSearchWriter, "_send_all", send_all)


def shown(machines):
    """Have all that was sent seen, as the commit of another machine does."""
    name = address_of(machines.place).name
    client_of_cluster(name).ask("POST", f"/{name}/_refresh")


def test_an_article_of_a_commit_under_way_is_not_looked_at_before_the_others(saved, monkeypatch):
    """The last is seen, and the others come behind it."""
    early = []

    def look():
        shown(saved)
        early.append(delivered(saved))

    one_by_one(monkeypatch, look)
    with saved.open() as index:
        index.add(map(article, "defg"))
    assert early == [[]]
    assert delivered(saved) == ["d", "e", "f", "g"]
    assert delivered(saved) == []


def test_what_a_crash_leaves_in_the_cluster_is_delivered_once_it_is_seen(saved, monkeypatch):
    def crash():
        raise Crash

    with monkeypatch.context() as patch:
        one_by_one(patch, crash)
        with suppress(Crash), saved.open() as index:
            index.add(map(article, "def"))
    assert delivered(saved) == []
    with saved.on("c").open() as index:
        index.add(map(article, "gh"))
    assert numbers(saved) == {"vieux": 1, "f": 4, "g": 5, "h": 6}
    assert delivered(saved) == ["f", "g", "h"]
    with saved.on("a").open() as index:
        index.add(map(article, "def"))
    assert delivered(saved) == ["d", "e"]
    assert len(set(numbers(saved).values())) == 6


def test_who_has_lost_the_right_to_write_writes_nothing_among_the_numbers_of_others(saved):
    def write_late():
        with saved.writing(BRIEF) as late:
            late.add(article("d"))
            with saved.on("c").open() as index:
                index.add(map(article, "ef"))
            # It looked whether it may write a moment ago.
            late._in_cluster._lease.check = lambda: None

    with pytest.raises(EngineError, match="has taken over"):
        write_late()
    assert numbers(saved) == {"vieux": 1, "e": 2, "f": 3}
    with saved.on("a").open() as index:
        index.add([article("d")])
    assert delivered(saved) == ["d", "e", "f"]


def test_what_comes_behind_higher_numbers_gets_new_ones(saved, tmp_path, monkeypatch):
    """A machine stops while it sends, others go on without it, and then it goes on."""
    folder = tmp_path / "presse"
    folder.mkdir()
    for name in "de":
        (folder / f"{name}.jsonl").write_text(f'{{"id": "{name}", "title": "Palmyre {name}"}}\n')

    def stop():
        with saved.on("c").open() as index:
            patch.undo()
            index.add(map(article, "fg"))
        assert delivered(saved) == ["e", "f", "g"]

    with monkeypatch.context() as patch:
        one_by_one(patch, stop)
        with pytest.raises(EngineError, match="has taken over"), saved.writing(BRIEF) as writer:
            update(writer, [folder], ReadingOptions())
    shown(saved)
    assert numbers(saved)["d"] == 2
    assert delivered(saved) == []
    with saved.on("a").open() as index:
        index.update(folder)
        assert index.update(folder).unchanged == 2
    assert delivered(saved) == ["d"]
    assert delivered(saved) == []
