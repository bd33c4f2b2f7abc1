"""The lines of a text in pieces: those of str.split, without those that are blank."""

from hypothesis import example, given
from hypothesis import strategies as st
from ingest.work import calls_of

from searchnews.ingest.records.lines import BLANK, Line, filled_lines

TEXTS = st.text(st.sampled_from("ab\n\r\0\ufeff é"), max_size=60)


def pieces_of(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


@given(TEXTS, st.integers(1, 70))
@example("\n\nun\n \n\r\ndeux", 2)
def test_are_numbered_and_stripped_whatever_the_pieces(text, size):
    expected = [
        Line(number, stripped)
        for number, line in enumerate(text.split("\n"), 1)
        if (stripped := line.strip(BLANK))
    ]
    assert list(filled_lines(pieces_of(text, size), 100)) == expected


@given(st.integers(1, 40))
def test_what_is_longer_than_the_limit_is_cut_and_the_rest_left_out(size):
    text = f"un\n{'x' * 35}\ndeux"
    assert list(filled_lines(pieces_of(text, size), 10)) == [
        Line(1, "un"), Line(2, "x" * 10, is_whole=False), Line(3, "deux"),
    ]  # fmt: skip


def test_blank_lines_are_passed_over_at_once():
    lines = filled_lines([" \r\n\n\0\n" * 20_000] * 20 + ["fin"], 100)
    found = []
    calls = calls_of(found.extend, lines)
    assert found == [Line(1_200_001, "fin")]
    assert calls < 1000
