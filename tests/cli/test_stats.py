"""`searchnews stats`."""

import json

from cli.command_line import run


def test_stats_count(directory):
    printed, _ = run("stats", "--index", directory)
    assert "articles  8 (7 dated, from 1798 to 2020-01-01)" in printed
    in_json, _ = run("stats", "--index", directory, "--format", "json")
    counted = json.loads(in_json)
    assert (counted["articles"], counted["engine"]) == (8, "tantivy")
    assert next(iter(counted["sources"].items())) == ("La Gazette", 2)
