"""Saved searches of an index in a cluster: of all machines, and run once for all of them."""

import json
import threading
from collections import Counter
from contextlib import closing

import pytest
from cli.command_line import run
from places import client_of_cluster, needs_cluster
from storage.cluster.machines import article

import searchnews
from searchnews import Lists, Synonyms
from searchnews.engines.addresses import address_of
from searchnews.errors import DeliveryError, EngineError, IndexLockedError, InvalidArgumentError
from searchnews.storage.cluster import lease as module
from searchnews.storage.cluster.here import kept_by
from searchnews.storage.cluster.lease import RUNNING, LeaseTimes, held
from searchnews.storage.saved.opening import opened_to_read
from searchnews.storage.saved.records import Delivery

pytestmark = [needs_cluster, pytest.mark.cluster]


@pytest.fixture
def tout(machines):
    """With a saved search for all that comes, saved on machine a."""
    with machines.open() as index:
        index.add([article("vieux")])
        index.saved.add("tout", "Palmyre")
    return machines


def names(machines):
    with machines.open() as index:
        return [search.name for search in index.saved.list()]


def delivered(machines, *searches):
    """The articles that a run on this machine delivers."""
    with machines.open() as index:
        report = index.saved.run(*searches)
    assert report.problems == []
    return sorted(each.id for message in report.messages for each in message.articles)


def lease_times(monkeypatch, times):
    """Have leases last so long."""
    monkeypatch.setattr(module.held.__wrapped__, "__defaults__", (times, module.WRITING))


def test_what_is_saved_on_one_machine_is_there_on_all(tout):
    assert names(tout.on("b")) == ["tout"]
    with tout.open() as index:
        index.saved.add("Été", "ville", since="2020")
        with pytest.raises(InvalidArgumentError, match="there is a saved search tout already"):
            index.saved.add("TOUT", "autre")
    assert names(tout.on("a")) == ["Été", "tout"]
    with tout.open() as index:
        assert index.search("@ete").total == 1
        index.saved.remove("tout")
    assert names(tout.on("b")) == ["Été"]
    with tout.open() as index:
        index.saved.add("tout", "ville")
    with tout.on("a").open() as index:
        assert index.saved.list()[1].query == "ville"


def test_an_article_is_delivered_on_one_machine(tout):
    for name in "bcab":
        with tout.on(name).open() as index:
            index.add([article(f"{name}{len(index)}")])
        assert len(delivered(tout.on("b" if name == "a" else "a"))) == 1
        assert delivered(tout.on(name)) == []


def test_machines_that_run_at_the_same_time_deliver_each_article_once(tout):
    with tout.open() as index:
        index.add(article(f"n{number}") for number in range(1100))
    opened = [tout.on(name).open() for name in "abcd"]
    taken = []

    def run_them(index):
        with closing(index):
            index.saved.run(printer=lambda message: taken.append(message))

    running = [threading.Thread(target=run_them, args=[index]) for index in opened]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    counts = Counter(each.id for message in taken for each in message.articles)
    assert len(counts) == 1100
    assert set(counts.values()) == {1}
    assert len({message.id for message in taken}) == 3


def test_what_one_machine_could_not_deliver_another_does_under_the_same_id(tout):
    with tout.open() as index:
        index.add([article("a")])
        failed = []

        def fail(message):
            failed.append(message)
            raise DeliveryError("le papier manque")

        index.saved.run(printer=fail)
    with tout.on("b").open() as index:
        (search,) = index.saved.list()
        assert search.waiting[0].problem == "le papier manque"
        (message,) = index.saved.run().messages
    assert message.id == failed[0].id
    assert message == failed[0]
    assert message.index == tout.place
    assert delivered(tout.on("a")) == []


def test_who_runs_them_on_another_machine_is_named(tout, monkeypatch):
    lease_times(monkeypatch, LeaseTimes(waited=0.3, asked=0.1))
    with held(kept_by(tout.layout()), tout.place, "z", right=RUNNING):
        message = r"the saved searches of opensearch://.* are being run by process \d+ on"
        with tout.open() as index, pytest.raises(IndexLockedError, match=message):
            index.saved.run()
    assert delivered(tout) == []


def test_a_run_that_died_frees_its_right_after_a_while(tout, monkeypatch):
    lease_times(monkeypatch, LeaseTimes(waited=5, asked=0.1))
    brief = LeaseTimes(valid=0.7, renewed=1000)
    held(kept_by(tout.layout()), tout.place, "z", brief, RUNNING).__enter__()
    with tout.open() as index:
        index.add([article("a")])
    assert delivered(tout) == ["a"]


def test_who_was_asleep_delivers_nothing_that_another_machine_has_delivered(tout, monkeypatch):
    """Its right ended, and it does not know."""
    with tout.open() as index:
        index.add(article(f"n{number}") for number in range(1100))
    lease_times(monkeypatch, LeaseTimes(valid=0.4, renewed=1000, asked=0.05))
    taken = []

    def sleep(message):
        taken.append(message)
        assert len(taken) == 1
        with tout.on("b").open() as index:
            taken.extend(index.saved.run().messages)

    with tout.on("a").open() as index, pytest.raises(EngineError, match="has taken over running"):
        index.saved.run(printer=sleep)
    messages = Counter(message.id for message in taken)
    assert sorted(messages.values()) == [1, 1, 2]  # it had not noted the first one yet
    assert delivered(tout) == []


