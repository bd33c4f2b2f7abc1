"""Copies on the command line: folded hits, and `searchnews stories`."""

import csv
import io
import json

import pytest
from cli.command_line import run
from copies.dispatches import BUDGET, CUT_FIRE, FIRE

import searchnews


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("cli") / "index"
    texts = {"a": FIRE, "b": CUT_FIRE, "c": FIRE + "\n\nMis à jour.", "d": BUDGET}
    with searchnews.create(directory) as index:
        index.add(
            searchnews.Article(id=name, title=f"Titre {name}", body=text, date=f"2021-03-0{day}",
                               source="Le Courrier" if name in "ab" else "Le Temps")
            for day, (name, text) in enumerate(texts.items(), 1)
        )  # fmt: skip
    return directory


def test_a_query_may_fold_copies(directory):
    printed, _ = run("query", "--index", directory, "vernoy", "--fold", "copies", "--sort", "date")
    lines = printed.splitlines()
    assert lines[0] == "1 article, copies counted once (3 with them): vernoy"
    assert "   and 2 copies in 2 papers: Le Courrier, Le Temps" in lines
    assert lines[-1] == "   a"


@pytest.mark.parametrize("limit", [0, 10])
def test_folded_hits_are_data_too(directory, limit):
    arguments = ["--index", directory, "vernoy", "--fold", "copies", "--sort", "date", "-n", limit]
    found = json.loads(run("query", *arguments, "--format", "json")[0])
    assert (found["total"], found["fold"], found["articles"]) == (1, "copies", 3)
    folded = {"articles": 2, "sources": ["Le Courrier", "Le Temps"], "ids": ["b", "c"]}
    assert [hit["folded"] for hit in found["hits"]] == [folded]
    (line,) = run("query", *arguments, "--format", "jsonl")[0].splitlines()
    assert json.loads(line)["folded"] == folded
    (row,) = csv.DictReader(io.StringIO(run("query", *arguments, "--format", "csv")[0]))
    assert (row["folded"], row["folded_sources"]) == ("2", "Le Courrier; Le Temps")


def test_stories_unfolds_a_group(directory):
    printed, _ = run("stories", "c", "--index", directory)
    assert printed.splitlines()[:4] == [
        "3 articles in 2 papers",
        "",
        "Titre a",
        "  2021-03-01 · Le Courrier",
    ]
    assert "  2021-03-02 · Le Courrier · copy, 100% of the shorter text in common" in printed
    assert "\n    - Le parquet de Vernoy a ouvert une enquête" in printed
    assert "\n    + Mis à jour.\n" in printed
    values = json.loads(run("stories", "c", "--index", directory, "--format", "json")[0])
    assert [a["id"] for group in values["groups"] for a in group["articles"]] == ["a", "b", "c"]


def test_stories_says_that_there_is_no_such_article(directory):
    _, noted = run("stories", "zzz", "--index", directory, status=1)
    assert noted == "searchnews: there is no article zzz in the index\n"
