"""Checking an index: damage is found, and what is none is not called so."""

import shutil
import sqlite3
from contextlib import closing

import pytest

import searchnews
from searchnews.errors import EngineError, IndexDamagedError, SearchNewsError
from searchnews.storage.check import check
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(
            [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body="Texte.") for n in range(3)]
        )
    return directory


def run(path, sql):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_compares_engine_and_manifest(directory):
    manifest = directory / "manifest.db"
    with searchnews.open(directory) as index:
        assert index.check() == ((), 3, False, ())
        run(manifest, "DELETE FROM articles WHERE id = 'a1'")
        assert "not in the manifest, such as a1" in index.check().problems[0]
        run(
            manifest, "INSERT INTO articles(id, digest, number) VALUES ('a1', '', 1), ('zz', '', 2)"
        )
        assert "are not in the index, such as zz" in index.check().problems[0]
        run(manifest, "DELETE FROM articles WHERE id = 'zz'")
        assert index.check() == ((), 3, False, ())


def test_a_vocabulary_that_misses_words_is_made_again(directory):
    run(directory / "vocabulary.db", "DELETE FROM words WHERE word = 'titre'")
    with searchnews.open(directory) as index:
        checked = index.check()
        assert (checked.problems, checked.articles) == ((), 3)
        assert "misses words, such as titre; it was made again" in checked.notes[0]
        assert index.check() == ((), 3, False, ())
    with searchnews.open(directory) as index:
        assert index.search("titres").total == 3


def test_one_that_cannot_be_made_again_now_is_named_and_no_damage(directory):
    (directory / "vocabulary.db").write_bytes(b"garbage" * 1000)
    with writer_lock(Layout(directory)):
        checked = check(Layout(directory))
    assert checked.problems == ()
    assert "the next search or run that can write makes it again" in checked.notes[0]


@pytest.mark.parametrize("name", ["manifest.db", "engine", "index.json"])
def test_knows_a_half_copied_index(directory, name):
    path = directory / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    try:
        problems = check(Layout(directory)).problems
    except IndexDamagedError as error:
        problems = (str(error),)
    assert problems


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_what_cannot_be_read_is_no_damage(tmp_path, engine):
    directory = tmp_path / "index"
    with searchnews.create(directory, engine=engine) as index:
        index.add([searchnews.Article(id="a", body="Texte.")])
    # As where somebody else owns the files; the tests may be run by one who may read anything.
    hidden = {"tantivy": "meta.json", "whoosh": "_MAIN_1.toc"}[engine]
    (directory / "engine" / hidden).unlink()
    (directory / "engine" / hidden).mkdir()
    with pytest.raises(SearchNewsError) as caught:
        searchnews.open(directory)
    assert isinstance(caught.value, EngineError)
    assert "cannot be read" in str(caught.value)


def test_a_file_that_is_to_be_read_again_is_no_interruption(tmp_path):
    # As one whose article, which another file has too, was deleted.
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a", "b"):
        lines = f'{{"id": "x", "titre": "Un {name}"}}\n{{"id": "{name}", "titre": "Deux"}}\n'
        (corpus / f"{name}.jsonl").write_text(lines)
    with searchnews.create(tmp_path / "index") as index:
        index.update(corpus)
        assert index.delete(["x"]) == 1
        assert index.check() == ((), 2, False, ())
