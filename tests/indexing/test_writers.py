"""Writers and readers side by side: locks, commits, and what an interruption leaves."""

import os
import shutil
import threading
import time
from concurrent.futures import Future
from contextlib import contextmanager

import pytest

import searchnews
from searchnews.copies.groups import Groups
from searchnews.errors import (
    EngineError,
    IndexLockedError,
    IndexNotFoundError,
    InvalidArgumentError,
)
from searchnews.indexing.background import UpdateIntervals
from searchnews.indexing.writer import IndexWriter, WriterLimits, open_writer
from searchnews.processes import ProcessError, Processes
from searchnews.storage.check import check
from searchnews.storage.layout import layout_of
from searchnews.vocabulary import Vocabulary


def articles(count, body="Texte."):
    return [searchnews.Article(id=f"a{n:04}", title=f"Titre {n}", body=body) for n in range(count)]


@contextmanager
def writer_of(index, jobs=None, **limits):
    with open_writer(
        layout_of(index.name), index._snapshots.engine, jobs, WriterLimits(**limits)
    ) as writer:
        yield writer


def test_adds_replaces_and_deletes(new_index):
    report = new_index.add(articles(3))
    assert (report.added, report.updated, report.unchanged, report.articles) == (3, 0, 0, 3)
    report = new_index.add([*articles(1, "Neuf."), articles(2)[1]])
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 1, 1, 3)
    assert new_index.delete(["a0000", "zzz"]) == 1
    assert sorted(article.id for article in new_index) == ["a0001", "a0002"]
    assert new_index.get("a0000") is None
    assert new_index.check().problems == ()


def test_an_open_index_sees_new_commits(new_index):
    reader = searchnews.open(new_index.name)
    assert len(reader) == 0
    new_index.add(articles(2))
    assert (len(reader), reader.search("titre").total) == (2, 2)
    reader.close()


def test_the_second_writer_is_told_who_is_first(new_index):
    with (
        writer_of(new_index),
        pytest.raises(IndexLockedError, match=f"process {os.getpid()} on "),
    ):
        new_index.add(articles(1))
    assert new_index.add(articles(1)).added == 1


WRITES = {
    "add": lambda index, _: index.add(articles(1)),
    "delete": lambda index, _: index.delete(["a0000"]),
    "update": lambda index, file: index.update(file),
    "add a list": lambda index, file: index.lists.add(file),
    "save a search": lambda index, _: index.saved.add("titres", "titre"),
    "remove a search": lambda index, _: index.saved.remove("titres"),
    "count words": lambda index, _: list(index.collocates("titre")),
}


@pytest.mark.parametrize("is_there", [True, False], ids=["emptied", "removed"])
@pytest.mark.parametrize("write", WRITES)
def test_where_no_index_is_any_more_nothing_is_made(new_directory, tmp_path, write, is_there):
    new_directory.add(articles(3))
    file = tmp_path / "partis.txt"
    file.write_text("le parti")
    shutil.rmtree(new_directory.directory)
    if is_there:
        new_directory.directory.mkdir()
    with pytest.raises((IndexNotFoundError, InvalidArgumentError), match="there is no"):
        WRITES[write](new_directory, file)
    assert new_directory.directory.exists() == is_there
    assert not is_there or list(new_directory.directory.iterdir()) == []


@pytest.mark.slow
def test_a_reader_in_a_loop_never_fails_while_somebody_writes(new_index):
    failures, totals = [], []
    done = threading.Event()

    def read():
        reader = searchnews.open(new_index.name)
        while not done.is_set():
            try:
                results = reader.search("titre neuf", limit=3)
                totals.append(results.total)
                [hit.snippet.html() for hit in results]
            except Exception as error:
                failures.append(error)
        reader.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(12):
        new_index.add(articles(40, f"Texte neuf {number}."))
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert set(totals) <= {0, 40}


def test_one_id_is_no_list_of_ids(new_index):
    new_index.add(articles(3))
    with pytest.raises(InvalidArgumentError, match="'a0000' is one id"):
        new_index.delete("a0000")
    assert len(new_index) == 3


def test_ids_are_texts(new_index):
    new_index.add(articles(1))
    for attempt in (lambda: new_index.get(5), lambda: new_index.delete([5])):
        with pytest.raises(InvalidArgumentError, match="the id of an article is a text, not 5"):
            attempt()
    for impossible in ("", "\ud800", "x" * 70_000, "a\x00b"):
        assert new_index.get(impossible) is None
        assert new_index.delete([impossible]) == 0
    with pytest.raises(InvalidArgumentError, match="has half of a character"):
        searchnews.Article(id="\ud800")
    assert new_index.check() == ((), 1, False, ())


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        (searchnews.Article(id="1"), "articles are added in a list"),
        ({"id": "1"}, "articles are added in a list"),
        ("1", "articles are added in a list"),
        (
            [searchnews.Article(id="1"), {"id": "2"}],
            "an article is a searchnews.Article, not a dict",
        ),
    ],
)
def test_what_is_added_are_articles_all_of_them_or_none(new_index, articles, message):
    with pytest.raises(InvalidArgumentError, match=message):
        new_index.add(articles)
    assert len(new_index) == 0


def test_what_fails_leaves_the_last_commit(new_index):
    new_index.add(articles(2))

    def broken():
        yield articles(3)[2]
        raise RuntimeError("the app failed")

    with pytest.raises(RuntimeError, match="the app failed"):
        new_index.add(broken())
    assert len(new_index) == 2
    assert new_index.add(articles(3)).articles == 3
    assert new_index.check().problems == ()


