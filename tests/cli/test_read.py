"""`searchnews read`, and counting without an index."""

import json

import pytest
from cli.command_line import run

from searchnews.cli.options import MAX_HITS

PAGE = (
    "<html><head><title>Le moulin</title></head><body><h1>Le moulin</h1>"
    + "".join(
        f"<p>Le moulin, arrêté depuis la guerre, moud de nouveau le blé, {n} jours sur sept.</p>"
        for n in ("deux", "trois", "six")
    )
    + "</body></html>"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "moulin.html").write_text(PAGE)
    (tmp_path / "deux.jsonl").write_text(
        '{"titre": "Un pont", "date": "2015"}\n{"titre": \n'
        '{"titre": "Une digue", "source": "Val"}\n'
    )
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_reads_a_file_as_it_would_be_indexed(folder):
    printed, noted = run("read", folder / "moulin.html")
    assert "\nLe moulin\n" in printed
    assert "arrêté depuis la guerre" in printed
    assert noted == ""


def test_reads_as_json_a_line_an_article_and_names_what_is_broken(folder):
    printed, noted = run("read", folder / "deux.jsonl", "--format", "json", "--source", "Le Val")
    articles = [json.loads(line) for line in printed.splitlines()]
    assert [(a["title"], a["source"]) for a in articles] == [
        ("Un pont", "Le Val"), ("Une digue", "Val"),
    ]  # fmt: skip
    assert "deux.jsonl: line 2: not JSON" in noted
    one, _ = run("read", folder / "deux.jsonl", "--format", "json", "-n", 1)
    assert len(one.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [("absent.txt", "there is no file"), ("photo.png", "not a format that searchnews reads")],
)
def test_says_why_a_file_cannot_be_read(folder, name, reason):
    _, noted = run("read", folder / name, status=1)
    assert reason in noted


def test_counts_without_an_index(folder):
    printed, _ = run("index", folder, "--dry-run", "--index", folder / "index")
    assert printed.startswith(
        "3 articles in 2 files: 3 with a title, 1 with a date, 1 with a source"
    )
    printed, _ = run("index", folder, "--dry-run", "--format", "json")
    counted = json.loads(printed)
    assert (counted["files"], counted["articles"], counted["with_source"]) == (2, 3, 1)
    assert sorted(skipped["path"].rpartition("/")[2] for skipped in counted["skipped"]) == [
        "deux.jsonl", "photo.png",
    ]  # fmt: skip
    assert not (folder / "index").exists()


@pytest.mark.parametrize("number", [0, -1, MAX_HITS + 1, 10**20])
def test_the_number_of_articles_has_a_range(folder, number):
    _, noted = run("read", folder / "deux.jsonl", "--limit", number, status=2)
    assert f"{number} is not in the range 1<=x<={MAX_HITS}" in noted
