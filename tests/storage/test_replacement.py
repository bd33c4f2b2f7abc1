"""A rebuilt index takes the place of the old one; interrupted anywhere, one of the two is there."""

import threading
from pathlib import Path

import pytest

import searchnews
from searchnews.engines import EMBEDDED
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.marker import marker_id

STEPS = ["rename", "mkdir", "unlink", "replace"]


class Interruption(BaseException):
    """What a test stops a function with."""


def articles(count, body="Texte."):
    return [searchnews.Article(id=f"a{n}", title=f"Titre {n}", body=body) for n in range(count)]


@pytest.fixture(params=EMBEDDED)
def directory(request, tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory, engine=request.param) as index:
        index.add(articles(3))
    return directory


def interrupt_rebuild(directory, step, number, **options):
    """Rebuild, but stop at the call of a method of `Path` with this number; whether it came."""
    calls = 0
    original = getattr(Path, step)

    def counted(self, *arguments, **named):
        nonlocal calls
        calls += 1
        if calls == number:
            raise Interruption
        return original(self, *arguments, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, step, counted)
        try:
            searchnews.rebuild(directory, **options)
        except Interruption:
            return True
    return False


def is_in_transit(directory):
    return not Layout(directory).description.exists()


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_interrupted_anywhere_it_answers_and_is_finished(directory, step):
    was_in_transit = 0
    for number in range(1, 40):
        if not interrupt_rebuild(directory, step, number, engine="whoosh"):
            break
        was_in_transit += is_in_transit(directory)
        with searchnews.open(directory) as index:
            assert index.check().problems == ()
            assert index.search("titres").total == 3
        with searchnews.open(directory) as index:
            assert index.add(articles(3)).unchanged == 3
            assert index.check() == ((), 3, False, ())
        assert not [p for p in directory.iterdir() if p.name.startswith(".searchnews-")]
    assert number > 1 or step == "unlink"
    assert was_in_transit or step != "rename"


def first_transit(directory):
    """Interrupt a rebuild while the index is moved."""
    for number in range(1, 20):
        assert interrupt_rebuild(directory, "rename", number)
        if is_in_transit(directory):
            return
    raise AssertionError


def test_an_open_index_goes_on_through_an_interrupted_rebuild(directory):
    with searchnews.open(directory) as index:
        assert index.search("titres").total == 3
        first_transit(directory)
        assert index.search("titres").total == 3
        assert index.add(articles(4)).added == 1


def test_while_it_is_moved_a_reader_waits(directory):
    first_transit(directory)
    layout = Layout(directory)
    with writer_lock(layout):
        reader = threading.Thread(target=lambda: totals.append(total(directory)))
        totals = []
        reader.start()
        reader.join(0.2)
        assert totals == []
    reader.join()
    assert totals == [3]


def total(directory):
    with searchnews.open(directory) as index:
        return index.search("titres").total


def test_a_rebuilt_index_that_waits_to_be_moved_is_moved_by_the_next_writer(directory):
    # Killed when it was whole, but before anything was moved.
    other = "whoosh" if searchnews.open(directory).statistics().engine == "tantivy" else "tantivy"
    calls = 0

    def killed(*_):
        nonlocal calls
        calls += 1
        raise Interruption

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("searchnews.indexing.rebuild.install", killed)
        with pytest.raises(Interruption):
            searchnews.rebuild(directory, engine=other)
    assert calls == 1
    with searchnews.open(directory) as index:
        assert index.statistics().engine != other
        assert index.add(articles(5)).added == 2
        assert index.statistics().engine == other
        assert index.check() == ((), 5, False, ())


def test_a_half_made_index_is_dropped_by_the_next_writer(directory):
    layout = Layout(directory)
    staged = layout.staged(marker_id(layout))
    staged.engine.mkdir(parents=True)
    (staged.engine / "meta.json").write_text("{")
    with searchnews.open(directory) as index:
        assert index.add(articles(4)).added == 1
    assert not staged.directory.exists()
