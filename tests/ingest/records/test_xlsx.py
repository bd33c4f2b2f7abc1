"""Workbooks of Excel and of the programs that write the same."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

TITLE = "Le pont de Valmont rouvre"
TEXT = (
    "Les habitants ont traversé la rivière à pied.\n\nLa mairie promet que les voitures suivront."
)
VAL = "Le Courrier du Val"


def workbook(*sheets, **states):
    """The bytes of a workbook, each sheet given as its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuille {number + 1}")
        for row in rows:
            sheet.append(row)
    for name, state in states.items():
        book[name].sheet_state = state
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def changed(data, name, before, after):
    """A workbook in which one member says something else."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content.replace(before, after) if member == name else content)
    return made.getvalue()


COLUMNS = ["Titre", "Date de publication", "Journal", "Auteur", "Texte", "Nb de mots"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2015, 9, 18), "2015-09-18"),
        (datetime(2015, 9, 18, 17, 42), "2015-09-18T17:42:00"),
        ("18/09/2015", "2015-09-18"),
        (20150918, "2015-09-18"),
        (2015, "2015"),
        (42265, "2015-09-18"),  # a day that is shown as a number
        (42265.5, "2015-09-18T12:00:00"),
        (None, None),
        ("#N/A", None),
    ],
)
def test_an_article(cell, expected):
    article = the_article(
        "a.xlsx", workbook([COLUMNS, [TITLE, cell, VAL, "J. Martin", TEXT, 12.0]])
    )
    assert fields(article, "title", "date", "source", "authors", "body", "extra") == (
        TITLE, expected, VAL, ("J. Martin",), TEXT, {"Nb de mots": 12},
    )  # fmt: skip


def test_names_below_a_heading_and_several_sheets():
    data = workbook(
        [["Revue de presse du Val"], [], ["n°", *COLUMNS], [1, TITLE, None, VAL, None, TEXT]],
        [["Légende"], ["rouge = à relire"]],
        [COLUMNS, ["Carambolage"], [], ["Crue", None, None, None, None, None, "note"]],
    )
    articles, problems, reason = read("a.xlsx", data)
    assert [article.title for article in articles] == [TITLE, "Carambolage", "Crue"]
    assert articles[0].extra == {"n°": 1}
    assert articles[2].extra == {"column 7": "note"}
    assert len({article.id for article in articles}) == 3
    assert [problem.reason[:40] for problem in problems] == [
        "sheet Feuille 2: one of its first rows m"
    ]
    assert reason is None


def test_a_hidden_sheet_is_left_alone():
    data = workbook([COLUMNS, [TITLE]], [COLUMNS, ["Brouillon"]], **{"Feuille 2": "hidden"})
    assert the_article("a.xlsx", data).title == TITLE


def test_the_names_may_be_told():
    data = workbook([["sujet", "propos"], [TITLE, TEXT]])
    assert "the first says sujet, propos; tell which is which" in read("a.xlsx", data).reason
    article = the_article("a.xlsx", data, mapping={"title": "sujet", "body": "propos"})
    assert fields(article, "title", "body") == (TITLE, TEXT)


def test_a_text_that_excel_cut_is_named():
    article, problems, _ = read("a.xlsx", workbook([COLUMNS, [TITLE, *[None] * 3, "a" * 32_767]]))
    assert len(article) == 1
    assert "where Excel cuts" in problems[0].reason
    assert not problems[0].lost


@pytest.mark.parametrize("name", ["a.xlsx", "a.bin", "a"])
def test_the_content_tells_the_format(name):
    data = workbook([COLUMNS, [TITLE]])
    assert the_article(name, data).title == TITLE


def test_escapes_of_characters():
    assert (
        the_article("a.xlsx", workbook([COLUMNS, ["Crue_x000D_\nà Nîmes"]])).title
        == "Crue\nà Nîmes"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'r="2"', b'r="999999999"'),  # a billion empty rows
        (b'r="A2"', b'r="XFD1048576"'),
        (b"<worksheet", b'<worksheet xmlns:a="urn:a"'),
    ],
)
def test_a_sheet_with_a_word_far_away_ends(before, after):
    data = changed(workbook([COLUMNS, [TITLE]]), SHEET, before, after)
    read("a.xlsx", data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed(workbook([COLUMNS]), SHEET, b"<sheetData>", b"<sheetData><row><c"), "damaged"),
        (workbook([COLUMNS, [TITLE]])[:2000], "damaged"),
        (changed(workbook([COLUMNS]), "xl/workbook.xml", b"<workbook", b"<"), "damaged"),
        (changed(workbook([COLUMNS]), "xl/styles.xml", b"<", b"&"), "save it again"),
        (workbook([[]]), "must name its columns, and the first says nothing"),
        (changed(workbook([COLUMNS]), SHEET, b"<sheetData>", b" " * (300 << 20)), "grows to more"),
    ],
)  # fmt: skip
def test_reasons(data, reason):
    result = read("a.xlsx", data)
    assert result.articles == []
    assert reason in result.reason


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    for first, second in zip(b"bcdefg", b"cdefgh", strict=True):
        one, other = bytes([first]), bytes([second])
        bomb += b"<!ENTITY " + other + b' "' + (b"&" + one + b";") * 10 + b'">'
    data = workbook([COLUMNS, [TITLE]])
    data = changed(data, "xl/sharedStrings.xml", b"<sst", bomb + b"]><sst")
    data = changed(data, "xl/sharedStrings.xml", TITLE.encode(), b"&h;")
    assert all(len(repr(article)) < 5000 for article in read("a.xlsx", data).articles)


WORKBOOK = workbook([COLUMNS, [TITLE, date(2015, 9, 18), VAL, None, TEXT]])


@settings(max_examples=30)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(WORKBOOK)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.xlsx", bytes(whole[: data.draw(st.integers(1, len(whole)))]))
