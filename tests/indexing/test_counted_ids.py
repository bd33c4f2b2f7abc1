"""Articles of several tables that count their rows from 1 are all kept, each once."""

import json
import os
import sqlite3

import pytest

import searchnews
from searchnews.indexing.counted_ids import identity_of, is_counted

OLD = 1_500_000_000


def write(path, *records, mtime=OLD):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    os.utime(path, (mtime, mtime))
    return path


def record(number, title, **others):
    return {"id": number, "title": title, "date": "2015-09-18", "body": "La Loire.", **others}


def counts(report):
    return report.added, report.updated, report.unchanged, report.removed


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        yield index


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "tables"


def titles(index):
    return sorted((article.title, article.id.split("-")[0]) for article in index)


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("1", True),
        ("0042", True),
        ("7.0", True),
        ("201509180012", True),
        ("text1", True),
        ("doc_12", True),
        ("Article 3", True),
        ("1234567890123456789", False),  # of a social network, given once
        ("a1", False),
        ("val-1", False),
        ("https://val.example/1", False),
        ("1234abcd", False),
        ("", False),
    ],
)
def test_an_id_that_only_counts(given, counted):
    assert is_counted(given) is counted


def test_numbers_of_two_tables_name_different_articles(index, folder):
    write(folder / "a.jsonl", record(1, "Crue"), record(2, "Vote"))
    write(folder / "b.jsonl", record(1, "Pont"), record(2, "Gare"))
    report = index.update(folder)
    assert titles(index) == [("Crue", "1"), ("Gare", "2"), ("Pont", "1"), ("Vote", "2")]
    assert counts(report) == (4, 0, 0, 0)
    assert index.get("1").title == "Crue"
    assert [w for w in report.warnings if "b.jsonl: 2 articles have as id a number" in w]


def test_also_in_one_file_where_the_number_is_of_something_else(index, folder):
    write(folder / "a.jsonl", *(record(7, title) for title in ("Crue", "Vote", "Pont")))
    assert counts(index.update(folder)) == (3, 0, 0, 0)
    write(folder / "a.jsonl", *(record(7, title) for title in ("Crue", "Pont")), mtime=OLD + 9)
    assert counts(index.update(folder)) == (0, 0, 2, 1)
    assert titles(index) == [("Crue", "7"), ("Pont", "7")]


def test_the_same_articles_in_a_second_export_are_the_same(index, folder):
    write(folder / "a.jsonl", record(1, "Crue"), record(2, "Vote"))
    write(folder / "b.jsonl", record(1, "Crue", body="La Loire monte."), record(2, "Vote"))
    report = index.update(folder)
    assert titles(index) == [("Crue", "1"), ("Vote", "2")]
    assert index.get("1").body == "La Loire monte."
    assert [w for w in report.warnings if "the later one stands" in w]


def test_a_corrected_article_keeps_its_number(index, folder):
    write(folder / "a.jsonl", record(1, "Crue"))
    write(folder / "b.jsonl", record(1, "Pont"))
    index.update(folder)
    write(folder / "a.jsonl", record(1, "Crue de la Loire"), mtime=OLD + 9)
    write(folder / "b.jsonl", record(1, "Pont", section="Région"), mtime=OLD + 9)
    assert counts(index.update(folder)) == (0, 2, 0, 0)
    assert titles(index) == [("Crue de la Loire", "1"), ("Pont", "1")]


def test_ids_stay_when_the_number_is_free_again(index, folder):
    first = write(folder / "a.jsonl", record(1, "Crue"))
    write(folder / "b.jsonl", record(1, "Pont"))
    index.update(folder)
    (longer,) = (article.id for article in index if article.title == "Pont")
    first.unlink()
    assert counts(index.update(folder)) == (0, 0, 1, 1)
    write(folder / "b.jsonl", record(1, "Pont", section="Région"), mtime=OLD + 9)
    index.update(folder)
    assert [article.id for article in index] == [longer]


def test_a_deleted_article_takes_no_other_with_its_number(index, folder):
    write(folder / "a.jsonl", record(1, "Crue"))
    index.update(folder)
    index.delete(["1"])
    write(folder / "b.jsonl", record(1, "Pont"))
    write(folder / "a.jsonl", record(1, "Crue", section="Région"), mtime=OLD + 9)
    report = index.update(folder)
    assert titles(index) == [("Pont", "1")]
    assert [w for w in report.warnings if "1 articles that were deleted" in w]


def test_an_article_of_an_app_is_not_replaced_by_a_row_with_its_number(index, folder):
    index.add([searchnews.Article(id="1", title="De l'application")])
    write(folder / "a.jsonl", record(1, "Crue"))
    index.update(folder)
    assert titles(index) == [("Crue", "1"), ("De l'application", "1")]
    index.add([searchnews.Article(id="1", title="Encore")])
    assert index.get("1").title == "Encore"


def test_texts_are_compared_where_title_or_day_is_missing(index, folder):
    write(folder / "a.jsonl", {"id": 1, "body": "La Loire."}, {"id": 2, "body": "Le vote."})
    write(folder / "b.jsonl", {"id": 1, "body": "Le pont."}, {"id": 2, "body": "Le  vote."})
    index.update(folder)
    assert sorted(article.body for article in index) == ["La Loire.", "Le  vote.", "Le pont."]


def test_a_rebuilt_index_tells_them_apart(index, folder, tmp_path):
    write(folder / "a.jsonl", record(1, "Crue"))
    write(folder / "b.jsonl", record(1, "Pont"))
    index.update(folder)
    index.close()
    searchnews.rebuild(tmp_path / "index")
    with searchnews.open(tmp_path / "index") as rebuilt:
        assert counts(rebuilt.update(folder)) == (0, 0, 2, 0)
        write(folder / "c.jsonl", record(1, "Gare"))
        rebuilt.update(folder)
        assert titles(rebuilt) == [("Crue", "1"), ("Gare", "1"), ("Pont", "1")]


def test_an_index_that_kept_no_identities_is_made_again(index, folder, tmp_path):
    write(folder / "a.jsonl", record(1, "Crue"))
    index.update(folder)
    index.close()
    connection = sqlite3.connect(tmp_path / "index" / "manifest.db")
    connection.execute("ALTER TABLE articles DROP COLUMN identity")
    connection.commit()
    connection.close()
    searchnews.rebuild(tmp_path / "index")
    with searchnews.open(tmp_path / "index") as old:
        assert old.check().problems == ()
        write(folder / "a.jsonl", record(1, "Crue", section="Région"), mtime=OLD + 9)
        write(folder / "b.jsonl", record(1, "Pont"))
        old.update(folder)
        assert titles(old) == [("Crue", "1"), ("Pont", "1")]


def test_what_else_is_known_of_an_article_is_no_part_of_its_identity():
    one = searchnews.Article(id="1", title="Crue", date="2015-09-18", body="a", source="ATS")
    same = searchnews.Article(id="1", title="Crue", date="2015-09-18T10:00", body="b")
    assert identity_of(one) == identity_of(same) is not None
    assert identity_of(searchnews.Article(id="val-1")) is None
