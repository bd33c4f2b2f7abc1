"""Widths in a terminal are not numbers of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.explore.terminal.display_width import display_width, fitted


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Raqa", 4),
        ("été", 3),
        ("e\u0301te\u0301", 3),
        ("日本語", 6),
        ("🙂", 2),
        ("a\u200db", 2),
    ],
)
def test_widths(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "start", "end"),
    [
        ("Palmyre", 7, "Palmyre", "Palmyre"),
        ("Palmyre", 6, "Palmy…", "…lmyre"),
        ("Palmyre", 1, "…", "…"),
        ("Palmyre", 0, "", ""),
        ("日本語", 4, "日…", "…語"),
        ("e\u0301te\u0301s", 3, "e\u0301t…", "…e\u0301s"),
    ],
)
def test_cut_with_an_ellipsis(text, width, start, end):
    assert fitted(text, width) == start
    assert fitted(text, width, keep_end=True) == end


def test_the_ellipsis_of_ascii_is_three_dots():
    assert fitted("Palmyre", 6, ellipsis="...") == "Pal..."
    assert fitted("Palmyre", 2, ellipsis="...") == ".."


@given(st.text(), st.integers(0, 30), st.booleans())
def test_never_wider(text, width, keep_end):
    assert display_width(fitted(text, width, keep_end=keep_end)) <= width