@pytest.mark.parametrize("step", ["add", "commit"])
def test_a_writer_that_fails_costs_nothing(new_index, monkeypatch, step):
    new_index.add(articles(2))
    engine = new_index._snapshots.engine()
    made = type(engine).writer

    def failing(self):
        writer = made(self)
        monkeypatch.setattr(writer, step, fail)
        return writer

    def fail(*_, **__):
        raise EngineError("No space left on device")

    monkeypatch.setattr(type(engine), "writer", failing)
    with pytest.raises(EngineError, match="No space left"):
        new_index.add(articles(3))
    monkeypatch.undo()
    assert len(new_index) == 2
    assert new_index.add(articles(3)).articles == 3


@pytest.mark.parametrize("step", ["engine", "vocabulary", "manifest"])
def test_a_crash_between_the_parts_of_a_commit_loses_nothing(new_index, monkeypatch, step):
    new_index.add(articles(2))

    def crash(self):
        if step == "engine":
            raise KeyboardInterrupt
        self._writer.commit()
        if step == "vocabulary":
            raise KeyboardInterrupt
        self._vocabulary.update(self._index(), self._engine.stamp())
        raise KeyboardInterrupt

    monkeypatch.setattr(IndexWriter, "commit", crash)
    with pytest.raises(KeyboardInterrupt):
        new_index.add(articles(4, "Moscou."))
    monkeypatch.undo()
    after = check(layout_of(new_index.name))
    assert (after.problems, after.is_interrupted) == ((), step != "engine")
    assert new_index.search("Moscou").total == (0 if step == "engine" else 4)
    assert new_index.add(articles(4, "Moscou.")).articles == 4
    assert new_index.search("Moscou").total == len(new_index) == 4
    assert not check(layout_of(new_index.name)).is_interrupted


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("seconds", "is_due"), [(0.0, True), (10.0**6, False)])
def test_a_search_makes_up_for_the_vocabulary_of_a_broken_run(new_index, jobs, seconds, is_due):
    def knows(word):
        return bool(Vocabulary(layout_of(new_index.name).vocabulary).known([word]))

    def broken_run():
        intervals = UpdateIntervals(seconds, seconds, times_as_long=0, at_once=0)
        with writer_of(new_index, jobs, commit_articles=2, updates=intervals) as writer:
            for article in articles(5, "Moscou frappée."):
                writer.add(article)
            # A process may be making it; it comes to its end.
            while is_due and not knows("moscou"):
                time.sleep(0.01)
            assert knows("moscou") == is_due
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_run()
    assert [new_index.search(word).total for word in ("moscou", "frappées")] == [4, 4]
    assert not check(layout_of(new_index.name)).problems


def test_what_no_process_could_update_is_updated_in_the_end(new_directory, monkeypatch):
    monkeypatch.setattr(Processes, "submit", lambda *_, **__: failed)
    failed = Future()
    failed.set_exception(ProcessError("killed"))
    intervals = UpdateIntervals(seconds_in_process=0.0, times_as_long=0, at_once=0)
    with writer_of(new_directory, 2, commit_articles=2, updates=intervals) as writer:
        writer.add_all(articles(5, "Moscou frappée."))
    layout = layout_of(new_directory.name)
    assert Vocabulary(layout.vocabulary).known(["moscou"]) == {"moscou": 5}
    assert Groups(layout.copies).stamp == new_directory._snapshots.latest().stamp


@pytest.mark.parametrize("then", ["add", "delete"])
def test_the_next_writer_puts_right_what_a_crash_left_apart(new_index, monkeypatch, then):
    new_index.add(articles(3))

    def crash(self):
        self._writer.commit()
        raise KeyboardInterrupt

    monkeypatch.setattr(IndexWriter, "commit", crash)
    steps = {
        "add": lambda: new_index.add(articles(5, "Moscou.")),
        "delete": lambda: new_index.delete(["a0001"]),
    }
    with pytest.raises(KeyboardInterrupt):
        steps[then]()
    monkeypatch.undo()
    count = 5 if then == "add" else 2
    new_index.add([])
    assert new_index.check() == ((), count, False, ())
    # What the manifest says of an article is what the engine has.
    report = new_index.add(articles(3))
    assert (report.updated, report.unchanged, report.added) == (
        (3, 0, 0) if then == "add" else (0, 2, 1)
    )


def test_what_an_older_engine_has_not_is_read_again(tmp_path):
    # As where only a part of an index was restored from a copy.
    directory, corpus = tmp_path / "index", tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "f1", "title": "Un"}\n')
    with searchnews.create(directory) as index:
        index.update(corpus)
    shutil.copytree(directory / "engine", tmp_path / "engine")
    corpus.write_text('{"id": "f1", "title": "Un"}\n{"id": "f2", "title": "Deux"}\n')
    searchnews.open(directory).update(corpus)
    shutil.rmtree(directory / "engine")
    (tmp_path / "engine").rename(directory / "engine")
    with searchnews.open(directory) as index:
        assert len(index) == 1
        assert index.update(corpus).added == 1
        assert index.check() == ((), 2, False, ())


def test_a_run_that_changes_nothing_commits_nothing(new_index):
    new_index.add(articles(3))
    stamp = new_index._snapshots.latest().stamp
    new_index.add(articles(3))
    assert new_index._snapshots.latest().stamp == stamp
