"""How the cleaning rules see a line."""

from hypothesis import example, given
from hypothesis import strategies as st

from searchnews.analysis.normal_form import MOST_MARKS
from searchnews.ingest.lines import TYPEWRITER, normalized, unaccented

TEXTS = st.text() | st.text(st.characters(codec="latin-1")) | st.text(st.characters(codec="cp1252"))


@example("l`été")
@example("l`ete")
@given(TEXTS)
def test_an_unaccented_line_is_the_same_in_any_letters(text):
    assert unaccented(text) == text.translate(TYPEWRITER)
    assert unaccented(f"{text} č") == f"{unaccented(text)} c"


def test_what_nobody_sees_is_left_out():
    assert normalized("so\u00adus-\u200bma\ufeffrin  e\u0301té\u2060") == "sous-marin été"


def test_a_long_row_of_combining_marks_is_cut():
    """To bring all of them into order would take time with the square of their number."""
    assert len(normalized("a" + "\u0323\u0301" * 500)) == MOST_MARKS
