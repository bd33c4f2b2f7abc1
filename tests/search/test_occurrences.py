"""Marks are found wherever the tokenizer finds their words, and nowhere else."""

import pytest
from analysis.french_cases import FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.tokenize import tokenize
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.search.occurrences import OccurrenceFinder


def pattern(*slots, **about):
    return HighlightPattern(tuple(frozenset(slot.split()) for slot in slots), **about)


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
    assert [each.pattern for each in OccurrenceFinder([pattern(word)]).find(text, "text")] == [0]


@given(st.one_of(FRENCH_LOOKING, st.text()), st.data())
def test_finds_every_word_of_a_text(text, data):
    tokens = tokenize(text)
    wanted = data.draw(st.sets(st.sampled_from(tokens), max_size=3)) if tokens else set()
    folded = [pattern(token.word) for token in wanted]
    written = [pattern(token.written, written=True) for token in wanted]
    found = OccurrenceFinder([*folded, *written]).find(text, "text")
    spans = {span for each in found for span in each.spans}
    words = {token.word for token in wanted}
    assert spans == {(token.start, token.end) for token in tokens if token.word in words}


@pytest.mark.parametrize(
    ("text", "row"),
    [("la S. N. C. F. roule", "s n c f"), ("S.\nN. C, F", "s n c f"), ("S-N-C-F", "s n c f"),
     ("un F-16, deux F\u202f16", "f 16"), ("20 h  30", "20 h 30"), ("d’E. D. F.", "e d f"),
     ("E. d'D. F.", "e d f"), ("E. d'« D », F.", "e d f"), ("voir a.fr", "a fr"),
     ("n° 1 600", "n 1600")],
)  # fmt: skip
def test_finds_rows_with_single_letters(text, row):
    assert OccurrenceFinder([pattern(*row.split())]).find(text, "text")


@pytest.mark.parametrize("text", ["F n", "F-n", "F''n", "F’’n", "F. «n"])
def test_letters_in_a_row_are_found_whatever_stands_between(text):
    (found,) = OccurrenceFinder([pattern("f", "n")]).find(text, "text")
    assert [start for start, _ in found.spans] == [0, len(text) - 1]


@given(st.text("Fsn16h -'’«\n"), st.data())
def test_finds_every_row_of_a_text(text, data):
    tokens = tokenize(text)
    first = data.draw(st.integers(0, max(0, len(tokens) - 2)))
    row = tokens[first : first + data.draw(st.integers(2, 4))]
    if len(row) > 1:
        found = OccurrenceFinder([pattern(*(token.word for token in row))]).find(text, "text")
        assert [token.start for token in row] in [[s for s, _ in each.spans] for each in found]


PATTERN = st.builds(
    HighlightPattern,
    st.lists(st.frozensets(st.sampled_from("a b ab 12 e é trans ports".split()), min_size=1),
             min_size=1, max_size=3).map(tuple),
    st.integers(0, 2),
    st.just("everywhere"),
    st.booleans(),
    st.none(),
)  # fmt: skip


def every_row(text, pattern):
    """The spans of a pattern by looking at every row of words."""
    tokens = tokenize(text)
    rows = set()
    for start in range(len(tokens)):
        at, row = start, []
        for slot in pattern.slots:
            while at < len(tokens) and (
                (tokens[at].written if pattern.written else tokens[at].word) not in slot
            ):
                at += 1
            row.append(at)
            at += 1
        if row[0] == start and row[-1] < min(start + len(row) + pattern.slop, len(tokens)):
            rows.add(tuple((tokens[n].start, tokens[n].end) for n in row))
    return rows


COMPOUNDS = st.lists(st.sampled_from(["trans", "ports", " ", ".", "-"])).map("".join)


@given(
    st.one_of(FRENCH_LOOKING, st.text("ab é12.'’-\n\u00a0 "), COMPOUNDS),
    st.lists(PATTERN, min_size=1, max_size=3),
)
def test_finds_what_a_look_at_every_row_finds(text, patterns):
    expected = {(n, row) for n, each in enumerate(patterns) for row in every_row(text, each)}
    found = OccurrenceFinder(patterns).find(text, "text")
    assert {(each.pattern, each.spans) for each in found} == expected
    assert [each.spans for each in found] == sorted(each.spans for each in found)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("le chef du parti a vu Paul", ["chef du parti Paul"]),
        ("le chef du parti; le chef a vu Paul", []),
        ("le chef du parti, le chef du parti a vu Paul", ["chef du parti Paul"]),
        ("le chef d'un parti a vu Paul", []),
    ],
)
def test_rows_near_each_other_are_found_whole(text, marked):
    near = pattern("chef", "du", "parti", "paul", slop=2, gap=3)
    found = OccurrenceFinder([near]).find(text, "text")
    assert [" ".join(text[a:b] for a, b in each.spans) for each in found] == marked


def test_a_wildcard_of_many_words_is_found():
    many = pattern(" ".join(f"pre{a}{b}s" for a in "abcdefgh" for b in "aeiou"))
    assert len(OccurrenceFinder([many]).find("Le prêché des prébas, des prefos.", "text")) == 2


def test_marks_of_titles_stay_in_titles():
    finder = OccurrenceFinder([pattern("raids", scope="title")])
    assert finder.find("Raids", "title")
    assert not finder.find("Raids", "text")
