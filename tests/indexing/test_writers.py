"""Writers and readers side by side: locks, commits, crashes, full disks."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

import searchnews
from searchnews.engines.tantivy.writer import TantivyWriter
from searchnews.errors import EngineError, IndexLockedError
from searchnews.indexing.writer import Session, session
from searchnews.storage.check import check
from searchnews.storage.layout import Layout
from searchnews.vocabulary import Vocabulary


def articles(count, body="Texte."):
    return [searchnews.Article(id=f"a{n:04}", title=f"Titre {n}", body=body) for n in range(count)]


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
    reader = searchnews.open(new_index.directory)
    assert len(reader) == 0
    new_index.add(articles(2))
    assert (len(reader), reader.search("titre").total) == (2, 2)
    reader.close()


def test_the_second_writer_is_told_who_is_first(new_index):
    with (
        session(Layout(new_index.directory), new_index._commits.engine()),
        pytest.raises(IndexLockedError, match=f"process {os.getpid()} on "),
    ):
        new_index.add(articles(1))
    assert new_index.add(articles(1)).added == 1


@pytest.mark.slow
def test_a_reader_in_a_loop_never_fails_while_somebody_writes(new_index):
    failures, totals = [], []
    done = threading.Event()

    def read():
        reader = searchnews.open(new_index.directory)
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


def test_a_full_disk_is_told_and_costs_nothing(tmp_path, monkeypatch):
    index = searchnews.create(tmp_path / "index")
    index.add(articles(2))

    class Full:
        def commit(self):
            raise ValueError("No space left on device (os error 28)")

        def __getattr__(self, name):
            return lambda *_: None

    def full_disk(self, engine, directory):
        self._directory, self._closed, self._uncommitted = directory, False, False
        self._writer = Full()

    monkeypatch.setattr(TantivyWriter, "__init__", full_disk)
    with pytest.raises(EngineError, match=r"No space left.*last commit are safe"):
        index.add(articles(3))
    monkeypatch.undo()
    assert len(index) == 2
    assert index.add(articles(3)).articles == 3


@pytest.mark.parametrize("step", ["engine", "vocabulary", "manifest"])
def test_a_crash_between_the_parts_of_a_commit_loses_nothing(new_index, monkeypatch, step):
    new_index.add(articles(2))

    def crash(self):
        if step == "engine":
            raise KeyboardInterrupt
        self._writer.commit()
        if step == "vocabulary":
            raise KeyboardInterrupt
        self._vocabulary.catch_up()
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "commit", crash)
    with pytest.raises(KeyboardInterrupt):
        new_index.add(articles(4, "Moscou."))
    monkeypatch.undo()
    after = check(Layout(new_index.directory))
    assert (after.problems, after.is_interrupted) == ((), step != "engine")
    assert new_index.search("Moscou").total == (0 if step == "engine" else 4)
    assert new_index.add(articles(4, "Moscou.")).articles == 4
    assert new_index.search("Moscou").total == len(new_index) == 4
    assert not check(Layout(new_index.directory)).is_interrupted


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("seconds", "follows"), [(0.0, True), (30.0, False)])
def test_a_search_makes_up_for_the_vocabulary_of_a_broken_run(
    new_index, monkeypatch, jobs, seconds, follows
):
    monkeypatch.setattr("searchnews.indexing.writer._ARTICLES_TO_COMMIT", 2)
    for name in ("_SECONDS_BETWEEN", "_SECONDS_BETWEEN_BESIDE"):
        monkeypatch.setattr(f"searchnews.indexing.vocabulary_updates.{name}", seconds)
    monkeypatch.setattr("searchnews.indexing.vocabulary_updates._A_TENTH", 0)

    def knows(word):
        return bool(Vocabulary(Layout(new_index.directory).vocabulary).known([word]))

    def broken():
        yield from articles(5, "Moscou frappée.")
        until = time.monotonic() + 20 * follows
        while not knows("moscou") and time.monotonic() < until:
            time.sleep(0.01)
        assert knows("moscou") == follows
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        new_index.add(broken(), jobs=jobs)
    assert [new_index.search(word).total for word in ("moscou", "frappées")] == [4, 4]
    assert not check(Layout(new_index.directory)).problems


def test_a_vocabulary_that_no_process_could_follow_catches_up(new_index, monkeypatch):
    monkeypatch.setattr("searchnews.indexing.writer._ARTICLES_TO_COMMIT", 2)
    monkeypatch.setattr("searchnews.indexing.vocabulary_updates._SECONDS_BETWEEN_BESIDE", 0.0)
    monkeypatch.setattr(
        "searchnews.indexing.vocabulary_updates.refresh", int
    )  # fails: a folder is no number
    new_index.add(articles(5, "Moscou frappée."), jobs=2)
    assert Vocabulary(Layout(new_index.directory).vocabulary).known(["moscou"]) == {"moscou": 5}


@pytest.mark.parametrize("then", ["add", "delete"])
def test_the_next_writer_mends_what_a_crash_left_apart(new_index, monkeypatch, then):
    new_index.add(articles(3))

    def crash(self):
        self._writer.commit()
        raise KeyboardInterrupt

    steps = {
        "add": lambda: new_index.add(articles(5, "Moscou.")),
        "delete": lambda: new_index.delete(["a0001"]),
    }
    monkeypatch.setattr(Session, "commit", crash)
    with pytest.raises(KeyboardInterrupt):
        steps[then]()
    monkeypatch.undo()
    count = 5 if then == "add" else 2
    new_index.add([])
    assert new_index.check() == ((), count, False)
    # What the manifest says of an article is what the engine has.
    report = new_index.add(articles(3))
    assert (report.updated, report.unchanged, report.added) == (
        (3, 0, 0) if then == "add" else (0, 2, 1)
    )


def test_a_run_that_changes_nothing_commits_nothing(new_index):
    new_index.add(articles(3))
    stamp = new_index._commits.last().stamp
    new_index.add(articles(3))
    assert new_index._commits.last().stamp == stamp


INDEXER = """
import sys, searchnews
from searchnews.indexing import writer as session
session._SECONDS_TO_COMMIT = 0.0
commit = session.Session._commit
def commit_and_say(*arguments, **options):
    commit(*arguments, **options)
    print(flush=True)
session.Session._commit = commit_and_say
searchnews.open(sys.argv[1]).update(sys.argv[2])
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_killed_at_any_moment_it_loses_and_doubles_nothing(tmp_path, engine):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        "".join(
            json.dumps({"id": f"a{n}", "title": f"Titre {n}", "body": f"Un texte mot{n}. " * 20})
            + "\n"
            for n in range(400)
        )
    )
    directory = tmp_path / "index"
    searchnews.create(directory, engine=engine).close()
    interrupted = 0
    for number in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", INDEXER, directory, corpus], stdout=subprocess.PIPE
        ) as process:
            for _ in range(number):
                process.stdout.readline()
            time.sleep(number * 0.002)
            process.kill()
        checked = check(Layout(directory))
        assert checked.problems == ()
        interrupted += 0 < checked.articles < 400
    assert interrupted
    with searchnews.open(directory) as index:
        report = index.update(corpus)
        assert report.articles == len(index) == 400
        assert index.check() == ((), 400, False)
        assert {article.id for article in index} == {f"a{n}" for n in range(400)}
        assert [index.search(f"mot{n}").total for n in (0, 199, 399)] == [1, 1, 1]
