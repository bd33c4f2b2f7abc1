"""What comes close to a query: articles with some of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query import syntax
from searchnews.query.clauses import Clause, Constant, Nothing, all_of, any_of
from searchnews.query.compile import Compiler, without_function_words
from searchnews.query.compiled import Compiled, QueryWord, ScorePart
from searchnews.query.fields import words_in
from searchnews.query.forms import Forms
from searchnews.query.highlight_patterns import HighlightPattern

# Among articles with some of the words, having a word counts this part of its rarity besides how
# often: as BM25 with a smaller k1, which is better where many words may be missing. +0.002 MRR@10
# on titles, +0.004 on standfirsts, +0.006 on questions, +0.005 on the FAQ; 0.8 and 1.0 bring less.
_PRESENCE: Final = 0.5


class Operand(NamedTuple):
    """One of the nodes that a query wants, and what it asks of an engine."""

    node: syntax.Node
    compiled: Compiled

    @property
    def plain_word(self) -> QueryWord | None:
        """The word, if it was typed alone and without signs."""
        words = self.compiled.words
        if not isinstance(self.node, syntax.Word) or len(words) != 1 or not words[0].plain:
            return None
        return words[0]


class Relaxed(NamedTuple):
    """What matches some of the words of a query."""

    compiled: Compiled
    operands: tuple[Operand, ...]
    """The operands of the query, with the words of a phrase in the place of the phrase."""
    words_wanted: int
    """How many words the query wants that an article may lack."""
    phrases: tuple[syntax.Phrase, ...]
    """Those whose words need not stand in a row here."""


def relaxed_of(operands: Sequence[Operand], compiler: Compiler) -> Relaxed | None:
    """What matches some of the words; None where nothing may be relaxed.

    Words without signs are relaxed, and phrases, to their words. Whatever was typed with `=`, `+`,
    a field, an operator or a bracket always holds, and so do dates.
    """
    phrases = tuple([node for node, _ in operands if isinstance(node, syntax.Phrase)])
    operands = [each for operand in operands for each in _unquoted(operand, compiler)]
    required: list[Clause] = []
    optional: list[Clause] = []
    close: list[Compiled] = []
    presence: list[Compiled] = []
    words_wanted = 0
    for node, compiled in operands:
        if isinstance(node, (syntax.Wildcard, syntax.Alternatives)):
            optional.append(compiled.clause)
        elif isinstance(node, syntax.Word) and not node.exact:
            if len(compiled.words) == 1:
                optional.append(compiled.clause)
            of_word = list(_close_to_word(compiled.words))
            optional += [each.clause for each in of_word]
            close += of_word
        else:
            required.append(compiled.clause)
            continue
        words_wanted += len(compiled.words)
        present = list(_present(compiled.words))
        presence += present
        close += present
    some = [clause for clause in optional if clause != Nothing()]
    if not some or len(optional) == 1 or Nothing() in required:
        return None
    some += [each.clause for each in presence]
    compiled = Compiled(all_of([*required, any_of(some)])).and_of(
        [*(operand.compiled for operand in operands), *close]
    )
    return Relaxed(compiled, tuple(operands), words_wanted, phrases)


def _unquoted(operand: Operand, compiler: Compiler) -> list[Operand]:
    """The words of a phrase, as they would be typed without quotes; any other operand as it is.

    Words with wildcards are left out: in a row they say something, alone they match too much.
    """
    if not isinstance(operand.node, syntax.Phrase):
        return [operand]
    words = [part for part in operand.node.parts if isinstance(part, syntax.Word)]
    if not words:
        return [operand]
    return [Operand(word, compiler.compile(word)) for word in without_function_words(words)]


def _close_to_word(words: Sequence[QueryWord]) -> Iterator[Compiled]:
    """What comes close to a word, or to a row such as Haute-Corse.

    For a word that no article has its nearest spellings; of a row each word.
    """
    for word in words:
        is_nearest = len(words) == 1 or not word.forms.members
        forms = word.nearest if is_nearest else word.forms
        if _means_something(forms):
            clause = words_in(None, forms)
            parts = (ScorePart(word.typed, clause),) if is_nearest else ()
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
