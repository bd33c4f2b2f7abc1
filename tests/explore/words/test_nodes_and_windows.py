"""Nodes are what a search highlights; windows are what stands near them, each place once."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sequences.texts import Texts

from searchnews.explore.words.nodes import NodeFinder, Segments
from searchnews.explore.words.windows import windows
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.search.occurrences import OccurrenceFinder
from searchnews.sequences.corpus import of_corpus

WORDS = ("un", "deux", "trois", "tué", "tue")
FOLDED = ("un", "deux", "trois", "tue")

TEXT = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
ARTICLES = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3)


@st.composite
def patterns(draw):
    written = draw(st.booleans())
    slot = st.frozensets(st.sampled_from(WORDS if written else FOLDED), min_size=1, max_size=2)
    slots = tuple(draw(st.lists(slot, min_size=1, max_size=3)))
    slop = draw(st.integers(0, 2))
    scope = draw(st.sampled_from(("everywhere", "title", "text")))
    has_gap = slop > 0 and len(slots) > 1
    gap = draw(st.none() | st.integers(1, len(slots) - 1)) if has_gap else None
    return HighlightPattern(slots, slop, scope, written, gap)


def numbered(articles):
    return Texts(dict(enumerate(articles, 1)))


def nodes_and_windows(path, articles, wanted, size):
    """The nodes of each title and text, and the distances of the places in its windows."""

    def answer(corpus):
        found = {}
        for chunk in corpus.chunks(np.arange(1, len(articles) + 1)):
            segments = Segments.of(chunk)
            nodes = NodeFinder(corpus, wanted).find(chunk, segments)
            places, distances = windows(chunk, segments, nodes, size)
            for segment in range(2 * len(articles)):
                begin = int(np.searchsorted(segments.at, segment))
                found[segment] = (
                    [
                        (first - begin, last - begin)
                        for first, last in zip(*map(np.ndarray.tolist, nodes), strict=True)
                        if segments.at[first] == segment
                    ],
                    {
                        place - begin: distance
                        for place, distance in zip(places.tolist(), distances.tolist(), strict=True)
                        if segments.at[place] == segment
                    },
                )
        return found

    return of_corpus(path, numbered(articles), answer)


def highlighted(text, scope, wanted):
    """The same nodes by what is highlighted: places of first and last words."""
    place_of = {match.start(): place for place, match in enumerate(re.finditer(r"\S+", text))}
    ends = {match.end(): place for place, match in enumerate(re.finditer(r"\S+", text))}
    spans = {
        (place_of[found.spans[0][0]], ends[found.spans[-1][1]])
        for found in OccurrenceFinder(wanted).find(text, scope)
    }
    nodes, furthest = [], -1
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if last > furthest:
            furthest = last
            nodes.append((first, last))
    return nodes


def near(text, nodes, size):
    """The distance of each place that is near a node and in none."""
    distances = {}
    for place in range(len(text.split())):
        if any(first <= place <= last for first, last in nodes):
            continue
        nearest = min((max(first - place, place - last) for first, last in nodes), default=size + 1)
        if nearest <= size:
            distances[place] = nearest
    return distances


@given(
    articles=ARTICLES,
    wanted=st.lists(patterns(), min_size=1, max_size=2),
    size=st.integers(1, 100),
)
def test_as_what_is_highlighted(tmp_path_factory, articles, wanted, size):
    path = tmp_path_factory.mktemp("nodes") / "s.db"
    found = nodes_and_windows(path, articles, wanted, size)
    for number, titled in enumerate(articles):
        for part, (text, scope) in enumerate(zip(titled, ("title", "text"), strict=True)):
            nodes = highlighted(text, scope, wanted)
            assert found[2 * number + part] == (nodes, near(text, nodes, size))


def of_text(path, text, *wanted, size=2):
    return nodes_and_windows(path, [("", text)], wanted, size)[1]


UN = HighlightPattern((frozenset({"un"}),))
A_ROW = HighlightPattern((frozenset({"un"}), frozenset({"deux"})))


def test_places_in_overlapping_windows_are_counted_once(tmp_path):
    nodes, distances = of_text(tmp_path / "s.db", "a un b c un d e f", UN)
    assert nodes == [(1, 1), (4, 4)]
    assert distances == {0: 1, 2: 1, 3: 1, 5: 1, 6: 2}


def test_a_row_of_words_is_one_node(tmp_path):
    nodes, distances = of_text(tmp_path / "s.db", "a un deux b un", A_ROW)
    assert nodes == [(1, 2)]
    assert distances == {0: 1, 3: 1, 4: 2}


def test_no_window_passes_the_end_of_a_title_or_a_text(tmp_path):
    found = nodes_and_windows(tmp_path / "s.db", [("a b", "un c"), ("d", "e f")], [UN], 5)
    assert [distances for _, distances in found.values()] == [{}, {1: 1}, {}, {}]
