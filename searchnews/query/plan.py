"""From the syntax tree to clauses: the words of the index, weighted, and the fields they are in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.tokenize import Token, tokenize
from searchnews.dates import day_ranges
from searchnews.query import forms as readings_of
from searchnews.query import syntax
from searchnews.query.clauses import (
    MAX_SLOP,
    All,
    Clause,
    Days,
    Everything,
    Except,
    Near,
    Nothing,
    Prefer,
    Unscored,
    Words,
)
from searchnews.query.fields import NAMED, any_of, row_in, words_in
from searchnews.query.forms import MAX_EXPANSIONS, NO_FORMS, Forms
from searchnews.query.marks import Mark, Scope
from searchnews.query.wildcards import is_pattern, pattern_words
from searchnews.vocabulary import Vocabulary

# The bonus for neighbouring words, as a part of what both would score: 0.1 to 0.2 gains up to
# 0.006 MRR@10, 0.4 and more harms headlines. A pasted sentence has dozens of pairs, which cost
# more than they bring.
_NEIGHBOUR_BONUS: Final = 0.15
_NEIGHBOUR_SLOP: Final = 2
_NEIGHBOUR_WORDS: Final = 6

# A loose phrase is looked up once for every way of spreading the words between; "a b c d"~20
# would be 1,771 ways.
_MAX_WAYS: Final = 500


@dataclass(frozen=True, slots=True)
class Reading:
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked of an engine."""

    strict: Clause
    """The articles that match; `total` counts them."""
    relaxed: Clause | None
    """Those that match some of the words; None where nothing may be relaxed."""
    marks: tuple[Mark, ...]
    readings: tuple[Reading, ...]
    parts: tuple[tuple[str, Clause], ...]
    """What scores, each under the word it stands for: the parts of a hit's score."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search beside its query."""

    sources: tuple[str, ...] = ()
    """One of these has published or signed the article."""
    date_from: str | None = None
    date_to: str | None = None
    """Partial dates, both included."""


def plan(
    tree: syntax.Node, vocabulary: Vocabulary, articles: int, filters: Filters = Filters()
) -> Plan:
    """Plan a query against an index of so many articles."""
    planner = _Planner(vocabulary, articles)
    bag = tree if isinstance(tree, syntax.Bag) else syntax.Bag((tree,), span=tree.span)
    strict, relaxed = planner.bag(bag)
    narrow = planner.filters(filters)
    return Plan(
        All((strict, *narrow)) if narrow else strict,
        All((relaxed, *narrow)) if narrow and relaxed is not None else relaxed,
        tuple(planner.marks),
        tuple(planner.readings),
        tuple(planner.parts),
        tuple(planner.warnings),
    )


