"""Formats by the end of a file's name."""

from pathlib import Path

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.explore.exports.formats import format_of


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("a.TSV", "tsv"), ("a.b.xlsx", "xlsx"), ("a.jsonl", "jsonl"),
     ("a.ndjson", "jsonl"), ("a.parquet", "parquet"), ("a.ris", "ris"), ("a.bib", "biblatex"),
     ("a.json", "csl")],
)  # fmt: skip
def test_known_ends(name, form):
    assert format_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a", "a.xls", "a.csv.gz", ".csv"])
def test_others_are_refused_with_those_there_are(name):
    with pytest.raises(InvalidArgumentError, match=r"\.csv, .*\.json, or say one of csv, tsv"):
        format_of(Path(name))
