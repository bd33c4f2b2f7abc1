"""Words in a row, as a clause: phrases, words with hyphens, and single words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query.budget.rows import AffordableRow, RowBudget
from searchnews.query.clauses import MAX_SLOP, Clause, Constant, Everything, Nothing, all_of, any_of
from searchnews.query.compiled import Compiled, ScorePart
from searchnews.query.fields import NAMED, row_in, scope_of, words_in
from searchnews.query.forms import Forms
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.language import FieldName, excerpt

# Words of two rows, the last of the one and the first of the other.
_MEETING: Final = 2
_ONLY_WHERE_THEY_MEET: Final = (
    "phrases near each other take too much work in one query; only their words where they meet "
    "were searched near each other"
)


def compile_row(
    forms: Sequence[Forms],
    words: Sequence[str],
    slop: int,
    field: FieldName | None,
    budget: RowBudget,
) -> Compiled:
    """Words in a row in a field, one of each set of forms; often a single word.

    The row filters; its words score as they would alone. `words` are what was typed.
    """
    warnings = [_cut(word, form) for word, form in zip(words, forms, strict=True) if form.cut]
    if not forms or any(not form.members for form in forms):
        return Compiled(Nothing(), warnings=tuple(warnings))
    if len(forms) == 1:
        return _single_word(forms[0], words[0], field, tuple(warnings))
    row = budget.afford(forms, slop)
    warnings += _narrowed(row, forms, words, slop)
    parts: list[ScorePart] = []
    clauses: list[Clause] = []
    rarity = 0.0
    if row.in_a_row:
        clauses.append(row_in(field, tuple([form.words for form in row.forms]), row.slop))
    for form, word, scores in zip(row.forms, words, _scoring(row.forms), strict=True):
        if scores:
            parts.append(ScorePart(word, words_in(field, form)))
            clauses.append(parts[-1].clause)
            rarity += form.rarity
        elif not row.in_a_row:
            clauses.append(Constant(words_in(field, form)))
    if field in NAMED:
        return Compiled(all_of(clauses), warnings=tuple(warnings))
    patterns = _patterns(row, field)
    return Compiled(all_of(clauses), patterns, (), tuple(parts), tuple(warnings), rarity)


def compile_near(
    pairs: Sequence[tuple[tuple[Forms, ...], tuple[Forms, ...]]],
    distance: int,
    field: FieldName | None,
    budget: RowBudget,
) -> Compiled:
    """Articles with one of some pairs of rows in order, within a distance in a field.

    Where it takes too much work to look up all words of the rows at once, only those where they
    meet are, and that is said: that each row is there as well is asked for apart. Nothing scores.
    """
    clauses: list[Clause] = []
    patterns: list[HighlightPattern] = []
    warnings: list[str] = []
    known = [pair for pair in pairs if all(form.members for form in chain(*pair))]
    phrases = [(*first, *second) for first, second in known if len(first) + len(second) > _MEETING]
    are_whole = not phrases or budget.affords_gaps(phrases, distance)
    if not are_whole:
        warnings.append(_ONLY_WHERE_THEY_MEET)
    for first, second in known:
        is_phrase = len(first) + len(second) > _MEETING
        if is_phrase and are_whole:
            row = AffordableRow((*first, *second), min(distance, MAX_SLOP))
            gap: int | None = len(first)
        else:
            forms = (first[-1], second[0])
            row, gap = budget.afford(forms, distance), None
            words = [form.members[0].word for form in forms]
            warnings += _narrowed(row, forms, words, distance)
        if not row.in_a_row:
            return Compiled(Everything(), warnings=tuple(warnings))
        clauses.append(row_in(field, tuple([f.words for f in row.forms]), row.slop, gap=gap))
        if field in NAMED:
            continue
        if gap is None:
            patterns += _patterns(row, field)
        if is_phrase:
            patterns.append(_whole_rows(first, second, row.slop, field))
    found = any_of(clauses) if clauses else Nothing()
    return Compiled(found, tuple(patterns), warnings=tuple(warnings))


def _single_word(
    forms: Forms, word: str, field: FieldName | None, warnings: tuple[str, ...]
) -> Compiled:
    clause = words_in(field, forms)
    if field in NAMED:
        return Compiled(clause, warnings=warnings)
    pattern = HighlightPattern((frozenset(forms.words),), 0, scope_of(field))
    part = ScorePart(word, clause)
    return Compiled(clause, (pattern,), (), (part,), warnings, forms.rarity)


def _cut(word: str, form: Forms) -> str:
    return (
        f"{excerpt(word)} stands for more than {len(form.members):,} words of the index; only the "
        "commonest were searched"
    )


def _scoring(forms: Sequence[Forms]) -> list[bool]:
    """Which words score: function words only where there are no others."""
    content = [not FUNCTION_WORDS.issuperset(form.words) for form in forms]
    return content if any(content) else [True] * len(forms)


def _patterns(row: AffordableRow, field: FieldName | None) -> tuple[HighlightPattern, ...]:
    slots = tuple([frozenset(form.words) for form in row.forms])
    scope = scope_of(field)
    if row.in_a_row:
        return (HighlightPattern(slots, row.slop, scope),)
    return tuple([HighlightPattern((slot,), 0, scope) for slot in dict.fromkeys(slots)])


def _whole_rows(
    first: Sequence[Forms], second: Sequence[Forms], slop: int, field: FieldName | None
) -> HighlightPattern:
    """Two rows near each other: where one stands alone it is no match."""
    slots = tuple([frozenset(form.words) for form in (*first, *second)])
    return HighlightPattern(slots, slop, scope_of(field), gap=len(first) if slop else None)


def _narrowed(
    row: AffordableRow, forms: Sequence[Forms], words: Sequence[str], slop: int
) -> list[str]:
    """What of a row was too much work, each in a sentence."""
    slop = min(slop, MAX_SLOP)
    if row == (tuple(forms), slop, True):
        return []
    typed = excerpt(" ".join(words))
    if not row.in_a_row:
        return [
            f"{typed}: to look for these words in a row takes too much work in one query; they "
            "were searched in any order"
        ]
    narrowed: list[str] = []
    if row.slop < slop:
        narrowed.append(
            f"{len(words)} words within {slop} of each other can stand in too many ways; they were "
            f"searched within {row.slop}"
        )
    if row.forms != tuple(forms):
        most = max(len(form.members) for form in row.forms)
        narrowed.append(
            f"{typed}: these words in a row stand for too many words of the index; only the {most} "
            "commonest of each were searched"
        )
    return narrowed
