"""Indexes of other versions, and indexes made anew beside the old one."""

import json
import shutil
import sqlite3

import pytest

import searchnews
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    IndexExistsError,
    IndexNotFoundError,
    IndexVersionError,
)
from searchnews.storage.check import check
from searchnews.storage.layout import Layout, is_index
from searchnews.storage.lock import writer_lock


def articles(count):
    return [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body="Texte.") for n in range(count)]


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(articles(3))
    return directory


def describe(directory, **changed):
    path = directory / "index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def ids(directory):
    with searchnews.open(directory) as index:
        return sorted(article.id for article in index)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": 99}, "format 99, not 3"),
        ({"engine_version": "0.1"}, "version of tantivy 0.1, not "),
        ({"analysis_version": 0}, "version of the French analysis 0, not 1"),
    ],
)
def test_an_index_of_another_version_says_what_to_run(directory, changed, told):
    describe(directory, **changed)
    with pytest.raises(IndexVersionError, match=told) as caught:
        searchnews.open(directory)
    assert f"searchnews index --rebuild --index {directory}" in str(caught.value)


def test_is_made_anew_from_its_own_articles(directory):
    describe(directory, analysis_version=0)
    report = searchnews.rebuild(directory)
    assert (report.added, report.articles) == (3, 3)
    assert ids(directory) == ["a0", "a1", "a2"]
    assert not Layout(directory).rebuilt.directory.exists()
    assert not Layout(directory).replaced.directory.exists()


def test_changes_the_engine(directory):
    searchnews.rebuild(directory, engine="whoosh")
    with searchnews.open(directory) as index:
        assert index.statistics().engine == "whoosh"
        assert index.search("titre").total == 3


def test_starts_over_from_files_and_keeps_what_apps_added(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n{"id": "f2", "title": "Deux"}\n')
    with searchnews.open(directory) as index:
        index.update(corpus)
        index.delete(["f1", "a2"])
    report = searchnews.rebuild(directory, corpus)
    assert report.articles == 4
    assert ids(directory) == ["a0", "a1", "f1", "f2"]


def test_deleted_articles_stay_deleted_when_made_from_its_own(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    with searchnews.open(directory) as index:
        index.update(corpus)
        index.delete(["f1"])
    searchnews.rebuild(directory)
    with searchnews.open(directory) as index:
        assert index.update(corpus).added == 0


def test_an_open_index_goes_on_with_the_new_one(directory):
    with searchnews.open(directory) as index:
        assert len(index) == 3
        searchnews.rebuild(directory, engine="whoosh")
        assert index.search("titre").total == 3
        index.add(articles(4))
        assert len(index) == 4


def test_a_failed_rebuild_leaves_the_old_one(directory, tmp_path):
    with pytest.raises(searchnews.InvalidArgumentError):
        searchnews.rebuild(directory, tmp_path / "nothing")
    assert ids(directory) == ["a0", "a1", "a2"]


@pytest.mark.parametrize("has_new", [True, False])
def test_an_interrupted_swap_is_finished(directory, has_new):
    layout = Layout(directory)
    if has_new:
        shutil.copytree(directory, layout.rebuilt.directory)
    directory.rename(layout.replaced.directory)
    assert ids(directory) == ["a0", "a1", "a2"]
    assert is_index(directory)


def test_moved_and_copied_it_answers_the_same(directory, tmp_path):
    shutil.copytree(directory, tmp_path / "copie d'été")
    moved = directory.rename(tmp_path / "moved")
    for place in (tmp_path / "copie d'été", moved):
        with searchnews.open(place) as index:
            assert index.search("titre").total == 3
            assert index.check().problems == ()


@pytest.mark.parametrize("damage", ["missing", "older"])
def test_a_vocabulary_of_other_rules_is_made_anew_by_the_first_search(directory, damage):
    path = directory / "vocabulary.db"
    if damage == "missing":
        path.unlink()
    else:
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("UPDATE about SET value = '0' WHERE name = 'keys'")
            connection.execute("DROP TABLE sounds")
        connection.close()
    with searchnews.open(directory) as index:
        assert index.search("titres").total == 3
        assert index.check() == ((), 3, False)


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


def test_others_can_read_what_one_has_indexed(directory):
    modes = {path.stat().st_mode & 0o777 for path in directory.rglob("*") if path.is_file()}
    assert modes == {(directory / "index.json").stat().st_mode & 0o777}


def test_a_place_where_nothing_can_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="cannot be made"):
        searchnews.create(tmp_path / "file" / "index")


def test_there_is_no_index(tmp_path):
    with pytest.raises(IndexNotFoundError, match="make one with `searchnews index"):
        searchnews.open(tmp_path / "nothing")


def test_a_directory_with_something_else_is_not_touched(tmp_path):
    (tmp_path / "letter.txt").write_text("Chère Zoé")
    with pytest.raises(IndexExistsError, match="is not empty and no index"):
        searchnews.create(tmp_path)


def test_an_index_is_not_made_twice(directory):
    with pytest.raises(IndexExistsError, match="open it instead"):
        searchnews.create(directory)


def test_an_interrupted_creation_is_repeated(tmp_path):
    directory = tmp_path / "index"
    searchnews.create(directory).close()
    (directory / "index.json").unlink()
    searchnews.create(directory).close()
    assert ids(directory) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00\xff"])
def test_a_damaged_description_is_told(directory, text):
    (directory / "index.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(IndexDamagedError, match=r"index\.json"):
        searchnews.open(directory)


def test_with_the_files_even_an_index_without_description_is_made_anew(directory, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    (directory / "index.json").write_text("{")
    with pytest.raises(IndexDamagedError):
        searchnews.rebuild(directory)
    searchnews.rebuild(directory, corpus)
    assert ids(directory) == ["a0", "a1", "a2", "f1"]


def test_check_compares_engine_manifest_and_vocabulary(directory):
    def run(name, sql):
        connection = sqlite3.connect(directory / name)
        with connection:
            connection.execute(sql)
        connection.close()

    with searchnews.open(directory) as index:
        assert index.check() == ((), 3, False)
        run("manifest.db", "DELETE FROM articles WHERE id = 'a1'")
        assert "not in the manifest, such as a1" in index.check().problems[0]
        run("manifest.db", "INSERT INTO articles(id, digest) VALUES ('a1', ''), ('zz', '')")
        assert "are not in the index, such as zz" in index.check().problems[0]
        run("manifest.db", "DELETE FROM articles WHERE id = 'zz'")
        run("vocabulary.db", "DELETE FROM words WHERE word = 'titre'")
        assert "misses words of the index, such as titre" in index.check().problems[0]


@pytest.mark.parametrize("name", ["manifest.db", "vocabulary.db", "engine", "index.json"])
def test_check_knows_a_half_copied_index(directory, name):
    path = directory / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    try:
        problems = check(Layout(directory)).problems
    except IndexNotFoundError as error:
        problems = (str(error),)
    assert problems
