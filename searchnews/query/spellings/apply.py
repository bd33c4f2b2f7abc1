"""Other spellings put into the tree of a query, where the index has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from searchnews.query.spellings.compounds import are_initials, of_compounds, without_elision
from searchnews.query.spellings.numbers import is_number, of_numbers
from searchnews.query.spellings.run import Run, Spelling, run_of
from searchnews.query.syntax import (
    And,
    Bag,
    Concept,
    InField,
    Node,
    Not,
    Or,
    Phrase,
    Required,
    Spellings,
    Word,
)
from searchnews.value import replaced
from searchnews.vocabulary import Vocabulary

# Words of a query: 20 heures 30, BalanceTonPorc. Initials may be more.
_LONGEST_RUN: Final = 4
_MOST_INITIALS: Final = 6
_MOST_OF_A_PHRASE: Final = 8


def with_spellings(tree: Node, vocabulary: Vocabulary) -> Node:
    """A query with the other spellings of its words that the vocabulary has beside them.

    Exact words, misspellings and loose phrases have none.
    """
    candidates: dict[Run, tuple[Spelling, ...]] = {}
    for words, in_quotes in _rows(tree):
        for start, end in _stretches(words):
            run = run_of(words[start:end], in_quotes=in_quotes)
            found = (*of_numbers(run), *of_compounds(run))
            if found or (not run.is_one and is_number(run)):
                candidates[run] = found
    if not candidates:
        return tree
    every = {word for found in candidates.values() for spelling in found for word in spelling}
    every |= {run.words[0] for run in candidates if len(run.words) == 1}
    known = vocabulary.known(every).keys()
    spelt = {run: tuple(_known(run, found, known)) for run, found in candidates.items()}
    spelt = {run: found for run, found in spelt.items() if found or is_number(run)}
    return _Spelt(spelt).node(tree) if spelt else tree


def _known(run: Run, found: Iterable[Spelling], known: Collection[str]) -> Iterator[Spelling]:
    """Those spellings that consist of known words, each once, but for the run itself."""
    # What a known word may be without an article is another word: landes, andes.
    is_known = len(run.words) == 1 and run.words[0] in known
    left_out = (without_elision(run.words[0]),) if is_known else ()
    for spelling in dict.fromkeys(found):
        if spelling not in (run.words, left_out) and all(word in known for word in spelling):
            yield spelling


def _rows(node: Node) -> Iterator[tuple[tuple[Word, ...], bool]]:
    """The plain words of a query that stand side by side, and whether they do so in quotes."""
    match node:
        case Word() if node.is_plain:
            yield (node,), False
        case Bag():
            for row in _plain_rows(node.nodes):
                yield row, False
            for child in node.nodes:
                if not isinstance(child, Word):
                    yield from _rows(child)
        case And() | Or() | Concept():
            for child in node.nodes:
                yield from _rows(child)
        case Phrase(slop=0, exact=False):
            for row in _plain_rows(node.parts):
                yield row, True
        case Not() | Required() | InField(field="title" | "body"):
            yield from _rows(node.node)


def _plain_rows(nodes: Sequence[Node]) -> Iterator[tuple[Word, ...]]:
    row: list[Word] = []
    for node in nodes:
        if isinstance(node, Word) and node.is_plain:
            row.append(node)
        elif row:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def _stretches(row: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """What may be one run, from the left, the longest first: [start, end)."""
    for start in range(len(row)):
        for end in range(_last_end(row, start), start, -1):
            yield start, end


def _last_end(row: Sequence[Node], start: int) -> int:
    """Where the longest run from a word on may end."""
    first = row[start]
    is_initial = isinstance(first, Word) and len(first.text) == 1
    return min(len(row), start + (_MOST_INITIALS if is_initial else _LONGEST_RUN))


class _Spelt:
    """Puts spellings into a tree."""

    def __init__(self, spellings: Mapping[Run, tuple[Spelling, ...]]) -> None:
        self._spellings = spellings

    def node(self, node: Node) -> Node:
        """A node, with the spellings of what is in it."""
        match node:
            case Word() if node.is_plain:
                return self._of((node,)) or node
            case Bag():
                nodes = tuple(self._in_bag(node.nodes))
                return nodes[0] if len(nodes) == 1 else Bag(nodes, node.span)
            case And() | Or():
                return type(node)(tuple(map(self.node, node.nodes)), node.span)
            case Concept():
                return replaced(node, nodes=tuple(map(self.node, node.nodes)))
            case Phrase(slop=0, exact=False):
                return self._phrase(node)
            case Not() | Required():
                return type(node)(self.node(node.node), node.span)
            case InField(field="title" | "body"):
                return InField(node.field, self.node(node.node), node.span)
        return node

    def _in_bag(self, nodes: Sequence[Node]) -> Iterator[Node]:
        start = 0
        while start < len(nodes):
            for end in range(_last_end(nodes, start), start + 1, -1):
                row = tuple(n for n in nodes[start:end] if isinstance(n, Word) and n.is_plain)
                found = self._of(row) if len(row) == end - start else None
                if found is not None:
                    yield found
                    start = end
                    break
            else:
                yield self.node(nodes[start])
                start += 1

    def _of(self, row: tuple[Word, ...]) -> Node | None:
        """Words side by side with their other spellings; None if they have none."""
        run = run_of(row)
        others = self._spellings.get(run, ())
        span = (row[0].span[0], row[-1].span[1])
        if len(row) == 1:
            node: Node = row[0]
        else:
            # Of the initials of a name most are function words, which a bag may lack.
            is_row = is_number(run) or (bool(others) and are_initials(run))
            node = Phrase(row, span=span) if is_row else Bag(row, span)
        if others:
            return Spellings(node, others, span)
        return node if isinstance(node, Phrase) else None

    def _phrase(self, phrase: Phrase) -> Node:
        """A phrase, and the same with each part of it that has other spellings."""
        typed = tuple(part for part in phrase.parts if isinstance(part, Word))
        if len(typed) < len(phrase.parts):
            return phrase
        spelt: list[Spelling] = [()]
        start = 0
        while start < len(typed):
            for end in range(_last_end(typed, start), start, -1):
                run = run_of(typed[start:end], in_quotes=True)
                others = self._spellings.get(run, ())
                if others or end == start + 1:
                    spelt = [s + o for s in spelt for o in (run.words, *others)]
                    spelt = spelt[:_MOST_OF_A_PHRASE]
                    start = end
                    break
        others_of_all = tuple(spelt[1:])
        return Spellings(phrase, others_of_all, phrase.span) if others_of_all else phrase
