"""`searchnews index`."""

import json
import os

import pytest
from cli.command_line import run

import searchnews
from searchnews.cli.options import MAX_JOBS
from searchnews.processes import MAX_PROCESSES
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock


def test_index_reports(tmp_path, corpus):
    index = tmp_path / "new" / "index"
    arguments = ("index", corpus, "--index", index, "--map", "title=headline")
    printed, noted = run(*arguments)
    assert "1 added, 0 updated, 0 unchanged, 0 removed in " in printed
    assert f"{corpus / 'a.jsonl'}: line 2: not JSON" in printed
    as_json, _ = run(*arguments, "--format", "json")
    report = json.loads(as_json)
    assert [report[name] for name in ("added", "updated", "unchanged", "removed", "articles")] == [
        0, 0, 1, 0, 1,
    ]  # fmt: skip
    assert {"skipped", "seconds"} <= report.keys()
    quiet, noted = run(*arguments, "--quiet")
    assert (quiet, noted) == ("", "")


def test_index_names_what_it_skips_in_json(tmp_path, corpus):
    printed, _ = run("index", corpus, "--index", tmp_path / "index", "--format", "json",
                     "--map", "title=headline")  # fmt: skip
    skipped = json.loads(printed)["skipped"]
    assert [entry["path"] for entry in skipped] == [str(corpus / "a.jsonl")] * 2
    assert skipped[0]["reason"].startswith("line 2: ")


def test_index_goes_by_the_environment_and_a_default(tmp_path, corpus):
    run("index", corpus, "--map", "title=headline", SEARCHNEWS_INDEX=str(tmp_path / "there"))
    printed, _ = run("query", "pont", SEARCHNEWS_INDEX=str(tmp_path / "there"))
    assert printed.startswith("1 article:")


def test_rebuild_changes_the_engine(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    _, noted = run("index", corpus, "--index", index, "--engine", "whoosh", status=1)
    assert "was made with tantivy" in noted
    run("index", "--rebuild", "--index", index, "--engine", "whoosh")
    printed, _ = run("stats", "--index", index)
    assert "engine    whoosh" in printed
    assert run("query", "pont", "--index", index)[0].startswith("1 article:")


def test_the_second_writer_exits_with_the_name_of_the_first(tmp_path, corpus):
    index = tmp_path / "index"
    searchnews.create(index).close()
    with writer_lock(Layout(index)):
        _, noted = run("index", corpus, "--index", index, status=1)
    assert f"is being written to by process {os.getpid()}" in noted


@pytest.mark.parametrize("number", [0, -1, MAX_JOBS + 1, 10**20])
def test_the_number_of_processes_has_a_range(tmp_path, corpus, number):
    assert MAX_JOBS == MAX_PROCESSES
    _, noted = run("index", corpus, "--index", tmp_path / "i", "--jobs", number, status=2)
    assert f"{number} is not in the range 1<=x<={MAX_JOBS}" in noted
    assert not (tmp_path / "i").exists()


def test_what_is_skipped_for_one_reason_is_named_together(directory, tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text("# Notes\n")
    printed, _ = run("index", tmp_path, "--index", directory)
    assert "3 skipped:" in printed
    (line,) = (line for line in printed.splitlines() if "paragraph of prose" in line)
    assert line.startswith(f"  {tmp_path / 'a.md'} and 2 more: ")
