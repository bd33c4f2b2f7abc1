"""The fast path for whole texts gives exactly the words of the reference tokenizer."""

import pytest
from analysis.french_cases import CASES, FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.fast import text_words
from searchnews.analysis.fold import fold
from searchnews.analysis.tokenize import MAX_WORD, tokenize


def written_by_the_reference(text):
    tokens = tokenize(text)
    accented = {token.written for token in tokens if not token.written.isascii()}
    bases = {fold(form) for form in accented}
    return accented | {token.written for token in tokens if token.written in bases}


@pytest.mark.parametrize(("text", "words"), CASES)
def test_cuts_the_words_of_the_table(text, words):
    assert text_words(text).folded.split() == words


@given(st.one_of(FRENCH_LOOKING, st.text(), st.text(alphabet=st.characters(codec="cp1252"))))
def test_gives_the_words_of_the_reference(text):
    words = text_words(text)
    assert words.folded == " ".join(token.word for token in tokenize(text))
    assert words.written == written_by_the_reference(text)


@pytest.mark.parametrize("letter", ["a", "é", "œ"])
def test_cuts_giant_words_like_the_reference(letter):
    text = f"mot {letter * (MAX_WORD + 5)} fin"
    assert text_words(text).folded.split() == [token.word for token in tokenize(text)]


def test_tells_accented_from_plain_forms():
    assert text_words("Il a frappé.").written == {"frappé"}
    assert text_words("Il a frappé, on frappe.").written == {"frappé", "frappe"}
    assert text_words("On frappe.").written == set()
