"""What takes long is made once, in the background; who asks meanwhile is told how far it is."""

import re
import threading

import pytest
from corpus import ARTICLES
from serve.visitor import visitor

import searchnews
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.sequences import update as sequences
from searchnews.sequences.database import UnkeptError

ASKED = {
    "words": ("/keyness{}?q=frappes", "/collocates{}?q=frappes"),
    "stories": ("/search{}?q=frappes&fold=stories", "/stories/palmyre{}",
                "/timeline{}?q=frappes&count=stories"),
}  # fmt: skip
METHODS = {"words": "count_words", "stories": "recognise_stories"}


@pytest.fixture
def fresh(tmp_path):
    """An index of which nobody has asked anything yet, and its visitor."""
    with searchnews.create(tmp_path / "index") as index:
        index.add(ARTICLES)
        with visitor(index) as client:
            yield index, client


def slow(index, monkeypatch, what):
    """Makes what is prepared take as long as one wishes; gives the event that ends it."""
    make, going_on = getattr(type(index), METHODS[what]), threading.Event()

    def made(self, progress=None):
        progress(1, 4)
        going_on.wait(30)
        make(self, progress)

    monkeypatch.setattr(type(index), METHODS[what], made)
    monkeypatch.setattr("searchnews.serve.app._SOON", 0.0)
    return going_on


@pytest.mark.parametrize("what", ASKED)
def test_who_asks_meanwhile_is_told_how_far_it_is(fresh, monkeypatch, what):
    index, client = fresh
    going_on = slow(index, monkeypatch, what)
    for asked in ASKED[what]:
        client.get(asked.format(".json"))  # begins, before it has said how far it is
        answer = client.get(asked.format(".json"))
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "2"
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert (problem["preparing"], problem["done"], problem["whole"]) == (what, 1, 4)
        assert "1 of 4; ask again in a moment" in problem["detail"]
        page = client.get(asked.format("").replace("/search?", "/?"))
        assert page.status_code == 503
        assert '<progress value="1" max="4"' in page.text
        assert "1 sur 4 (25\u202f%)" in page.text
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.text
    page = client.get(f"{ASKED[what][-1].format('')}&source=ATS&hits_sort=date")
    assert re.search(r'<a href="/\?q=frappes&amp;source=ATS&amp;sort=date[^"]*">Retour', page.text)
    assert client.get("/search.json?q=frappes").status_code == 200  # all else is answered
    assert client.get("/timeline.json?q=frappes&count=copies").status_code == 200
    going_on.set()
    client.application._preparation.soon(what, 30)
    for asked in ASKED[what]:
        assert client.get(asked.format(".json")).status_code == 200


@pytest.mark.parametrize("what", ASKED)
def test_what_is_made_soon_is_waited_for(fresh, what):
    _, client = fresh
    for asked in ASKED[what]:
        assert client.get(asked.format(".json")).status_code == 200


def test_it_is_made_once_for_everybody_and_again_after_a_commit(fresh, monkeypatch):
    index, client = fresh
    made, count = [], type(index).count_words

    def counted(self, progress=None):
        made.append(self.commit)
        count(self, progress)

    monkeypatch.setattr(type(index), "count_words", counted)
    for _ in range(3):
        assert client.get("/keyness.json?q=frappes").status_code == 200
    index.add([searchnews.Article(id="neuf", title="Des frappes", body="Encore des frappes.")])
    for _ in range(3):
        assert client.get("/keyness.json?q=frappes").status_code == 200
    assert len(made) == len(set(made)) == 2


def test_what_cannot_be_kept_is_made_by_each_answer(fresh, monkeypatch):
    index, client = fresh

    def fail(self, progress=None):
        raise EngineError("the disk is read only")

    monkeypatch.setattr(type(index), "count_words", fail)
    for _ in range(2):
        assert client.get("/keyness.json?q=frappes").status_code == 200


def test_where_the_index_cannot_be_written_words_are_counted_once_all_the_same(fresh, monkeypatch):
    """They are kept in a file of the server's own, which goes with it."""
    index, client = fresh
    made, update = [], sequences.update_sequences

    def refused(path, source, progress=None):
        if path.parent == index.directory:
            raise UnkeptError("read-only")
        made.append(path)
        update(path, source, progress)

    monkeypatch.setattr(sequences, "update_sequences", refused)
    for _ in range(3):
        answer = client.get("/collocates.json?q=frappes").json()
        assert answer["warnings"] == []
    (own,) = made
    assert own.exists()
    assert not (index.directory / "sequences.db").exists()
    index.close()
    assert not own.exists()


def test_what_fails_is_said_and_tried_again(fresh, monkeypatch):
    index, client = fresh
    count = type(index).count_words

    def fail(self, progress=None):
        raise IndexDamagedError("an article cannot be read")

    monkeypatch.setattr(type(index), "count_words", fail)
    answer = client.get("/keyness.json?q=frappes")
    assert answer.status_code == 503
    assert "searchnews check" in answer.json()["detail"]
    monkeypatch.setattr(type(index), "count_words", count)
    assert client.get("/keyness.json?q=frappes").status_code == 200


def test_programs_may_see_to_it_themselves(fresh):
    index, _ = fresh
    assert not index.words_are_counted
    assert not index.stories_are_recognised
    for make in (index.count_words, index.recognise_stories):
        far = []
        make(lambda done, whole: far.append((done, whole)))  # noqa: B023
        assert far == sorted(far)
        assert far[-1][0] == far[-1][1] > 0
    assert index.words_are_counted
    assert index.stories_are_recognised
    index.add([searchnews.Article(id="neuf", title="Du neuf", date="2015-09-18")])
    assert not index.words_are_counted
    assert not index.stories_are_recognised
