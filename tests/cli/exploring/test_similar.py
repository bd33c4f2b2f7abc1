"""`searchnews similar`."""

import csv
import io
import json
from unittest import mock

import pytest
from cli.command_line import run

COLUMNS = "id date source title score copy copies words".split()


def similar(directory, what, *options, status=0, typed=""):
    with mock.patch("sys.stdin", io.StringIO(typed)):
        return run("similar", what, "--index", directory, *options, status=status)


def test_of_an_article_in_text(directory):
    printed, noted = similar(directory, "palmyre", "-n", "1")
    head, about, empty, title, place, words = printed.splitlines()
    assert head.startswith("2 of 8 articles: ")
    assert about.startswith(f"index {directory}, commit ")
    assert empty == ""
    assert title.startswith("1. ")
    assert place.startswith("   ")
    assert words.startswith("   ")
    assert noted == ""


def test_columns_are_the_contract(directory):
    printed, noted = similar(directory, "palmyre", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert list(rows[0]) == COLUMNS
    assert noted.startswith("2 of 8 articles")
    printed, _ = similar(directory, "palmyre", "--format", "json")
    answer = json.loads(printed)
    assert [row["id"] for row in answer["rows"]] == [row["id"] for row in rows]
    assert isinstance(answer["rows"][0]["words"], list)
    assert answer["queries"][0]["query"] == "palmyre"


def test_of_a_text_that_is_typed(directory):
    printed, _ = similar(directory, "-", "--format", "jsonl", typed="Elle a grandi à Rakka")
    assert json.loads(printed.splitlines()[0])["id"] == "nee"


def test_of_a_file(directory, tmp_path):
    file = tmp_path / "brouillon.txt"
    file.write_text("Née à Rakka\n\nElle est née à Rakka, elle a grandi à Lyon.\n")
    printed, noted = similar(directory, file, "--format", "jsonl")
    assert json.loads(printed.splitlines()[0])["id"] == "nee"
    assert "several" not in noted


def test_of_a_file_of_several_articles_the_first(directory, tmp_path):
    file = tmp_path / "several.jsonl"
    file.write_text('{"titre": "Rakka"}\n{"titre": "La grève"}\n')
    printed, noted = similar(directory, file, "--format", "jsonl")
    assert json.loads(printed.splitlines()[0])["id"] == "nee"
    assert f"note: {file} has several articles; the first one is compared" in noted


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("unknown", "", "there is no article unknown in"),
        ("x" * 5000, "", "there is no article"),
        ("-", "", "no words"),
        ("-", "le la les", "no words"),
        (b"\xe9", "", "there is no article"),
    ],
)
def test_what_is_like_nothing_is_said_in_a_line(directory, what, typed, said):
    what = what.decode(errors="surrogateescape") if isinstance(what, bytes) else what
    printed, noted = similar(directory, what, status=1, typed=typed)
    assert printed == ""
    (line,) = noted.splitlines()
    assert said in line


def test_a_file_without_an_article(directory, tmp_path):
    file = tmp_path / "image.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    _, noted = similar(directory, file, status=1)
    assert str(file) in noted
