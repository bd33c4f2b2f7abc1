"""Squeezed texts do not show in which code page they were squeezed."""

from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.squeeze import squeezed

# No Latin-1, and dropped: an apostrophe.
OTHER_CODE_PAGE = "’"


@given(st.one_of(st.text(st.characters(max_codepoint=255)), st.text()))
def test_texts_are_squeezed_alike_in_every_code_page(text):
    assert squeezed(text + OTHER_CODE_PAGE) == squeezed(text)