class _Planner:
    """Plans one query; collects on the way what is marked, how words were read, and warnings."""

    def __init__(self, vocabulary: Vocabulary, articles: int) -> None:
        self._vocabulary = vocabulary
        self._articles = articles
        self._field: str | None = None
        self._negated = False
        self.marks: list[Mark] = []
        self.readings: list[Reading] = []
        self.parts: list[tuple[str, Clause]] = []
        self.warnings: list[str] = []

    def filters(self, filters: Filters) -> list[Clause]:
        clauses: list[Clause] = []
        if filters.sources:
            self._field = "source"
            rows = [self._exact_row(tokenize(name)) for name in filters.sources]
            self._field = None
            clauses.append(any_of(rows))
        if filters.date_from or filters.date_to:
            clauses.append(_days(filters.date_from, filters.date_to))
        return clauses

    def bag(self, bag: syntax.Bag) -> tuple[Clause, Clause | None]:
        """What matches all of a bag, and what matches some of its words.

        Only words without signs are relaxed; phrases, fields, dates and negations always hold.
        """
        nodes = _without_function_words(bag.nodes)
        wanted: list[Clause] = []
        required: list[Clause] = []
        optional: list[Clause] = []
        neighbours: list[Reading | None] = []
        for node in nodes:
            first = len(self.readings)
            clause = self._clause(node)
            wanted.append(clause)
            relaxes = isinstance(node, syntax.Wildcard) or (
                isinstance(node, syntax.Word) and not node.exact
            )
            (optional if relaxes else required).append(clause)
            new = self.readings[first:]
            if relaxes:
                optional += self._nearest(new)
            neighbours.append(new[0] if relaxes and len(new) == 1 and new[0].plain else None)
        strict = self._with_neighbours(_all_of(wanted), neighbours)
        some = [clause for clause in optional if clause != Nothing()]
        if not some or len(optional) == 1 or Nothing() in required:
            return strict, None
        return strict, _all_of([*required, any_of(some)])

    def _clause(self, node: syntax.Node) -> Clause:
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
                return _days(node.low, node.high, high_excluded=node.high_excluded)
            case syntax.Bag():
                return _all_of([self._clause(n) for n in _without_function_words(node.nodes)])
            case syntax.And():
                return _all_of([self._clause(child) for child in node.nodes])
            case syntax.Or():
                return any_of([self._clause(child) for child in node.nodes])
            case syntax.Not():
                return self._negation(node)
            case syntax.Everything():
                return Everything()
            case syntax.Nothing():
                return Nothing()

    def _word(self, node: syntax.Word) -> Clause:
        """A word with its inflections; the words of Al-Qaida in a row, inflections free."""
        tokens = tokenize(node.text)
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
                    if plain and not form.members
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
        return readings_of.inflected(token.word, self._vocabulary)

    def _exact_word(self, node: syntax.Word) -> Clause:
        """`=frappe`: neither frappes nor frappé.

        In which part of an article a word is written with its accents the index does not say:
        `titre:=frappe` also finds a title with frappé if the text has frappe.
        """
        tokens = tokenize(node.text)
        row = self._exact_row(tokens)
        if self._field in NAMED:
            return row
        self._mark([frozenset((token.written,)) for token in tokens], slop=0, written=True)
        written = [clause for clause in map(self._as_written, tokens) if clause is not None]
        return _all_of([row, *written])

    def _exact_row(self, tokens: list[Token]) -> Clause:
        words = [token.word for token in tokens]
        forms = [readings_of.only(word, self._vocabulary) for word in words]
        return self._row(forms, words, slop=0, marked=False)

    def _as_written(self, token: Token) -> Clause | None:
        """Articles that have a word with just these accents, among those that have the word."""
        if not token.written.isascii():
            return Unscored(_written([token.written]))
        accented = self._vocabulary.accented(token.word)
        if not accented:
            return None
        return Except(Everything(), Except(_written(accented), _written([token.word])))

    def _wildcard(self, node: syntax.Wildcard) -> Clause:
        words = pattern_words(node.pattern)
        forms = [self._matching(word) for word in words]
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
                patterns = pattern_words(part.pattern)
                slop += sum(not pattern.strip("*?") for pattern in patterns)
                kept = [pattern for pattern in patterns if pattern.strip("*?")]
                words += kept
                forms += map(self._matching, kept)
            else:
                tokens = tokenize(part.text)
                words += [token.word for token in tokens]
                forms += [readings_of.only(token.word, self._vocabulary) for token in tokens]
        return self._row(forms, words, slop)

    def _matching(self, word: str) -> Forms:
        if not is_pattern(word):
            return readings_of.only(word, self._vocabulary)
        forms = readings_of.matching(word, self._vocabulary)
        if forms.cut:
            self.warnings.append(
                f"{word} stands for more than {MAX_EXPANSIONS} words of the index; only the "
                "commonest were searched"
            )
        return forms

    def _row(
        self, forms: list[Forms], words: list[str], slop: int, *, marked: bool = True
    ) -> Clause:
        """Words in a row, one of each set of forms, in the field at hand; often a single word.

        The row filters; its words score as they would alone.
        """
        if not forms or any(not form.members for form in forms):
            return Nothing()
        if marked:
            self._mark([frozenset(form.words) for form in forms], slop)
        content = [not FUNCTION_WORDS.issuperset(form.words) for form in forms]
        scored = []
        for form, word, scores in zip(forms, words, content, strict=True):
            if scores or not any(content):
                scored.append(words_in(self._field, form, self._articles))
                self._part(word, scored[-1])
        if len(forms) == 1:
            return scored[0]
        slots = tuple(form.words for form in forms)
        return _all_of([row_in(self._field, slots, self._affordable(slop, len(slots))), *scored])

    def _affordable(self, slop: int, words: int) -> int:
        slop = min(slop, MAX_SLOP)
        wanted = slop
        while comb(slop + words - 1, words - 1) > _MAX_WAYS:
            slop -= 1
        if slop < wanted:
            self.warnings.append(
                f"{words} words within {wanted} of each other can stand in too many ways; "
                f"they were searched within {slop}"
            )
        return slop

    def _within(self, node: syntax.InField) -> Clause:
        outer, self._field = self._field, node.field
        clause = self._clause(node.node)
        self._field = outer
        return clause

    def _negation(self, node: syntax.Not) -> Clause:
        outer, self._negated = self._negated, True
        clause = self._clause(node.node)
        self._negated = outer
        return Except(Everything(), clause)

    def _nearest(self, readings: list[Reading]) -> list[Clause]:
        """What the index has in place of words that it does not know."""
        clauses: list[Clause] = []
        for reading in readings:
            if reading.nearest.members:
                self._mark([frozenset(reading.nearest.words)], slop=0)
                clauses.append(words_in(None, reading.nearest, self._articles))
                self._part(reading.typed, clauses[-1])
        return clauses

    def _with_neighbours(self, clause: Clause, readings: list[Reading | None]) -> Clause:
        """The same articles, with a bonus for words that stand together as they were typed."""
        if len(readings) > _NEIGHBOUR_WORDS or clause == Nothing():
            return clause
        bonuses = []
        for first, second in pairwise(readings):
            if first is None or second is None:
                continue
            rarity = first.forms.rarity(self._articles) + second.forms.rarity(self._articles)
            slots = tuple(
                tuple(form.word for form in reading.forms.members if form.weight == 1.0)
                for reading in (first, second)
            )
            if all(slots):
                bonuses.append(Near("words", slots, _NEIGHBOUR_SLOP, _NEIGHBOUR_BONUS * rarity))
                self._part(f"{first.typed} near {second.typed}", bonuses[-1])
        return Prefer(clause, tuple(bonuses)) if bonuses else clause

    def _part(self, label: str, clause: Clause) -> None:
        if not self._negated:
            self.parts.append((label, clause))

    def _read(self, reading: Reading) -> None:
        if not self._negated:
            self.readings.append(reading)

    def _mark(self, slots: list[frozenset[str]], slop: int, *, written: bool = False) -> None:
        if self._negated or self._field in NAMED:
            return
        scope: Scope = {"title": "title", "body": "text"}.get(self._field or "", "everywhere")  # type: ignore[assignment]
        self.marks.append(Mark(tuple(slots), slop, scope, written))


