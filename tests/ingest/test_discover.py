"""Finding files: each is found, skipped with a reason, or hidden on purpose."""

import os

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.ingest.discover import FoundFile, LeftOut, Unlisted, discover


@pytest.fixture
def folder(tmp_path):
    for name in ("b/2.txt", "a/1.jsonl.gz", "a/z/3.TXT", "c.json", ".git/x.txt", "a/.~lock.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("texte")
    return tmp_path


def names(found, folder):
    return [str(item.path.relative_to(folder)) for item in found]


def test_finds_files_in_folders_of_folders_in_order(folder):
    found = list(discover(folder))
    assert names(found, folder) == ["a/1.jsonl.gz", "a/z/3.TXT", "b/2.txt", "c.json"]
    assert all(isinstance(item, FoundFile) and item.size == 5 and item.mtime_ns for item in found)


def test_a_file_named_by_the_user_is_found_also_when_hidden(folder):
    (found,) = discover(folder / ".git" / "x.txt")
    assert isinstance(found, FoundFile)


def test_paths_are_absolute(folder, monkeypatch):
    monkeypatch.chdir(folder / "a")
    (found,) = discover(type(folder)("../b"))
    assert found.path == folder / "b" / "2.txt"


def test_a_folder_can_be_left_out(folder):
    found = discover(folder, leave_out=lambda path: path.name == "a")
    assert names(found, folder) == ["b/2.txt", "c.json"]


def test_nothing_there_is_an_error(folder):
    with pytest.raises(InvalidArgumentError, match="there is no file or folder"):
        list(discover(folder / "rien"))


def test_an_empty_folder_gives_nothing(tmp_path):
    assert list(discover(tmp_path)) == []


def test_links_are_skipped_unless_they_are_named(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "9.txt").write_text("texte")
    link = folder / "link"
    link.symlink_to(outside)
    loop = folder / "loop"
    loop.symlink_to(folder)
    skipped = [item for item in discover(folder) if isinstance(item, LeftOut)]
    assert [item.path for item in skipped] == [link, loop]
    assert "symbolic link" in skipped[0].reason
    assert names(discover(link), folder) == ["link/9.txt"]


def test_pipes_are_skipped(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (skipped,) = discover(tmp_path)
    assert isinstance(skipped, LeftOut)
    assert "pipe" in skipped.reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_folder_is_named_and_the_others_go_on(folder):
    (folder / "a").chmod(0)
    try:
        found = list(discover(folder))
    finally:
        (folder / "a").chmod(0o700)
    assert found[0] == Unlisted(folder / "a", "Permission denied")
    assert names(found[1:], folder) == ["b/2.txt", "c.json"]


def test_a_folder_that_cannot_be_listed_is_named(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert next(discover(folder)) == Unlisted(folder / "a", "Permission denied")
