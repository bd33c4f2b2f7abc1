"""Similar articles for a terminal."""

from searchnews.explore.tables.rows import SimilarRow
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.similar_lines import similar_lines

ROWS = [
    SimilarRow("a1", "2018-09-14", "AFP", "Le viaduc rouvre", 12.345, True, 2, ("viaduc", "câble")),
    SimilarRow("a2", None, None, None, 1.0, False, 0, ("viaduc\x1b[31m",)),
]


def test_title_place_and_words():
    assert list(similar_lines(ROWS, Screen())) == [
        "",
        "1. Le viaduc rouvre",
        "   2018-09-14 · AFP · 12.3 · a1 · a copy of it · and 2 copies",
        "   viaduc, câble",
        "",
        "2. without a title",
        "   1.0 · a2",
        "   viaduc\ufffd[31m",
    ]


def test_they_fit_the_screen():
    assert all(len(line) <= 12 for line in similar_lines(ROWS, Screen(12)))
    assert "..." in next(line for line in similar_lines(ROWS, Screen(12, False)) if line)
