"""Of what an agency revises the newest stands, whichever file is read last."""

import json
import os
import sqlite3

import pytest

import searchnews

OLD = 1_500_000_000
ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="val-1" version="{0}">'
    "<contentMeta><headline>Crue, {0}</headline></contentMeta></newsItem>"
)
OLDER = "an older revision of val-1 than the one that stands"


def write(path, content, mtime=OLD):
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    os.utime(path, (mtime, mtime))
    return path


def counts(report):
    return report.added, report.updated, report.unchanged, report.removed


def reasons(report):
    return [(each.path.name, each.reason) for each in report.skipped]


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        yield index


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "fil"


def test_the_newest_of_several_files_stands(index, folder):
    for name, version in (("a", 2), ("b", 3), ("c", 1)):
        write(folder / f"{name}.xml", ITEM.format(version))
    report = index.update(folder)
    assert index.get("val-1").title == "Crue, 3"
    assert index.get("val-1").extra["revision"] == 3
    assert reasons(report) == [("c.xml", OLDER)]


def test_also_when_the_others_come_in_later_runs(index, folder):
    write(folder / "b.xml", ITEM.format(3))
    index.update(folder)
    write(folder / "c.xml", ITEM.format(1))
    assert reasons(index.update(folder)) == [("c.xml", OLDER)]
    write(folder / "d.xml", ITEM.format(3).replace("Crue,", "Crue corrigée,"))
    report = index.update(folder)
    assert (counts(report), index.get("val-1").title) == ((0, 1, 0, 0), "Crue corrigée, 3")
    write(folder / "e.xml", ITEM.format(10))
    index.update(folder)
    assert index.get("val-1").title == "Crue, 10"


def test_an_article_stands_when_its_file_is_overwritten_by_an_older_one(index, folder):
    path = write(folder / "a.xml", ITEM.format(3))
    index.update(folder)
    write(path, ITEM.format(2), mtime=OLD + 10)
    report = index.update(folder)
    assert (counts(report), report.skipped) == ((0, 0, 1, 0), [])
    assert report.warnings == [f"{path}: {OLDER}"]
    assert index.get("val-1").title == "Crue, 3"
    assert counts(index.update(folder)) == (0, 0, 1, 0)
    write(path, ITEM.format(4), mtime=OLD + 20)
    assert counts(index.update(folder)) == (0, 1, 0, 0)
    assert index.get("val-1").title == "Crue, 4"


def test_it_goes_with_its_file_and_the_older_one_comes_back(index, folder):
    newest = write(folder / "a.xml", ITEM.format(3))
    write(folder / "b.xml", ITEM.format(1))
    index.update(folder)
    newest.unlink()
    assert counts(index.update(folder)) == (1, 0, 0, 1)
    assert index.get("val-1").title == "Crue, 1"


def test_it_goes_when_its_file_no_longer_has_it_at_all(index, folder):
    path = write(folder / "a.xml", ITEM.format(3))
    index.update(folder)
    write(path, ITEM.format(1).replace("val-1", "val-2"), mtime=OLD + 10)
    assert counts(index.update(folder)) == (1, 0, 0, 1)


def test_both_revisions_in_one_file_are_one_article(index, folder):
    items = [
        {"uri": "val-1", "version": version, "headline": f"Crue, {version}", "pubstatus": "usable"}
        for version in ("3", "2", "1")
    ]
    write(folder / "a.jsonl", "".join(json.dumps(item) + "\n" for item in items))
    report = index.update(folder)
    assert counts(report) == (1, 0, 0, 0)
    assert index.get("val-1").title == "Crue, 3"


@pytest.mark.parametrize("values", [(3, 2), ("3", 4), (4, "3"), (2.5, None), ([1], {"a": 1})])
def test_a_field_of_a_record_that_is_called_so_is_none(index, folder, values):
    path = folder / "a.jsonl"
    for number, value in enumerate(values):
        item = {"id": "val-1", "title": f"Crue, {number}", "revision": value}
        write(path, json.dumps(item) + "\n" + '{"id": "val-2", "title": "x"}\n', OLD + number)
        report = index.update(folder)
    assert (counts(report), report.skipped, report.warnings) == ((0, 1, 1, 0), [], [])
    assert index.get("val-1").title == "Crue, 1"
    assert index.get("val-1").extra.get("revision") == values[1]


def test_an_app_may_replace_any_revision(index, folder):
    write(folder / "a.xml", ITEM.format(3))
    index.update(folder)
    index.add([searchnews.Article(id="val-1", title="De l'application")])
    assert index.get("val-1").title == "De l'application"


def test_an_index_that_kept_no_revisions_is_made_again(index, folder, tmp_path):
    write(folder / "a.xml", ITEM.format(3))
    index.update(folder)
    index.close()
    connection = sqlite3.connect(tmp_path / "index" / "manifest.db")
    connection.execute("ALTER TABLE articles DROP COLUMN revision")
    connection.commit()
    connection.close()
    searchnews.rebuild(tmp_path / "index")
    with searchnews.open(tmp_path / "index") as again:
        assert again.check().problems == ()
        assert again.get("val-1").title == "Crue, 3"
        write(folder / "b.xml", ITEM.format(4))
        again.update(folder)
        write(folder / "c.xml", ITEM.format(3))
        assert reasons(again.update(folder)) == [("c.xml", OLDER)]


def test_a_rebuilt_index_knows_them(index, folder, tmp_path):
    path = write(folder / "a.xml", ITEM.format(3))
    index.update(folder)
    index.close()
    searchnews.rebuild(tmp_path / "index")
    path.unlink()
    write(folder / "b.xml", ITEM.format(1))
    with searchnews.open(tmp_path / "index") as rebuilt:
        assert reasons(rebuilt.update(folder)) == [("b.xml", OLDER)]
        assert rebuilt.get("val-1").title == "Crue, 3"
