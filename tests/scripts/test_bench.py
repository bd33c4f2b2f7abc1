"""The scripts that measure speed run, and measure what they say."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from scripts.bench import gate, profile
from scripts.bench.make_corpus import articles
from scripts.bench.peers import Document, installed
from scripts.bench.peers.queries import QUERIES

ROOT = Path(__file__).parents[2]

STRIKE = "La grève dure, dit le président de la République."
DOCUMENTS = [
    Document("a", "Grève des transports", STRIKE, "2015-03-01"),
    Document("b", "Le budget", "Le gouvernement présente son budget.", "2017-03-01"),
    Document("c", "Une élection", "Police et justice enquêtent.", "2016-05-02"),
]


def run(module, *arguments):
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_synthetic_articles_are_the_same_for_the_same_seed():
    some = list(islice(articles(1000), 50))
    assert some == list(articles(50))
    assert some != list(articles(50, seed=2))


def test_synthetic_articles_keep_bringing_new_words():
    seen: set[str] = set()
    growth = []
    for part in range(4):
        before = len(seen)
        for article in islice(articles(1200), part * 300, part * 300 + 300):
            seen.update(article["body"].lower().split())
        growth.append(len(seen) - before)
    assert all(new > 1000 for new in growth)
    assert growth == sorted(growth, reverse=True)


@pytest.mark.parametrize(
    "name", [name for name in installed() if name not in ("bm25s", "PostgreSQL")]
)
def test_each_peer_answers_what_it_indexed(name, tmp_path):
    peer = installed()[name](tmp_path / "index")
    peer.index(DOCUMENTS)
    again = installed()[name](tmp_path / "index")
    again.open()
    for query in QUERIES:
        if query.kind in ("word", "phrase", "dated") and query.words[0] in ("grève", "président"):
            assert again.answer(query, 10, snippets=True) == (1, 1), query
    assert again.search("budget", 10) == ["b"]


@pytest.mark.slow
def test_the_benchmark_prints_ratios(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(article) + "\n" for article in articles(200)))
    options = ["--peers", "searchnews,SQLite FTS5", "--rounds", "1", "--json", tmp_path / "b.json"]
    printed = run("scripts.bench.speed", corpus, *options)
    assert "| searchnews | 200 |" in printed
    assert "| SQLite FTS5 | 200 |" in printed
    measured = json.loads((tmp_path / "b.json").read_text())
    assert measured["build"]["searchnews"]["runs"][0]["wall"] > 0
    assert measured["cold"].keys() == {"searchnews", "SQLite FTS5"}


@pytest.mark.slow
def test_the_capacity_script_measures_each_size(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(article) + "\n" for article in articles(60)))
    printed = run("scripts.bench.capacity", corpus, "--sizes", "20,60")
    assert printed.startswith("| articles | 20 | 60 |\n")


@pytest.mark.slow
def test_the_cold_start_of_two_checkouts_is_compared(tmp_path):
    peer = installed()["searchnews"](tmp_path / "index")
    peer.index(DOCUMENTS)
    printed = run("scripts.bench.cold_start", tmp_path / "index", ROOT, "--runs", 1)
    lines = [line.split(" ms") for line in printed.splitlines()]
    assert [name.rstrip("0123456789. ") for name, _ in lines] == [
        "bare interpreter", "--help", "query",
    ]  # fmt: skip


def test_the_gate_lets_pass_what_is_within_its_tolerance_and_names_what_is_slower():
    recorded = {"indexing, tantivy": 2.0, "query, word, tantivy": 1.0}
    measured = {"indexing, tantivy": 2.3, "query, word, tantivy": 1.3, "page, trafilatura": 9.0}
    assert gate.too_slow(measured, recorded) == ["query, word, tantivy"]
    assert list(gate.table(measured, recorded))[2:] == [
        "| indexing, tantivy | 2.30 | 2.00 | 2.40 |",
        "| query, word, tantivy | 1.30 | 1.00 | 1.20 |",
        "| page, trafilatura | 9.00 | – | – |",
    ]


@pytest.mark.slow
def test_a_round_of_the_gate_measures_everything_that_is_recorded(tmp_path):
    from scripts.bench.speed import write_documents

    corpus = gate.synthetic(tmp_path / "articles.jsonl", 300)
    documents = tmp_path / "documents.jsonl"
    ratios = gate.one_round(documents, len(write_documents(corpus, documents, 300)), tmp_path)
    assert set(ratios) == set(json.loads(gate.RECORD.read_text()))
    assert all(ratio > 0 for ratio in ratios.values())


def test_a_moment_of_a_profile_belongs_to_the_innermost_function_of_ours():
    ours = ["main (searchnews/cli/__init__.py:9)", "Index.search (searchnews/index/index.py:5)"]
    stacks = [
        ([*ours, "loads (json/__init__.py:299)"], 3),
        ([*ours, "_find_and_load (<frozen importlib._bootstrap>:1176)", "x (re/_parser.py:1)"], 2),
        (["_worker (concurrent/futures/thread.py:81)"], 1),
    ]
    parts = profile.moments(stacks)
    assert parts == {
        ("index/index.py", "Index.search"): 3,
        ("importing modules", ""): 2,
        ("neither", ""): 1,
    }
    assert list(profile.by_folder(parts))[2:] == [
        "| index | 50.0 |",
        "| importing modules | 33.3 |",
        "| neither | 16.7 |",
    ]
