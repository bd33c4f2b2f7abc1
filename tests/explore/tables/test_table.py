"""A table gives the same rows to people, files and programs."""

import json
import sys

import pandas
import polars
import pytest
from explore.answers import about

from searchnews.errors import MissingDependencyError
from searchnews.explore.about import QueryMatches
from searchnews.explore.tables.delimited import Delimited
from searchnews.explore.tables.rows import FacetRow, KeynessRow
from searchnews.explore.tables.table import Table

SOURCES = Table(
    FacetRow,
    (FacetRow("Le Messager", 8, 200, 0.04), FacetRow("=ATS", 3, 100, 0.03),
     FacetRow(None, 1, 0, None)),
    about(),
)  # fmt: skip
EMPTY = Table(KeynessRow, (), about(queries=(QueryMatches("a", "a", 0), QueryMatches("b", "b", 3))))


def test_it_is_a_sequence_of_rows():
    assert len(SOURCES) == 3
    assert [row.value for row in SOURCES] == ["Le Messager", "=ATS", None]
    assert SOURCES.names == ("value", "count", "total_count", "ratio")


def test_as_json_with_what_it_is_about():
    assert json.loads(json.dumps(SOURCES.to_dict())) == {
        "queries": [{"query": "palmyre", "understood": "palmyre", "matches": 12}],
        "unit": "articles",
        "out_of": 340,
        "filters": {"sources": [], "date_from": None, "date_to": None},
        "sort": None,
        "fresh_days": None,
        "synonyms": None,
        "lists": None,
        "index": "indexes/presse",
        "commit": "7f3a",
        "made": "2026-03-12T09:30:00+00:00",
        "made_by": SOURCES.to_dict()["made_by"],
        "warnings": [],
        "rows": [
            {"value": "Le Messager", "count": 8, "total_count": 200, "ratio": 0.04},
            {"value": "=ATS", "count": 3, "total_count": 100, "ratio": 0.03},
            {"value": None, "count": 1, "total_count": 0, "ratio": None},
        ],
    }
    assert [json.loads(line) for line in SOURCES.to_jsonl().splitlines()] == (
        SOURCES.to_dict()["rows"]
    )


def test_as_csv():
    assert SOURCES.to_csv() == (
        "value,count,total_count,ratio\r\nLe Messager,8,200,0.04\r\n'=ATS,3,100,0.03\r\n,1,0,\r\n"
    )
    assert SOURCES.to_csv(Delimited(";", bom=True)).startswith("\ufeffvalue;count;")


def test_as_a_data_frame_of_pandas():
    frame = SOURCES.to_pandas()
    assert list(frame.columns) == list(SOURCES.names)
    assert frame["count"].sum() == 12
    assert frame["ratio"].isna().tolist() == [False, False, True]
    assert pandas.isna(frame["value"][2])


def test_as_a_data_frame_of_polars():
    frame = SOURCES.to_polars()
    assert frame.columns == list(SOURCES.names)
    assert frame.schema["count"] == polars.Int64
    assert frame["ratio"].to_list() == [0.04, 0.03, None]


def test_as_an_arrow_table():
    assert SOURCES.to_arrow().to_pylist() == SOURCES.to_dict()["rows"]


def test_texts_that_no_frame_can_hold_do_not_stop_it():
    table = Table(FacetRow, (FacetRow("Pal\ud80cmyre", 1, 1, 1.0),), about())
    assert table.to_pandas()["value"][0] == "Pal\ufffdmyre"
    assert table.to_polars()["value"][0] == "Pal\ufffdmyre"
    assert table.to_arrow()["value"][0].as_py() == "Pal\ufffdmyre"


def test_an_empty_one_still_has_its_columns_and_their_types():
    assert EMPTY.to_csv() == ",".join(EMPTY.names) + "\r\n"
    assert EMPTY.to_jsonl() == ""
    assert list(EMPTY.to_pandas().columns) == list(EMPTY.names)
    assert EMPTY.to_polars().schema["specificity"] == polars.Float64
    assert EMPTY.to_arrow().num_rows == 0
    assert [query["query"] for query in EMPTY.to_dict()["queries"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("package", "method", "install"),
    [
        ("pandas", Table.to_pandas, "pip install pandas"),
        ("polars", Table.to_polars, "pip install polars"),
        ("pyarrow", Table.to_arrow, r"pip install 'searchnews\[parquet\]'"),
    ],
)
def test_a_missing_package_is_named(monkeypatch, package, method, install):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingDependencyError, match=f"{package}.*{install}"):
        method(SOURCES)
