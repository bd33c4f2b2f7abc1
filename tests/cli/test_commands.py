"""The command line, as it is typed: what it prints, what it says, how it exits."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from corpus import ARTICLES

import searchnews


def run(*arguments, status=0, **environment):
    """Run a command in a process of its own; gives what it prints, and says on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "searchnews", *map(str, arguments)],
        capture_output=True,
        env=os.environ | {"SEARCHNEWS_INDEX": "", "PYTHONUTF8": "1"} | environment,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == status, said
    assert "Traceback" not in said
    return done.stdout.decode(), said


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("cli") / "index"
    with searchnews.create(directory) as index:
        index.add(ARTICLES)
    return directory


@pytest.fixture
def corpus(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text('{"id": "a", "headline": "Un pont"}\n{"id": \n{"id": "b"}\n')
    return corpus


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
    _, said = query(directory, "*", "--fresh", "soon", status=1)
    assert "'soon' is not a duration; write 12h, 30d" in said


def test_query_explains(directory):
    printed, _ = query(directory, "frappes", "--explain")
    assert "frappes: frappes x1 (2), frappe x0.3 (2)" in printed
    assert " = frappes " in printed
    explained, _ = query(directory, "frappes", "--explain", "--format", "json")
    results = json.loads(explained)
    assert results["forms"]["frappes"][0] == {"word": "frappes", "weight": 1.0, "articles": 2}
    assert results["hits"][0]["explanation"].keys() == {"frappes"}


def test_query_says_what_it_did_with_the_query(directory):
    _, said = query(directory, 'Palmire "raids')
    assert "note: a quote is not closed" in said
    assert "note: no article has 'Palmire'; read as palmyre" in said
    assert "did you mean: Palmyre" in said


@pytest.mark.parametrize("text", ["-", "zzz", "", "%s\x1b[31m", "\udce9"])
def test_any_query_is_answered(directory, text):
    printed, _ = query(directory, "--", text)
    assert printed.startswith("0 articles")
    assert "\x1b" not in printed


def test_double_dash_ends_options(directory):
    printed, _ = query(directory, "--format", "json", "--", "--Palmyre")
    assert json.loads(printed)["total"] == 1


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


def test_show_prints_the_whole_article(directory):
    printed, _ = run("show", "palmyre", "--index", directory, "--query", "aviation")
    assert printed.startswith("La Syrie intensifie ses raids sur Palmyre\n2015-09-18 · ATS · Monde")
    assert printed.rstrip().endswith("prête à négocier.")
    as_json, _ = run(
        "show", "palmyre", "--index", directory, "--query", "aviation", "--format", "json"
    )
    article = json.loads(as_json)
    assert article["body"] == ARTICLES[0].body
    assert article["highlights"] == {"title": [], "lead": [], "body": [[2, 10]]}
    assert article["url"] is None


def test_show_says_that_there_is_no_such_article(directory):
    _, said = run("show", "zzz", "--index", directory, status=1)
    assert said == f"searchnews: there is no article zzz in {directory}\n"


def test_stats_count(directory):
    printed, _ = run("stats", "--index", directory)
    assert "articles  8 (7 dated, from 1798 to 2020-01-01)" in printed
    as_json, _ = run("stats", "--index", directory, "--format", "json")
    counted = json.loads(as_json)
    assert (counted["articles"], counted["engine"]) == (8, "tantivy")
    assert next(iter(counted["sources"].items())) == ("La Gazette", 2)


def test_index_reports(tmp_path, corpus):
    index = tmp_path / "new" / "index"
    arguments = ("index", corpus, "--index", index, "--map", "title=headline")
    printed, said = run(*arguments)
    assert "1 added, 0 updated, 0 unchanged, 0 removed in " in printed
    assert f"{corpus / 'a.jsonl'}: line 2: not JSON" in printed
    as_json, _ = run(*arguments, "--format", "json")
    report = json.loads(as_json)
    assert [report[name] for name in ("added", "updated", "unchanged", "removed", "articles")] == [
        0, 0, 1, 0, 1,
    ]  # fmt: skip
    assert {"skipped", "seconds"} <= report.keys()
    quiet, said = run(*arguments, "--quiet")
    assert (quiet, said) == ("", "")


def test_index_names_what_it_skips_in_json(tmp_path, corpus):
    printed, _ = run("index", corpus, "--index", tmp_path / "index", "--format", "json",
                     "--map", "title=headline")  # fmt: skip
    skipped = json.loads(printed)["skipped"]
    assert [entry["path"] for entry in skipped] == [str(corpus / "a.jsonl")] * 2
    assert skipped[0]["reason"].startswith("line 2: ")


def test_index_with_whoosh_imports_no_tantivy_and_the_other_way(tmp_path, corpus):
    program = (
        "import sys\nfrom searchnews.cli import commands\n"
        "commands(sys.argv[2:], standalone_mode=False)\n"
        "assert sys.argv[1] not in {name.partition('.')[0] for name in sys.modules}"
    )
    for engine, other in (("tantivy", "whoosh"), ("whoosh", "tantivy")):
        for command in (
            ("index", corpus, "--engine", engine, "--map", "title=headline"),
            ("query", "pont"),
        ):
            subprocess.run(
                [sys.executable, "-c", program, other, *map(str, command), "--index",
                 str(tmp_path / engine)], check=True,
            )  # fmt: skip


def test_help_loads_no_engine_and_no_reader():
    program = (
        "import sys\nfrom searchnews.cli import commands\n"
        "commands(['--help'], standalone_mode=False)\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'tantivy', 'whoosh', 'unidecode', 'tqdm', 'filelock'}, loaded\n"
        "assert 'searchnews.ingest.readers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_index_goes_by_the_environment_and_a_default(tmp_path, corpus):
    run("index", corpus, "--map", "title=headline", SEARCHNEWS_INDEX=str(tmp_path / "there"))
    printed, _ = run("query", "pont", SEARCHNEWS_INDEX=str(tmp_path / "there"))
    assert printed.startswith("1 article:")


def test_rebuild_changes_the_engine(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    _, said = run("index", corpus, "--index", index, "--engine", "whoosh", status=1)
    assert "was made with tantivy" in said
    run("index", "--rebuild", "--index", index, "--engine", "whoosh")
    printed, _ = run("stats", "--index", index)
    assert "engine    whoosh" in printed
    assert run("query", "pont", "--index", index)[0].startswith("1 article:")


def test_delete_deletes_for_good(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    assert run("delete", "a", "--index", index)[0] == "1 deleted\n"
    _, said = run("delete", "a", "--index", index, status=1)
    assert "there is no article a" in said


def test_check_tells_sound_from_damaged(tmp_path, corpus):
    index = tmp_path / "index"
    run("index", corpus, "--index", index, "--map", "title=headline")
    assert run("check", "--index", index)[0] == f"{index} is sound: 1 articles\n"
    store = next((index / "engine").glob("*.store"))
    store.write_bytes(store.read_bytes()[:-20])
    _, said = run("check", "--index", index, status=1)
    assert f"{store} is cut short" in said
    assert "--rebuild" in said


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["query"], 2, "Missing argument 'QUERY'"),
        (["query", "x", "--sort", "size"], 2, "is not one of"),
        (["query", "x", "--limit", "-1"], 2, "-1"),
        (["nonsense"], 2, "No such command"),
        (["index"], 2, "Missing argument 'PATHS...'"),
        (["index", ".", "--map", "title"], 2, "is not FIELD=NAME"),
        (["index", ".", "--map", "titel=headline"], 1, "titel"),
        (["index", "/nowhere"], 1, "there is no file or folder /nowhere"),
        (["query", "x", "--from", "hier"], 1, "'hier' is not a date"),
        (["query", "x", "--index", "/nowhere"], 1, "there is no index in /nowhere"),
        (["check", "--index", "/nowhere"], 1, "there is no index in /nowhere"),
    ],
)
def test_mistakes_are_told_in_a_line(directory, tmp_path, arguments, status, told):
    index = [] if "--index" in arguments else ["--index", directory]
    if arguments[0] == "nonsense" or arguments == ["query"]:
        index = []
    _, said = run(*arguments, *index, status=status)
    assert told in said
    if status == 1:
        assert len(said.splitlines()) == 1


def test_a_closed_pipe_ends_quietly(directory):
    process = subprocess.Popen(
        [sys.executable, "-m", "searchnews", "query", "*", "-n", "0", "--index", directory],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_the_second_writer_exits_with_the_name_of_the_first(tmp_path, corpus):
    from searchnews.storage.layout import Layout
    from searchnews.storage.lock import writer_lock

    index = tmp_path / "index"
    searchnews.create(index).close()
    with writer_lock(Layout(index)):
        _, said = run("index", corpus, "--index", index, status=1)
    assert f"is being written to by process {os.getpid()}" in said
