"""The rows of tables: as Python's csv reads them, in pieces of any size."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ingest.work import calls_of

from searchnews.ingest.records.rows import Row, RowTooLongError, rows_of

TEXTS = st.text(st.sampled_from('a,b"\n\r;é '), max_size=60)


def pieces_of(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


def as_csv_reads(text, separator=","):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [Row(reader.line_num, fields) for fields in reader if fields]


@given(TEXTS, st.integers(1, 70), st.sampled_from(",;"))
@example('"un\r\ndeux",trois\r\n\r\n"a""b"c"d,e', 3, ",")
@example('"jamais fermé\n\n', 4, ",")
@example("a\rb\r\n\rc", 2, ",")
def test_are_those_of_csv_whatever_the_pieces(text, size, separator):
    found = list(rows_of(pieces_of(text, size), separator, 1000))
    assert found == as_csv_reads(text, separator)


def test_a_field_may_be_longer_than_csv_allows():
    long = "mot " * 100_000
    assert list(rows_of(pieces_of(f'a,"{long}"\n', 4096), ",", 1 << 20)) == [Row(1, ["a", long])]


@pytest.mark.parametrize("start", ['a,"', '"', "a,b", "", "\r"])
def test_what_is_longer_than_the_limit_is_given_up_early(start):
    read = 0

    def pieces():
        nonlocal read
        yield f"titre,texte\n{start}"
        while True:
            read += 1
            yield "x" * 100

    rows = rows_of(pieces(), ",", 1000)
    assert next(rows) == Row(1, ["titre", "texte"])
    with pytest.raises(RowTooLongError, match="more than 1,000 characters; is a quotation mark"):
        next(rows)
    assert read <= 12


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_empty_lines_are_passed_over_at_once_and_counted(ends):
    pieces = [ends * 50_000] * 20
    rows = rows_of(["titre\n", *pieces, "Un pont\n"], ",", 1 << 20)
    found = []
    calls = calls_of(found.extend, rows)
    assert found == [Row(1, ["titre"]), Row(1_000_002, ["Un pont"])]
    assert calls < 1000
