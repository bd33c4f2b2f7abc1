"""`searchnews export`."""

import csv
import json

import pytest
from cli.command_line import run

from searchnews.explore.exports.formats import TEXTS, Format


def test_exports_all_articles_that_match(directory, tmp_path):
    path = tmp_path / "frappe.csv"
    printed, noted = run("export", "frappe", path, "--index", directory, "--sort", "date")
    assert (printed, noted) == (f"3 articles in {path}\n", "")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["idleb", "palmyre", "greve"]
    assert [row["date_precision"] for row in rows] == ["month", "day", "day"]
    about = json.loads((tmp_path / "frappe.csv.about.json").read_text(encoding="utf-8"))
    assert about["queries"] == [{"query": "frappe", "understood": "frappe", "matches": 3}]
    assert (about["out_of"], about["unit"]) == (8, "articles")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.ris", "T2  - Le Temps"),
        ("a.bib", "entrysubtype = {newspaper}"),
        ("a.json", "article-newspaper"),
        ("a.jsonl", '"source": "Le Temps"'),
        ("a.tsv", "Le Temps"),
    ],
)
def test_the_end_of_the_name_says_the_format(directory, tmp_path, name, part):
    run("export", "idleb", tmp_path / name, "--index", directory, "--quiet")
    assert part in (tmp_path / name).read_text(encoding="utf-8")


def test_exports_what_the_query_finds_with_the_same_options(directory, tmp_path):
    synonyms = tmp_path / "synonymes.txt"
    synonyms.write_text("coupures => frappes")
    options = ("--synonyms", synonyms, "--fresh", "30d", "--from", "2015-01", "--index", directory)
    printed, _ = run("query", "coupures", *options, "--limit", 0, "--format", "jsonl")
    found = [json.loads(line)["id"] for line in printed.splitlines()]
    path = tmp_path / "a.jsonl"
    run("export", "coupures", path, *options)
    rows = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["id"] for row in rows] == found
    assert len(found) > 1
    about = json.loads((tmp_path / "a.jsonl.about.json").read_text(encoding="utf-8"))
    assert (about["sort"], about["fresh_days"]) == ("relevance", 30)
    assert about["synonyms"] == str(synonyms)


def test_a_spreadsheet_in_french_is_served(directory, tmp_path):
    path = tmp_path / "a.csv"
    run(
        "export", "idleb", path, "--index", directory, "--separator", ";", "--bom",
        "--column", "id", "--column", "source",
    )  # fmt: skip
    assert path.read_bytes() == b"\xef\xbb\xbfid;source\r\nidleb;Le Temps\r\n"


@pytest.mark.parametrize("form", [form for form in Format if form in TEXTS])
def test_a_dash_is_standard_output_which_has_the_file_and_nothing_else(directory, tmp_path, form):
    options = ("--index", directory, "--sort", "date", "--format", form)
    run("export", "frappe", tmp_path / "a", *options)
    printed, noted = run("export", "frappe", "-", *options)
    assert printed.encode() == (tmp_path / "a").read_bytes()
    assert noted == "3 articles on standard output, without an .about.json\n"
    assert run("export", "frappe", "-", *options, "--quiet") == (printed, "")


def test_a_file_may_be_called_a_dash_and_standard_output_is_none(directory, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("export", "frappe", "-", "--index", directory, "--format", "csv")
    assert list(tmp_path.iterdir()) == []
    run("export", "frappe", "./-", "--index", directory, "--format", "csv")
    assert {path.name for path in tmp_path.iterdir()} == {"-", "-.about.json"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "say it by --format"),
        (("--format", "xlsx"), "xlsx is no text"),
        (("--format", "parquet"), "parquet is no text"),
    ],
)
def test_what_standard_output_cannot_be_is_said(directory, options, said):
    printed, noted = run("export", "frappe", "-", "--index", directory, *options, status=2)
    assert printed == ""
    assert said in noted


@pytest.mark.parametrize("command", [("facets", "--by", "source"), ("timeline",)])
def test_no_plot_is_drawn_between_the_lines_of_an_answer(directory, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    name, *options = command
    printed, noted = run(name, "frappe", *options, "--plot", "-", "--index", directory, status=2)
    assert (printed, list(tmp_path.iterdir())) == ("", [])
    assert "name a file for the plot" in noted


def test_a_file_that_exists_is_kept(directory, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("mes notes")
    _, noted = run("export", "idleb", path, "--index", directory, status=1)
    assert "a.csv" in noted
    assert path.read_text() == "mes notes"
    run("export", "idleb", path, "--index", directory, "--overwrite")
    assert path.read_text().startswith("id,")


def test_a_query_that_begins_as_an_option_is_helped(directory, tmp_path):
    _, noted = run("export", "-Reuters", tmp_path / "a.csv", "--index", directory, status=2)
    assert "export -- '-Reuters'" in noted


def test_a_name_without_a_format_says_which_there_are(directory, tmp_path):
    _, noted = run("export", "idleb", tmp_path / "a.doc", "--index", directory, status=1)
    assert "does not tell a format" in noted
    assert not list(tmp_path.glob("a.doc*"))
