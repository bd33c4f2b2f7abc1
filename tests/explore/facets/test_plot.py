"""Facets as bars, named in French."""

from explore.answers import about

from searchnews.explore.facets.facets import Facet
from searchnews.explore.facets.fields import FIELDS
from searchnews.explore.facets.plot import BY, WITHOUT, bar_plot
from searchnews.explore.tables.rows import FacetRow

SOURCES = Facet(
    "source", (FacetRow("ATS", 3, 30, 0.1), FacetRow(None, 1, 2, 0.5)), 7, 1, 0
)  # fmt: skip


def test_counts_and_shares():
    counts = bar_plot(SOURCES, about(), share=False)
    assert [(bar.name, bar.value) for bar in counts.bars] == [("ATS", 3), ("sans source", 1)]
    assert counts.caption.subtitle == "Articles par source"
    shares = bar_plot(SOURCES, about(), share=True)
    assert [bar.value for bar in shares.bars] == [0.1, 0.5]
    assert shares.caption.subtitle == "Part de tous les articles par source"


def test_what_is_left_out_is_said():
    first, source = bar_plot(SOURCES, about(), share=True).caption.notes
    assert first == "7 autres valeurs ne sont pas représentées."
    assert source.startswith("Source")


def test_every_field_has_its_words():
    assert BY.keys() == WITHOUT.keys() == set(FIELDS)
