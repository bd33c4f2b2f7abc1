"""Snippets: the passage that answers, with what matched and nothing else marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.article import Article
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.search.occurrences import OccurrenceFinder, spans_of
from searchnews.search.results import Snippet
from searchnews.search.snippets import LENGTH, highlighted, snippet


def pattern(*slots, **about):
    return HighlightPattern(tuple(frozenset(slot.split()) for slot in slots), **about)


def shown(snippet):
    return "".join(f"[{piece}]" if matched else piece for piece, matched in snippet.pieces())


def of(body, *patterns, **fields):
    return shown(snippet(Article(id="1", body=body, **fields), OccurrenceFinder(patterns)))


SENTENCE = "Le conseil municipal a siégé mardi soir dans la salle des fêtes. "


@pytest.mark.parametrize(
    ("body", "patterns", "expected"),
    [
        pytest.param(
            "L'aviation a frappé. Autre chose.",
            [pattern("aviation")],
            "L'[aviation] a frappé. Autre chose.",
            id="elision-is-not-marked",
        ),
        pytest.param(
            "Les frappes aériennes. Des frappes.",
            [pattern("frappes", "aeriennes")],
            "Les [frappes] [aériennes]. Des frappes.",
            id="a-phrase-only-where-it-is-one",
        ),
        pytest.param(
            "Les frappes très aériennes.",
            [pattern("frappes", "aeriennes", slop=1)],
            "Les [frappes] très [aériennes].",
            id="a-loose-phrase",
        ),
        pytest.param(
            "Il a frappé, on frappe.",
            [pattern("frappé", written=True)],
            "Il a [frappé], on frappe.",
            id="as-it-is-written",
        ),
        pytest.param(
            SENTENCE * 8 + "M. Cook a vu Palmyre. " + SENTENCE * 8,
            [pattern("palmyre")],
            "M. Cook a vu [Palmyre]. " + (SENTENCE * 3).strip(),
            id="whole-sentences",
        ),
        pytest.param(
            SENTENCE * 6 + "La grève dure. " + SENTENCE * 6 + "Le maire cède.",
            [pattern("greve"), pattern("maire")],
            "La [grève] dure. … Le [maire] cède.",
            id="two-passages-for-two-words",
        ),
        pytest.param(
            "La grève dure. La grève coûte.",
            [pattern("greve")],
            "La [grève] dure. La [grève] coûte.",
            id="all-that-is-shown-is-marked",
        ),
        pytest.param(
            "La grève durera. " + "Mot " * 100,
            [pattern("greve")],
            "La [grève] durera.",
            id="no-part-of-a-sentence-follows-where-the-limit-is-at-a-space",
        ),
        pytest.param(
            "Un titre\n\nLa ville de Palmyre.",
            [pattern("ville")],
            "La [ville] de Palmyre.",
            id="a-line-end-ends-a-sentence",
        ),
        pytest.param("Rien ici.", [pattern("zzz")], "Rien ici.", id="nothing-matches"),
        pytest.param("", [pattern("zzz")], "", id="no-text"),
        pytest.param(
            "Les auteur·rice·s écrivent.",
            [pattern("auteurs")],
            "Les [auteur·rice·s] écrivent.",
            id="inclusive",
        ),
        pytest.param(
            "Un titre reste au titre.",
            [pattern("titre", scope="title")],
            "Un titre reste au titre.",
            id="patterns-of-the-title",
        ),
    ],
)  # fmt: skip
def test_shows(body, patterns, expected):
    assert of(body, *patterns) == expected


def test_shows_the_lead_too():
    assert of("Le corps.", pattern("chapeau"), lead="Le chapeau.") == "Le [chapeau]."


def test_cuts_a_long_sentence_between_words():
    text = snippet(
        Article(id="1", body="mot " * 200 + "Palmyre " + "mot " * 200),
        OccurrenceFinder([pattern("palmyre")]),
    ).text
    assert text.startswith("…mot ")
    assert text.endswith(" mot…")
    assert "Palmyre" in text


def test_html_is_safe():
    html = Snippet("Le <b>code</b> & l'aviation", ((19, 27),)).html()
    assert html == "Le &lt;b&gt;code&lt;/b&gt; &amp; l&#x27;<mark>aviation</mark>"


def test_titles_are_marked_whole():
    finder = OccurrenceFinder([pattern("palmyre"), pattern("raids")])
    assert highlighted("Raids sur Palmyre", finder) == ((0, 5), (10, 17))


TEXTS = st.text(st.sampled_from("ab é.!\n'’-«»1 M"), max_size=400)


@given(TEXTS, st.sets(st.sampled_from(["a", "b", "ab", "e", "m"]), min_size=1))
def test_marks_words_that_are_in_the_text(text, words):
    finder = OccurrenceFinder([pattern(word) for word in sorted(words)])
    cut = snippet(Article(id="1", body=text), finder)
    everything = {text[a:b] for a, b in spans_of(finder.find(text, "text"))}
    assert {cut.text[a:b] for a, b in cut.highlights} <= everything
    assert bool(cut.highlights) == bool(everything)
    shown_words = spans_of(finder.find(cut.text, "text"))
    assert {(a, b) for a, b in shown_words if cut.text[a - 1 : a] != "…"} <= set(cut.highlights)
    assert len(cut.text) <= 2 * LENGTH + 10
    for piece in cut.text.replace("…", "\0").split("\0"):
        assert piece.strip() in text
