"""HTML where plain text was expected: what its tags mark is kept, and they are not."""

from __future__ import annotations

import re
from typing import Final

# The closing tag of a block or of emphasis, or a line break: a text that mentions `<p>` has none.
_BLOCK: Final = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|blockquote|table|section|article|figure)\s*>|<(?:br|hr|p)\s*/?>",
    re.IGNORECASE,
)
_EMPHASIS: Final = re.compile(r"</(?:span|a|b|i|u|em|strong|sup)\s*>", re.IGNORECASE)
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")


def without_tags(text: str) -> str:
    r"""A text as it is, or what it says if it is HTML, paragraphs separated by a blank line.

    >>> without_tags("<p>Un <b>pont</b>.</p><p>Un quai.</p>"), without_tags("a < b & c")
    ('Un pont.\n\nUn quai.', 'a < b & c')
    >>> without_tags("Un <b>pont</b>.\n\nUn quai.")
    'Un pont.\n\nUn quai.'
    """
    if "<" not in text:
        return text
    is_html = _BLOCK.search(text) is not None
    if not is_html and _EMPHASIS.search(text) is None:
        return text
    from searchnews.ingest.markup import text_of_html  # lxml, which records do without

    if is_html:
        return text_of_html(text)
    # In HTML an empty line is a blank like others.
    return "\n\n".join(filter(None, map(text_of_html, _EMPTY_LINE.split(text))))
