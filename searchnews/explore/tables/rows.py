"""The rows of every table; the names of their fields are those of the columns, and a contract."""

from __future__ import annotations

from dataclasses import dataclass

from searchnews.explore.tables.columns import After, Before, Count, Measure, Node, Ratio


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value of a field, such as a source, and how many of the matches have it."""

    value: str | None
    """None for those that have no value."""
    count: Count
    total_count: Count
    """All articles with this value, whether they match or not."""
    ratio: Ratio
    """count / total_count."""


@dataclass(frozen=True, slots=True)
class FieldFacetRow:
    """A row of one of several facets, which says of which."""

    field: str
    value: str | None
    count: Count
    total_count: Count
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A bin of a timeline."""

    date: str
    """As precise as the bin: 2015, 2015-Q3, 2015-09, 2015-09-18; a week is its Monday."""
    count: Count
    total_count: Count
    """All articles of the bin, whether they match or not."""
    ratio: Ratio
    """count / total_count: attention. None where there is no article at all."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A bin of one of several timelines that are compared: of each source, or of each query."""

    series: str | None
    """None for articles without a source, or what else they are split by."""
    date: str
    count: Count
    total_count: Count
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """An occurrence of what was searched, in its context."""

    id: str
    date: str | None
    source: str | None
    title: str | None
    left: Before
    node: Node
    right: After
    offset: int
    """Where the node begins in the text of the article, in characters."""


@dataclass(frozen=True, slots=True)
class CollocateRow:
    """A word that stands near another one."""

    word: str
    count: Count
    """In the windows round the node; the cofrequency."""
    frequency: Count
    """In all articles."""
    expected_count: Measure
    distance: Measure
    """How many words it is from the node, on average; 1 is next to it."""
    specificity: Measure
    logdice: Measure
    G2: Measure
    npmi: Measure
    t: Measure


@dataclass(frozen=True, slots=True)
class KeynessRow:
    """A word that is more, or less, frequent in some articles than elsewhere."""

    word: str
    count: Count
    """In these articles."""
    reference_count: Count
    """In those they are compared with."""
    specificity: Measure
    G2: Measure
    log_ratio: Measure
    articles: Count
    """How many of these articles have it; copies of a dispatch make a word look frequent."""


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An article that is like another one."""

    id: str
    date: str | None
    source: str | None
    title: str | None
    score: Measure
    copy: bool
    """Whether it is a copy, or another version, of the article that it is like."""
    copies: Count
    """How many others are copies or versions of it; the article that it is like is not counted."""
    words: tuple[str, ...]
    """Those that add most to the score, most first, as the other article has them."""
