"""`searchnews timeline`."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from cli.command_line import run, run_process


def test_text(directory):
    printed, noted = run("timeline", "frappe", "--by", "month", "--index", directory, COLUMNS="60")
    lines = printed.splitlines()
    assert lines[0] == "3 of 8 articles: frappe"
    assert lines[2] == "share of all articles, by month"
    assert lines[-1] == (
        "2 of 7 bins have fewer than 10 of them, so their shares say little; "
        "--draw count draws counts"
    )
    assert any("█" in line for line in lines)
    assert max(map(len, lines[2:-1])) <= 60
    assert noted == ""


@pytest.mark.parametrize("width", [1, 20, 40])
def test_narrow_terminals(directory, width):
    printed, _ = run("timeline", "frappe", "--by", "day", "--index", directory, COLUMNS=str(width))
    assert "█" in printed


def test_bins_are_longer_where_a_terminal_would_take_hundreds_of_panels(directory):
    asked = ("timeline", "*", "--by", "day", "--index", directory)
    printed, noted = run(*asked, COLUMNS="80")
    assert "share of all articles, by quarter" in printed
    assert len(printed.splitlines()) < 100
    assert noted == (
        "38,504 bins by day are too many for a terminal, so they are shown by quarter; --format "
        "csv has all of them, and --plot draws them\n"
    )
    rows, noted = run(*asked, "--format", "csv")
    assert rows.count("\n") == 38_505
    assert "too many" not in noted
    printed, _ = run(*asked, "--from", "2015-09", "--to", "2015-10", COLUMNS="80")
    assert "share of all articles, by day" in printed


def test_a_terminal_without_unicode(directory):
    printed, _ = run_process(
        "timeline", "frappe", "grève", "--draw", "count", "--by", "month", "--index", directory,
        PYTHONUTF8="0", PYTHONIOENCODING="ascii",
    )  # fmt: skip
    assert printed.isascii()
    assert "#" in printed


def test_csv_and_json(directory):
    options = ("timeline", "frappe", "--by", "year", "--index", directory, "--format")
    printed, noted = run(*options, "csv")
    assert list(csv.DictReader(io.StringIO(printed))) == [
        {"date": "2015", "count": "2", "total_count": "2", "ratio": "1.0"},
        {"date": "2016", "count": "1", "total_count": "1", "ratio": "1.0"},
    ]
    assert noted.splitlines()[0] == "3 of 8 articles: frappe"
    printed, _ = run(*options, "json")
    answer = json.loads(printed)
    assert (answer["interval"], len(answer["rows"])) == ("year", 2)
    assert answer["series"] == [
        {"series": "frappe", "count": 3, "less_precise": 0, "undated": 0}
    ]  # fmt: skip


def test_what_is_in_no_bin_is_said(directory):
    printed, _ = run("timeline", "*", "--by", "month", "--index", directory, COLUMNS="400")
    assert "2 articles dated less precisely than a month\n1 article without a date\n" in printed


def test_copies_are_counted_once(directory):
    printed, _ = run("timeline", "*", "--by", "year", "--count", "copies", "--index", directory)
    lines = printed.splitlines()
    assert lines[0] == "8 of 8 articles, copies counted once: *"
    assert lines[-1].startswith("the copies of a dispatch are counted once")


def test_split(directory):
    printed, _ = run("timeline", "*", "--by", "year", "--split", "source", "--format", "csv",
                     "--index", directory)  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert next(iter(rows[0])) == "series"
    assert {row["series"] for row in rows} == (
        {"", "ATS", "La Gazette", "Le Courrier de l'Ouest", "Le Temps"}
    )


def test_a_plot_in_a_file(directory, tmp_path):
    path = tmp_path / "frappe.svg"
    run("timeline", "frappe", "*", "--plot", path, "--index", directory, "--format", "csv")
    texts = [element.text for element in ET.parse(path).iter() if element.tag.endswith("text")]
    assert "Part de tous les articles par décennie" in texts
    source = " ".join(filter(None, texts)).replace("\xa0", " ")
    said = "Source : « frappe » (3 articles), « * » (8 articles) sur 8. Index"
    assert f"{said} {directory.name}, état" in source


def test_a_plot_as_png(directory, tmp_path):
    pytest.importorskip("resvg_py")
    path = tmp_path / "frappe.png"
    run("timeline", "frappe", "--plot", path, "--draw", "count", "--index", directory)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_file_that_exists_is_kept(directory, tmp_path):
    path = tmp_path / "a.svg"
    path.write_text("mes notes")
    printed, noted = run("timeline", "frappe", "--plot", path, "--index", directory, status=1)
    assert (printed, noted.count("\n")) == ("", 1)
    assert path.read_text() == "mes notes"
    run("timeline", "frappe", "--plot", path, "--overwrite", "--index", directory)
    assert path.read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ([], 2, "Missing argument 'QUERY...'"),
        (["frappe", "--by", "fortnight"], 2, "'fortnight' is not one of"),
        (["frappe", "--split", "ville"], 2, "'ville' is not one of"),
        (["a", "b", "--split", "source"], 1, "one query is split"),
        (["frappe", "--plot", "a.pdf"], 1, "written as .svg or .png, not as a.pdf"),
        (["introuvable", "--plot", "a.svg"], 1, "nothing is drawn into a.svg: no article matches"),
        (["a", "b", "c", "d", "e", "f", "g", "h", "i"], 1, "a plot shows 1 to 8 series"),
        (["*", "--by", "day", "--from", "1700"], 1, "choose a longer interval"),
    ],
)
def test_bad_input_is_one_line(directory, tmp_path, monkeypatch, options, status, said):
    monkeypatch.chdir(tmp_path)
    printed, noted = run("timeline", *options, "--index", directory, status=status)
    assert printed == ""
    assert said in noted.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_no_hits(directory):
    printed, noted = run("timeline", "introuvable", "--index", directory)
    assert printed.splitlines()[0] == "0 of 8 articles: introuvable"
    assert printed.splitlines()[-1] == "no article matches"
    assert noted == "note: no article has 'introuvable'\n"
