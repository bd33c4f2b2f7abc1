"""Marks are found wherever the tokenizer finds their words, and nowhere else."""

import pytest
from analysis.french_cases import FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.tokenize import tokenize
from searchnews.query.highlight_patterns import Mark
from searchnews.search.occurrences import Matcher


def mark(*slots, **about):
    return Mark(tuple(frozenset(slot.split()) for slot in slots), **about)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("L’aujourd’hui", "aujourdhui"),
        ("la C.G.T. défile", "cgt"),
        ("12\u202f000 manifestants", "12000"),
        ("12.000 manifestants", "12000"),
        ("3,5 %", "3,5"),
        ("les auteur·rice·s", "auteurs"),
        ("son Œuvre", "oeuvre"),
        ("die Straße", "strasse"),
        ("à Ha\xadlep", "halep"),
        ("l'e\u0301te\u0301", "ete"),
        ("Путин", "putin"),
        ("Щукин", "shchukin"),
    ],
)
def test_finds_words_however_they_are_written(text, word):
    assert [place.mark for place in Matcher([mark(word)]).marked(text, "text")] == [0]


@given(st.one_of(FRENCH_LOOKING, st.text()), st.data())
def test_finds_every_word_of_a_text(text, data):
    tokens = tokenize(text)
    wanted = data.draw(st.sets(st.sampled_from(tokens), max_size=3)) if tokens else set()
    folded = [mark(token.word) for token in wanted]
    written = [mark(token.written, written=True) for token in wanted]
    found = Matcher([*folded, *written]).marked(text, "text")
    spans = {span for place in found for span in place.spans}
    words = {token.word for token in wanted}
    assert spans == {(token.start, token.end) for token in tokens if token.word in words}


def test_a_wildcard_of_many_words_is_found():
    many = mark(" ".join(f"pre{a}{b}s" for a in "abcdefgh" for b in "aeiou"))
    assert len(Matcher([many]).marked("Le prêché des prébas, des prefos.", "text")) == 2


def test_marks_of_titles_stay_in_titles():
    matcher = Matcher([mark("raids", scope="title")])
    assert matcher.marked("Raids", "title")
    assert not matcher.marked("Raids", "text")
