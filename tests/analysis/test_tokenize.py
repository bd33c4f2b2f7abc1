"""What a French word is."""

import unicodedata

import pytest
from analysis.french_cases import CASES, FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.cached_tokens import placed_tokens
from searchnews.analysis.tokenize import MAX_WORD, tokenize, words_of


@pytest.mark.parametrize(("text", "words"), CASES)
def test_cuts_words_the_french_way(text, words):
    assert words_of(text) == words


def test_says_where_each_word_stands():
    text = "L’É\u00adtat, 12 000 élu·e·s"
    slices = [text[token.start : token.end] for token in tokenize(text)]
    assert slices == ["É\u00adtat", "12 000", "élu·e·s"]


def test_keeps_accents_of_the_written_form():
    assert [token.written for token in tokenize("Frappé À l'ŒUVRE")] == ["frappé", "à", "oeuvre"]


def test_cuts_words_that_no_engine_would_take():
    (token,) = tokenize("é" * 1_000_000)
    assert token.word == "e" * MAX_WORD
    assert (token.start, token.end) == (0, 1_000_000)


@given(st.one_of(FRENCH_LOOKING, st.text()))
def test_every_slice_cut_alone_gives_its_word(text):
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end
        end = token.end
        assert words_of(text[token.start : token.end]) == [token.word]


@given(st.one_of(FRENCH_LOOKING, st.text()))
def test_composed_and_decomposed_text_have_the_same_words(text):
    composed = words_of(unicodedata.normalize("NFC", text))
    assert words_of(text) == composed
    assert words_of(unicodedata.normalize("NFD", text)) == composed


@given(st.text())
def test_words_are_folded_and_never_empty(text):
    for token in tokenize(text):
        assert token.word
        assert token.word == token.word.lower()
        assert not set(token.word) & set(" \n\t'’.-")


def test_letters_that_nobody_transliterates_are_lower_case_too():
    # Cherokee, of which case folding makes capitals.
    assert [token.word for token in tokenize("Ꭰꭰ")] == ["ꭰꭰ"]


@given(st.one_of(FRENCH_LOOKING, st.text(), st.text(alphabet="1 .'a\u00ad\u0301\u202f")))
def test_pieces_give_the_same_words(text):
    pieces = [
        token._replace(start=offset + token.start, end=offset + token.end)
        for offset, token in placed_tokens(text)
    ]
    assert pieces == tokenize(text)


def test_finds_pieces_behind_any_number_of_spaces():
    text = f"12 000{' ' * 100_000}voix{' ' * 100_000}"
    placed = [(offset + token.start, token.word) for offset, token in placed_tokens(text)]
    assert placed == [(0, "12000"), (100_006, "voix")]