def test_who_was_asleep_notes_nothing_of_what_another_machine_has_found(tout, monkeypatch):
    """Both looked at the same state of the search; the first to note it has run it."""
    from searchnews.saved.run import Run

    with tout.open() as index:
        index.add(map(article, "ab"))
    found = Run._found
    taken = []

    def late(self, *arguments):
        for each in found(self, *arguments):
            if not taken:
                monkeypatch.setattr(Run, "_found", found)
                with tout.on("b").open() as index:
                    taken.extend(index.saved.run().messages)
            yield each

    lease_times(monkeypatch, LeaseTimes(valid=0.3, renewed=1000, asked=0.05))
    monkeypatch.setattr(Run, "_found", late)
    assert delivered(tout.on("a")) == []
    (message,) = taken
    assert sorted(each.id for each in message.articles) == ["a", "b"]
    assert delivered(tout.on("a")) == []


def test_what_was_looked_at_from_a_state_that_is_no_more_is_not_noted(tout):
    """Of two runs that found nothing the one that looked farther holds."""
    from searchnews.storage.saved.records import Found

    late, other = opened_to_read(tout.layout()), opened_to_read(tout.layout())
    (record,) = late.searches()
    assert other.searches() == [record]
    plain = Found(record.search, 90, "m", "2026-02-01", (), (), ())
    assert other.note_found([plain]) == {record.search}
    late.note_found([plain._replace(last_number=80)])
    assert late.find("tout").last_number == 90
    assert late.note_found([plain._replace(last_number=95)]) == {record.search}
    assert other.find("tout").last_number == 95


def test_what_needs_the_files_of_a_machine_is_run_there(tout, tmp_path):
    feed, received = tmp_path / "tout.atom", tmp_path / "recu.jsonl"
    synonyms = tmp_path / "synonymes.txt"
    synonyms.write_text("Palmyre, Tadmor\n")
    lists = tmp_path / "lists"
    lists.mkdir()
    with tout.on("a").open() as index:
        command = Delivery("command", f"sh -c 'cat >> {received}'")
        index.saved.add("fil", "Palmyre", deliveries=[Delivery("feed", str(feed))])
        index.saved.add("programme", "Palmyre", deliveries=[command])
        index.saved.add("avec-synonymes", "Tadmor", synonyms=Synonyms.read(synonyms))
        index.saved.add("avec-listes", "Palmyre", lists=Lists.read(lists))
        index.saved.add("courriel", "ville", deliveries=[Delivery("mail", "a@exemple.fr")])
        machine = {search.name: search.machine for search in index.saved.list()}
        assert [name for name, where in machine.items() if where is None] == ["courriel", "tout"]
        assert set(machine.values()) == {"a", None}
        index.saved.remove("courriel")
        index.add([article("n")])
    assert "  run on a alone" in run("saved", "list", "--index", tout.place)[0]
    assert delivered(tout.on("b")) == ["n"]  # of `tout`
    assert not received.exists()
    with tout.open() as index:
        message = "fil is run on a alone, where its files are; .* SEARCHNEWS_MACHINE=a"
        with pytest.raises(InvalidArgumentError, match=message):
            index.saved.run("fil")
    assert delivered(tout.on("a")) == ["n", "n"]  # of those with files
    assert feed.read_text().count("<entry>") == 1
    assert json.loads(received.read_text())["id"] == "n"


def test_a_rebuilt_index_keeps_its_saved_searches_and_has_nothing_new(tout):
    with tout.open() as index:
        index.add([article("a")])
    assert delivered(tout.on("b")) == ["a"]
    with tout.open() as index:
        index.add([article("b")])
    searchnews.rebuild(tout.place)
    assert delivered(tout.on("a")) == ["b"]
    with tout.open() as index:
        index.add([article("c")])
    searchnews.rebuild(tout.place)
    assert delivered(tout.on("b")) == ["c"]


def test_machines_look_at_what_is_new_and_not_at_all_there_is(tout, monkeypatch):
    """The index is the same one for all of them."""
    with tout.open() as index:
        index.add([article("a")])
    assert delivered(tout.on("b")) == ["a"]
    from searchnews.saved import run as running

    firsts = []
    looked = running.news_of

    def news_of(records, outlook, store):
        firsts.extend(outlook.first_new(record) for record in records)
        return looked(records, outlook, store)

    monkeypatch.setattr(running, "news_of", news_of)
    assert delivered(tout.on("a")) == delivered(tout.on("c")) == []
    assert firsts == [3, 3]


def test_the_check_says_what_is_lost_of_them(tout):
    with tout.open() as index:
        index.add([article("a")])
        assert index.check().problems == ()
        assert index.statistics().bytes > 0
    kept_by(tout.layout()).delete("search-1")
    (problem,) = tout.check().problems
    assert problem.startswith("1 saved searches of opensearch://")
    assert tout.on("b").check().problems == (problem,)
    kept_by(tout.layout()).delete("saved")
    assert opened_to_read(tout.layout()) is None


def test_what_crashes_have_left_is_removed_after_a_day(tout):
    kept = kept_by(tout.layout())
    client = client_of_cluster(address_of(tout.place).name)
    for name, age in (("message-77", 2), ("matched-77", 0.5)):
        kept.put(name, {"document": name, "at": _days_ago(age)})
    for name in ("search-1", "saved"):
        document = kept.get(name)
        old = {**document.content, "at": _days_ago(3)}
        assert kept.put(name, old, document.version)
    assert delivered(tout) == []
    assert kept.get("message-77") is None
    assert kept.get("matched-77") is not None
    assert names(tout) == ["tout"]
    kept.put("message-78", {"document": "message-78", "at": _days_ago(2)})
    client.ask("POST", f"/{client.address.kept}/_refresh")
    assert delivered(tout) == []
    assert kept.get("message-78") is not None  # once a day


def _days_ago(days):
    import time

    return int((time.time() - days * 86_400) * 1000)
