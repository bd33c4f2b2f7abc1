"""Numbers of articles: in the order of indexing, and each given once, whatever happens."""

import sqlite3
from contextlib import closing, suppress

import pytest

import searchnews
from searchnews.indexing.background import BackgroundUpdates
from searchnews.indexing.batches import BatchWriter
from searchnews.indexing.writer import IndexWriter, WriterLimits, open_writer
from searchnews.query.clauses import Everything
from searchnews.storage.layout import layout_of
from searchnews.storage.manifest import Manifest


def article(name, body="Texte."):
    return searchnews.Article(id=name, title=f"Titre {name}", body=body)


def numbers(index):
    snapshot = index._snapshots.latest()
    found = {article.id: number for number, article in snapshot.articles.numbered()}
    in_order = snapshot.reader.numbers(Everything()).numbers.tolist()
    assert sorted(found.values()) == in_order
    assert index.check().problems == ()
    with closing(sqlite3.connect(index.directory / "manifest.db")) as manifest:
        assert dict(manifest.execute("SELECT id, number FROM articles")) == found
    return found


def test_rise_in_the_order_of_indexing(new_index):
    new_index.add(map(article, "cab"))
    assert numbers(new_index) == {"c": 1, "a": 2, "b": 3}
    new_index.add([article("d"), article("a")])
    assert numbers(new_index) == {"c": 1, "a": 2, "b": 3, "d": 4}


def test_what_changes_gets_a_new_one(new_index):
    new_index.add(map(article, "ab"))
    new_index.add([article("a", "Autre texte.")])
    new_index.add([article("a", "Autre texte.")])
    assert numbers(new_index) == {"a": 3, "b": 2}


def test_the_number_of_what_is_gone_is_not_given_again(new_index):
    new_index.add(map(article, "abc"))
    new_index.delete(["b", "c"])
    new_index.add([article("d")])
    new_index.delete(["a", "d"])
    new_index.add([article("a")])
    assert numbers(new_index) == {"a": 5}


def interrupt(monkeypatch, name):
    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(*name, fail)


@pytest.mark.parametrize("step", ["before the engine", "after the engine", "after the words"])
def test_a_crash_loses_none_and_gives_none_twice(new_index, monkeypatch, step):
    new_index.add(map(article, "abc"))
    broken = {
        "before the engine": (BatchWriter, "commit"),
        "after the engine": (BackgroundUpdates, "update"),
        "after the words": (Manifest, "commit"),
    }[step]
    with monkeypatch.context() as context:
        interrupt(context, broken)
        layout = layout_of(new_index.name)
        with (
            suppress(KeyboardInterrupt),
            open_writer(layout, new_index._snapshots.engine, 1) as writer,
        ):
            writer.remove("b")
            writer.remove("c")
            for changed in (article("a", "Autre."), article("c"), article("d")):
                writer.add(changed)
    is_committed = step != "before the engine"
    expected = {"a": 4, "c": 5, "d": 6} if is_committed else {"a": 1, "b": 2, "c": 3}
    new_index.add([article("e")])
    assert numbers(new_index) == expected | {"e": 7 if is_committed else 4}


def test_are_given_in_the_same_order_by_processes(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        names = [f"a{n:05}" for n in range(3000)]
        with open_writer(
            layout_of(index.name), index._snapshots.engine, 3, WriterLimits(commit_articles=700)
        ) as writer:
            for name in names:
                writer.add(article(name))
        assert numbers(index) == {name: n for n, name in enumerate(names, 1)}


def used(index):
    """An index whose numbers have gaps, and the article with the highest of which is gone."""
    index.add(map(article, "abcd"))
    index.add([article("b", "Autre.")])
    index.add([article("f")])
    index.delete(["c", "f"])
    kept = numbers(index)
    assert kept == {"a": 1, "d": 4, "b": 5}
    return kept


def test_stay_when_an_index_is_made_again_from_its_articles(new_directory):
    kept = used(new_directory)
    searchnews.rebuild(new_directory.name)
    assert numbers(new_directory) == kept
    searchnews.rebuild(new_directory.name, engine="whoosh")
    new_directory.add([article("g")])
    assert numbers(new_directory) == kept | {"g": 7}


def test_stay_when_the_manifest_is_damaged(new_directory):
    kept = used(new_directory)
    (new_directory.directory / "manifest.db").write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    searchnews.rebuild(new_directory.name)
    assert numbers(new_directory) == kept


def test_stay_for_what_files_still_have(new_directory, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in "abcd":
        (corpus / f"{name}.txt").write_text(f"Titre {name}\n\nLe texte de {name}.\n")
    new_directory.update(corpus)
    new_directory.add([article("app")])
    before = numbers(new_directory)
    (corpus / "a.txt").write_text("Titre a\n\nUn autre texte.\n")
    (corpus / "b.txt").unlink()
    (corpus / "e.txt").write_text("Titre e\n\nLe texte de e.\n")
    searchnews.rebuild(new_directory.name, corpus)
    after = numbers(new_directory)
    kept = {name: number for name, number in after.items() if before.get(name) == number}
    assert len(kept) == 3
    assert "app" in kept
    assert sorted(set(after.values()) - set(kept.values())) == [6, 7]


def test_are_given_to_an_index_of_before_there_were_any(new_directory, monkeypatch):
    new_directory.add(map(article, "ab"))
    with closing(sqlite3.connect(new_directory.directory / "manifest.db")) as manifest:
        manifest.execute("UPDATE articles SET revision = 7 WHERE id = 'a'")
        manifest.execute("DELETE FROM about WHERE name = 'last_number'")
        manifest.execute("ALTER TABLE articles DROP COLUMN number")
        manifest.commit()
    reader = type(new_directory._snapshots.latest().reader)
    every = reader.every
    monkeypatch.setattr(reader, "every", lambda self: ((0, s) for _, s in every(self)))
    monkeypatch.setattr(reader, "last_number", 0)
    searchnews.rebuild(new_directory.name)
    monkeypatch.undo()
    assert sorted(numbers(new_directory).values()) == [1, 2]


def test_a_writer_is_told_a_number_only_where_it_has_one(new_index):
    with open_writer(layout_of(new_index.name), new_index._snapshots.engine, 1) as writer:
        assert isinstance(writer, IndexWriter)
        writer.add(article("a"), number=9)
        writer.add(article("b"))
    assert numbers(new_index) == {"a": 9, "b": 10}
