"""From the nodes of a query to clauses, in the words of the index."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS, SUBJECTS_BEHIND
from searchnews.analysis.tokenize import Token
from searchnews.query import forms as readings_of
from searchnews.query import syntax
from searchnews.query.clauses import (
    MAX_SLOP,
    Clause,
    Constant,
    Everything,
    Except,
    Nothing,
    Words,
)
from searchnews.query.combine import all_of, any_of, days
from searchnews.query.fields import NAMED, row_in, words_in
from searchnews.query.forms import (
    MAX_EXPANSIONS,
    MAX_EXPANSIONS_IN_A_ROW,
    NO_FORMS,
    SYNONYM,
    Form,
    Forms,
)
from searchnews.query.highlight_patterns import Mark, Scope
from searchnews.query.wildcards import has_letters, is_pattern
from searchnews.vocabulary import Vocabulary

# A loose phrase is looked up once for every way of spreading the words between; "a b c d"~20
# would be 1,771 ways. With wildcards each takes a tenth of a second among 30,000 articles.
_MAX_WAYS: Final = 500
_MAX_WAYS_OF_MANY: Final = 10
_MANY: Final = 50


class Reading(NamedTuple):
    """How one word of the query was read: for `--explain`, warnings and suggestions."""

    typed: str
    word: str
    """What was typed, folded."""
    span: tuple[int, int]
    """Where it stands in the query, in characters, half-open."""
    forms: Forms
    nearest: Forms = NO_FORMS
    """Neighbours of a word that the index does not know, tried for the relaxed hits."""
    plain: bool = False
    """Whether it was typed without quotes or signs, so that another spelling may be suggested."""


class Compiler:
    """Makes clauses of nodes; collects what is marked, how words were read, and warnings.

    `rarity` is that of all words that score, added up: the scale of the scores.
    """

    def __init__(self, vocabulary: Vocabulary, articles: int) -> None:
        self._vocabulary = vocabulary
        self._articles = articles
        self._field: str | None = None
        self._negated = False
        self.marks: list[Mark] = []
        self.readings: list[Reading] = []
        self.parts: list[tuple[str, Clause]] = []
        self.warnings: list[str] = []
        self.rarity = 0.0

    def clause(self, node: syntax.Node) -> Clause:
        """What a node asks of an engine."""
        match node:
            case syntax.Word():
                return self._exact_word(node) if node.exact else self._word(node)
            case syntax.Wildcard():
                return self._wildcard(node)
            case syntax.Phrase():
                return self._phrase(node)
            case syntax.InField():
                return self._within(node)
            case syntax.DateRange():
                return days(node.low, node.high, high_excluded=node.high_excluded)
            case syntax.Bag():
                return all_of([self.clause(n) for n in without_function_words(node.nodes)])
            case syntax.And():
                return all_of([self.clause(child) for child in node.nodes])
            case syntax.Or():
                return any_of([self.clause(child) for child in node.nodes])
            case syntax.Not():
                return self._negation(node)
            case syntax.Alternatives():
                return self._alternatives(node)
            case syntax.Everything():
                return Everything()
            case syntax.Nothing():
                return Nothing()

    def _word(self, node: syntax.Word) -> Clause:
        """A word with its inflections; the words of Al-Qaida in a row, inflections free."""
        tokens = _without_subject(node.tokens)
        forms = [self._forms(token, node.edits) for token in tokens]
        for token, form in zip(tokens, forms, strict=True):
            start = node.span[0] + token.start
            plain = not node.edits and self._field is None
            self._read(
                Reading(
                    node.text[token.start : token.end],
                    token.word,
                    (start, start + token.end - token.start),
                    form,
                    nearest=readings_of.nearest(token.word, self._vocabulary)
                    if plain and not form.has_typed
                    else NO_FORMS,
                    plain=plain,
                )
            )
        return self._row(forms, [token.word for token in tokens], slop=0)

    def _forms(self, token: Token, edits: int) -> Forms:
        if edits:
            return readings_of.misspelt(token.word, edits, self._vocabulary)
        if self._field in NAMED:
            return readings_of.only(token.word, self._vocabulary)
        return readings_of.inflected(token.word, self._vocabulary, self._articles)

    def _exact_word(self, node: syntax.Word) -> Clause:
        """`=frappe`: neither frappes nor frappé.

        In which part of an article a word is written with its accents the index does not say:
        `titre:=frappe` also finds a title with frappé if the text has frappe.
        """
        tokens = node.tokens
        row = self._exact_row(tokens)
        if self._field in NAMED:
            return row
        self.mark([frozenset((token.written,)) for token in tokens], slop=0, written=True)
        written = [clause for clause in map(self._as_written, tokens) if clause is not None]
        return all_of([row, *written])

    def _exact_row(self, tokens: Sequence[Token]) -> Clause:
        words = [token.word for token in tokens]
        forms = [readings_of.only(word, self._vocabulary) for word in words]
        return self._row(forms, words, slop=0, marked=False)

    def _as_written(self, token: Token) -> Clause | None:
        """Articles that have a word with just these accents, among those that have the word."""
        if not token.written.isascii():
            return Constant(_written([token.written]))
        accented = self._vocabulary.accented(token.word)
        if not accented:
            return None
        return Except(Everything(), Except(_written(accented), _written([token.word])))

    def _wildcard(self, node: syntax.Wildcard) -> Clause:
        words = node.words
        forms = [self._matching(word, in_a_row=len(words) > 1) for word in words]
        for word, form in zip(words, forms, strict=True):
            self._read(Reading(word, word, node.span, form))
        return self._row(forms, words, slop=0)

    def _phrase(self, node: syntax.Phrase) -> Clause:
        """These words in a row, accents and case free; a lone `*` inside is any one word."""
        words: list[str] = []
        forms: list[Forms] = []
        slop = node.slop
        for part in node.parts:
            if isinstance(part, syntax.Wildcard):
                slop += sum(not has_letters(pattern) for pattern in part.words)
                kept = list(filter(has_letters, part.words))
                words += kept
                forms += [self._matching(pattern, in_a_row=len(node.parts) > 1) for pattern in kept]
            else:
                words += [token.word for token in part.tokens]
                forms += [readings_of.only(token.word, self._vocabulary) for token in part.tokens]
        return self._row(forms, words, slop)

    def _matching(self, word: str, *, in_a_row: bool) -> Forms:
        if not is_pattern(word):
            return readings_of.only(word, self._vocabulary)
        limit = MAX_EXPANSIONS_IN_A_ROW if in_a_row else MAX_EXPANSIONS
        forms = readings_of.matching(word, self._vocabulary, limit)
        if forms.cut:
            self.warnings.append(
                f"{word} stands for more than {limit:,} words of the index; only the commonest "
                "were searched"
            )
        return forms

    def _row(
        self, forms: list[Forms], words: Sequence[str], slop: int, *, marked: bool = True
    ) -> Clause:
        """Words in a row, one of each set of forms, in the field at hand; often a single word.

        The row filters; its words score as they would alone.
        """
        if not forms or any(not form.members for form in forms):
            return Nothing()
        if marked:
            self.mark([frozenset(form.words) for form in forms], slop)
        content = [not FUNCTION_WORDS.issuperset(form.words) for form in forms]
        scored = []
        for form, word, scores in zip(forms, words, content, strict=True):
            if scores or not any(content):
                scored.append(words_in(self._field, form, self._articles))
                self.part(word, scored[-1])
                self.rarity += form.rarity(self._articles)
        if len(forms) == 1:
            return scored[0]
        slots = tuple(form.words for form in forms)
        return all_of([row_in(self._field, slots, self._affordable(slop, slots)), *scored])

    def _affordable(self, slop: int, slots: tuple[tuple[str, ...], ...]) -> int:
        words = len(slots)
        most = _MAX_WAYS if sum(map(len, slots)) < _MANY else _MAX_WAYS_OF_MANY
        slop = wanted = min(slop, MAX_SLOP)
        while slop and comb(slop + words - 1, words - 1) > most:
            slop -= 1
        if slop < wanted:
            self.warnings.append(
                f"{words} words within {wanted} of each other can stand in too many ways; "
                f"they were searched within {slop}"
            )
        return slop

    def _alternatives(self, node: syntax.Alternatives) -> Clause:
        """Words and their synonyms: one set of words, where they are single words; phrases beside.

        All share one rarity, else a rare synonym outranks what was typed.
        """
        first, parts = len(self.readings), len(self.parts)
        typed = self.clause(node.node)
        is_word = isinstance(node.node, syntax.Word) and len(self.readings) == first + 1
        members = self.readings[first].forms.members if is_word else ()
        singles = [words[0] for words in node.others if len(words) == 1]
        counts = {word: self._vocabulary.articles_with(word) for word in singles}
        known = [form.word for form in members]
        more = [Form(w, SYNONYM, n) for w, n in counts.items() if n and w not in known]
        forms = Forms((*members, *more))
        if is_word:
            self.readings[first] = self.readings[first]._replace(forms=forms)
        clauses = [typed]
        if members:  # the set has what was typed too
            clauses.clear()
            del self.parts[parts:]
        if forms.members:
            clauses.append(words_in(self._field, forms, self._articles))
            self.part(self.readings[first].typed if members else "synonyms", clauses[-1])
        for words in node.others:
            slots = tuple((word,) for word in words)
            if len(words) > 1:
                score = SYNONYM * forms.rarity(self._articles)
                clauses.append(row_in(self._field, slots, 0, score))
                self.part("synonyms", clauses[-1])
            self.mark([frozenset(slot) for slot in slots], slop=0)
        return any_of([clause for clause in clauses if clause != Nothing()] or [Nothing()])

    def _within(self, node: syntax.InField) -> Clause:
        outer, self._field = self._field, node.field
        clause = self.clause(node.node)
        self._field = outer
        return clause

    def _negation(self, node: syntax.Not) -> Clause:
        outer, self._negated = self._negated, True
        clause = self.clause(node.node)
        self._negated = outer
        return Except(Everything(), clause)

    def part(self, label: str, clause: Clause) -> None:
        """Note that a clause adds to scores, under a label."""
        if not self._negated and self._field not in NAMED:
            self.parts.append((label, clause))

    def _read(self, reading: Reading) -> None:
        if not self._negated:
            self.readings.append(reading)

    def mark(self, slots: list[frozenset[str]], slop: int, *, written: bool = False) -> None:
        """Note what is to be marked in the articles found."""
        if self._negated or self._field in NAMED:
            return
        scope: Scope = {"title": "title", "body": "text"}.get(self._field or "", "everywhere")  # type: ignore[assignment]
        self.marks.append(Mark(tuple(slots), slop, scope, written))


def _without_subject(tokens: Sequence[Token]) -> list[Token]:
    """The verb alone of inspire-t-il: articles seldom ask the question."""
    kept = list(tokens)
    while len(kept) > 1 and kept[-1].word in SUBJECTS_BEHIND:
        kept.pop()
    return kept


def _written(forms: list[str]) -> Words:
    return Words("written", tuple((form, 1.0) for form in forms))


def without_function_words(nodes: tuple[syntax.Node, ...]) -> list[syntax.Node]:
    """The nodes of a bag but for its function words, unless it has nothing else."""
    kept = [node for node in nodes if not _is_function_word(node)]
    return kept or list(nodes)


def _is_function_word(node: syntax.Node) -> bool:
    return (
        isinstance(node, syntax.Word)
        and not node.exact
        and not node.edits
        and node.has_only_function_words
    )
