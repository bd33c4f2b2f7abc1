"""Exports: whole files, with their provenance beside them."""

import json
import sys

import pytest
from explore.answers import about
from explore.exports.exported import ENTRIES

from searchnews.errors import InvalidArgumentError, MissingDependencyError, OutputError
from searchnews.explore.about import QueryMatches
from searchnews.explore.exports.export import export_articles, export_rows
from searchnews.explore.exports.formats import Format
from searchnews.explore.tables.delimited import Delimited
from searchnews.explore.tables.rows import FacetRow
from searchnews.explore.tables.table import Table
from searchnews.wording.french import in_french

NAMES = ["a.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.parquet", "a.ris", "a.bib", "a.json"]
FACETS = Table(FacetRow, (FacetRow("ATS", 3, 100, 0.03), FacetRow(None, 1, 0, None)), about())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_every_format_streams_articles_into_a_whole_file(tmp_path, name):
    taken = 0

    def stream():
        nonlocal taken
        for entry in ENTRIES:
            taken += 1
            yield entry

    exported = export_articles(tmp_path / name, stream(), about())
    assert (taken, exported.rows, exported.notes) == (5, 5, ())
    assert exported.path.stat().st_size > 500
    assert names(tmp_path) == [name, f"{name}.about.json"]


def test_the_file_beside_it_says_how_to_make_it_again(tmp_path):
    compared = about(
        queries=(QueryMatches("Palmyre", "palmyre", 12),), sources=("ATS",), date_from="2015",
        warnings=("un mot inconnu",),
    )  # fmt: skip
    exported = export_articles(tmp_path / "a.csv", ENTRIES, compared, columns=["id", "title"])
    content = json.loads(exported.provenance.read_text(encoding="utf-8"))
    assert content.pop("made_by").startswith("searchnews ")
    assert content == {
        "queries": [{"query": "Palmyre", "understood": "palmyre", "matches": 12}],
        "unit": "articles",
        "out_of": 340,
        "filters": {"sources": ["ATS"], "date_from": "2015", "date_to": None},
        "sort": None,
        "fresh_days": None,
        "synonyms": None,
        "lists": None,
        "index": "indexes/presse",
        "commit": "7f3a",
        "made": "2026-03-12T09:30:00+00:00",
        "warnings": ["un mot inconnu"],
        "file": "a.csv",
        "format": "csv",
        "columns": ["id", "title"],
        "rows": 5,
        "notes": [],
    }


def test_columns_separator_and_format_are_chosen(tmp_path):
    path = tmp_path / "a.txt"
    export_articles(
        path, ENTRIES, about(), form=Format.CSV, columns=["source", "id"], delimited=Delimited(";")
    )
    assert path.read_bytes().startswith(b"source;id\r\nLe Messager;messager-2015-0918-7\r\n")
    export_articles(tmp_path / "b.tsv", ENTRIES, about(), columns=["id", "source"])
    assert (tmp_path / "b.tsv").read_bytes().startswith(b"id\tsource\r\n")


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (1, "1 text was cut: a cell of XLSX holds 32,767 characters"),
        (2, "2 texts were cut: a cell of XLSX holds 32,767 characters"),
    ],
)
def test_texts_cut_by_the_format_are_told(tmp_path, texts, said):
    rows = [("x" * 40_000,)] * texts
    exported = export_rows(tmp_path / "a.xlsx", FACETS.columns[:1], rows, about())
    (note,) = exported.notes
    assert note == f"{said}; CSV, JSONL and Parquet hold all of it"
    assert in_french(note) != note
    assert json.loads(exported.provenance.read_text(encoding="utf-8"))["notes"] == [note]


@pytest.mark.parametrize("name", NAMES[:5])
def test_tables_are_exported_too(tmp_path, name):
    exported = export_rows(tmp_path / name, FACETS.columns, FACETS.values(), FACETS.about)
    assert exported.rows == 2
    content = json.loads(exported.provenance.read_text(encoding="utf-8"))
    assert content["columns"] == ["value", "count", "total_count", "ratio"]


@pytest.mark.parametrize("name", NAMES[5:])
def test_tables_are_no_bibliographies(tmp_path, name):
    with pytest.raises(InvalidArgumentError, match="a format of articles"):
        export_rows(tmp_path / name, FACETS.columns, FACETS.values(), FACETS.about)


@pytest.mark.parametrize("taken", ["a.csv", "a.csv.about.json"])
def test_existing_files_are_kept_unless_asked(tmp_path, taken):
    (tmp_path / taken).write_text("un")
    with pytest.raises(OutputError, match="exists already"):
        export_articles(tmp_path / "a.csv", ENTRIES, about())
    assert names(tmp_path) == [taken]
    assert (tmp_path / taken).read_text() == "un"
    export_articles(tmp_path / "a.csv", ENTRIES, about(), overwrite=True)
    assert names(tmp_path) == ["a.csv", "a.csv.about.json"]


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_that_fails_leaves_nothing(tmp_path, name):
    def stream():
        yield ENTRIES[0]
        raise OutputError("the index is gone")

    with pytest.raises(OutputError, match="the index is gone"):
        export_articles(tmp_path / name, stream(), about())
    assert names(tmp_path) == []


def test_what_is_asked_wrongly_leaves_nothing(tmp_path):
    for name, options in (("a.doc", {}), ("a.csv", {"columns": ["titre"]})):
        with pytest.raises(InvalidArgumentError):
            export_articles(tmp_path / name, ENTRIES, about(), **options)
    assert names(tmp_path) == []


def test_a_missing_package_is_named_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match="searchnews"):
        export_articles(tmp_path / "a.parquet", ENTRIES, about())
    assert names(tmp_path) == []
