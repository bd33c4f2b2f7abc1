"""Which fields of an engine a field of the query language stands for, and how to search them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from searchnews.index_fields import (
    AGENCY,
    AUTHORS,
    NAME_BEGINS,
    NAME_ENDS,
    SECTION,
    SOURCE,
    TITLE,
    TITLE_ONLY,
    URL,
    WORDS,
)
from searchnews.query.clauses import (
    Clause,
    Constant,
    Everything,
    Except,
    HasWords,
    Near,
    Nothing,
    Words,
    any_of,
)
from searchnews.query.forms import Forms
from searchnews.query.highlight_patterns import Scope
from searchnews.query.language import FieldName

# Such a field tells where an article comes from; how often it does so does not matter for ranking.
NAMED: Final[dict[FieldName | None, tuple[str, ...]]] = {
    "source": (SOURCE, AGENCY),
    "author": (AUTHORS,),
    "section": (SECTION,),
}
"""Fields about an article rather than in it: their words have no other forms, score nothing and
are not highlighted."""

_SCOPES: Final[dict[FieldName | None, Scope]] = {"title": "title", "body": "text"}


def scope_of(field: FieldName | None) -> Scope:
    """Where an article shows what was found in a field; None is title and text."""
    return _SCOPES.get(field, "everywhere")


def words_in(field: FieldName | None, forms: Forms) -> Clause:
    """Articles with one of the forms in a field, or anywhere in title and text if None."""
    if field in NAMED:
        return Constant(any_of([forms.clause(name) for name in NAMED[field]]))
    if field == "title":
        return forms.clause(TITLE)
    words = forms.clause(WORDS)
    if field is None:
        return words
    # `words` has the title too. A word that just the title has must not count, but its other
    # forms may stand in the text: so one word at a time.
    return any_of(
        [
            Except(Words(WORDS, ((word, boost),)), Constant(Words(TITLE_ONLY, ((word, 1.0),))))
            for word, boost in words.members
        ]
    )


def any_word_in(field: FieldName | None) -> Clause:
    """Articles that have a field at all. A text is taken to be had by all."""
    names = (URL,) if field == "url" else NAMED.get(field, ())
    if names:
        return Constant(any_of([Words(name, ((NAME_BEGINS, 1.0),)) for name in names]))
    return HasWords(TITLE) if field == "title" else Everything()


def whole_name_in(field: FieldName | None, words: Sequence[str]) -> Clause:
    """Articles of which a name, in a field of `NAMED`, has these words and no others."""
    slots = tuple([(word,) for word in (NAME_BEGINS, *words, NAME_ENDS)])
    return any_of([Near(name, slots) for name in NAMED[field]]) if words else Nothing()


def url_in_field(terms: Sequence[str]) -> Clause:
    """Articles whose URL has one of some terms, see `urls.terms_of`."""
    return Constant(Words(URL, tuple([(term, 1.0) for term in terms])))


def row_in(
    field: FieldName | None,
    slots: tuple[tuple[str, ...], ...],
    slop: int,
    score: float = 0.0,
    gap: int | None = None,
) -> Clause:
    """Articles with words in a row in a field, or in either title or text if None; see `Near`."""
    if field in NAMED:
        names = NAMED[field]
    elif field == "title":
        names = (TITLE,)
    elif field == "body":
        names = (WORDS,)
    else:
        names = (WORDS, TITLE)
    return any_of([Near(name, slots, slop, score, gap) for name in names])
