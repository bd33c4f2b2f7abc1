"""Concordances in a terminal: the nodes in one column, whatever stands before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.tables.rows import ConcordanceRow
from searchnews.explore.terminal.concordance_lines import concordance_lines
from searchnews.explore.terminal.display_width import display_width
from searchnews.explore.terminal.screen import Screen

ROWS = [
    ConcordanceRow("a1", "2015-09-18T17:42", "ATS", "Raids", "mené vendredi 25 raids sur l'",
                   "aéroport", " de Palmyre, tenu par les djihadistes", 120),
    ConcordanceRow("b2", "2015", None, None, "", "Aéroports", ".", 0),
]  # fmt: skip


def lines(width=80, rows=ROWS, **options):
    return list(concordance_lines(rows, Screen(width, **options)))


def test_the_node_touches_what_it_touches_in_the_text():
    assert lines() == [
        "date        source                         left node right",
        "2015-09-18  ATS            …redi 25 raids sur l'aéroport de Palmyre, tenu par l…",
        "2015                                            Aéroports.",
    ]


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (120, "id date source left node right"),
        (80, "date source left node right"),
        (60, "date left node right"),
        (40, "left node right"),
    ],
)
def test_narrow_screens_leave_the_room_to_the_words(width, names):
    assert lines(width)[0].split() == names.split()


def test_nodes_are_marked_in_colour():
    assert "l'\x1b[1;31maéroport\x1b[0m de" in lines(colours=True)[1]


def test_ascii():
    assert "...di 25 raids sur l'aeroport" in lines(unicode=False)[1]


def test_rows_are_read_as_they_come():
    def endless():
        while True:
            yield ROWS[0]

    found = concordance_lines(endless(), Screen())
    assert [next(found) for _ in range(3)][1:] == [lines()[1]] * 2


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60), st.text(max_size=90)),
                max_size=4), st.integers(1, 130))  # fmt: skip
def test_it_fits_any_screen(texts, width):
    rows = [ConcordanceRow(left, node, right, None, left, node, right, 0)
            for left, node, right in texts]  # fmt: skip
    assert all(display_width(line) <= max(width, 26) for line in lines(width, rows))
