"""XLSX, read back by openpyxl; texts stay texts, and limits are told."""

import io
from zipfile import ZipFile

import openpyxl
import pytest
from explore.exports.exported import ENTRIES
from hypothesis import given
from hypothesis import strategies as st

from searchnews.errors import OutputError
from searchnews.explore.exports.entries import COLUMNS, columns_named, rows_of
from searchnews.explore.exports.xlsx import write_xlsx
from searchnews.explore.tables.columns import Column

TEXT = Column("text", str)


def read(rows, columns=(TEXT,), **limits):
    """The sheet, and how many texts were cut."""
    file = io.BytesIO()
    cut = write_xlsx(file, columns, rows, **limits)
    assert ZipFile(file).testzip() is None
    return openpyxl.load_workbook(file)["searchnews"], cut


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_articles():
    columns = columns_named(COLUMNS)
    sheet, cut = read(rows_of(ENTRIES, columns), columns)
    names, full, bare, *_, formula = values(sheet)
    assert (names, cut) == (list(COLUMNS), 0)
    first = dict(zip(names, full, strict=True))
    assert first["title"] == ENTRIES[0].article.title
    assert (first["date"], first["score"], first["relaxed"], first["copies"]) == (
        "2015-09-18T17:42:00+02:00", 7.31, False, 6
    )  # fmt: skip
    assert first["authors"] == "Zoé Roy; Charles de Gaulle"
    assert bare[:3] == ["nu", None, None]
    assert dict(zip(names, formula, strict=True))["title"] == "=HYPERLINK(1)"


def test_texts_are_no_formulas_numbers_or_links():
    texts = ["=1+1", "+33", "-1", "@a", "0042", "2015-09-18", "https://a.example", "TRUE", " x "]
    sheet, _ = read([(text,) for text in texts])
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_names_are_bold_and_stay_in_view():
    sheet, _ = read([("a",)])
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"


def test_columns_beyond_z():
    columns = [Column(f"c{i}", int) for i in range(60)]
    sheet, _ = read([range(60)], columns)
    assert (sheet["Z2"].value, sheet["AA2"].value, sheet["BH2"].value) == (25, 26, 59)


def test_longer_texts_than_a_cell_holds_are_cut_and_counted():
    rows = [("x" * 100,), ("x" * 101,), ("\U0001f642" * 50,), ("\U0001f642" * 51,)]
    sheet, cut = read(rows, most_characters=100)
    assert cut == 2
    assert [row[0] for row in values(sheet)[1:]] == [
        "x" * 100, "x" * 99 + "…", "\U0001f642" * 50, "\U0001f642" * 49 + "…"
    ]  # fmt: skip


def test_more_rows_than_a_sheet_has_are_refused():
    assert len(values(read([("a",)] * 9, most_rows=10)[0])) == 10
    with pytest.raises(OutputError, match="holds 9 rows below its names"):
        read([("a",)] * 10, most_rows=10)


@given(st.lists(st.text(), max_size=5))
def test_any_text_comes_back(texts):
    sheet, _ = read([(text,) for text in texts])
    found = [row[0].value for row in sheet.iter_rows(min_row=2, max_row=1 + len(texts))]
    # What no XML holds is escaped; openpyxl gives it back, but for two characters and lone halves.
    expected = [
        text.translate({0xFFFE: "_xFFFE_", 0xFFFF: "_xFFFF_", 0: "\ufffd"})
        .encode("utf-16", "surrogatepass").decode("utf-16", "replace") or None
        for text in texts
    ]  # fmt: skip
    assert [text and openpyxl.utils.escape.unescape(text) for text in found] == expected
