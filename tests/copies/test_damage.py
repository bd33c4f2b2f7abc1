"""Copies that are damaged, or were interrupted, are made again; nothing else stops an update."""

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, REVISED_FIRE, Index

from searchnews.copies.arrivals import Arrivals, put_waiting
from searchnews.copies.groups import Groups
from searchnews.copies.layout import CopiesLayout


def damage_nothing(layout):
    pass


def delete_segment(layout):
    next(layout.directory.glob("*.segment")).unlink()


def cut_segment(layout):
    path = next(layout.directory.glob("*.segment"))
    path.write_bytes(path.read_bytes()[:-1])


def empty_segment(layout):
    next(layout.directory.glob("*.segment")).write_bytes(b"")


def segment_of_another_version(layout):
    path = next(layout.directory.glob("*.segment"))
    content = path.read_bytes()
    path.write_bytes(content[:8] + b"\xff\xff" + content[10:])


def garbage_for_database(layout):
    layout.database.write_bytes(b"no database" * 1000)


def change_database(layout, sql):
    with closing(sqlite3.connect(layout.database)) as connection, connection:
        connection.execute(sql)


def rules_of_another_version(layout):
    change_database(layout, "UPDATE about SET version = 0")


def tables_of_another_kind(layout):
    change_database(layout, "ALTER TABLE pairs DROP COLUMN shared")


def another_index(layout):
    change_database(layout, "UPDATE about SET last = 1000")


def leftovers(layout):
    (layout.directory / "000099.segment").write_bytes(b"half")
    (layout.directory / "000100.segment.new").write_bytes(b"half")


@pytest.mark.parametrize(
    "harm",
    [
        damage_nothing,
        delete_segment,
        cut_segment,
        empty_segment,
        segment_of_another_version,
        garbage_for_database,
        rules_of_another_version,
        tables_of_another_kind,
        another_index,
        leftovers,
    ],
)
def test_what_is_damaged_is_made_again(tmp_path, harm):
    index = Index()
    for text in (FIRE, BUDGET, CUT_FIRE):
        index.add(text)
    index.groups(tmp_path)
    harm(CopiesLayout(tmp_path))
    revised = index.add(REVISED_FIRE)
    assert index.groups(tmp_path) == {(1, 3, revised)}
    with closing(Groups(tmp_path)) as groups:
        assert groups.problems() == []
        assert groups.stamp == index.stamp
    assert not (tmp_path / "000099.segment").exists()


def test_a_segment_with_any_byte_altered_stops_no_update(tmp_path):
    index = Index()
    for text in (FIRE, BUDGET, CUT_FIRE):
        index.add(text)
    index.groups(tmp_path / "before")
    (path,) = (tmp_path / "before").glob("*.segment")
    content = path.read_bytes()
    index.add(REVISED_FIRE)
    for place in range(0, len(content), 11):
        directory = tmp_path / str(place)
        shutil.copytree(tmp_path / "before", directory)
        altered = bytearray(content)
        altered[place] ^= 0xFF
        (directory / path.name).write_bytes(altered)
        index.groups(directory)
        shutil.rmtree(directory)


class Killed(BaseException):
    """The process is gone."""


class Killer:
    """Ends what is done to files of a folder at the n-th time that something is."""

    def __init__(self):
        self.folder = ""
        self.remaining = 0
        sys.addaudithook(self.hook)  # for good: there is no way to take it back

    def hook(self, event, arguments):
        if not self.remaining or event not in ("open", "os.rename", "os.remove", "os.mkdir"):
            return
        if str(arguments[0]).startswith(self.folder):
            self.remaining -= 1
            if not self.remaining:
                raise Killed


@pytest.fixture(scope="module")
def killer():
    return Killer()


def test_killed_at_any_step_it_goes_on_the_next_time(tmp_path, killer):
    index = Index()
    for text in (FIRE, BUDGET, CUT_FIRE):
        index.add(text)
    index.groups(tmp_path / "before", articles_at_once=1)
    put_waiting(tmp_path / "before", [Arrivals.of(index.texts([index.add(FIRE)]))])
    index.remove(1)
    index.add(REVISED_FIRE)
    index.add(BUDGET)
    expected = index.groups(tmp_path / "new")
    steps = 0
    while True:
        steps += 1
        directory = tmp_path / str(steps)
        shutil.copytree(tmp_path / "before", directory)
        killer.folder, killer.remaining = str(directory), steps
        try:
            index.groups(directory, articles_at_once=1)
        except Killed:
            killer.remaining = 0
            assert index.groups(directory) == expected
            with closing(Groups(directory)) as groups:
                assert groups.problems() == []
        else:
            break
        finally:
            killer.remaining = 0
    assert steps > 10
