"""Elements of SVG as text: escaped, with presentation attributes alone.

No `style` and no script, so that a page under a strict content security policy shows them as well
as a viewer that opens the file; no `currentColor`, which has no meaning in a file.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

FONT: Final = "DejaVu Sans, sans-serif"
"""A name that is installed nearly everywhere; renderers of PNG draw no text without one."""

# XML 1.0 has no way to write them.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element around others, which are SVG already; attributes that are None are left out.

    >>> element("rect", x=1.0, fill_opacity=0.256, rx=None)
    '<rect x="1" fill-opacity="0.26"/>'
    """
    written = "".join(
        f' {key.replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(children)}</{name}>"


def escaped(text: str) -> str:
    """Text that is no markup.

    >>> escaped('<b>"Raqa" & Palmyre')
    '&lt;b&gt;&quot;Raqa&quot; &amp; Palmyre'
    """
    return escape(_NOT_XML.sub("\ufffd", text))


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float,
    anchor: str | None = None,
    fill: str | None = None,
    bold: bool = False,
) -> str:
    """A line of text; `anchor` is start, middle or end."""
    return element(
        "text",
        escaped(content),
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        fill=fill,
        font_weight="bold" if bold else None,
    )


def line(x1: float, y1: float, x2: float, y2: float, stroke: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=1)


def _attribute(value: str | float) -> str:
    if isinstance(value, str):
        return escaped(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
