"""An article whose file was only moved is not new to who has seen it."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

import searchnews


def line(name, body="Une crue.", **fields):
    return json.dumps({"id": name, "title": f"Crue {name}", "body": body, **fields}) + "\n"


@pytest.fixture
def presse(tmp_path):
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / "a.jsonl").write_text(line("a1") + line("a2"))
    (folder / "b.jsonl").write_text(line("b1"))
    return folder


def with_crues(index, presse):
    index.update(presse)
    index.saved.add("crues", "crue")
    return index


@pytest.fixture
def crues(new_index, presse):
    return with_crues(new_index, presse)


@pytest.fixture
def crues_in_a_directory(new_directory, presse):
    """Where the files of the index are what is tested."""
    return with_crues(new_directory, presse)


@pytest.fixture
def seen(crues):
    return crues.saved.overview().seen


def unseen(index, seen):
    """The ids of what is unseen; the number that is said is theirs, here and in the overview."""
    latest = index.saved.latest("crues", seen=seen, limit=100)
    new = {
        hit.article.id for hit, is_new in zip(latest.hits, latest.are_new, strict=True) if is_new
    }
    assert latest.unseen == len(new)
    assert index.saved.overview(seen).searches[0].articles == len(new)
    return new


def run(index):
    return {each.id for message in index.saved.run().messages for each in message.articles}


def test_a_file_that_is_renamed_brings_nothing_new_to_who_looks_as_to_a_run(crues, presse, seen):
    (presse / "a.jsonl").rename(presse / "été.jsonl")
    report = crues.update(presse)
    assert (report.added, report.removed) == (2, 2)
    assert unseen(crues, seen) == run(crues) == set()


def test_a_folder_that_is_moved_brings_only_what_is_new(crues, presse, seen):
    (presse / "2026").mkdir()
    (presse / "a.jsonl").rename(presse / "2026" / "a.jsonl")
    (presse / "2026" / "c.jsonl").write_text(line("c1"))
    crues.update(presse)
    assert unseen(crues, seen) == run(crues) == {"c1"}


def test_what_was_changed_on_its_way_is_new_to_who_looks(crues, presse, seen):
    (presse / "a.jsonl").unlink()
    (presse / "c.jsonl").write_text(line("a1", "Une crue, et un pont.") + line("a2"))
    crues.update(presse)
    assert unseen(crues, seen) == {"a1"}


def test_what_came_since_and_was_moved_then_is_new(crues, presse, seen):
    (presse / "c.jsonl").write_text(line("c1"))
    crues.update(presse)
    (presse / "c.jsonl").rename(presse / "d.jsonl")
    (presse / "b.jsonl").rename(presse / "e.jsonl")
    crues.update(presse)
    assert unseen(crues, seen) == {"c1"}


def test_a_file_is_moved_as_often_as_one_likes(crues, presse, seen):
    for before, after in ("ac", "cd", "da"):
        (presse / f"{before}.jsonl").rename(presse / f"{after}.jsonl")
        crues.update(presse)
        assert unseen(crues, seen) == set()


def test_a_file_that_is_copied_first_and_removed_later_was_moved_too(crues, presse, seen):
    (presse / "c.jsonl").write_text((presse / "a.jsonl").read_text())
    crues.update(presse)
    assert unseen(crues, seen) == set()
    (presse / "a.jsonl").unlink()
    crues.update(presse)
    assert unseen(crues, seen) == set()


def test_an_archive_that_is_moved_brings_nothing_new(crues, presse):
    with zipfile.ZipFile(presse / "z.zip", "w") as archive:
        archive.writestr("janvier/z.jsonl", line("z1") + line("z2"))
    crues.update(presse)
    seen = crues.saved.overview().seen
    (presse / "z.zip").rename(presse / "y.zip")
    crues.update(presse)
    assert unseen(crues, seen) == set()


def test_an_article_that_has_its_id_from_its_place_is_another_one(crues, presse, seen):
    (presse / "t.txt").write_text("La crue\n\nUne crue de la Sorne.\n")
    crues.update(presse)
    run(crues)
    seen = crues.saved.overview().seen
    (presse / "t.txt").rename(presse / "u.txt")
    crues.update(presse)
    assert unseen(crues, seen) == run(crues) != set()


def test_it_is_known_after_the_index_was_made_again(crues_in_a_directory, presse):
    crues = crues_in_a_directory
    seen = crues.saved.overview().seen
    (presse / "a.jsonl").rename(presse / "c.jsonl")
    crues.update(presse)
    crues.close()
    searchnews.rebuild(crues.directory, presse)
    with searchnews.open(crues.directory) as index:
        assert unseen(index, seen) == set()
        (presse / "b.jsonl").write_text(line("b1", "La crue est finie."))
        index.update(presse)
        assert unseen(index, seen) == {"b1"}


def test_where_it_is_not_known_that_a_file_was_moved_all_of_it_is_new(crues_in_a_directory, presse):
    """With a manifest of before, or with one that cannot be read."""
    crues = crues_in_a_directory
    seen = crues.saved.overview().seen
    (presse / "a.jsonl").rename(presse / "c.jsonl")
    crues.update(presse)
    manifest = crues.directory / "manifest.db"
    with closing(sqlite3.connect(manifest)) as database, database:
        database.execute("DROP TABLE moved")
    assert unseen(crues, seen) == {"a1", "a2"}
    crues.close()
    for file in crues.directory.glob("manifest.db*"):
        file.unlink()
    manifest.write_bytes(b"pas un manifeste" * 100)
    with searchnews.open(crues.directory) as index:
        assert unseen(index, seen) == {"a1", "a2"}
