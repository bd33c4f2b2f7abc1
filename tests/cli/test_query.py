"""`searchnews query`."""

import csv
import io
import json

import pytest
from cli.command_line import run
from corpus import ARTICLES

import searchnews
from searchnews.cli.options import MAX_HITS, TypedText


def query(directory, *arguments, **more):
    return run("query", "--index", directory, *arguments, **more)


def test_query_prints_title_date_source_and_snippet(directory):
    printed, _ = query(directory, "Palmyre")
    assert printed.splitlines()[:5] == [
        "1 article: Palmyre",
        "",
        "1. La Syrie intensifie ses raids sur Palmyre",
        "   2015-09-18 · ATS · Monde",
        "   L'aviation syrienne a mené vendredi 25 frappes aériennes sur le secteur de Palmyre, "
        "tenu par les djihadistes. Des chasseurs-bombardiers ont frappé plusieurs quartiers.",
    ]
    assert "\x1b" not in printed


def test_query_prints_json(directory):
    printed, _ = query(directory, "frappes aériennes", "--format", "json", "-n", 2)
    results = json.loads(printed)
    assert list(results) == [
        "query", "understood", "total", "took_ms", "suggestion", "warnings", "hits",
    ]  # fmt: skip
    assert (results["total"], results["suggestion"], results["warnings"]) == (1, None, [])
    strict, relaxed = results["hits"]
    assert list(strict) == [
        "rank", "id", "score", "relaxed", "title", "date", "source", "agency", "authors",
        "section", "url", "path", "snippet", "highlights", "title_highlights",
    ]  # fmt: skip
    assert (strict["rank"], strict["id"], strict["relaxed"]) == (1, "palmyre", False)
    assert (strict["date"], strict["source"], strict["agency"]) == ("2015-09-18", "ATS", "ATS")
    assert (strict["authors"], strict["url"], strict["path"]) == ([], None, None)
    marked = [strict["snippet"][start:end] for start, end in strict["highlights"]]
    assert marked == ["frappes", "aériennes", "frappé"]
    assert (relaxed["rank"], relaxed["relaxed"]) == (2, True)


