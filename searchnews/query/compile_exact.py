"""What a query asks for exactly: words with their accents, whole names, URLs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from searchnews.analysis.tokenize import Token, tokens_of
from searchnews.index_fields import WRITTEN
from searchnews.query import syntax
from searchnews.query.budget.rows import RowBudget
from searchnews.query.clauses import Clause, Constant, Except, Words, all_of, any_of, none_of
from searchnews.query.compile_row import compile_row
from searchnews.query.compiled import Compiled, ScorePart
from searchnews.query.fields import NAMED, scope_of, url_in_field, whole_name_in
from searchnews.query.forms import IndexWords
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.language import FieldName

# BM25 gives a word up to 2.2 times its rarity.
_FIRST: Final = 3.0


class ExactCompiler:
    """Makes clauses of what must stand in an article as it was typed."""

    def __init__(self, words: IndexWords, rows: RowBudget) -> None:
        self._words = words
        self._rows = rows

    def word(self, node: syntax.Word, field: FieldName | None) -> Compiled:
        """`=frappe`: neither frappes nor frappé.

        The index does not know in which part of an article a word is written with its accents:
        `titre:=frappe` also finds a title with frappé if the text has frappe.
        """
        return self._exactly(node.tokens, 0, field)

    def phrase(self, node: syntax.Phrase, field: FieldName | None) -> Compiled:
        """`="frappé"`; what has wildcards can be exact only but for its accents."""
        words = [part for part in node.parts if isinstance(part, syntax.Word)]
        tokens = [token for word in words for token in word.tokens]
        return self._exactly(tokens, node.slop, field)

    def _exactly(self, tokens: Sequence[Token], slop: int, field: FieldName | None) -> Compiled:
        words = [token.word for token in tokens]
        if field in NAMED:
            return Compiled(whole_name_in(field, words))
        row = compile_row(
            [self._words.only(word) for word in words], words, slop, field, self._rows
        )
        slots = tuple(frozenset((token.written,)) for token in tokens)
        pattern = HighlightPattern(slots, slop, scope_of(field), written=True)
        written = [clause for clause in map(self._as_written, tokens) if clause is not None]
        return row._replace(clause=all_of([row.clause, *written]), patterns=(pattern,))

    def url(self, node: syntax.Url, field: FieldName | None) -> Compiled:
        """Articles of a URL; where it was pasted, also those whose text has it."""
        from searchnews.urls import terms_of, words_of_url

        of_article = url_in_field(terms_of(node.url))
        if field == "url":
            return Compiled(of_article)
        words = [token.word for token in tokens_of(words_of_url(node.url))]
        in_text = compile_row(
            [self._words.only(word) for word in words], words, 0, field, self._rows
        )
        if field is not None:
            return in_text
        # The article itself before those that name it.
        first = Constant(of_article, _FIRST * (in_text.rarity or 1.0))
        compiled = Compiled(any_of([first, in_text.clause])).and_of([in_text])
        return compiled._replace(parts=(ScorePart("url", first), *compiled.parts))

    def _as_written(self, token: Token) -> Clause | None:
        """Articles that have a word with just these accents, among those that have the word."""
        # Imported here: most queries have no such word.
        from searchnews.analysis.lexicon import usual_form

        usual = usual_form(token.word)
        if token.written != usual:
            return Constant(_written([token.written]))
        # The index has the usual form only where there are others beside it.
        others = {token.word, *self._words.vocabulary.accented(token.word)} - {usual}
        return none_of(Except(_written(sorted(others)), _written([usual]))) if others else None


def _written(forms: list[str]) -> Words:
    return Words(WRITTEN, tuple((form, 1.0) for form in forms))
