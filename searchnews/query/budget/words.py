"""The words of the index that one query may look at, and those that may stand for its own.

A hundred wildcards such as `*a*` took 3 s and 600 MB among 31,292 articles, a hundred words such as
`raid~2` 4 s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from searchnews.query.forms import MAX_FORMS
from searchnews.query.language import excerpt
from searchnews.query.syntax import (
    And,
    Bag,
    Concept,
    InField,
    NearEachOther,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Required,
    Wildcard,
    Word,
)
from searchnews.query.wildcards import is_pattern
from searchnews.value import replaced
from searchnews.vocabulary import Vocabulary
from searchnews.vocabulary.lookup import walks_through_all_words

# Words compared with patterns (0.07 microseconds each) and with misspellings (0.17).
_WORDS_WALKED: Final = 2_500_000
# So many walks there may be among however many words.
_WALKS: Final = 4

# What all wildcards and misspellings of a query stand for together. Each word costs an engine some
# 6 KB and 10 microseconds.
_FORMS: Final = 5000

_LISTED: Final = 3  # words in one warning


class Affordable(NamedTuple):
    """A query within the budget."""

    tree: Node
    max_forms: int
    """How many words each wildcard and each misspelling may stand for."""
    warnings: tuple[str, ...]


def within_budget(
    tree: Node, vocabulary: Vocabulary, words_walked: int = _WORDS_WALKED
) -> Affordable:
    """What of a query can be looked up; most are returned as they are."""
    leaves = _expanding(tree)
    if not leaves:
        return Affordable(tree, MAX_FORMS, ())
    expanded = sum(map(_count_expanded, leaves))
    max_forms = min(MAX_FORMS, _FORMS // max(1, expanded))
    walks = {walk for leaf in leaves for walk in _walks(leaf)}
    # The vocabulary is counted only now: that is a walk, too.
    if len(walks) <= _WALKS or len(walks) <= (walked := words_walked // max(1, len(vocabulary))):
        return Affordable(tree, max_forms, ())
    pruning = _Pruning(max(_WALKS, walked))
    kept = pruning.kept(tree) or Nothing()
    return Affordable(kept, max_forms, tuple(pruning.warnings()))


def _expanding(node: Node) -> list[Word | Wildcard]:
    """What of a query stands for many words of the index: wildcards and misspellings."""
    if isinstance(node, Word):
        return [node] if node.edits else []
    if isinstance(node, Wildcard):
        return [node]
    if isinstance(node, Phrase):
        return [part for part in node.parts if isinstance(part, Wildcard)]
    if isinstance(node, (Bag, And, Or, Concept)):
        return [leaf for child in node.nodes for leaf in _expanding(child)]
    if isinstance(node, NearEachOther):
        return [*_expanding(node.left), *_expanding(node.right)]
    return _expanding(node.node) if isinstance(node, (Not, Required, InField)) else []


def _count_expanded(leaf: Word | Wildcard) -> int:
    """How many sets of many words a leaf stands for."""
    if isinstance(leaf, Wildcard):
        return sum(map(is_pattern, leaf.words))
    return len(leaf.tokens)


def _walks(leaf: Word | Wildcard) -> set[str]:
    """What a leaf compares with all words of the vocabulary."""
    if isinstance(leaf, Wildcard):
        return set(filter(walks_through_all_words, leaf.words))
    return {f"{token.word}~{leaf.edits}" for token in leaf.tokens if leaf.edits > 1}


class _Pruning:
    """Takes out of one query, from left to right, what is beyond a number of walks."""

    def __init__(self, most_walks: int) -> None:
        self._most = most_walks
        self._walks: set[str] = set()
        self._narrowed: dict[str, None] = {}
        self._left_out: dict[str, None] = {}

    def kept(self, node: Node) -> Node | None:
        """What of a node can be looked up; None if nothing."""
        match node:
            case Word() if not self._affords(node):
                self._narrowed[f"{excerpt(node.text)}~{node.edits}"] = None
                return Word(node.text, edits=1, span=node.span)
            case Wildcard() if not self._affords(node):
                self._left_out[excerpt(node.pattern)] = None
                return None
            case Phrase():
                return Phrase(tuple(map(self._part, node.parts)), node.slop, node.exact, node.span)
            case And() | Or() | Bag():
                nodes = tuple(kept for child in node.nodes if (kept := self.kept(child)))
                return type(node)(nodes, node.span) if len(nodes) > 1 else next(iter(nodes), None)
            case NearEachOther():
                left, right = self.kept(node.left), self.kept(node.right)
                if left is None or right is None:
                    return left or right
                return NearEachOther(left, right, node.distance, node.span)
            case Concept():
                affordable = [kept for child in node.nodes if (kept := self.kept(child))]
                return replaced(node, nodes=tuple(affordable))
            case Not() | Required():
                inner = self.kept(node.node)
                return inner and type(node)(inner, node.span)
            case InField():
                inner = self.kept(node.node)
                return inner and InField(node.field, inner, node.span)
        return node

    def _part(self, part: Word | Wildcard) -> Word | Wildcard:
        if isinstance(part, Word) or self._affords(part):
            return part
        self._left_out[excerpt(part.pattern)] = None
        return Wildcard("*", part.span)

    def _affords(self, leaf: Word | Wildcard) -> bool:
        walks = self._walks | _walks(leaf)
        if len(walks) > max(self._most, len(self._walks)):
            return False
        self._walks = walks
        return True

    def warnings(self) -> Iterator[str]:
        """What was taken out, in two sentences at most."""
        why = f"no more than {self._most} wildcards and misspellings are compared with all words"
        if self._left_out:
            yield f"left out: {_listed(self._left_out)}; {why}"
        if self._narrowed:
            yield f"searched one letter off: {_listed(self._narrowed)}; {why}"


def _listed(typed: Collection[str]) -> str:
    first = list(typed)[:_LISTED]
    more = len(typed) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")
