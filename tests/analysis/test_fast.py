"""The fast path for whole texts gives exactly the words of the reference tokenizer."""

import pytest
from analysis.french_cases import CASES, FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.fast import text_words, titled_words
from searchnews.analysis.fold import fold
from searchnews.analysis.tokenize import MAX_WORD, tokenize

TEXTS = st.one_of(FRENCH_LOOKING, st.text(), st.text(alphabet=st.characters(codec="cp1252")))


def written_by_the_reference(text):
    tokens = tokenize(text)
    accented = {token.written for token in tokens if not token.written.isascii()}
    bases = {fold(form) for form in accented}
    return accented | {token.written for token in tokens if token.written in bases}


@pytest.mark.parametrize(("text", "words"), CASES)
def test_cuts_the_words_of_the_table(text, words):
    assert text_words(text).folded.split() == words


@given(TEXTS)
def test_gives_the_words_of_the_reference(text):
    words = text_words(text)
    assert words.folded == " ".join(token.word for token in tokenize(text))
    written = words.written.split()
    assert len(written) == len(set(written))
    assert set(written) == written_by_the_reference(text)


@given(TEXTS, TEXTS)
def test_gives_the_words_of_a_title_and_those_below(title, text):
    words = titled_words(title, text)
    assert words.title == " ".join(token.word for token in tokenize(title))
    assert words.text == " ".join(token.word for token in tokenize(text))
    assert set(words.written.split()) == written_by_the_reference(f"{title}\n{text}")


def test_lines_with_other_letters_change_nothing_in_the_rest():
    text = "L'été, 12 000 frappés.\nLe Ćuk, l'ćuk.\nOn frappe à l'ete."
    words = text_words(text)
    assert words.folded == " ".join(token.word for token in tokenize(text))
    assert set(words.written.split()) == written_by_the_reference(text)


@pytest.mark.parametrize("letter", ["a", "é", "œ"])
def test_cuts_giant_words_like_the_reference(letter):
    text = f"mot {letter * (MAX_WORD + 5)} fin"
    assert text_words(text).folded.split() == [token.word for token in tokenize(text)]


def test_tells_accented_from_plain_forms():
    assert text_words("Il a frappé.").written.split() == ["frappé"]
    assert set(text_words("Il a frappé, on frappe.").written.split()) == {"frappé", "frappe"}
    assert text_words("On frappe.").written.split() == []