def _written(forms: list[str]) -> Words:
    return Words("written", tuple((form, 1.0) for form in forms))


def _days(low: str | None, high: str | None, *, high_excluded: bool = False) -> Clause:
    ranges = day_ranges(low, high, high_excluded=high_excluded)
    return any_of([Days(first, last) for first, last in ranges])


def _all_of(clauses: list[Clause]) -> Clause:
    """One clause for what must all hold, negations gathered into one exclusion."""
    wanted = [c for c in clauses if not _is_negation(c)]
    excluded = [c.excluded for c in clauses if isinstance(c, Except) and _is_negation(c)]
    if Nothing() in wanted:
        return Nothing()
    clause: Clause = (
        Everything() if not wanted else wanted[0] if len(wanted) == 1 else All(tuple(wanted))
    )
    return Except(clause, any_of(excluded)) if excluded else clause


def _is_negation(clause: Clause) -> bool:
    return isinstance(clause, Except) and clause.clause == Everything()


def _without_function_words(nodes: tuple[syntax.Node, ...]) -> list[syntax.Node]:
    """The nodes of a bag but for its function words, unless it has nothing else."""
    kept = [node for node in nodes if not _is_function_word(node)]
    return kept or list(nodes)


def _is_function_word(node: syntax.Node) -> bool:
    return (
        isinstance(node, syntax.Word)
        and not node.exact
        and not node.edits
        and all(token.word in FUNCTION_WORDS for token in tokenize(node.text))
    )
