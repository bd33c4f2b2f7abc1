"""The stories of an index: whole groups of copies, made when they are asked for."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from stories.events import BUDGET, BUDGET_TOLD, FIRE, FIRE_AGAIN, FIRE_TOLD, SNOW

import searchnews
from searchnews.errors import EngineError
from searchnews.storage.grouping import stories as kept_stories


def article(name, event, **fields):
    title, body = event
    fields = {"date": "2021-03-02", "source": "Le Courrier", "title": title} | fields
    return searchnews.Article(id=name, body=body, **fields)


ARTICLES = [
    article("fire", FIRE),
    article("copy", FIRE, title="Un entrepôt brûle", source="La Gazette", date="2021-03-06"),
    article("told", FIRE_TOLD, source="Le Temps", date="2021-03-03"),
    article("budget", BUDGET),
    article("month", BUDGET_TOLD, date="2021-03", source="Le Mois"),
]  # fmt: skip
EXPECTED = {("fire", "copy", "told")}


def stories(index):
    """The stories of several articles, as ids."""
    snapshot = index._snapshots.latest()
    names = {number: article.id for number, article in snapshot.articles.numbered()}
    numbers = np.array(sorted(names))
    leaders = snapshot.stories.leaders_of(numbers).tolist()
    found = {}
    for number, leader in zip(numbers.tolist(), leaders, strict=True):
        found.setdefault(leader, []).append(names[number])
    assert snapshot.stories.count(numbers) == len(found)
    return {tuple(story) for story in found.values() if len(story) > 1}


@pytest.fixture
def index(new_index):
    new_index.add(ARTICLES)
    return new_index


def test_a_story_has_all_copies_of_its_dispatches(index):
    assert stories(index) == EXPECTED
    story = index.story("copy")
    assert [[t.article.id for t in group.tellings] for group in story.groups] == [
        ["fire", "copy"],
        ["told"],
    ]
    assert index.story("month").to_dict()["articles"] == 1


def test_the_first_copy_that_is_dated_dates_a_dispatch(index):
    index.add([article("vague", FIRE_TOLD, date="2021-03")])
    assert stories(index) == {("fire", "copy", "told", "vague")}


def test_nothing_is_made_before_it_is_asked_for(index):
    path = index.directory / "stories.db"
    index.search("incendie", fold="copies")
    assert not path.exists()
    assert index.search("incendie OU hangar", fold="stories", limit=1).total == 1
    assert path.exists()


def test_stories_follow_the_index(index):
    stories(index)
    index.add([article("again", FIRE_AGAIN, date="2021-03-04")])
    assert stories(index) == {("fire", "copy", "told", "again")}
    index.delete(["fire"])
    assert stories(index) == {("told", "again")}
    index.delete(["told"])
    assert stories(index) == set()


def test_an_index_made_again_has_its_own(index):
    stories(index)
    searchnews.rebuild(index.name)
    assert stories(index) == EXPECTED
    assert index.check().problems == ()


def test_exports_name_the_leader_of_the_story(index):
    entries = list(index.export("*").entries())
    assert {entry.article.id: entry.story for entry in entries} == {
        "fire": "fire", "copy": "fire", "told": "fire", "budget": "budget", "month": "month",
    }  # fmt: skip
    assert {entry.article.id: entry.copies for entry in entries}["copy"] == 1


def test_exports_find_out_only_what_they_show(index, tmp_path):
    index.export("*").write(tmp_path / "a.csv", columns=["id", "title"])
    index.export("*").write(tmp_path / "a.ris")
    assert not (index.directory / "stories.db").exists()
    index.export("*").write(tmp_path / "b.csv", columns=["id", "story"])
    assert (tmp_path / "b.csv").read_text("utf-8-sig").splitlines()[0] == "id,story"
    assert (index.directory / "stories.db").exists()


def test_what_cannot_be_kept_is_made_all_the_same(index, monkeypatch):
    real = kept_stories.update_stories

    def refused(path, *arguments):
        if path.parent == index.directory:
            raise EngineError("read-only")
        real(path, *arguments)

    monkeypatch.setattr(kept_stories, "update_stories", refused)
    assert stories(index) == EXPECTED
    assert not (index.directory / "stories.db").exists()
    index.add([article("again", FIRE_AGAIN, date="2021-03-04")])
    assert stories(index) == {("fire", "copy", "told", "again")}


MAKE = """
import sys, searchnews
with searchnews.open(sys.argv[1]) as index:
    print("begun", flush=True)
    index._snapshots.latest().stories
"""


@pytest.mark.slow
def test_killed_while_they_are_made_they_are_made_later(tmp_path):
    whole = tmp_path / "whole"
    events = (FIRE, BUDGET, SNOW, FIRE_TOLD)
    with searchnews.create(whole) as index:
        index.add(
            article(f"a{n}", events[n % 4], date=f"20{n // 360:02}-{n // 30 % 12 + 1:02}-05")
            for n in range(3000)
        )  # fmt: skip
    shutil.copytree(whole, tmp_path / "other")
    with searchnews.open(tmp_path / "other") as other:
        expected = stories(other)
    assert expected
    for delay in (0.0, 0.05, 0.1, 0.2, 0.3):
        process = subprocess.Popen(
            [sys.executable, "-c", MAKE, str(whole)], stdout=subprocess.PIPE,
            cwd=Path(__file__).parent,
        )  # fmt: skip
        with process:
            process.stdout.readline()
            time.sleep(delay)
            process.kill()
    with searchnews.open(whole) as index:
        assert stories(index) == expected
        assert index.check().problems == ()
