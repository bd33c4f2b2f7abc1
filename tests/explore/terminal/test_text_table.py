"""Tables as people read them in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.tables.columns import columns_of
from searchnews.explore.tables.rows import ConcordanceRow, FacetRow, KeynessRow
from searchnews.explore.terminal.display_width import display_width
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.text_table import text_table

WIDE = Screen(80)


def lines(row_type, *rows, screen=WIDE):
    return list(text_table(columns_of(row_type), rows, screen))


def test_numbers_at_the_right_and_what_is_missing():
    assert lines(
        FacetRow, ("Le Messager", 1234, 20_000, 0.0617), (None, 8, 0, None),
        ("ATS", 1, 90_000, 1e-5),
    ) == [
        "value        count  total_count   ratio",
        "Le Messager  1,234       20,000   6.17%",
        "–                8            0       –",
        "ATS              1       90,000  <0.01%",
    ]  # fmt: skip


def test_measures_have_two_decimals():
    assert lines(KeynessRow, ("but", 53, 12, 9281.912, -4.1743, 0.0, 7))[1].split() == (
        ["but", "53", "12", "9281.91", "-4.17", "0.00", "7"]
    )


def test_the_words_round_a_node_meet_at_it():
    rows = (
        ("a1", "2015-09-18", "ATS", "Raids", "les avions ont frappé hier la ville de", "Palmyre",
         "où les habitants avaient fui les combats", 120),
        ("b2", "2015", "ATS", "Fouilles", "à", "Palmyre", "un temple", 4),
    )  # fmt: skip
    assert lines(ConcordanceRow, *rows, screen=Screen(78)) == [
        "id  date       source  title              left  node     right          offset",
        "a1  2015-09-…  ATS     Raids     … la ville de  Palmyre  où les habit…     120",
        "b2  2015       ATS     Fouilles              à  Palmyre  un temple           4",
    ]


def test_nodes_are_marked_in_colour():
    row = ("a1", None, None, None, "à", "Palmyre", "un temple", 4)
    assert (
        "à  \x1b[1;31mPalmyre\x1b[0m  un"
        in lines(ConcordanceRow, row, screen=Screen(100, colours=True))[1]
    )


def test_ascii():
    (_, row) = lines(
        FacetRow, ("Société nouvelle d'été", 1, 2, None), screen=Screen(36, unicode=False)
    )
    assert row == "Societ...      1            2      -"


@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.integers(0, 10**6), st.integers(0, 10**6), st.none()),
        max_size=5,
    ),
    st.integers(40, 120),
)
def test_it_fits_the_screen(rows, width):
    assert all(
        display_width(line) <= width for line in lines(FacetRow, *rows, screen=Screen(width))
    )


@pytest.mark.parametrize("width", [1, 10, 30])
def test_numbers_are_never_cut(width):
    assert "20,000" in lines(FacetRow, ("Le Messager", 1234, 20_000, 0.06), screen=Screen(width))[1]
