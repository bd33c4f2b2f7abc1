"""The words round a node are those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.tokenize import tokenize
from searchnews.explore.concordance.contexts import (
    MOST_CHARACTERS,
    Window,
    before,
    behind,
    words_before,
    words_behind,
)

TEXT = "Moscou.\n\nHier, l'aviation a frappé\nla ville : 12 000 civils ont fui aujourd'hui."
AVIATION = (TEXT.index("aviation"), TEXT.index("aviation") + len("aviation"))


@pytest.mark.parametrize(
    ("window", "left", "right"),
    [
        (Window(1), "Hier, l'", " a"),
        (Window(2), "Moscou. Hier, l'", " a frappé"),
        (Window(7), "Moscou. Hier, l'", " a frappé la ville : 12 000 civils ont"),
        (Window(50), "Moscou. Hier, l'", " a frappé la ville : 12 000 civils ont fui aujourd'hui."),
        (Window(3, "characters"), " l'", " a "),
        (Window(4, "characters"), ", l'", " a f"),
    ],
)  # fmt: skip
def test_a_window_of_words_or_characters(window, left, right):
    assert before(TEXT, AVIATION[0], window) == left
    assert behind(TEXT, AVIATION[1], window) == right


@given(st.text(alphabet="aé'’ -.\n1", max_size=300), st.data())
def test_words_are_those_of_the_whole_text(text, data):
    tokens = tokenize(text)
    if not tokens:
        return
    node = data.draw(st.integers(0, len(tokens) - 1))
    most = data.draw(st.integers(1, 5))
    # What stands between two words belongs to neither, but numbers may have spaces inside.
    left = [each.word for each in words_before(text, tokens[node].start, most)]
    if not any(token.word[0].isdigit() for token in tokens):
        assert left == [token.word for token in tokens[:node][::-1][:most]]


def test_a_word_without_end_is_cut():
    text = f"{'a' * 3 * MOST_CHARACTERS} Palmyre {'b' * 3 * MOST_CHARACTERS}"
    start = text.index("Palmyre")
    assert len(before(text, start, Window(2))) == MOST_CHARACTERS
    assert len(behind(text, start + 7, Window(2))) == MOST_CHARACTERS


def test_what_is_far_away_is_found_nevertheless():
    text = f"Raids {' ' * 500} sur {'.' * 500} Palmyre"
    assert [each.word for each in words_before(text, len(text) - 7, 2)] == ["sur", "raids"]
    assert [each.word for each in words_behind(text, 0, 3)] == ["raids", "sur", "palmyre"]
