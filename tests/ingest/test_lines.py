"""How the cleaning rules see a line."""

from hypothesis import example, given
from hypothesis import strategies as st

from searchnews.ingest.lines import _PLAIN, plain, squeeze

TEXTS = st.text() | st.text(st.characters(codec="latin-1")) | st.text(st.characters(codec="cp1252"))


@example("l`été")
@example("l`ete")
@given(TEXTS)
def test_a_plain_line_is_the_same_in_any_letters(text):
    assert plain(text) == text.translate(_PLAIN)
    assert plain(f"{text} č") == f"{plain(text)} c"


def test_what_nobody_sees_is_squeezed_out():
    assert squeeze("so\u00adus-\u200bma\ufeffrin  e\u0301té\u2060") == "sous-marin été"
