"""A concept as clauses: its words are one set, its phrases rows that weigh as much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query import syntax
from searchnews.query.budget.rows import RowBudget
from searchnews.query.clauses import Clause, Nothing, any_of
from searchnews.query.compiled import Compiled, QueryWord, ScorePart
from searchnews.query.fields import NAMED, row_in, scope_of, words_in
from searchnews.query.forms import Form, Forms, IndexWords
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.language import FieldName

MAX_FORMS: Final = 5000
"""Words of the index that the words of a concept may stand for, together."""

_MOST_SAID: Final = 3  # warnings of the expressions


class _Row(NamedTuple):
    """A phrase whose words the index has."""

    forms: tuple[Forms, ...]
    rarest: int
    """The articles that have the rarest of its words."""


class ConceptCompiler:
    """Makes a clause of all expressions of a concept.

    Words and phrases share one rarity, as the forms of a word do: else the rarest expression of a
    list outranks all others. What no article has is left out without a word: lists are made for
    more than one index.
    """

    def __init__(
        self,
        words: IndexWords,
        rows: RowBudget,
        compile_node: Callable[[syntax.Node, FieldName | None], Compiled],
        max_forms: int = MAX_FORMS,
    ) -> None:
        self._words = words
        self._rows = rows
        self._compile = compile_node
        self._max_forms = max_forms

    def compile(self, concept: syntax.Concept, field: FieldName | None) -> Compiled:
        """Articles with any of the expressions, in a field or in title and text."""
        words, phrases, signed = _parted(() if field in NAMED else concept.nodes)
        others = [
            self._compile(node, field) for node in (concept.nodes if field in NAMED else signed)
        ]
        rows = self._known_rows(phrases)
        forms, is_cut = self._set(words, rows)
        own = self._of_words_and_rows(concept, forms, rows, field)
        found = [each for each in (own, *others) if each.clause != Nothing()]
        clause = any_of([each.clause for each in found]) if found else Nothing()
        said = [warning for each in others for warning in each.warnings][:_MOST_SAID]
        if is_cut:
            said.append(
                f"{concept.name.text} stands for more than {self._max_forms:,} words of the index; "
                "inflections of some were left out"
            )
        whole = Compiled(clause).and_of([each._replace(warnings=()) for each in found])
        label = concept.name.text
        listed = QueryWord(label, label, concept.span, forms, self._words.none())
        return whole._replace(
            words=(listed,) if forms.has_typed else (),
            warnings=(*said, *own.warnings, *(() if found else (_nothing(concept),))),
        )

    def rows(self, concept: syntax.Concept) -> list[tuple[Forms, ...]]:
        """What may be near other words: the words as one row, and each phrase.

        Expressions with signs, operators or fields stand at no one place.
        """
        words, phrases, _ = _parted(concept.nodes)
        found = [row.forms for row in self._known_rows(phrases)]
        return [*([(self._set(words, ())[0],)] if words else []), *found]

    def _known_rows(self, phrases: Sequence[Sequence[str]]) -> list[_Row]:
        """The phrases as they are looked up, without those that no article can have."""
        forms = {word: self._words.only(word) for phrase in phrases for word in phrase}
        rows = [tuple([forms[word] for word in phrase]) for phrase in phrases]
        counted = [_Row(row, min(form.articles for form in row)) for row in rows]
        return [row for row in counted if row.rarest]

    def _set(self, words: Iterable[str], rows: Sequence[_Row]) -> tuple[Forms, bool]:
        """All words and their forms as one set, and whether some were left out."""
        members: dict[str, Form] = {}
        more: dict[str, Form] = {}
        for word in dict.fromkeys(words):
            if word in FUNCTION_WORDS:
                members[word] = Form(word, 1.0, self._words.vocabulary.articles_with(word))
                continue
            for form in self._words.inflected(word).members:
                (members if form.word == word else more).setdefault(form.word, form)
        kept = {word: form for word, form in more.items() if word not in members}
        forms = [*members.values(), *sorted(kept.values(), key=_rank)]
        rarity = self._words.rarity.shared(
            [*(form.articles for form in forms), *(row.rarest for row in rows)]
        )
        most = max(self._max_forms, len(members))
        return Forms(tuple(forms[:most]), rarity, self._words.rarity), len(forms) > most

    def _of_words_and_rows(
        self,
        concept: syntax.Concept,
        forms: Forms,
        rows: Sequence[_Row],
        field: FieldName | None,
    ) -> Compiled:
        clauses: list[Clause] = []
        patterns: list[HighlightPattern] = []
        scope = scope_of(field)
        if forms.members:
            clauses.append(words_in(field, forms))
            patterns.append(HighlightPattern((frozenset(forms.words),), 0, scope))
        left_out = 0
        for row in rows:
            if not self._rows.afford(row.forms, 0).in_a_row:
                left_out += 1
                continue
            slots = tuple([form.words for form in row.forms])
            clauses.append(row_in(field, slots, 0, forms.rarity))
            patterns.append(HighlightPattern(tuple(map(frozenset, slots)), 0, scope))
        warnings = (_too_much(concept, left_out),) if left_out else ()
        if not clauses:
            return Compiled(Nothing(), warnings=warnings)
        clause = any_of(clauses)
        part = ScorePart(concept.name.text, clause)
        return Compiled(clause, tuple(patterns), (), (part,), warnings, forms.rarity)


def _parted(
    nodes: Iterable[syntax.Node],
) -> tuple[list[str], list[Sequence[str]], list[syntax.Node]]:
    """The single words, the phrases, and whatever has signs, operators or fields."""
    words: list[str] = []
    phrases: list[Sequence[str]] = []
    others: list[syntax.Node] = []
    for node in nodes:
        plain = _plain_rows(node)
        if not plain:
            others.append(node)
        for row in plain:
            if len(row) == 1:
                words += row
            else:
                phrases.append(row)
    return words, phrases, others


def _plain_rows(node: syntax.Node) -> list[Sequence[str]]:
    """A word or a phrase without signs, and its other spellings; none for whatever else.

    Each is a row of folded words, often of one.
    """
    if isinstance(node, syntax.Spellings):
        rows = _plain_rows(node.node)
        return [*rows, *node.others] if rows else []
    if isinstance(node, syntax.Word):
        words = [token.word for token in node.tokens]
        return [words] if node.is_plain and len(words) == 1 else []
    if not isinstance(node, syntax.Phrase) or node.slop:
        return []
    row: list[str] = []
    for part in node.parts:
        if not isinstance(part, syntax.Word):
            return []
        row += [token.word for token in part.tokens]
    return [row]


def _rank(form: Form) -> tuple[float, int, str]:
    return -form.weight, -form.articles, form.word


def _nothing(concept: syntax.Concept) -> str:
    if not concept.nodes:
        return f"{concept.name.text} has no expression; write one a line"
    return f"no article has any expression of {concept.name.text}"


def _too_much(concept: syntax.Concept, count: int) -> str:
    return (
        f"{count:,} phrases of {concept.name.text} were left out: to look for all takes too much "
        "work in one query"
    )
