"""An older state of an index is restored in the cluster: machines find out, and nothing is lost."""

import uuid

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE
from places import client_of_cluster, needs_cluster

import searchnews
from searchnews.article import Article
from searchnews.engines.addresses import address_of
from searchnews.errors import EngineError

pytestmark = [needs_cluster, pytest.mark.cluster]

WAIT = {"wait_for_completion": True}


class Snapshots:
    """Snapshots of one index, in a repository of its own."""

    def __init__(self, place):
        self.name = address_of(place).name
        self.client = client_of_cluster(self.name)
        self._path = f"/_snapshot/{self.name}"
        repository = {"type": "fs", "settings": {"location": self.name}}
        try:
            self.client.ask("PUT", self._path, repository)
        except EngineError as error:
            pytest.skip(f"the cluster has no folder for snapshots: {error}")

    def take(self, what):
        snapshot = uuid.uuid4().hex
        body = {"indices": what, "include_global_state": False}
        taken = self.client.ask("PUT", f"{self._path}/{snapshot}", body, parameters=WAIT)
        assert taken["snapshot"]["state"] == "SUCCESS"
        return snapshot

    def articles(self):
        return self.take(self.name)

    def both(self):
        return self.take(f"{self.name},{self.name}-meta")

    def restore(self, *snapshots, in_place=False):
        for alias in (self.name, f"{self.name}-meta") if len(snapshots) == 2 or in_place else ():
            (index,) = self.client.ask("GET", f"/_alias/{alias}")
            if in_place:
                self.client.ask("POST", f"/{index}/_close")
            else:
                self.client.ask("DELETE", f"/{index}")
        for snapshot in snapshots:
            self.client.ask("POST", f"{self._path}/{snapshot}/_restore", {}, parameters=WAIT)

    def forget(self):
        self.client.ask("DELETE", f"{self._path}/*", accepted=frozenset((404,)))
        self.client.ask("DELETE", self._path)


@pytest.fixture
def place(places, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "a"))
    address = places.new("opensearch", tmp_path)
    searchnews.create(address).close()
    return address


@pytest.fixture
def snapshots(place):
    made = Snapshots(place)
    yield made
    made.forget()


@pytest.fixture
def corpus(tmp_path):
    def of(*names):
        file = tmp_path / "corpus.jsonl"
        file.write_text("".join(f'{{"id": "{n}", "title": "Ville {n}"}}\n' for n in names))
        return file

    return of


def ids(index, query="villes"):
    return {hit.article.id for hit in index.search(query, limit=50)}


@pytest.mark.parametrize("in_place", [False, True])
def test_what_an_older_state_lacks_is_read_again(place, snapshots, corpus, in_place):
    with searchnews.open(place) as index:
        index.update(corpus("a", "b"))
    taken = snapshots.both()
    with searchnews.open(place) as index:
        index.update(corpus("a", "b2", "c"))
        assert index.update(corpus("a", "b2", "c")).unchanged == 3
        index.add([Article(id="d", title="Hameau")])
    if in_place:
        snapshots.restore(taken, in_place=True)
    else:
        snapshots.client.ask("DELETE", f"/{snapshots.name}-articles-1,{snapshots.name}-meta-1")
        snapshots.restore(taken)
    with searchnews.open(place) as index:
        assert ids(index) == {"a", "b"}
        report = index.update(corpus("a", "b2", "c"))
        # What was removed since is there again, and the file that gave it does not know of it.
        assert (report.added, report.removed, report.articles) == (2, 0, 4)
        assert ids(index) == {"a", "b", "b2", "c"}
        assert ids(index, "hameau") == set()  # an app added it, which has to add it again
        assert index.check().problems == ()
        assert index.update(corpus("a", "b2", "c")).unchanged == 3


def test_what_was_deleted_stays_away_if_articles_are_saved_first(place, snapshots, corpus):
    """So a snapshot may be taken while others write: that of what all share is the later one."""
    with searchnews.open(place) as index:
        index.update(corpus("a", "b"))
        articles = snapshots.articles()
        index.delete(["b"])
        index.update(corpus("a", "b", "c"))
    shared = snapshots.take(f"{snapshots.name}-meta")
    snapshots.restore(articles, shared)
    with searchnews.open(place) as index:
        report = index.update(corpus("a", "b", "c"))
        assert (report.added, report.articles) == (1, 2)
        assert ids(index) == {"a", "c"}
        assert index.check().problems == ()


def test_copies_and_words_of_what_came_later_are_forgotten(place, snapshots):
    """The numbers of articles that a state lacks are given again, to others."""
    with searchnews.open(place) as index:
        index.add([Article(id="fire", body=FIRE), Article(id="budget", body=BUDGET)])
        taken = snapshots.both()
        index.add([Article(id="cut", body=CUT_FIRE), Article(id="late", body=FIRE)])
        index.count_words()
        assert index.search("*", fold="copies").total == 2
        assert index.search("*", fold="stories").total == 2
        snapshots.restore(taken, in_place=True)
    with searchnews.open(place) as index:
        index.add([Article(id="b2", body=BUDGET), Article(id="b3", body=f"{BUDGET} Fin.")])
        assert index.search("*", fold="copies").total == 2
        (fire,) = index.search("incendie", fold="stories")
        assert fire.folded.ids == ()
        assert index.story("b3").to_dict()["articles"] == 3
        near = index.collocates("incendie", min_count=1, min_articles=1, min_specificity=0.0)
        assert {row.word: row.frequency for row in near}["déclaré"] == 1