def test_query_streams_lines_and_tables(directory):
    lines, _ = query(directory, "*", "--limit", 0, "--format", "jsonl")
    hits = [json.loads(line) for line in lines.splitlines()]
    assert [hit["rank"] for hit in hits] == list(range(1, len(ARTICLES) + 1))
    table, _ = query(directory, "*", "--limit", 0, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert list(rows[0]) == list(hits[0])
    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    idleb = next(row for row in rows if row["id"] == "idleb")
    assert idleb["authors"] == "Jeanne Martin; Luc de Wit"


def test_hits_that_nothing_ranked_have_no_score(directory):
    table, _ = query(directory, "frappes", "--sort", "date", "--format", "csv")
    assert {row["score"] for row in csv.DictReader(io.StringIO(table))} == {""}
    page, _ = query(directory, "frappes", "--sort", "date", "--format", "json")
    assert '"score": 0.0' in page
    assert "-0.0" not in page
    table, _ = query(directory, "frappes", "--format", "csv")
    assert all(float(row["score"]) > 0 for row in csv.DictReader(io.StringIO(table)))


def test_a_spreadsheet_runs_nothing_of_a_table(tmp_path):
    (tmp_path / "une.txt").write_text(
        '=HYPERLINK("https://piege.test";"Palmyre reprise")\n\nUn raid.'
    )
    run("index", tmp_path, "--index", tmp_path / "index")
    table, _ = query(tmp_path / "index", "Palmyre", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["title"].startswith("'=HYPERLINK(")
    assert float(row["score"]) > 0


def test_query_narrows_sorts_and_pages(directory):
    def ids(*arguments):
        printed, _ = query(directory, *arguments, "--format", "json")
        return [hit["id"] for hit in json.loads(printed)["hits"]]

    assert ids("frappes", "--source", "ats", "--source", "Le Temps", "--sort", "date") == [
        "idleb", "palmyre",
    ]  # fmt: skip
    assert ids("*", "--from", "2016", "--to", "2017", "--sort", "-date") == ["nee", "greve"]
    assert ids("*", "--sort", "date", "-n", 1, "--offset", 1) == ["archive"]


def test_query_prefers_fresh_articles(directory):
    printed, _ = query(directory, "*", "--fresh", "2000w", "--format", "json")
    assert json.loads(printed)["hits"][0]["id"] == "html"
    _, noted = query(directory, "*", "--fresh", "soon", status=1)
    assert "'soon' is not a duration; write 12h, 30d" in noted


def test_query_explains(directory):
    printed, _ = query(directory, "frappes", "--explain")
    assert "frappes: frappes x1 (2), frappe x0.3 (2)" in printed
    assert " = frappes " in printed
    explained, _ = query(directory, "frappes", "--explain", "--format", "json")
    results = json.loads(explained)
    assert results["forms"]["frappes"][0] == {"word": "frappes", "weight": 1.0, "articles": 2}
    assert results["hits"][0]["explanation"].keys() == {"frappes"}


def test_query_says_what_it_did_with_the_query(directory):
    _, noted = query(directory, 'Palmire "raids')
    assert "note: a quote is not closed" in noted
    assert "note: no article has 'Palmire'; read as palmyre" in noted
    assert "did you mean: Palmyre" in noted


@pytest.mark.parametrize("text", ["-", "zzz", "", "%s\x1b[31m", "\udce9"])
def test_any_query_is_answered(directory, text):
    printed, _ = query(directory, "--", text)
    assert printed.startswith("0 articles")
    assert "\x1b" not in printed


def test_double_dash_ends_options(directory):
    printed, _ = query(directory, "--format", "json", "--", "--Palmyre")
    assert json.loads(printed)["total"] == 1


@pytest.mark.parametrize("text", ["-Palmyre", "--Palmyre", "-nucléaire Syrie", "-source:ATS"])
def test_a_query_that_looks_like_an_option_gets_a_hint(directory, text):
    _, noted = query(directory, text, status=2)
    assert "A query that begins with - is typed behind --" in noted


def test_other_wrong_usage_gets_no_such_hint(directory):
    _, noted = query(directory, "Palmyre", "-n", "x", status=2)
    assert "typed behind" not in noted


def test_markup_and_control_characters_reach_no_terminal(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([searchnews.Article(id="x\x1b]0;y\x07", title="\x1b[31mRouge", body="Bleu\x9b")])
    printed, _ = query(tmp_path / "index", "rouge bleu")
    assert "\ufffd[31mRouge" in printed
    assert not set("\x1b\x07\x9b") & set(printed)


def test_a_giant_title_does_not_fill_the_terminal(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([searchnews.Article(id="a", title="mot " * 25_000 + "Nantes", body="Ville.")])
    printed, _ = query(tmp_path / "index", "nantes mot")
    assert len(printed) < 1000
    as_json, _ = query(tmp_path / "index", "nantes mot", "--format", "json")
    assert len(json.loads(as_json)["hits"][0]["title"]) == 100_006


@pytest.mark.parametrize("option", ["--limit", "-n", "--offset"])
@pytest.mark.parametrize("number", [-1, MAX_HITS + 1, 10**20])
def test_numbers_of_hits_have_a_range(directory, option, number):
    _, noted = query(directory, "Palmyre", option, number, status=2)
    assert f"{number} is not in the range 0<=x<={MAX_HITS}" in noted


def test_the_largest_numbers_of_hits_are_answered(directory):
    printed, _ = query(directory, "Palmyre", "--limit", MAX_HITS)
    assert printed.startswith("1 article: Palmyre")
    printed, _ = query(directory, "Palmyre", "--limit", MAX_HITS, "--offset", MAX_HITS)
    assert printed == "1 article: Palmyre\n"
    printed, _ = query(directory, "Palmyre", "--limit", 0, "--offset", MAX_HITS)
    assert printed == "1 article: Palmyre\n"


def test_lists_are_named_by_an_option_or_the_environment(directory, tmp_path):
    (tmp_path / "villes.txt").write_text("Palmyre\nIdleb\n")
    options = ("query", "@villes", "--index", directory, "--format", "json")
    for printed, noted in (
        run(*options, "--lists", tmp_path),
        run(*options, SEARCHNEWS_LISTS=str(tmp_path)),
    ):
        results = json.loads(printed)
        assert (results["understood"], results["total"], noted) == ("@villes", 2, "")
    printed, _ = run("show", "idleb", "--query", "@villes", "--lists", tmp_path, "--format", "json",
                     "--index", directory)  # fmt: skip
    assert json.loads(printed)["highlights"]["title"] == [[0, 5]]


def test_a_folder_of_lists_that_is_not_there_is_one_line(directory, tmp_path):
    _, noted = run("query", "a", "--lists", tmp_path / "absent", "--index", directory, status=1)
    assert noted.count("\n") == 1
    assert "there is no folder of lists" in noted


def test_a_query_typed_in_a_terminal_in_latin_1_is_read_so(directory):
    printed, _ = query(directory, "a\udce9riennes", "--format", "json", "-n", 1)
    results = json.loads(printed)
    assert (results["query"], results["understood"]) == ("aériennes", "aériennes")
    assert results["total"] > 0
    # In Windows-1252 it is an oe, and where that has no character a control character.
    assert TypedText().convert("\udc9cuvre\udc81 et œuvre", None, None) == "œuvre\x81 et œuvre"
