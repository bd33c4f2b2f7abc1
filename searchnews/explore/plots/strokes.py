"""How several series differ: by colour, and without it by their dashes and markers."""

from __future__ import annotations

from typing import Final, NamedTuple

from searchnews.explore.plots.svg import element


class Stroke(NamedTuple):
    """How a series is drawn."""

    colour: str
    """At least three times darker than white, as WCAG wants of graphics."""
    dashes: str | None
    """Lengths of dashes and gaps, as SVG has them; None for a whole line."""
    marker: str
    """Which shape its points have, as a path round 0 0; filled, or with a hole."""
    filled: bool


_CIRCLE: Final = "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z"
_SQUARE: Final = "M-3.6 -3.6H3.6V3.6H-3.6Z"
_TRIANGLE: Final = "M0 -4.8L4.6 3.6H-4.6Z"
_DIAMOND: Final = "M0 -5L5 0L0 5L-5 0Z"

STROKES: Final = (
    Stroke("#1d4f91", None, _CIRCLE, True),
    Stroke("#c8440b", "8 4", _SQUARE, False),
    Stroke("#00735a", "2 3", _TRIANGLE, True),
    Stroke("#7a3e9d", "10 3 2 3", _DIAMOND, False),
    Stroke("#8a6100", "14 4", _SQUARE, True),
    Stroke("#3d3d3d", "5 3", _CIRCLE, False),
    Stroke("#0a7a99", "2 6", _DIAMOND, True),
    Stroke("#a3195b", "12 3 2 3 2 3", _TRIANGLE, False),
)
"""One a series; a reader could not distinguish more."""


def marker(stroke: Stroke, x: float, y: float) -> str:
    """The marker of a series at a point."""
    return element(
        "path",
        d=stroke.marker,
        transform=f"translate({x:.1f} {y:.1f})",
        fill=stroke.colour if stroke.filled else "#fff",
        stroke=stroke.colour,
        stroke_width=1.5,
    )
