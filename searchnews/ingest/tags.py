"""HTML where plain text was expected: what its tags mark is kept, and they are not."""

from __future__ import annotations

import re
from typing import Final

# The closing tag of a block or of emphasis, or a line break: a text that mentions `<p>` has none.
_TAG: Final = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|blockquote|table|section|article|figure|span|a|b|i|u|em|strong|sup)"
    r"\s*>|<(?:br|hr|p)\s*/?>",
    re.IGNORECASE,
)


def without_tags(text: str) -> str:
    r"""A text as it is, or what it says if it is HTML, paragraphs separated by a blank line.

    >>> without_tags("<p>Un <b>pont</b>.</p><p>Un quai.</p>"), without_tags("a < b & c")
    ('Un pont.\n\nUn quai.', 'a < b & c')
    """
    if "<" not in text or _TAG.search(text) is None:
        return text
    from searchnews.ingest.markup import text_of_html  # lxml, which records do without

    return text_of_html(text)
