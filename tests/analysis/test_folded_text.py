"""Folded texts do not show their code page, and tell where words may be found."""

from analysis.french_cases import FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.cached_tokens import Pieces, placed_tokens
from searchnews.analysis.folded_text import folded_text

# No Latin-1, and dropped: an apostrophe.
OTHER_CODE_PAGE = "’"


@given(st.one_of(st.text(st.characters(max_codepoint=255)), st.text()))
def test_texts_are_folded_alike_in_every_code_page(text):
    assert folded_text(text + OTHER_CODE_PAGE) == folded_text(text)


@given(st.one_of(FRENCH_LOOKING, st.text(alphabet="a é.'\n\u00a0\u00ad")), st.data())
def test_what_is_looked_for_is_among_the_words_cut(text, data):
    placed = list(placed_tokens(text))
    words = sorted({token.word for _, token in placed if not token.word[0].isdigit()})
    wanted = data.draw(st.sets(st.sampled_from(words), max_size=2)) if words else set()
    # Inclusive endings hide a plural's -s.
    parts = [folded_text(word).removesuffix(b"s") for word in wanted]
    pieces = Pieces(text, folded_text(text))
    numbers = pieces.with_parts(parts)
    if numbers is not None:  # else other spaces are among those of the text
        cut = [(pieces.offset(n), token) for n in numbers for token in pieces.tokens(n)]
        assert spans_of(wanted, cut) == spans_of(wanted, placed)


@given(st.one_of(FRENCH_LOOKING, st.text(alphabet="ab é.'-  ")))
def test_the_words_of_a_text_are_walked_from_piece_to_piece(text):
    pieces = Pieces(text, folded_text(text))
    words = [
        (number, index)
        for number in range(text.count(" ") + 1)
        for index in range(len(pieces.tokens(number)))
    ]
    assert [pieces.word_after(*word) for word in words] == [*words, None][1 : len(words) + 1]
    assert [pieces.word_before(*word) for word in words] == [None, *words][: len(words)]


def spans_of(wanted, placed):
    return [(at + token.start, at + token.end) for at, token in placed if token.word in wanted]
