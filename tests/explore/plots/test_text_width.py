"""Widths of texts, so that labels do not run into one another."""

import pytest

from searchnews.explore.plots.text_width import shortened, text_width, wrapped


@pytest.mark.parametrize(
    ("text", "width"),
    # As DejaVu Sans has them, at a size of 1000.
    [("", 0), ("iii", 834), ("MMM", 2589), ("2015", 2544), ("été", 615 * 2 + 392), ("日本", 2000)],
)
def test_widths_are_those_of_the_font(text, width):
    assert text_width(text, 1000) == pytest.approx(width, rel=0.02)


def test_accents_take_no_room_of_their_own():
    assert text_width("e\u0301te\u0301", 12) == text_width("été", 12) == text_width("ete", 12)


def test_bold_is_wider():
    assert text_width("Palmyre", 12, bold=True) > text_width("Palmyre", 12)


def test_lines_break_at_spaces_but_not_before_signs():
    assert wrapped("Qui parle\u00a0: Palmyre", 12, 60) == ["Qui", "parle\u00a0:", "Palmyre"]
    assert wrapped("", 12, 90) == []
    assert wrapped("anticonstitutionnellement", 12, 20) == ["anticonstitutionnellement"]


def test_shortened_with_an_ellipsis():
    assert shortened("Le Messager", 12, 500) == "Le Messager"
    assert text_width(shortened("Le Messager de la Haute-Vallée", 12, 100), 12) <= 100


@pytest.mark.parametrize(
    "text", ["Le Messager de la Haute-Vallée", "e\u0301te\u0301 " * 9, "日本" * 9]
)
@pytest.mark.parametrize("room", [0, 5, 12, 13, 40, 77, 100])
def test_shortened_keeps_as_much_as_fits(text, room):
    short = shortened(text, 12, room)
    kept = len(short) - 1
    assert short == f"{text[:kept].rstrip()}…"
    assert not kept or text_width(short, 12) <= room
    rest = text[kept:].lstrip()
    assert text_width(f"{text[: len(text) - len(rest) + 1]}…", 12) > room


def test_a_name_of_a_hundred_thousand_characters_is_shortened_at_once():
    assert len(shortened("a" * 100_000, 12, 190)) < 40
