"""`searchnews concordance`."""

import csv
import io
import json

import pytest
from cli.command_line import run, run_process

from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import ConcordanceRow

COLUMNS = "id date source title left node right offset".split()


def test_columns_are_the_contract():
    assert [column.name for column in columns_of(ConcordanceRow)] == COLUMNS


def test_text(directory):
    printed, noted = run("concordance", "frappe", "--index", directory, "--window", 3)
    lines = printed.splitlines()
    assert lines[0] == "3 of 8 articles: frappe"
    assert lines[1].startswith(f"index {directory}, commit ")
    assert lines[2].split() == "date source left node right".split()
    assert len(lines) == 3 + 5 + 1
    assert {line.index("frappe") for line in lines[3:5]} == {lines[2].index("node")}
    assert lines[-1] == "5 occurrences in 3 articles"
    assert noted == ""


def test_json_says_how_it_was_made(directory):
    printed, noted = run("concordance", "frappe", "--index", directory, "--format", "json")
    answer = json.loads(printed)
    assert noted == ""
    assert answer["queries"] == [{"query": "frappe", "understood": "frappe", "matches": 3}]
    assert (answer["out_of"], answer["unit"], answer["sort"]) == (8, "articles", "date")
    assert (answer["occurrences"], answer["complete"]) == (5, True)
    assert [row["node"] for row in answer["rows"]] == (
        ["frappes", "frappes", "frappé", "frappe", "frappe"]
    )
    assert list(answer["rows"][0]) == COLUMNS


def test_rows_alone_leave_the_rest_to_standard_error(directory):
    options = ("concordance", "frappe", "--index", directory, "--format")
    printed, noted = run(*options, "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    lines, _ = run(*options, "jsonl")
    assert [json.loads(line) | {"offset": str(json.loads(line)["offset"])}
            for line in lines.splitlines()] == rows  # fmt: skip
    assert noted.splitlines()[0] == "3 of 8 articles: frappe"
    assert noted.splitlines()[-1] == "5 occurrences in 3 articles"


def test_levels_together_or_one_by_one(directory):
    options = ("concordance", "la", "--index", directory, "--format", "jsonl")
    together, _ = run(*options, "--sort", "1R,date")
    assert run(*options, "--sort", "1R", "--sort", "date")[0] == together
    assert run(*options)[0] != together


def test_colours_are_those_that_are_wanted(directory):
    printed, _ = run("--color", "always", "concordance", "Palmyre", "--index", directory)
    assert "\x1b[1;31mPalmyre\x1b[0m" in printed
    assert "\x1b" not in run("concordance", "Palmyre", "--index", directory)[0]


def test_no_hits(directory):
    printed, _ = run("concordance", "introuvable", "--index", directory)
    assert printed.splitlines()[0] == "0 of 8 articles: introuvable"
    assert printed.splitlines()[-2:] == ["no article matches", "0 occurrences in 0 articles"]
    answer, _ = run("concordance", "introuvable", "--index", directory, "--format", "json")
    assert json.loads(answer)["rows"] == []


def test_a_warning_is_said_once(directory):
    for output in ("text", "csv"):
        _, noted = run("concordance", '"frappes', "--index", directory, "--format", output)
        assert noted.count("note: ") == 1


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--sort", "titre"], 1, "1L to 20L"),
        (["--window", "1000000"], 2, "1<=x<=1000"),
        (["--characters", "0"], 2, "1<=x<=20000"),
        (["--limit", "-1"], 2, "0<=x"),
        (["--from", "demain matin"], 1, "is not a date"),
        (["--index", "nowhere"], 1, "nowhere"),
    ],
)
def test_bad_input_is_one_line(directory, options, status, said):
    printed, noted = run("concordance", "frappe", "--index", directory, *options, status=status)
    assert printed == ""
    assert said in noted.splitlines()[-1]


def test_a_query_that_begins_as_an_option_is_helped(directory):
    _, noted = run("concordance", "-Reuters", "--index", directory, status=2)
    assert "concordance -- '-Reuters'" in noted


def test_a_terminal_without_unicode(directory):
    printed, _ = run_process("concordance", "Choigou~", "--index", directory,
                             PYTHONUTF8="0", PYTHONIOENCODING="ascii")  # fmt: skip
    assert printed.isascii()
    assert "Choigou" in printed.splitlines()[3]
