"""A facet as bars, with names in French, as the newspapers that print it."""

from __future__ import annotations

from typing import Final

from searchnews.explore.about import About
from searchnews.explore.facets.facets import Facet
from searchnews.explore.plots import french
from searchnews.explore.plots.bar_chart import Bar, BarPlot
from searchnews.explore.plots.figure import Caption

BY: Final = {
    "source": "par source",
    "agency": "par agence",
    "author": "par auteur",
    "section": "par rubrique",
    "language": "par langue",
    "year": "par an",
    "month": "par mois",
    "weekday": "par jour de la semaine",
}
"""A field as plots say it."""

WITHOUT: Final = {
    "source": "sans source",
    "agency": "sans agence",
    "author": "sans auteur",
    "section": "sans rubrique",
    "language": "sans langue",
    "year": "sans date",
    "month": "sans date assez précise",
    "weekday": "sans date assez précise",
}
"""What those without a value are called in plots."""


def bar_plot(facet: Facet, about: About, *, share: bool) -> BarPlot:
    """The rows of a facet as bars: of their shares of all articles, or of their counts.

    Raises:
        InvalidArgumentError: there are more than a page can show, or none.
    """
    notes = [french.source_line(about)]
    if facet.left_out:
        notes.insert(0, f"{french.number(facet.left_out)} autres valeurs ne sont pas représentées.")
    return BarPlot(
        caption=Caption(
            title=french.title(about),
            subtitle=french.measured(about.unit, BY[facet.field], share=share),
            notes=tuple(notes),
        ),
        bars=tuple(
            Bar(row.value or WITHOUT[facet.field], (row.ratio or 0.0) if share else row.count)
            for row in facet.rows
        ),
        share=share,
    )
