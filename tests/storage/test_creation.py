"""Making an index, and being interrupted at it."""

import json
from functools import partial
from pathlib import Path

import pytest

import searchnews
from searchnews.engines import EMBEDDED
from searchnews.errors import (
    EngineError,
    IndexDamagedError,
    IndexExistsError,
    IndexLockedError,
    IndexNotFoundError,
    InvalidArgumentError,
)
from searchnews.storage.identity import identity_of
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock


def names(directory):
    return sorted(path.name for path in directory.iterdir())


@pytest.mark.parametrize("engine", EMBEDDED)
def test_a_new_index_is_empty_and_sound(tmp_path, engine):
    with searchnews.create(tmp_path / "a" / "b", engine=engine) as index:
        assert (len(index), index.search("Palmyre").total, index.check()) == (
            0,
            0,
            ((), 0, False, ()),
        )
        assert index.statistics().engine == engine
    assert {"index.json", "manifest.db", "vocabulary.db", "engine"} <= set(
        names(tmp_path / "a" / "b")
    )


def test_an_empty_directory_becomes_an_index(tmp_path):
    searchnews.create(tmp_path).close()
    assert len(searchnews.open(tmp_path)) == 0


def test_a_place_where_nothing_can_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    for place in ("file/index", "file"):
        with pytest.raises(EngineError, match="cannot be made"):
            searchnews.create(tmp_path / place)


def test_an_unknown_engine_makes_nothing(tmp_path):
    with pytest.raises(InvalidArgumentError, match="there is no engine 'lucene'"):
        searchnews.create(tmp_path / "index", engine="lucene")
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_index(tmp_path):
    with pytest.raises(IndexNotFoundError, match="make one with `searchnews index"):
        searchnews.open(tmp_path / "nothing")


def test_an_index_is_not_made_twice(tmp_path):
    searchnews.create(tmp_path).close()
    with pytest.raises(IndexExistsError, match="open it instead"):
        searchnews.create(tmp_path)


def test_an_index_that_another_process_is_making_is_left_to_it(tmp_path):
    layout = Layout(tmp_path)
    layout.marker.write_text(json.dumps({"made_by": "searchnews", "id": 32 * "0"}))
    with writer_lock(layout), pytest.raises(IndexLockedError):
        searchnews.create(tmp_path)
    searchnews.create(tmp_path).close()


@pytest.mark.parametrize("lost", [True, False])
def test_an_index_that_lost_its_description_is_not_made_over(tmp_path, lost):
    with searchnews.create(tmp_path) as index:
        index.add([searchnews.Article(id="a", body="Un texte.")])
    path = tmp_path / "index.json"
    path.unlink() if lost else path.write_text("{")
    with pytest.raises(IndexExistsError, match="is there already"):
        searchnews.create(tmp_path)
    with pytest.raises(IndexDamagedError, match=r"index\.json cannot be read"):
        searchnews.open(tmp_path)


class Interruption(BaseException):
    """What a test stops a function with."""


@pytest.mark.slow
@pytest.mark.parametrize("engine", EMBEDDED)
@pytest.mark.parametrize("step", ["mkdir", "rename", "unlink", "open"])
def test_interrupted_anywhere_it_is_made_by_the_next(tmp_path, monkeypatch, engine, step):
    whole = tmp_path / "whole"
    searchnews.create(whole, engine=engine).close()
    for number in range(1, 30):
        directory = tmp_path / f"{step}{number}"
        with monkeypatch.context() as patched:
            if not interrupted(
                patched, step, number, partial(searchnews.create, directory, engine)
            ):
                break
        if identity_of(Layout(directory)) is None:
            searchnews.create(directory, engine=engine).close()
        with searchnews.open(directory) as index:
            assert index.check() == ((), 0, False, ())
            assert index.statistics().engine == engine
            index.add([searchnews.Article(id="a", body="Un texte.")])
            assert index.search("textes").total == 1
        assert set(names(directory)) == set(names(whole)) | {
            "vocabulary.db-shm",
            "vocabulary.db-wal",
        }
    assert number > 1


def interrupted(monkeypatch, step, number, work):
    """Whether work was interrupted at the call of a method of `Path` with this number."""
    calls = 0
    original = getattr(Path, step)

    def counted(self, *arguments, **options):
        nonlocal calls
        calls += 1
        if calls == number:
            raise Interruption
        return original(self, *arguments, **options)

    monkeypatch.setattr(Path, step, counted)
    try:
        work()
    except Interruption:
        return True
    return False


def test_an_interrupted_creation_with_another_engine_is_begun_again(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        assert interrupted(patched, "rename", 2, lambda: searchnews.create(tmp_path))
    searchnews.create(tmp_path, engine="whoosh").close()
    assert searchnews.open(tmp_path).statistics().engine == "whoosh"


def test_others_can_read_what_one_has_indexed(tmp_path):
    with searchnews.create(tmp_path) as index:
        index.add([searchnews.Article(id="a", body="Un texte.")])
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
    assert modes == {(tmp_path / "index.json").stat().st_mode & 0o777}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00\xff"])
def test_a_damaged_description_is_said(tmp_path, text):
    searchnews.create(tmp_path).close()
    (tmp_path / "index.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(IndexDamagedError, match=r"index\.json"):
        searchnews.open(tmp_path)
