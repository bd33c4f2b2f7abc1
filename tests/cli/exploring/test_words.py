"""`searchnews collocates` and `searchnews keyness`."""

import csv
import io
import json

import pytest
from cli.command_line import run

from searchnews.cli.exploring.collocates import collocates_command
from searchnews.cli.exploring.keyness import keyness_command
from searchnews.explore.words.query_collocates import SORTS as COLLOCATE_SORTS
from searchnews.explore.words.query_keyness import SORTS as KEYNESS_SORTS
from searchnews.explore.words.windows import MOST_WORDS

COLLOCATES = "word count frequency expected_count distance specificity logdice G2 npmi t".split()
KEYNESS = "word count reference_count specificity G2 log_ratio articles".split()
ALL = ("--function-words", "--min-count", "1", "--min-articles", "1", "--min-specificity", "0")


@pytest.mark.parametrize(("command", "columns"), [("collocates", COLLOCATES), ("keyness", KEYNESS)])
def test_columns_are_the_contract(directory, command, columns):
    printed, noted = run(command, "frappe", "--index", directory, "--format", "csv", *ALL)
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert list(rows[0]) == columns
    assert noted.splitlines()[0] == "3 of 8 articles: frappe"
    lines, _ = run(command, "frappe", "--index", directory, "--format", "jsonl", *ALL)
    assert [json.loads(line)["word"] for line in lines.splitlines()] == [
        row["word"] for row in rows
    ]


def test_collocates_in_text(directory):
    printed, noted = run("collocates", "frappe", "--index", directory, "--limit", 3, *ALL)
    lines = printed.splitlines()
    assert lines[0] == "3 of 8 articles: frappe"
    assert lines[2].split()[:3] == ["word", "count", "frequency"]
    assert lines[-1].startswith("5 occurrences, with ")
    assert lines[-2].startswith("the first 3 of ")
    assert noted == ""


def test_keyness_in_json(directory):
    printed, _ = run(
        "keyness", "frappe", "--against", "=rakka", "--by", "lemma", "--format", "json",
        "--index", directory, *ALL
    )  # fmt: skip
    answer = json.loads(printed)
    assert [query["query"] for query in answer["queries"]] == ["frappe", "=rakka"]
    assert (answer["by"], answer["articles"], answer["reference_articles"]) == ("lemma", 3, 1)
    assert list(answer["rows"][0]) == KEYNESS


@pytest.mark.parametrize("command", ["collocates", "keyness"])
def test_no_hits(directory, command):
    printed, noted = run(command, "introuvable", "--index", directory)
    assert printed.splitlines()[0] == "0 of 8 articles: introuvable"
    assert noted == "note: no article has 'introuvable'\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["collocates", "frappe", "--window", "1000000"], 2, "1<=x<=100"),
        (["collocates", "frappe", "--by", "stem"], 2, "form"),
        (["collocates", "frappe", "--sort", "title"], 1, "logdice"),
        (["collocates", "frappe", "--min-count", "-1"], 2, "0<=x"),
        (["collocates", "rubrique:monde"], 1, "keyness"),
        (["keyness", "*"], 1, "none to compare with"),
        (["keyness", "frappe", "--against", "introuvable"], 1, "no article matches"),
        (["keyness", "frappe", "--from", "demain matin"], 1, "is not a date"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_line(directory, arguments, status, said):
    printed, noted = run(*arguments, "--index", directory, status=status)
    assert said in noted.splitlines()[-1]
    assert printed == ""


def test_the_help_has_every_column_and_the_largest_window():
    for command, columns in (
        (collocates_command, COLLOCATE_SORTS),
        (keyness_command, KEYNESS_SORTS),
    ):
        assert all(f"    {column} " in command.help for column in columns)
    (window,) = (each for each in collocates_command.params if each.name == "window")
    assert window.type.max == MOST_WORDS
