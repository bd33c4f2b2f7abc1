"""Bringing an index up to date: incremental, complete, and nothing lost."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest

import searchnews
from searchnews.errors import InvalidArgumentError

OLD = time.time() - 3600


def write(path, text, mtime=OLD):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (mtime, mtime))
    return path


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def record(article_id, body="Texte.", **more):
    return {"id": article_id, "title": article_id, "body": body, **more}


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        yield index


@pytest.fixture
def corpus(tmp_path):
    return tmp_path / "corpus"


def counts(report):
    return report.added, report.updated, report.unchanged, report.removed


def found(index, query="*"):
    return sorted(hit.article.id for hit in index.stream(query))


def test_reads_only_what_changed(index, corpus):
    one = write(corpus / "one.jsonl", lines(record("a"), record("b")))
    write(corpus / "sub" / "two.jsonl", lines(record("c")))
    assert counts(index.update(corpus)) == (3, 0, 0, 0)
    assert counts(index.update(corpus)) == (0, 0, 3, 0)
    write(one, lines(record("a"), record("b", "Changé.")), mtime=OLD + 10)
    assert counts(index.update(corpus)) == (0, 1, 2, 0)
    assert found(index, "changé") == ["b"]


def test_a_touched_file_is_unchanged(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a")))
    index.update(corpus)
    os.utime(path, (OLD + 50, OLD + 50))
    assert counts(index.update(corpus)) == (0, 0, 1, 0)


def test_a_file_just_written_is_looked_at_again(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a", "Avant")), mtime=time.time())
    index.update(corpus)
    status = path.stat()
    path.write_text(lines(record("a", "Apres")))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(index.update(corpus)) == (0, 1, 0, 0)


def test_articles_that_left_a_file_are_removed(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a"), record("b")))
    index.update(corpus)
    write(path, lines(record("b")), mtime=OLD + 10)
    assert counts(index.update(corpus)) == (0, 0, 1, 1)
    assert found(index) == ["b"]


def test_articles_of_vanished_files_are_removed_unless_kept(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a")))
    write(corpus / "two.jsonl", lines(record("b")))
    index.update(corpus)
    path.unlink()
    assert counts(index.update(corpus, keep_missing=True)) == (0, 0, 1, 0)
    assert found(index) == ["a", "b"]
    assert counts(index.update(corpus)) == (0, 0, 1, 1)
    assert found(index) == ["b"]


def test_files_outside_the_paths_given_are_left_alone(index, corpus):
    write(corpus / "a" / "one.jsonl", lines(record("a")))
    write(corpus / "ab" / "two.jsonl", lines(record("b")))
    index.update(corpus)
    (corpus / "ab" / "two.jsonl").unlink()
    assert counts(index.update(corpus / "a")) == (0, 0, 1, 0)
    assert found(index) == ["a", "b"]


def test_a_moved_file_keeps_its_articles(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a")))
    index.update(corpus)
    path.rename(corpus / "moved.jsonl")
    assert counts(index.update(corpus)) == (1, 0, 0, 1)
    assert found(index) == ["a"]
    assert index.get("a").path.endswith("moved.jsonl")


def test_other_options_read_everything_again(index, corpus):
    write(corpus / "one.jsonl", lines(record("a")))
    index.update(corpus)
    assert counts(index.update(corpus, source="ATS")) == (0, 1, 0, 0)
    assert found(index, "source:ats") == ["a"]


def test_what_cannot_be_read_keeps_what_it_gave_before(index, corpus):
    path = corpus / "one.jsonl.gz"
    corpus.mkdir()
    whole = gzip.compress(lines(*(record(f"a{n}", f"{n} " * 500) for n in range(50))).encode())
    path.write_bytes(whole)
    index.update(corpus)
    path.write_bytes(whole[: len(whole) // 2])
    report = index.update(corpus)
    assert report.removed == 0
    assert len(index) == 50
    assert "articles it gave before were kept" in report.skipped[0].reason


def test_a_broken_line_is_named_and_the_others_indexed(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a")) + '{"id": "b", \n' + lines(record("c")))
    report = index.update(corpus)
    assert found(index) == ["a", "c"]
    assert report.skipped[0].path == path
    assert report.skipped[0].reason.startswith("line 2: ")


def test_every_file_is_accounted_for(index, corpus):
    write(corpus / "a.txt", "Un titre\n\nUn paragraphe qui dit quelque chose de la ville.")
    write(corpus / "empty.txt", "")
    write(corpus / "notes.xyz", "?")
    (corpus / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50)
    write(corpus / ".hidden.txt", "caché")
    (corpus / "link.txt").symlink_to(corpus / "a.txt")
    report = index.update(corpus)
    reasons = {skipped.path.name: skipped.reason for skipped in report.skipped}
    assert report.added == 1
    assert reasons.keys() == {"empty.txt", "notes.xyz", "image.txt", "link.txt"}
    assert "empty" in reasons["empty.txt"]
    assert "an image" in reasons["image.txt"]
    again = index.update(corpus)
    assert {skipped.path.name for skipped in again.skipped} == reasons.keys()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every file")
def test_an_unreadable_file_is_named_and_its_articles_kept(index, corpus):
    path = write(corpus / "one.jsonl", lines(record("a")))
    index.update(corpus)
    write(path, lines(record("b")), mtime=OLD + 10)
    path.chmod(0)
    report = index.update(corpus)
    assert report.skipped[0].reason == (
        "the file cannot be opened: Permission denied; 1 articles it gave before were kept"
    )
    path.chmod(0o600)
    assert counts(index.update(corpus)) == (1, 0, 0, 1)


def test_the_later_of_two_articles_with_one_id_stands_and_it_is_said(index, corpus):
    write(corpus / "a.jsonl", lines(record("x", "premier"), record("x", "second")))
    write(corpus / "b.jsonl", lines(record("x", "troisieme")))
    report = index.update(corpus)
    assert (len(index), found(index, "troisieme")) == (1, ["x"])
    assert any("a.jsonl has the article x twice" in warning for warning in report.warnings)
    assert any("b.jsonl; the later one stands" in warning for warning in report.warnings)


def test_an_article_comes_back_when_the_file_that_took_it_goes(index, corpus):
    write(corpus / "a.jsonl", lines(record("x", "premier")))
    later = write(corpus / "b.jsonl", lines(record("x", "second")))
    index.update(corpus)
    later.unlink()
    index.update(corpus)
    assert found(index, "premier") == ["x"]


@pytest.mark.parametrize("gone", ["the article", "the file"])
def test_it_comes_back_at_once_from_a_folder_that_is_indexed_by_itself(index, corpus, gone):
    first = write(corpus / "un" / "a.jsonl", lines(record("x", "premier"), record("y")))
    later = write(corpus / "deux" / "b.jsonl", lines(record("x", "second"), record("z")))
    index.update(first.parent)
    index.update(later.parent)
    assert found(index, "second") == ["x"]
    later.unlink() if gone == "the file" else write(later, lines(record("z")), mtime=OLD + 10)
    report = index.update(later.parent)
    assert found(index, "premier") == ["x"]
    assert counts(report)[0] == 1
    assert not any("index" in warning for warning in report.warnings)
    assert counts(index.update(first.parent)) == (0, 0, 2, 0)


def test_but_not_with_other_options_than_that_folder_was_read_with(index, corpus):
    first = write(corpus / "un" / "a.jsonl", lines(record("x", "premier")))
    later = write(corpus / "deux" / "b.jsonl", lines(record("x", "second")))
    index.update(first.parent, source="Le Courrier du Val")
    index.update(later.parent, source="L'Écho du Haut-Val")
    later.unlink()
    report = index.update(later.parent, source="L'Écho du Haut-Val")
    assert len(index) == 0
    assert report.warnings[-1] == (
        f"{first} has articles that were removed with another file, and was not read again: it was "
        "read with other options; index its folder again"
    )
    report = index.update(first.parent, source="Le Courrier du Val")
    assert [hit.article.source for hit in index.stream("premier")] == ["Le Courrier du Val"]


def test_nor_from_a_file_that_is_not_there(index, corpus):
    first = write(corpus / "un" / "a.jsonl", lines(record("x", "premier"), record("y")))
    later = write(corpus / "deux" / "b.jsonl", lines(record("x", "second")))
    index.update(first.parent)
    index.update(later.parent)
    first.parent.rename(corpus / "débranché")
    later.unlink()
    report = index.update(later.parent)
    assert found(index) == ["y"]
    assert report.warnings[-1].endswith(": it is not there now; index its folder again")
    (corpus / "débranché").rename(first.parent)
    index.update(first.parent)
    assert found(index) == ["x", "y"]


def test_files_that_have_an_article_of_each_other_come_back_together(index, corpus):
    """Reading one again takes out what another had before it, which is read in turn."""
    paths = [corpus / str(number) / "a.jsonl" for number in range(4)]
    for number, path in enumerate(paths):
        write(path, lines(record(f"x{number}", path.name), record(f"x{number + 1}", path.name)))
        index.update(path.parent)
    write(paths[1], lines(record("w")), mtime=OLD + 10)
    write(paths[2], lines(record("v")), mtime=OLD + 10)
    index.update(paths[1].parent)
    index.update(paths[2].parent)
    assert found(index) == ["v", "w", "x0", "x1", "x3", "x4"]


def test_deleted_articles_do_not_come_back_from_files(index, corpus):
    path = write(corpus / "a.jsonl", lines(record("a"), record("b")))
    index.update(corpus)
    assert index.delete(["a", "zzz"]) == 1
    write(path, lines(record("a"), record("b", "Neuf.")), mtime=OLD + 10)
    report = index.update(corpus)
    assert found(index) == ["b"]
    assert "were not brought back" in report.warnings[0]
    index.add([searchnews.Article(id="a", body="Revenu.")])
    assert found(index) == ["a", "b"]


def test_an_index_inside_the_folder_is_not_indexed(corpus):
    write(corpus / "a.jsonl", lines(record("a")))
    with searchnews.create(corpus / "indexes" / "default") as index:
        assert counts(index.update(corpus)) == (1, 0, 0, 0)
        report = index.update(corpus)
    assert (counts(report), report.skipped) == ((0, 0, 1, 0), [])


def test_an_empty_folder_is_said(index, corpus):
    corpus.mkdir()
    report = index.update(corpus)
    assert report.warnings == [f"there is no file in {corpus}"]


def test_a_mistyped_path_is_refused(index, corpus):
    with pytest.raises(InvalidArgumentError, match="there is no file or folder"):
        index.update(corpus)


def test_a_file_that_changes_while_it_is_read_is_read_again(index, corpus):
    ids = [f"a{n}" for n in range(150)]
    path = write(corpus / "a.jsonl", lines(*map(record, ids)))
    index.update(corpus)

    def change(*_):
        write(path, lines(record("b"), *map(record, ids[:100])), mtime=OLD + 99)

    os.utime(path, (OLD + 10, OLD + 10))
    report = index.update(corpus, source="Le Val", progress=change)
    assert report.warnings == [f"{path} changed while it was read; index it again"]
    assert report.removed == 0
    assert counts(index.update(corpus, source="Le Val")) == (1, 0, 100, 50)


def test_progress_is_told(index, corpus):
    write(corpus / "a.jsonl", lines(*(record(f"a{n}") for n in range(250))))
    told = []
    index.update(corpus, progress=lambda *numbers: told.append(numbers))
    size = (corpus / "a.jsonl").stat().st_size
    assert told[-1] == (size, size, 250)
    assert told == sorted(told)
    assert len(told) > 1


def test_names_that_are_no_text_are_indexed(index, corpus):
    corpus.mkdir()
    path = Path(os.fsdecode(os.fsencode(corpus) + b"/\xe9t\xe9.txt"))
    path.write_text("Un titre\n\nUn paragraphe sur la ville de Raqa et ses environs.")
    assert counts(index.update(corpus)) == (1, 0, 0, 0)
    assert counts(index.update(corpus)) == (0, 0, 1, 0)
    assert len(found(index, "raqa")) == 1


@pytest.mark.parametrize(("kept", "changed"), [("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl")])
def test_what_a_file_has_is_counted_once_when_it_takes_an_article_over(
    index, tmp_path, kept, changed
):
    def record(article_id, body="Un texte."):
        return json.dumps({"id": article_id, "title": "Un titre", "body": body}) + "\n"

    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / kept).write_text(record("x") + record("y"))
    index.update(folder)
    (folder / changed).write_text(record("x", "Autre chose.") + record("z"))
    index.update(folder)
    (folder / changed).write_text(record("z"))
    report = index.update(folder)
    assert {article.id for article in index} == {"x", "y", "z"}
    assert report.unchanged == 2  # y and z
