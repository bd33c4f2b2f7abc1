"""Normal form C, however many marks a text puts on one letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.bulk.cut import words_of_each
from searchnews.analysis.folded_text import folded_text
from searchnews.analysis.normal_form import MOST_MARKS, composed
from searchnews.analysis.tokenize import tokenize

MARKED = st.text(alphabet="ae \u0301\u0323\u0345é½\n")


@given(MARKED)
def test_is_what_unicode_says_where_few_marks_follow_one_another(text):
    assert composed(text) == unicodedata.normalize("NFC", text)


@given(st.lists(st.sampled_from(["a", " ", "\u0301" * 40, "\u0323\u0301" * 25, "½"])).map("".join))
def test_leaves_out_the_marks_of_longer_rows(text):
    normal = composed(text)
    assert unicodedata.is_normalized("NFC", normal)
    if not unicodedata.is_normalized("NFC", text):
        in_order = [unicodedata.combining(character) for character in normal]
        rows = "".join("m" if each else " " for each in in_order).split()
        assert max(map(len, rows), default=0) <= MOST_MARKS


@pytest.mark.parametrize("marks", [1, MOST_MARKS, MOST_MARKS + 1, 200_000])
def test_marks_change_no_word(marks):
    text = "le de\u0301" + "\u0323\u0301" * marks + "put"
    assert [token.word for token in tokenize(text)] == ["le", "deput"]
    assert words_of_each([("", text)])[0].text == "le deput"
    assert folded_text(text) == b"le deput"
