"""PNG made of SVG, by the package resvg-py."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from searchnews.errors import MissingDependencyError
from searchnews.explore.plots.svg import FONT, text

_ZOOM: Final = 2
"""Pixels a unit: sharp on screens, and 160 dots an inch on 30 cm of paper."""


def png(svg: str) -> bytes:
    """The picture as PNG, twice as large in pixels as in units.

    Raises:
        MissingDependencyError: resvg-py is not installed, or the system has no font for texts.
    """
    if not _has_font():
        raise MissingDependencyError(
            "this system has no font for the texts of a PNG; install one, such as the package "
            "fonts-dejavu-core, or write SVG"
        )
    return bytes(_renderer().svg_to_bytes(svg_string=svg, zoom=_ZOOM))


@cache
def _has_font() -> bool:
    """Whether a letter leaves any trace; resvg leaves out in silence what it has no font for."""
    blank, letter = (
        _renderer().svg_to_bytes(
            svg_string='<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" '
            f'font-family="{FONT}">{content}</svg>'
        )
        for content in ("", text("M", 2, 16, size=16))
    )
    return bool(blank != letter)


def _renderer() -> Any:
    try:
        import resvg_py
    except ImportError:
        raise MissingDependencyError(
            "PNG needs the package resvg-py; install it: pip install 'searchnews[plots]', or "
            "write SVG"
        ) from None
    return resvg_py
