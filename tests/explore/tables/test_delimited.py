"""CSV as RFC 4180 has it, read back by others, and harmless in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.errors import InvalidArgumentError
from searchnews.explore.tables.delimited import Delimited, cell

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def written(rows, names=("a", "b"), **options):
    file = io.StringIO(newline="")
    Delimited(**options).write(file, names, rows)
    return file.getvalue()


def test_rows_end_with_carriage_return_and_line_feed():
    assert written([("Raqa", 1), ('dit "non", puis\nsort', None)]) == (
        'a,b\r\nRaqa,1\r\n"dit ""non"", puis\nsort",\r\n'
    )


def test_semicolons_tabs_and_a_byte_order_mark():
    assert written([("x;y", 1.5)], separator=";", bom=True) == '\ufeffa;b\r\n"x;y";1.5\r\n'
    assert written([("x", 1)], separator="\t") == "a\tb\r\nx\t1\r\n"


@pytest.mark.parametrize("separator", ["", "|", ",,", "\n"])
def test_other_separators_are_refused(separator):
    with pytest.raises(InvalidArgumentError, match="comma, a semicolon or a tab"):
        Delimited(separator)


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+33 1 23",
        "-20 % à Lyon",
        "@AFP",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        '=cmd|"/c calc"!A0',
    ],
)
def test_no_text_is_a_formula(formula):
    assert cell(formula) == f"'{formula}"
    assert cell((formula, "AFP")) == f"'{formula}; AFP"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1 = 1", "1 = 1"), (-4.17, -4.17), (-3, -3), (0, 0), (None, ""), (True, "true"),
     (False, "false"), (("Zoé Roy", "AFP"), "Zoé Roy; AFP"), ((), ""), ("", "")],
)  # fmt: skip
def test_other_values_stay_as_they_are(value, expected):
    assert cell(value) == expected


def test_what_no_file_can_hold_is_replaced():
    assert written([("Pal\ud800myre\0", 1)]) == "a,b\r\nPal\ufffdmyre\ufffd,1\r\n"


@given(st.lists(st.tuples(TEXTS, TEXTS)), st.sampled_from(",;\t"))
def test_everything_is_read_back(rows, separator):
    text = written(rows, separator=separator)
    names, *read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    assert names == ["a", "b"]
    assert [tuple(row) for row in read] == [tuple(map(cell, row)) for row in rows]
