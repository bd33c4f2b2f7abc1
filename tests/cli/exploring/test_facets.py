"""`searchnews facets`."""

import csv
import io
import json

import pytest
from cli.command_line import run


def test_text(directory):
    printed, noted = run("facets", "frappe", "--by", "source", "--index", directory)
    lines = printed.splitlines()
    assert lines[0] == "3 of 8 articles: frappe"
    assert lines[1].startswith(f"index {directory}, commit ")
    assert lines[2:] == [
        "value                   count  total_count    ratio",
        "ATS                         1            1  100.00%",
        "Le Courrier de l'Ouest      1            2   50.00%",
        "Le Temps                    1            1  100.00%",
    ]
    assert noted == ""


def test_a_table_a_field(directory):
    printed, _ = run("facets", "*", "--by", "month", "--by", "agency", "--index", directory)
    assert [line for line in printed.splitlines() if line.startswith(("by ", "–"))] == [
        "by month", "–            3            3  100.00%",
        "by agency", "–          7            7  100.00%",
    ]  # fmt: skip
    assert printed.splitlines()[-3:] == [
        "2 articles dated less precisely than month",
        "1 article without a date",
        "7 articles without agency",
    ]


def test_programs_get_all_names_people_the_first(directory):
    printed, noted = run("facets", "*", "--by", "source", "-n", 1, "--index", directory)
    assert "and 3 more values of source" in printed
    printed, noted = run("facets", "*", "--by", "source", "--format", "csv", "--index", directory)
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert list(rows[0]) == ["value", "count", "total_count", "ratio"]
    assert (len(rows), rows[-1]["value"]) == (5, "")
    assert noted.splitlines()[0] == "8 of 8 articles: *"


def test_json(directory):
    printed, _ = run("facets", "frappe", "--by", "year", "--by", "section", "--index", directory,
                     "--format", "json")  # fmt: skip
    answer = json.loads(printed)
    assert answer["rows"][0] == {
        "field": "year", "value": "2015", "count": 2, "total_count": 2, "ratio": 1.0
    }  # fmt: skip
    assert [field["without"] for field in answer["fields"]] == [0, 1]
    assert answer["sort"] is None


def test_copies_are_counted_once(directory):
    options = ("facets", "*", "--by", "year", "--count", "copies", "--index", directory)
    printed, _ = run(*options)
    assert printed.splitlines()[0] == "8 of 8 articles, copies counted once: *"
    answer, _ = run(*options, "--format", "json")
    assert json.loads(answer)["unit"] == "copies"


def test_bars(directory):
    options = ("facets", "*", "--by", "source", "--by", "year", "-n", "1", "--index", directory)
    printed, _ = run(*options, "--draw", "count", COLUMNS="40")
    lines = printed.splitlines()
    assert [line for line in lines if line.startswith("La Gazette")] == (
        ["La Gazette   2  " + "█" * 24]
    )
    assert "sans source" in printed
    assert "2015" in printed
    assert max(map(len, lines[2:])) <= 40


def test_no_hits(directory):
    options = ("facets", "introuvable", "--by", "source", "--index", directory)
    for more in ((), ("--draw", "count")):
        printed, noted = run(*options, *more)
        assert printed.splitlines()[0] == "0 of 8 articles: introuvable"
        assert noted == "note: no article has 'introuvable'\n"


def test_a_plot_in_a_file(directory, tmp_path):
    path = tmp_path / "a.svg"
    options = ("facets", "frappe", "--index", directory, "--plot", path, "--by", "section")
    printed, _ = run(*options)
    assert "value" in printed
    svg = path.read_text(encoding="utf-8")
    assert "Articles par rubrique" in svg
    assert "sans rubrique" in svg
    run(*options, "--draw", "share", "--overwrite")
    assert "Part de tous les articles par rubrique" in path.read_text(encoding="utf-8")
    _, noted = run(*options, status=1)
    assert "exists already" in noted


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ([], 2, "Missing option '--by'"),
        (["--by", "ville"], 2, "'ville' is not one of"),
        (["--by", "source", "--to", "jamais"], 1, "is not a date"),
        (["--by", "source", "--by", "year", "--plot", "a.svg"], 2, "a plot shows one field"),
        (["--by", "source", "--plot", "a.pdf"], 1, "written as .svg or .png"),
        (["introuvable", "--by", "source", "--plot", "a.svg"], 1, "a.svg: no article matches"),
    ],
)
def test_bad_input_is_one_line(directory, options, status, said):
    words = options if options[:1] == ["introuvable"] else ["frappe", *options]
    printed, noted = run("facets", *words, "--index", directory, status=status)
    assert printed == ""
    assert said in noted


@pytest.mark.parametrize("output", ["text", "csv"])
@pytest.mark.parametrize(
    "command", ["facets --by source", "timeline", "concordance", "collocates", "keyness"]
)
def test_an_empty_answer_says_that_nothing_matches(directory, command, output):
    name, *options = command.split()
    told = run(name, "introuvable", *options, "--index", directory, "--format", output)
    assert "\nno article matches\n" in told[0] + told[1]
    assert "no word reaches" not in told[0] + told[1]
    told = run(name, "frappes", *options, "--index", directory, "--format", output)
    assert "no article matches" not in told[0] + told[1]
