"""CSV, TSV, JSON Lines and Parquet, read back by others."""

import csv
import io
import json

import pandas
from explore.exports.exported import ENTRIES
from pyarrow import parquet

from searchnews.explore.exports.entries import COLUMNS, columns_named, rows_of
from searchnews.explore.exports.tabular import write_delimited, write_jsonl, write_parquet
from searchnews.explore.tables.delimited import Delimited

ALL = columns_named(COLUMNS)


def written(write, *options, **more):
    file = io.BytesIO()
    write(file, ALL, rows_of(ENTRIES, ALL), *options, **more)
    assert not file.closed
    return file.getvalue()


def test_csv():
    text = written(write_delimited, Delimited()).decode()
    names, *rows = csv.reader(io.StringIO(text, newline=""))
    assert names == list(COLUMNS)
    read = [dict(zip(names, row, strict=True)) for row in rows]
    assert [row["id"] for row in read] == ["messager-2015-0918-7", "nu", "d1", "x\ny", "f1"]
    assert read[0]["authors"] == "Zoé Roy; Charles de Gaulle"
    assert (read[0]["score"], read[0]["relaxed"], read[2]["relaxed"]) == ("7.31", "false", "true")
    assert (read[4]["title"], read[4]["authors"]) == ("'=HYPERLINK(1)", "'+A; B")
    assert read[4]["body"] == ENTRIES[4].article.body


def test_csv_in_pandas():
    frame = pandas.read_csv(io.BytesIO(written(write_delimited, Delimited(";", bom=True))), sep=";")
    assert list(frame.columns) == list(COLUMNS)
    assert frame["score"].sum() == 7.81


def test_json_lines():
    lines = written(write_jsonl).decode().split("\n")
    read = [json.loads(line) for line in lines[:-1]]
    assert (len(read), lines[-1]) == (5, "")
    assert read[0]["authors"] == ["Zoé Roy", "Charles de Gaulle"]
    assert read[1]["title"] is None
    assert read[4]["title"] == "=HYPERLINK(1)"


def test_parquet():
    table = parquet.read_table(io.BytesIO(written(write_parquet)))
    assert table.column_names == list(COLUMNS)
    read = table.to_pylist()
    assert read[0]["authors"] == ["Zoé Roy", "Charles de Gaulle"]
    assert (read[0]["score"], read[1]["score"], read[0]["copies"]) == (7.31, None, 6)


def test_parquet_in_groups_of_bounded_size():
    by_rows = parquet.ParquetFile(io.BytesIO(written(write_parquet, rows_of_a_group=2)))
    by_text = parquet.ParquetFile(io.BytesIO(written(write_parquet, characters_of_a_group=1)))
    assert (by_rows.num_row_groups, by_text.num_row_groups) == (3, 5)
    assert by_rows.metadata.num_rows == by_text.metadata.num_rows == 5


def test_nothing_is_still_a_table():
    file = io.BytesIO()
    write_parquet(file, ALL, [])
    assert parquet.read_table(file).column_names == list(COLUMNS)
    file = io.BytesIO()
    write_jsonl(file, ALL, [])
    assert file.getvalue() == b""


def test_lone_surrogates_do_not_stop_it():
    for write, options in (
        (write_delimited, [Delimited()]),
        (write_jsonl, []),
        (write_parquet, []),
    ):
        write(io.BytesIO(), columns_named(["id", "authors"]), [("\ud800", ("\ud800",))], *options)
