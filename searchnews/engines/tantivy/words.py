"""The words of a field that has very many, read one initial after the other.

tantivy gathers all terms that it is asked for in a table, and sorts them by their counts: for all
words of an index at once that takes twice as long, and the memory for all.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

import tantivy
from tantivy import Query


def words_by_initial(
    searcher: tantivy.Searcher, schema: tantivy.Schema, field: str
) -> Iterator[tuple[str, int]]:
    """The folded words of a field, sorted, with the number of articles they are in.

    Nearly all begin with a digit or a letter of ASCII. What else words begin with is looked for by
    queries, which do not see deleted articles: there must be none.
    """

    def others(first: int, last: int) -> Iterator[str]:
        """The characters between two code points that words begin with."""
        query = Query.regex_query(schema, field, rf"[\x{{{first:x}}}-\x{{{last:x}}}].*")
        if not searcher.search(query, limit=1, count=False).hits:
            return
        if first == last:
            yield chr(first)
            return
        middle = (first + last) // 2
        yield from others(first, middle)
        yield from others(middle + 1, last)

    initials = chain(
        others(0, ord("0") - 1),
        string.digits,
        others(ord("9") + 1, ord("a") - 1),
        string.ascii_lowercase,
        others(ord("z") + 1, 0xD7FF),  # surrogates, which follow, are no characters
        others(0xE000, 0x10FFFF),
    )
    for initial in initials:
        words = searcher.terms_with_prefix(field, initial)
        words.sort(key=itemgetter(0))
        yield from words
