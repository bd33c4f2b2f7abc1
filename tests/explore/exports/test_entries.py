"""Articles as rows: the columns of an export."""

import pytest
from explore.exports.exported import ENTRIES

from searchnews.errors import InvalidArgumentError
from searchnews.explore.exports.entries import (
    COLUMNS,
    USUAL_COLUMNS,
    columns_named,
    date_precision,
    rows_of,
)


def test_the_usual_columns_are_a_contract():
    assert " ".join(USUAL_COLUMNS) == (
        "id title date date_precision source agency authors section url path score relaxed copies "
        "story"
    )
    assert COLUMNS[len(USUAL_COLUMNS) :] == ("lead", "body", "credit", "language")


def test_the_cells_of_an_article():
    (full, bare, *_) = rows_of(ENTRIES, columns_named(USUAL_COLUMNS))
    assert dict(zip(USUAL_COLUMNS, full, strict=True)) == {
        "id": "messager-2015-0918-7",
        "title": "« Raids » sur Palmyre\u00a0: 20 % de plus & toujours plus_fort",
        "date": "2015-09-18T17:42:00+02:00",
        "date_precision": "time",
        "source": "Le Messager",
        "agency": "ATS",
        "authors": ("Zoé Roy", "Charles de Gaulle"),
        "section": "Monde",
        "url": "https://messager.example/monde/été?id=7#haut",
        "path": None,
        "score": 7.31,
        "relaxed": False,
        "copies": 6,
        "story": "messager-1",
    }
    assert bare == ("nu", *[None] * 5, (), None, None, None, None, False, None, None)


def test_columns_are_chosen_in_any_order():
    assert list(rows_of(ENTRIES[:1], columns_named(["body", "id"]))) == [
        ("", "messager-2015-0918-7")
    ]


@pytest.mark.parametrize(
    ("names", "message"),
    [(["id", "titre"], "no column 'titre'; the columns are id, title"), (["id", "id"], "each once"),
     ([], "each once")],
)  # fmt: skip
def test_other_columns_are_refused(names, message):
    with pytest.raises(InvalidArgumentError, match=message):
        columns_named(names)


@pytest.mark.parametrize(
    ("date", "precision"),
    [("1631", "year"), ("1631-05", "month"), ("1631-05-30", "day"), ("1631-05-30T08:00", "time"),
     (None, None)],
)  # fmt: skip
def test_how_precise_a_date_is(date, precision):
    assert date_precision(date) == precision
