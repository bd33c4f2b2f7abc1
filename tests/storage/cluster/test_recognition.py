"""Copies and stories in a cluster: each machine recognises them, and all find the same."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing

import numpy as np
import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, FIRE_BACKGROUND, REVISED_FIRE
from corpus import document_of
from places import client_of_cluster, needs_cluster
from stories.events import BUDGET as EVENT
from stories.events import BUDGET_TOLD as EVENT_TOLD

import searchnews
from searchnews.article import Article
from searchnews.copies.groups import Groups
from searchnews.engines.addresses import address_of
from searchnews.errors import EngineError, IndexDamagedError, IndexLockedError
from searchnews.storage.cluster import recognition
from searchnews.storage.cluster.recognition import Recognition
from searchnews.storage.cluster.shared import Shared
from searchnews.storage.cluster.shared_rarity import SharedRarity
from searchnews.storage.lock import recognising_lock
from searchnews.stories.rarity import Rarity

pytestmark = [needs_cluster, pytest.mark.cluster]

TEXTS = {"fire": FIRE, "budget": BUDGET, "cut": CUT_FIRE, "revised": REVISED_FIRE}
EXPECTED = {("fire", "cut", "revised")}


def told():
    """An event in two dispatches, told long after the others."""
    for name, (title, text) in (("one", EVENT), ("two", EVENT_TOLD)):
        yield Article(id=name, title=title, body=text, date="2022-01-01")


def article(name, text=None, **fields):
    fields = {"date": "2021-03-02", "source": "Le Courrier", "title": f"Titre {name}"} | fields
    return Article(id=name, body=text or TEXTS[name], **fields)


def groups(index):
    """The groups of several articles, as ids, the leader first."""
    snapshot = index.snapshot()
    ids = {number: article.id for number, article in snapshot.articles.numbered()}
    found = {
        tuple(ids[member.number] for member in snapshot.groups.members(number)) for number in ids
    }
    return {group for group in found if len(group) > 1}


def groups_on(machines, name):
    with machines.on(name).open() as index:
        return groups(index)


def test_what_other_machines_change_is_followed(machines):
    with machines.on("a").open() as index:
        index.add(map(article, TEXTS))
    with machines.on("b").open() as reading:
        assert groups(reading) == groups_on(machines, "c") == EXPECTED
        with machines.on("a").open() as index:
            index.add([article("late", FIRE + FIRE_BACKGROUND, date="2021-03-01")])
            index.add([article("fire", BUDGET)])
        machines.on("b")
        assert groups(reading) == {("late", "cut"), ("budget", "fire")}
        with machines.on("c").open() as index:
            index.delete(["late", "budget"])
        machines.on("b")
        assert groups(reading) == {("cut", "revised")}
        assert reading.search("*", fold="copies").total == 2
    assert groups_on(machines, "d") == {("cut", "revised")}


def stories(index):
    """The stories of several articles, as ids."""
    hits = index.stream("*", fold="stories")
    return {frozenset([hit.article.id, *hit.folded.ids]) for hit in hits if hit.folded.ids}


def test_machines_find_the_same_stories_whenever_they_looked(machines):
    """Words become rarer as an index grows; all weigh them by the counts of one."""
    with machines.on("often").open() as often, machines.on("rarely").open() as rarely:
        for turn in range(7):
            with machines.on("writer").open() as index:
                index.add(
                    Article(id=f"{name}{turn}", title=title, date=f"2022-0{turn + 1}-01",
                            body=f"{text} {' '.join(text.split()[turn * 3 : turn * 9])}")
                    for name, (title, text) in (("a", EVENT), ("b", EVENT_TOLD))
                )  # fmt: skip
            found = stories(machines.on("often") and often)
            if turn == 2:
                assert stories(machines.on("rarely") and rarely) == found
        assert found
        assert stories(machines.on("rarely") and rarely) == found
    with machines.on("late").open() as index:
        assert stories(index) == found
        read = Shared(machines.place).meta.get("rarity").content
        assert read["articles"] == 8


def test_how_rare_words_are_is_counted_once_for_all(machines):
    meta = Shared(machines.place).meta
    shared = SharedRarity(meta, most_words=3)
    made = []

    def counted(articles):
        def count():
            made.append(articles)
            words = [(f"mot{n}", 2 + n) for n in range(8)]
            return Rarity.of(words, articles)

        return count

    first = shared.latest(1000, counted(1000), None)
    assert shared.latest(1999, counted(1999), first) is first
    read = SharedRarity(meta).latest(1999, counted(1999), None)
    assert (read.articles, read.terms.tolist()) == (1000, first.terms.tolist())
    assert read.values.tolist() == first.values.tolist()
    before = meta.get("rarity").content["parts"]
    assert shared.latest(2000, counted(2000), first).articles == 2000
    assert made == [1000, 2000]
    assert [meta.get(part) for part in before] == [None] * len(before)
    assert len(before) > 3
    meta.delete(meta.get("rarity").content["parts"][0])
    with pytest.raises(IndexDamagedError, match="how rare words are is incomplete"):
        shared.latest(2000, counted(2000), first)


def test_who_may_only_read_counts_for_himself(machines, monkeypatch):
    meta = Shared(machines.place).meta

    def refuse(name, content, known=None):
        raise EngineError("the cluster does not allow this user to do that")

    monkeypatch.setattr(meta, "put", refuse)
    own = Rarity.of([("mot", 2)], 1000)
    assert SharedRarity(meta).latest(1000, lambda: own, None) is own
    assert meta.get("rarity") is None


def test_who_may_only_read_keeps_the_count_of_his_own(machines, monkeypatch):
    def refused(*_):
        raise EngineError("this user may not write")

    meta = Shared(machines.place).meta
    monkeypatch.setattr(meta, "put", refused)
    shared = SharedRarity(meta)
    first = shared.latest(10, lambda: Rarity.of([("mot", 2)], 10), None)
    assert shared.latest(19, lambda: Rarity.of([("mot", 3)], 19), first) is first
    assert shared.latest(20, lambda: Rarity.of([("mot", 4)], 20), first).articles == 20


def test_machines_find_the_same_whenever_they_looked(machines):
    """One looks after each commit, one now and then, one at the end."""
    chance = random.Random(3)
    paragraphs = [f"{FIRE[n * 90 : n * 90 + 300]} {BUDGET[n * 60 :]}" for n in range(9)]
    there = []
    with machines.on("often").open() as often, machines.on("rarely").open() as rarely:
        for turn in range(12):
            with machines.on("writer").open() as index:
                texts = [" ".join(chance.sample(paragraphs, 2)) for _ in range(3)]
                names = [f"a{turn}-{n}" for n in range(3)]
                index.add(
                    article(name, text, source=name, date=f"2021-03-{chance.randrange(1, 9):02}")
                    for name, text in zip(names, texts, strict=True)
                )
                there += names
                index.delete([there.pop(chance.randrange(len(there)))])
            groups(often)
            if turn == 6:
                groups(rarely)
        found = groups(often)
        assert found
        assert found == groups(rarely) == groups_on(machines, "late")


def test_an_index_that_was_made_again_has_others(machines):
    with machines.on("b").open() as reading:
        with machines.on("a").open() as index:
            index.add(map(article, TEXTS))
        machines.on("b")
        assert groups(reading) == EXPECTED
        with machines.on("a").open() as index:
            index.delete(["cut"])
        searchnews.rebuild(machines.place)
        machines.on("b")
        assert groups(reading) == {("fire", "revised")}


def test_an_index_of_the_same_name_has_others(machines):
    """Deleted, and made anew with other articles under the same numbers."""
    with machines.on("a").open() as index:
        index.add(map(article, TEXTS))
        assert groups(index) == EXPECTED
        assert index.search("*", fold="stories").total == 2
    name = address_of(machines.place).name
    client = client_of_cluster(name)
    client.ask("DELETE", f"/{','.join(client.ask('GET', f'/{name}*/_settings'))}")
    with searchnews.create(machines.place) as index:
        index.add([article("cut"), article("x", BUDGET), article("revised"), article("y", BUDGET)])
        assert groups(index) == {("cut", "revised"), ("x", "y")}
        index.add([*told()])
        assert index.search("*", fold="stories").total == 3


def test_an_article_that_came_late_is_compared(machines):
    """A machine that was held up sent it when others had gone beyond its number."""
    with machines.on("a").open() as index:
        index.add(map(article, ("budget", "fire", "revised")))
        index.delete(["fire"])
        assert groups(index) == set()
        with closing(index.opened_engine().writer()) as late:
            late.add(document_of(article("cut"), number=2))
            late.commit()
        assert groups(index) == {("cut", "revised")}
        index.add([article("other", BUDGET)])
        assert groups(index) == {("cut", "revised"), ("budget", "other")}


def test_a_folder_that_is_deleted_meanwhile_is_made_again(machines):
    with machines.on("a").open() as index:
        index.add([*map(article, TEXTS), *told()])
        for deleted in (machines.layout().copies, machines.layout().directory):
            assert groups(index) == EXPECTED
            assert index.search("*", fold="stories").total == 3
            shutil.rmtree(deleted)
        machines.layout().stories.unlink(missing_ok=True)
        assert index.search("*", fold="stories").total == 3
        assert groups(index) == EXPECTED


def test_who_can_write_no_folder_recognises_them_all_the_same(machines, monkeypatch):
    with machines.on("a").open() as index:
        index.add([article("fire"), article("budget")])
        assert groups(index) == set()
        assert index.search("*", fold="stories").total == 2
    before = Groups(machines.layout().copies).stamp
    with machines.on("b").open() as index:
        index.add([article("cut"), *told()])

    def refused(*_):
        raise EngineError("read-only")

    monkeypatch.setattr(recognition, "recognising_lock", refused)
    with machines.on("a").open() as index:
        for _ in range(2):
            assert groups(index) == {("fire", "cut")}
            assert index.search("*", fold="stories").total == 3
        index.add([article("revised")])
        assert groups(index) == EXPECTED
    assert Groups(machines.layout().copies).stamp == before


def test_one_process_at_a_time_recognises_them(machines):
    with machines.on("a").open() as index:
        index.add(map(article, TEXTS))
        layout, engine = machines.layout(), index.opened_engine()
        with closing(Recognition(layout, seconds_waited=0.1)) as copies:
            with (
                recognising_lock(layout, 0),
                pytest.raises(IndexLockedError, match=r"recognised by process \d+ .*wait"),
            ):
                copies.groups(engine, index.commit)
            assert copies.groups(engine, index.commit).count(np.arange(1, 5)) == 2


def test_a_thread_says_how_far_another_one_is(machines):
    begun, may_go_on = threading.Event(), threading.Event()
    told = []

    def progress(*what):
        told.append(what)
        begun.set()
        may_go_on.wait(20)

    with machines.on("a").open() as index:
        index.add(map(article, TEXTS))
        engine = index.opened_engine()
        with closing(Recognition(machines.layout(), progress, seconds_waited=0.1)) as copies:
            other = threading.Thread(target=copies.stories, args=(engine, index.commit))
            other.start()
            begun.wait(20)
            with pytest.raises(IndexLockedError, match="4 of 4 articles are done; ask again later"):
                copies.groups(engine, index.commit)
            may_go_on.set()
            other.join()
            assert copies.groups(engine, index.commit).count(np.arange(1, 5)) == 2
    assert told == [("copies", 4, 4), ("stories", 2, 2)]


def test_many_threads_find_the_same(machines):
    with machines.on("a").open() as index:
        index.add(map(article, TEXTS))
        found = []
        threads = [
            threading.Thread(
                target=lambda by: found.append(index.search("*", fold=by).total), args=(fold,)
            )
            for fold in ("copies", "stories") * 4
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [2] * 8


MAKE = """
import sys, searchnews
with searchnews.open(sys.argv[1]) as index:
    print("begun", flush=True)
    print(index.search("*", fold="stories").total, flush=True)
"""


@pytest.mark.slow
def test_killed_while_they_are_recognised_they_are_recognised_later(machines, tmp_path):
    events = [("Feu", FIRE), ("Un feu", CUT_FIRE), EVENT, EVENT_TOLD]
    with machines.on("a").open() as index:
        index.add(
            article(f"a{n}", events[n % 4][1], title=events[n % 4][0], source=f"s{n}",
                    date=f"20{n // 360:02}-{n // 30 % 12 + 1:02}-05")
            for n in range(1500)
        )  # fmt: skip
        expected = index.search("*", fold="stories").total, index.search("*", fold="copies").total
        assert expected[0] < expected[1] < 1500
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "b")}
    for delay in (0.0, 0.1, 0.2, 0.4, 0.6, 0.8):
        process = subprocess.Popen(
            [sys.executable, "-c", MAKE, machines.place], env=environment, stdout=subprocess.PIPE
        )
        with process:
            process.stdout.readline()
            time.sleep(delay)
            process.kill()
    with machines.on("b").open() as index:
        assert index.search("*", fold="stories").total == expected[0]
        assert index.search("*", fold="copies").total == expected[1]
        assert index.check().notes == ()
