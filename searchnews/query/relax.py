"""What comes close to a query: articles with some of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query import syntax
from searchnews.query.clauses import Clause, Constant, Nothing, Prefer, all_of, any_of
from searchnews.query.compile import Compiler
from searchnews.query.compiled import Compiled, QueryWord, ScorePart
from searchnews.query.fields import words_in
from searchnews.query.forms import Forms
from searchnews.query.highlight_patterns import HighlightPattern
from searchnews.query.wanted_words import is_function_word, wanted_words

# Among articles with some of the words, having a word counts this part of its rarity besides how
# often: as BM25 with a smaller k1, which is better where many words may be missing. +0.002 MRR@10
# on titles, +0.004 on standfirsts, +0.006 on questions, +0.005 on the FAQ; 0.8 and 1.0 bring less.
# With 0.5 the FAQ loses 0.002 and standfirsts gain as much.
_PRESENCE: Final = 0.4


_WITH_A_NODE: Final = (syntax.Required, syntax.Spellings)


class Operand(NamedTuple):
    """One of the nodes that a query wants, and what it asks of an engine."""

    node: syntax.Node
    compiled: Compiled

    @property
    def plain_words(self) -> tuple[QueryWord | None, ...]:
        """The words that were typed alone and without signs, in order; None for anything else."""
        node = self.node.node if isinstance(self.node, _WITH_A_NODE) else self.node
        nodes = wanted_words(node.nodes).wanted if isinstance(node, syntax.Bag) else (node,)
        return tuple([self._plain_word(each) for each in nodes])

    def _plain_word(self, node: syntax.Node) -> QueryWord | None:
        """The word of the index that a node is, if it is a single one."""
        if not isinstance(node, syntax.Word) or len(node.tokens) != 1:
            return None
        start, end = node.span
        words = [w for w in self.compiled.words if start <= w.span[0] and w.span[1] <= end]
        return words[0] if len(words) == 1 and words[0].plain else None


class Relaxed(NamedTuple):
    """What matches some of the words of a query."""

    compiled: Compiled
    operands: tuple[Operand, ...]
    """The operands of the query, with the words of a phrase in the place of the phrase."""
    phrases: tuple[syntax.Phrase, ...]
    """Those whose words need not stand in a row here."""


def relaxed_of(operands: Sequence[Operand], compiler: Compiler) -> Relaxed | None:
    """What matches some of the words; None where nothing may be relaxed.

    Words without signs are relaxed, and phrases, to their words. Whatever was typed with `=`, `+`,
    a field, an operator or a bracket always holds, and so do dates.
    """
    phrases = tuple(
        [
            phrase
            for each in operands
            if (phrase := _phrase_of(each)) is not None and _is_quoted(phrase)
        ]
    )
    operands = [each for operand in operands for each in _unquoted(operand, compiler)]
    required: list[Clause] = []
    optional: list[Clause] = []
    close: list[Compiled] = []
    presence: list[Compiled] = []
    small: list[Clause] = []
    has_others = not all(is_function_word(node) for node, _ in operands)
    for node, compiled in operands:
        if has_others and is_function_word(node):
            # Whoever lacks the other words and has this one has nothing that was meant.
            small.append(compiled.clause)
            continue
        if isinstance(node, (syntax.Wildcard, syntax.Alternatives)):
            optional.append(compiled.clause)
        elif isinstance(node, syntax.Spellings):
            # Of a row the words alone: with its other spellings (giletsjaunes, Toulouse XIV) titles
            # as queries lose .006 MRR@10.
            is_row = len(compiled.words) > 1
            of_word = list(_close_to_word(compiled.words, each_scores=True)) if is_row else []
            optional += [each.clause for each in of_word] if is_row else [compiled.clause]
            close += of_word
        elif isinstance(node, syntax.Word) and not node.exact:
            if len(compiled.words) == 1:
                optional.append(compiled.clause)
            of_word = list(_close_to_word(compiled.words))
            optional += [each.clause for each in of_word]
            close += of_word
        else:
            required.append(compiled.clause)
            continue
        present = list(_present(compiled.words))
        presence += present
        close += present
    some = [clause for clause in optional if clause != Nothing()]
    if not some or len(optional) + len(small) == 1 or Nothing() in required:
        return None
    some += [each.clause for each in presence]
    clause = all_of([*required, any_of(some)])
    if small:
        clause = Prefer(clause, tuple(small))
    scoring = [_scoring_here(operand) for operand in operands]
    compiled = Compiled(clause).and_of([*scoring, *close])
    return Relaxed(compiled, tuple(operands), phrases)


def _scoring_here(operand: Operand) -> Compiled:
    """What was found for an operand; words with other spellings score each for itself."""
    node, compiled = operand
    is_row = isinstance(node, syntax.Spellings) and len(compiled.words) > 1
    return compiled._replace(parts=()) if is_row else compiled


def words_wanted(operands: Sequence[Operand]) -> int:
    """How many words, but for function words, a query wants that an article may lack."""
    return sum(_words_of(operand) for operand in operands if not is_function_word(operand.node))


def _phrase_of(operand: Operand) -> syntax.Phrase | None:
    """The phrase that an operand is, with other spellings of its words or without."""
    node = operand.node.node if isinstance(operand.node, syntax.Spellings) else operand.node
    return node if isinstance(node, syntax.Phrase) and not node.exact else None


def _is_quoted(phrase: syntax.Phrase) -> bool:
    """Whether a phrase was typed between quotes; a number such as n° 12 is a row without them."""
    return phrase.span[0] < phrase.parts[0].span[0]


def _words_of(operand: Operand) -> int:
    node, compiled = operand
    if (phrase := _phrase_of(operand)) is not None:
        words = [part for part in phrase.parts if isinstance(part, syntax.Word)]
        return sum(
            len(word.tokens) for word in wanted_words(words).wanted if isinstance(word, syntax.Word)
        )
    is_relaxed = isinstance(node, (syntax.Wildcard, syntax.Alternatives, syntax.Spellings)) or (
        isinstance(node, syntax.Word) and not node.exact
    )
    return len(compiled.words) if is_relaxed else 0


def _unquoted(operand: Operand, compiler: Compiler) -> list[Operand]:
    """The words of a phrase, as they would be typed without quotes; any other operand as it is.

    Words with wildcards are left out: in a row they say something, alone they match too much. So
    do initials, as S. N. C. F., which stay as they are.
    """
    phrase = _phrase_of(operand)
    if phrase is None:
        return [operand]
    words = [part for part in phrase.parts if isinstance(part, syntax.Word)]
    if not words or (not _is_quoted(phrase) and all(map(_is_letter, words))):
        return [operand]
    return [Operand(word, compiler.compile(word)) for word in wanted_words(words).wanted]


def _is_letter(word: syntax.Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha()


def _close_to_word(words: Sequence[QueryWord], *, each_scores: bool = False) -> Iterator[Compiled]:
    """What comes close to a word, or to a row such as Haute-Corse.

    For a word that no article has its nearest spellings; of a row each word, which scores already
    unless `each_scores` says that it is to.
    """
    for word in words:
        is_nearest = len(words) == 1 or not word.forms.members
        forms = word.nearest if is_nearest else word.forms
        if _means_something(forms):
            clause = words_in(None, forms)
            label = word.typed if is_nearest else word.word
            parts = (ScorePart(label, clause),) if is_nearest or each_scores else ()
            yield Compiled(clause, (HighlightPattern((frozenset(forms.words),)),), parts=parts)


def _present(words: Sequence[QueryWord]) -> Iterator[Compiled]:
    """What having a word is worth, however often, in articles that match some of the words."""
    for word in words:
        forms = word.forms if word.forms.members else word.nearest
        if _means_something(forms):
            clause = Constant(words_in(None, forms), _PRESENCE * forms.rarity)
            yield Compiled(clause, parts=(ScorePart(word.word, clause),))


def _means_something(forms: Forms) -> bool:
    return bool(forms.members) and not FUNCTION_WORDS.issuperset(forms.words)
