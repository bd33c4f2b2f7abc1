"""Copies are recognised while an index is written to; what goes wrong with them harms no index."""

import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, FIRE_BACKGROUND, REVISED_FIRE

import searchnews
from searchnews.errors import IndexDamagedError
from searchnews.indexing.background import UpdateIntervals
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.layout import Layout

TEXTS = {"fire": FIRE, "budget": BUDGET, "cut": CUT_FIRE, "revised": REVISED_FIRE}
EXPECTED = {("fire", "cut", "revised")}


def article(name, text=None, **fields):
    fields = {"date": "2021-03-02", "source": "Le Courrier", "title": f"Titre {name}"} | fields
    return searchnews.Article(id=name, body=text or TEXTS[name], **fields)


def groups(index):
    """The groups of several articles, as ids, the leader first."""
    snapshot = index._snapshots.latest()
    ids = {number: article.id for number, article in snapshot.articles.numbered()}
    found = {
        tuple(ids[member.number] for member in snapshot.groups.members(number)) for number in ids
    }
    return {group for group in found if len(group) > 1}


def test_are_known_when_articles_are(new_index):
    new_index.add(map(article, TEXTS))
    assert groups(new_index) == EXPECTED
    assert new_index.statistics().copies == 2
    assert new_index.check() == ((), 4, False, ())


def test_follow_what_is_added_changed_and_deleted(new_index):
    new_index.add([article("fire"), article("budget")])
    assert groups(new_index) == set()
    new_index.add([article("cut", date="2021-03-03")])
    assert groups(new_index) == {("fire", "cut")}
    new_index.add([article("late", FIRE + FIRE_BACKGROUND, date="2021-03-01")])
    assert groups(new_index) == {("late", "fire", "cut")}
    new_index.add([article("fire", BUDGET)])
    assert groups(new_index) == {("late", "cut"), ("budget", "fire")}
    new_index.delete(["late"])
    assert groups(new_index) == {("budget", "fire")}


def test_their_titles_do_not_count(new_index):
    new_index.add([article("a", FIRE, title=BUDGET), article("b", FIRE), article("c", BUDGET)])
    assert groups(new_index) == {("a", "b")}


def test_the_standfirst_counts(new_index):
    lead, body = FIRE.split("\n\n", 1)
    new_index.add([article("whole", FIRE), article("parts", body, lead=lead)])
    ((first, second),) = groups(new_index)
    group = new_index._snapshots.latest().groups
    assert {first, second} == {"whole", "parts"}
    assert [member.containment for member in group.members(1)] == [1.0, 1.0]


@pytest.mark.parametrize("jobs", [1, 3])
def test_are_the_same_whoever_recognises_them(tmp_path, jobs):
    limits = WriterLimits(
        commit_articles=3,
        updates=UpdateIntervals(seconds=0, seconds_in_process=0, times_as_long=0),
    )
    with searchnews.create(tmp_path / "index") as index:
        layout = Layout(index.directory)
        with open_writer(layout, index._snapshots.engine, jobs, limits) as writer:
            for copy in range(2):
                for name, text in TEXTS.items():
                    writer.add(article(f"{name}{copy}", f"{text}\n\nÉdition {copy}."))
        assert sorted(map(len, groups(index))) == [2, 6]
        assert index.check() == ((), 8, False, ())


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_are_recognised_again_when_an_index_is_made_again(new_directory, engine):
    new_directory.add([article("cut"), article("other", BUDGET + FIRE)])
    new_directory.add(map(article, TEXTS))
    new_directory.delete(["other"])
    before = groups(new_directory)
    searchnews.rebuild(new_directory.directory, engine=engine)
    assert groups(new_directory) == before == {("cut", "fire", "revised")}
    new_directory.add([article("again", CUT_FIRE, date="2021-03-03")])
    assert groups(new_directory) == {("cut", "fire", "revised", "again")}


def test_are_recognised_again_when_files_are_read_again(new_directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    lines = [json.dumps(article(name).to_dict()) for name in TEXTS]
    corpus.write_text("\n".join(lines))
    new_directory.update(corpus)
    new_directory.add([article("app", REVISED_FIRE)])
    corpus.write_text("\n".join([json.dumps(article("new", FIRE).to_dict()), *lines[1:]]))
    searchnews.rebuild(new_directory.directory, corpus)
    (group,) = groups(new_directory)
    assert set(group) == {"new", "cut", "revised", "app"}


def wreck_database(folder):
    (folder / "copies.db").write_bytes(b"no database" * 1000)


def cut_segment(folder):
    path = next(folder.glob("*.segment"))
    path.write_bytes(path.read_bytes()[:-5])


def remove_all(folder):
    shutil.rmtree(folder)


def age(folder):
    with closing(sqlite3.connect(folder / "copies.db")) as connection, connection:
        connection.execute("UPDATE about SET version = 0")


@pytest.mark.parametrize("harm", [wreck_database, cut_segment, remove_all, age])
def test_damage_costs_nothing_but_to_make_them_again(new_index, harm):
    new_index.add(map(article, TEXTS))
    assert groups(new_index) == EXPECTED
    new_index.close()
    harm(new_index.directory / "copies")
    with searchnews.open(new_index.name) as index:
        assert index.search("incendie").total == 3
        assert index.statistics().articles == 4
        index.add([article("again", CUT_FIRE, date="2021-03-03")])
        assert groups(index) == {("fire", "cut", "revised", "again")}
        assert index.check() == ((), 5, False, ())


@pytest.mark.parametrize("harm", [wreck_database, cut_segment])
def test_a_check_makes_them_again(new_index, harm):
    new_index.add(map(article, TEXTS))
    assert groups(new_index) == EXPECTED
    new_index.close()
    harm(new_index.directory / "copies")
    with searchnews.open(new_index.name) as index:
        (note,) = index.check().notes
        assert "copies" in note
        assert re.search("it was made again from the index$|when copies are next asked for$", note)
        assert groups(index) == EXPECTED
        assert index.check().notes == ()


def test_what_is_damaged_is_said_where_they_are_asked_for(new_directory):
    new_directory.add(map(article, TEXTS))
    directory = new_directory.directory
    new_directory.close()
    wreck_database(directory / "copies")
    with searchnews.open(directory) as index:
        with pytest.raises(IndexDamagedError, match="copies"):
            index._snapshots.latest().groups.count(np.arange(1, 5))
        assert index.statistics().copies is None


KILLED = """
import sys, searchnews
from indexing.test_copies import article, TEXTS
with searchnews.open(sys.argv[1]) as index:
    for turn in range(400):
        index.add(article(f"{name}{turn}", f"{text} {turn}") for name, text in TEXTS.items())
        print(turn, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on(new_directory, tmp_path):
    """kill -9 while articles are added in many commits; the next one makes up for what is left."""
    chance = random.Random(7)
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(new_directory.directory)],
            stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        with process:
            for _ in range(chance.randrange(1, 4)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.2)
            process.kill()
        assert new_directory.check().problems == ()
    new_directory.add([article("last", CUT_FIRE)])
    assert new_directory.check() == ((), len(new_directory), False, ())
    assert len(new_directory) >= 9
    with searchnews.create(tmp_path / "other") as again:
        again.add(sorted(new_directory, key=lambda article: article.id))
        assert {*map(frozenset, groups(new_directory))} == {*map(frozenset, groups(again))}
