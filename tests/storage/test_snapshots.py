"""The latest commit of an index, as it is searched."""

import sqlite3
from contextlib import closing

import pytest

import searchnews
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.snapshots import Snapshots


def articles(count):
    return [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body="Texte.") for n in range(count)]


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(articles(3))
    return directory


def test_is_the_same_until_there_is_another_commit(directory):
    snapshots = Snapshots(Layout(directory))
    first = snapshots.latest()
    assert snapshots.latest() is first
    searchnews.open(directory).add(articles(4))
    second = snapshots.latest()
    assert (first.reader.articles, second.reader.articles) == (3, 4)
    assert first.stamp != second.stamp
    snapshots.close()


def test_gives_the_articles_that_were_stored(directory):
    snapshot = Snapshots(Layout(directory)).latest()
    assert sorted(snapshot.articles, key=lambda article: article.id) == articles(3)
    assert list(snapshot.articles.get(["a2", "zz"])) == [articles(3)[2]]
    stored = dict(snapshot.reader.stored(["a1"]))["a1"]
    assert snapshot.article(stored) == articles(3)[1]


@pytest.mark.parametrize("stored", [b"", b"garbage", b"{", b"[1]", b"\x28\xb5\x2f\xfd\x00"])
def test_an_article_that_cannot_be_read_is_damage(directory, stored):
    snapshot = Snapshots(Layout(directory)).latest()
    with pytest.raises(searchnews.IndexDamagedError, match="cannot be read"):
        snapshot.article(stored)


@pytest.mark.parametrize("damage", ["missing", "of other rules", "garbage"])
def test_a_vocabulary_that_is_no_use_is_made_again_by_the_first_search(directory, damage):
    path = directory / "vocabulary.db"
    if damage == "missing":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"garbage" * 1000)
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE about SET value = '0' WHERE name = 'keys'")
            connection.execute("DROP TABLE more_lemmas")
    with searchnews.open(directory) as index:
        assert index.search("titres").total == 3
        assert index.check() == ((), 3, False, ())


def test_one_that_is_found_damaged_while_it_is_read_is_made_again(directory):
    with searchnews.open(directory) as index:
        assert index.search("titres").total == 3
        snapshot = index._snapshots.latest()
        with closing(sqlite3.connect(directory / "vocabulary.db")) as connection, connection:
            connection.execute("DROP TABLE more_lemmas")
            connection.execute("DROP TABLE written")
        assert index.search("titre").total == 3
        assert snapshot.vocabulary.is_damaged
        assert index.search("titres").total == 3
        assert index.check() == ((), 3, False, ())


def test_where_a_damaged_one_cannot_be_made_again_the_engine_is_not_read_again(directory):
    (directory / "vocabulary.db").write_bytes(b"garbage" * 1000)
    snapshots = Snapshots(Layout(directory))
    with writer_lock(Layout(directory)):
        first, second = snapshots.latest(), snapshots.latest()
        assert first.vocabulary.is_damaged
        assert second.reader is first.reader
        assert second.articles is first.articles
        assert second.vocabulary.known(["titre"]) == {}
    third = snapshots.latest()
    assert third.vocabulary.known(["titre"]) == {"titre": 3}
    assert snapshots.latest() is third


def test_where_it_cannot_be_made_words_are_found_as_typed(directory):
    (directory / "vocabulary.db").unlink()
    with writer_lock(Layout(directory)), searchnews.open(directory) as index:
        assert [index.search(word).total for word in ("titre", "titres")] == [3, 0]


def test_is_read_where_tantivy_cannot_lock(directory, monkeypatch):
    monkeypatch.setattr("searchnews.engines.tantivy.can_lock", lambda _: False)
    with searchnews.open(directory) as index:
        assert index.search("titre").total == 3
        searchnews.open(directory).add(articles(4))
        assert index.search("titre").total == len(list(index)) == 4


def test_is_read_where_nothing_can_be_written(directory):
    for path in (directory, directory / "engine"):
        path.chmod(0o555)
    try:
        with searchnews.open(directory) as index:
            assert index.search("titre").total == 3
    finally:
        for path in (directory, directory / "engine"):
            path.chmod(0o755)
