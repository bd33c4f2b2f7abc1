"""From the nodes of a query to clauses, in the words of the index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS, SUBJECTS_BEHIND
from searchnews.analysis.tokenize import Token
from searchnews.query import syntax
from searchnews.query.budget.rows import RowBudget
from searchnews.query.clauses import (
    Nothing,
    all_of,
    any_of,
    days,
    none_of,
)
from searchnews.query.compile_exact import ExactCompiler
from searchnews.query.compile_row import compile_near, compile_row
from searchnews.query.compiled import Compiled, QueryWord, ScorePart, all_compiled
from searchnews.query.concepts.compile import ConceptCompiler
from searchnews.query.fields import (
    NAMED,
    any_word_in,
    row_in,
    scope_of,
    words_in,
)
from searchnews.query.forms import SYNONYM, Forms, IndexWords
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.language import FieldName, excerpt
from searchnews.query.render import render
from searchnews.query.spellings.compile import compile_spellings
from searchnews.query.wanted_words import left_out_said, wanted_words
from searchnews.query.wildcards import has_letters, is_pattern

# In a row every word is looked up with every one of the next slot.
_MAX_FORMS_IN_A_ROW: Final = 100

_SHORTEST_INFLECTED: Final = 3  # letters

_SYNONYMS: Final = "synonyms"
_A_URL: Final = "URL; write url:lemonde.fr or a whole one"


class Compiler:
    """Makes clauses of the nodes of one query.

    `max_forms` is how many words of the index a wildcard or a misspelling may stand for.
    """

    def __init__(self, words: IndexWords, rows: RowBudget, max_forms: int) -> None:
        self._words = words
        self._rows = rows
        self._max_forms = max_forms
        self._concepts = ConceptCompiler(words, rows, self.compile)
        self._exact = ExactCompiler(words, rows)

    def compile(self, node: syntax.Node, field: FieldName | None = None) -> Compiled:
        """What an engine must look up for a node, in a field or in title and text."""
        match node:
            case syntax.Word() | syntax.Wildcard() | syntax.Phrase() | syntax.Url():
                return self._leaf(node, field)
            case syntax.Required() | syntax.InField():
                inner = node.field if isinstance(node, syntax.InField) else field
                return self.compile(node.node, inner)
            case syntax.DateRange():
                return Compiled(days(node.low, node.high, high_excluded=node.high_excluded))
            case syntax.Bag():
                return self._bag(node, field)
            case syntax.And() | syntax.Or():
                return self._joined(node, field)
            case syntax.NearEachOther():
                return self._near_each_other(node, field)
            case syntax.Not():
                # Its words are not highlighted, score nothing, and may be unknown.
                excluded = self.compile(node.node, field)
                return Compiled(none_of(excluded.clause), warnings=excluded.warnings)
            case syntax.Alternatives():
                return self._alternatives(node, field)
            case syntax.Spellings():
                return self._spellings(node, field)
            case syntax.Concept():
                return self._concepts.compile(node, field)
            case syntax.Everything() | syntax.Nothing():
                is_all = isinstance(node, syntax.Everything)
                return Compiled(any_word_in(field) if is_all else Nothing())

    def _leaf(
        self,
        node: syntax.Word | syntax.Wildcard | syntax.Phrase | syntax.Url,
        field: FieldName | None,
    ) -> Compiled:
        if isinstance(node, syntax.Url):
            return self._exact.url(node, field)
        if field == "url":
            return Compiled(Nothing(), warnings=(f"{excerpt(render(node))} is no {_A_URL}",))
        if isinstance(node, syntax.Wildcard):
            return self._wildcard(node, field)
        if isinstance(node, syntax.Phrase):
            return self._exact.phrase(node, field) if node.exact else self._phrase(node, field)
        return self._exact.word(node, field) if node.exact else self._word(node, field)

    def _bag(self, node: syntax.Bag, field: FieldName | None) -> Compiled:
        wanted, left_out = wanted_words(node.nodes)
        compiled = all_compiled([self.compile(child, field) for child in wanted])
        said = (*left_out_said(left_out), *compiled.warnings)
        return compiled._replace(warnings=said)

    def _joined(self, node: syntax.And | syntax.Or, field: FieldName | None) -> Compiled:
        compiled = [self.compile(child, field) for child in node.nodes]
        if isinstance(node, syntax.And):
            return all_compiled(compiled)
        return Compiled(any_of([each.clause for each in compiled])).and_of(compiled)

    def _word(self, node: syntax.Word, field: FieldName | None) -> Compiled:
        """A word with its inflections; the words of Al-Qaida in a row, inflections free."""
        tokens = _without_subject(node.tokens)
        forms = [self._forms(token, node.edits, field) for token in tokens]
        plain = not node.edits and field is None
        words = []
        for token, of_token in zip(tokens, forms, strict=True):
            is_missing = plain and not of_token.has_typed
            words.append(
                QueryWord(
                    node.text[token.start : token.end],
                    token.word,
                    (node.span[0] + token.start, node.span[0] + token.end),
                    of_token,
                    self._words.nearest(token.word) if is_missing else self._words.none(),
                    plain,
                )
            )
        row = self._row(forms, [token.word for token in tokens], 0, field)
        return row.of_words(words)

    def _forms(self, token: Token, edits: int, field: FieldName | None) -> Forms:
        if edits:
            return self._words.misspelt(token.word, edits, self._max_forms)
        # Inflected, as would be avoir, plus would be plu; and nobody means those.
        if field in NAMED or token.word in FUNCTION_WORDS:
            return self._words.only(token.word)
        return self._words.inflected(token.word)

    def _wildcard(self, node: syntax.Wildcard, field: FieldName | None) -> Compiled:
        forms = [self._matching(word, in_a_row=len(node.words) > 1) for word in node.words]
        none = self._words.none()
        words = [
            QueryWord(word, word, node.span, of_word, none)
            for word, of_word in zip(node.words, forms, strict=True)
        ]
        return self._row(forms, node.words, 0, field).of_words(words)

    def _phrase(self, node: syntax.Phrase, field: FieldName | None) -> Compiled:
        """These words in a row, accents and case free; a lone `*` inside is any one word."""
        words: list[str] = []
        slop = node.slop
        for part in node.parts:
            if isinstance(part, syntax.Wildcard):
                slop += sum(not has_letters(pattern) for pattern in part.words)
                words += filter(has_letters, part.words)
            else:
                words += [token.word for token in part.tokens]
        forms = [self._matching(word, in_a_row=len(node.parts) > 1) for word in words]
        return self._row(forms, words, slop, field)

    def _near_each_other(self, node: syntax.NearEachOther, field: FieldName | None) -> Compiled:
        """Words near each other in either order; they score as they would alone."""
        sides = [self.compile(side, field) for side in (node.left, node.right)]
        pairs = [
            in_order
            for left, right in product(*map(self._slots, (node.left, node.right)))
            for in_order in ((left, right), (right, left))
        ]
        near = compile_near(list(dict.fromkeys(pairs)), node.distance, field, self._rows)
        compiled = Compiled(all_of([*(side.clause for side in sides), near.clause])).and_of(sides)
        # Where nothing near is looked for, as that takes too much work, all of them matched.
        return compiled._replace(
            patterns=near.patterns or compiled.patterns,
            warnings=(*compiled.warnings, *near.warnings),
        )

    def _slots(self, node: syntax.Node) -> list[tuple[Forms, ...]]:
        """The rows of words that a node, such as may be near others, stands for."""
        match node:
            case syntax.Word():
                if node.exact:
                    return [tuple([self._words.only(token.word) for token in node.tokens])]
                tokens = _without_subject(node.tokens)
                return [tuple([self._forms(token, node.edits, None) for token in tokens])]
            case syntax.Wildcard():
                return [tuple([self._matching(word, in_a_row=True) for word in node.words])]
            case syntax.Phrase():
                return [tuple([slot for part in node.parts for slot in self._slots(part)[0]])]
            case syntax.Or():
                return [row for child in node.nodes for row in self._slots(child)]
            case syntax.Concept():
                return self._concepts.rows(node)
        return []

    def _matching(self, word: str, *, in_a_row: bool) -> Forms:
        if not is_pattern(word):
            return self._words.only(word)
        limit = min(self._max_forms, _MAX_FORMS_IN_A_ROW) if in_a_row else self._max_forms
        return self._words.matching(word, limit)

    def _row(
        self, forms: list[Forms], words: Sequence[str], slop: int, field: FieldName | None
    ) -> Compiled:
        return compile_row(forms, words, slop, field, self._rows)

    def _alternatives(self, node: syntax.Alternatives, field: FieldName | None) -> Compiled:
        """Words and their synonyms: one set of words, where they are single words; and phrases.

        All share one rarity, else a rare synonym outranks what was typed.
        """
        typed = self.compile(node.node, field)
        words, clauses, parts = typed.words, [typed.clause], list(typed.parts)
        is_word = isinstance(node.node, syntax.Word) and len(words) == 1
        own = words[0].forms if is_word else self._words.none()
        singles = [other[0] for other in node.others if len(other) == 1]
        forms = self._words.with_synonyms(own, singles)
        if is_word:
            words = (words[0]._replace(forms=forms),)
        if own.members:  # the set below has what was typed too
            clauses, parts = [], []
        if forms.members:
            label = words[0].typed if own.members else _SYNONYMS
            parts.append(ScorePart(label, words_in(field, forms)))
            clauses.append(parts[-1].clause)
        patterns = list(typed.patterns)
        for other in node.others:
            slots = tuple((word,) for word in other)
            if len(other) > 1:
                row = row_in(field, slots, 0, SYNONYM * forms.rarity)
                parts.append(ScorePart(_SYNONYMS, row))
                clauses.append(row)
            patterns.append(HighlightPattern(tuple(map(frozenset, slots)), 0, scope_of(field)))
        found = [clause for clause in clauses if clause != Nothing()] or [Nothing()]
        return typed._replace(
            clause=any_of(found), patterns=tuple(patterns), words=words, parts=tuple(parts)
        )

    def _spellings(self, node: syntax.Spellings, field: FieldName | None) -> Compiled:
        """Words, or another way to write them; the inflections of each, but in a phrase."""
        typed = self.compile(node.node, field)
        is_exact = isinstance(node.node, syntax.Phrase)
        others = [
            self._row([self._spelt(word, exact=is_exact) for word in other], other, 0, field)
            for other in node.others
        ]
        return compile_spellings(typed, others, is_word=_is_one_word(node.node))

    def _spelt(self, word: str, *, exact: bool) -> Forms:
        """What is so short, such as an initial, or a number has no inflections to look up."""
        has_none = exact or len(word) < _SHORTEST_INFLECTED or not word.isalpha()
        return self._words.only(word) if has_none else self._words.inflected(word)


def _is_one_word(node: syntax.Node) -> bool:
    """Whether a node that has other spellings is a single word of the index."""
    nodes = node.parts if isinstance(node, syntax.Phrase) else (node,)
    words = [each for each in nodes if isinstance(each, syntax.Word)]
    return len(words) == len(nodes) == 1 and len(words[0].tokens) == 1


def _without_subject(tokens: Sequence[Token]) -> list[Token]:
    """The verb alone of inspire-t-il: articles seldom have the question."""
    kept = list(tokens)
    while len(kept) > 1 and kept[-1].word in SUBJECTS_BEHIND:
        kept.pop()
    return kept
