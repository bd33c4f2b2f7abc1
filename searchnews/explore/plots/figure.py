"""What stands round every plot: title, subtitle, and the lines that say where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from searchnews.explore.plots.svg import FONT, element, escaped, line, text
from searchnews.explore.plots.text_width import wrapped

WIDTH: Final = 960
"""Of a figure, in its own units: pixels, until it is made larger or smaller."""
MARGIN: Final = 24

INK: Final = "#1a1a1a"
GREY: Final = "#595959"  # seven times darker than white, as WCAG AAA wants of text
RULE: Final = "#d9d9d9"

_TITLE: Final = 22
_SUBTITLE: Final = 14
_NOTE: Final = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The texts of a figure."""

    title: str
    subtitle: str = ""
    """What is measured, in which unit: "articles par mois"."""
    notes: tuple[str, ...] = ()
    """What is left out, and the source line."""


def figure(caption: Caption, description: str, drawing: str, height: float) -> str:
    """A whole SVG: a drawing of this height under its title and above its notes.

    `description` tells what the plot shows to those who do not see it. The drawing may take the
    width from `MARGIN` to `WIDTH - MARGIN`, and begins at 0 above.
    """
    head, top = _lines(caption.title, MARGIN + _TITLE - 4, _TITLE, INK, bold=True)
    if caption.subtitle:
        subtitle, top = _lines(caption.subtitle, top + 2, _SUBTITLE, GREY)
        head += subtitle
    y = top + height
    foot = line(MARGIN, y, WIDTH - MARGIN, y, RULE)
    y += 18
    for note in caption.notes:
        lines, y = _lines(note, y, _NOTE, GREY)
        foot += lines
    bottom = y - _NOTE + MARGIN / 2
    # Several figures of a page need names of their own.
    name = hashlib.blake2s(
        f"{caption}{drawing}".encode(errors="replace"), digest_size=4
    ).hexdigest()
    return element(
        "svg",
        element("title", escaped(caption.title), id=f"title-{name}"),
        element("desc", escaped(description), id=f"description-{name}"),
        element("rect", width=WIDTH, height=bottom, fill="#fff"),
        head,
        element("g", drawing, transform=f"translate(0 {top:g})"),
        foot,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {bottom:g}",
        width=WIDTH,
        height=bottom,
        font_family=FONT,
        lang="fr",
        role="img",
        aria_labelledby=f"title-{name} description-{name}",
    )


def _lines(
    content: str, y: float, size: float, fill: str, *, bold: bool = False
) -> tuple[str, float]:
    """A text in as many lines as it needs, and where the next one goes."""
    lines = ""
    for each in wrapped(content, size, WIDTH - 2 * MARGIN, bold=bold):
        lines += text(each, MARGIN, y, size=size, fill=fill, bold=bold)
        y += size * 1.35
    return lines, y
