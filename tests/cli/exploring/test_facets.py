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


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ([], 2, "Missing option '--by'"),
        (["--by", "ville"], 2, "'ville' is not one of"),
        (["--by", "source", "--to", "jamais"], 1, "is not a date"),
    ],
)
def test_bad_input_is_one_line(directory, options, status, said):
    printed, noted = run("facets", "frappe", "--index", directory, *options, status=status)
    assert printed == ""
    assert said in noted
