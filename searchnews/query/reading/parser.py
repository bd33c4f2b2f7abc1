"""The parser: any text at all is a query; ordinary typing is never a syntax error.

PRÈS binds most, then SAUF, then words that stand side by side, then ET, then OU.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from searchnews.query.reading.lexer import Lexer
from searchnews.query.reading.operators import MAX_WORDS, TOO_LONG, operators_with_operands
from searchnews.query.reading.piece import Piece
from searchnews.query.syntax import (
    And,
    Bag,
    DateRange,
    InField,
    NearEachOther,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Required,
    Span,
    Word,
    may_be_near,
)

# In characters. More is a pasted page, whose first words find as much as all of them.
MAX_LENGTH: Final = 10_000
_MAX_DEPTH: Final = 20


class ParsedQuery(NamedTuple):
    """A query as it was read."""

    tree: Node
    warnings: tuple[str, ...]


def parse(text: str, today: datetime.date | None = None) -> ParsedQuery:
    """Read a query; what could not be used is read as words, and said in `warnings`.

    Without `today` such dates as `hier` are none.

    >>> parse("raids ET (Palmyre OU Raqa)").tree
    And(nodes=(Word(text='raids', ...), Or(nodes=(Word(...), Word(...)), ...)), ...)
    >>> parse("source:ATS Palmyre").tree.nodes[0]
    InField(field='source', node=Word(text='ATS', exact=False, edits=0, span=(7, 10)), ...)
    >>> parse('"frappes').warnings
    ('a quote is not closed: " was left out',)
    """
    warnings: list[str] = []
    if len(text) > MAX_LENGTH:
        warnings.append(f"the query was cut: only its first {MAX_LENGTH:,} characters were read")
        text = text[:MAX_LENGTH]
    lexer = Lexer(text, today)
    pieces, words_left = _limited(list(lexer.pieces()), warnings)
    pieces = _closed(pieces, len(text), warnings)
    pieces = _with_operands(pieces, text, words_left, warnings)
    warnings = list(dict.fromkeys((*lexer.warnings, *warnings)))
    if not pieces:
        warnings.append("there is no word to search for; * stands for every article")
        return ParsedQuery(Nothing(span=(0, len(text))), tuple(warnings))
    tree = _Parser(pieces, warnings).disjunction()
    return ParsedQuery(tree, tuple(warnings))


def _limited(pieces: list[Piece], warnings: list[str]) -> tuple[list[Piece], int]:
    """The pieces with the first `MAX_WORDS` words, and how many more there may be."""
    kept: list[Piece] = []
    left = MAX_WORDS
    for piece in pieces:
        if piece.node is None:
            kept.append(piece)
            continue
        if left <= 0:
            break
        node, used = _shortened(piece.node, left)
        kept.append(Piece(piece.kind, piece.span, node))
        left -= used
    if left < 0 or len(kept) < len(pieces):
        warnings.append(TOO_LONG)
    return kept, max(0, left)


def _shortened(node: Node, words: int) -> tuple[Node, int]:
    """A leaf with at most so many words, and how many it had."""
    match node:
        case InField():
            inner, used = _shortened(node.node, words)
            return InField(node.field, inner, node.span), used
        case Phrase():
            parts, left = [], words
            for part in node.parts:
                if left > 0:
                    shorter, used = _shortened(part, left)
                    parts.append(shorter)
                else:
                    used = 1
                left -= used
            return Phrase(tuple(parts), node.slop, node.exact, node.span), words - left  # type: ignore[arg-type]
        case Word():
            if len(node.tokens) <= words:
                return node, len(node.tokens)
            end = node.tokens[words - 1].end
            span = (node.span[0], node.span[0] + end)
            return Word(node.text[:end], node.exact, node.edits, span), len(node.tokens)
        case _:
            return node, 1


def _closed(pieces: list[Piece], end: int, warnings: list[str]) -> list[Piece]:
    """All brackets with a partner: what is not closed is closed at the `end` of the query."""
    depth = 0
    holds_something = False
    for piece in pieces:
        depth = depth + 1 if piece.kind == "open" else max(0, depth - (piece.kind == "close"))
        if piece.kind not in ("open", "close", "not", "required"):
            holds_something = True
        elif piece.kind == "open":
            holds_something = False
    if depth and holds_something and TOO_LONG not in warnings:
        warnings.append("a bracket is not closed: it was closed at the end of the query")
    return _paired([*pieces, *[Piece("close", (end, end))] * depth], warnings)


def _with_operands(
    pieces: list[Piece], text: str, words_left: int, warnings: list[str]
) -> list[Piece]:
    """Operators that all join something, and brackets that all hold something, as in `a (|) b`."""
    while True:
        kept = operators_with_operands(pieces, text, words_left, warnings)
        words_left -= _leaves(kept) - _leaves(pieces)
        pieces = _paired(kept, warnings)
        if len(pieces) == len(kept):
            return pieces


def _leaves(pieces: list[Piece]) -> int:
    return sum(piece.kind == "leaf" for piece in pieces)


def _paired(pieces: list[Piece], warnings: list[str]) -> list[Piece]:
    """Without brackets that have no partner, hold nothing, or lie too deep."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    filled: list[bool] = []
    """Whether each of the open brackets has something inside."""
    for number, piece in enumerate(pieces):
        if piece.kind == "close":
            if opened:
                start, holds_something = opened.pop(), filled.pop()
                if len(opened) < _MAX_DEPTH and holds_something:
                    partners[start], partners[number] = number, start
            continue
        if filled and piece.kind not in ("not", "required"):
            filled[-1] = True
        if piece.kind == "open":
            opened.append(number)
            filled.append(False)
    kept = [
        piece
        for number, piece in enumerate(pieces)
        if piece.kind not in ("open", "close") or number in partners
    ]
    if len(kept) < len(pieces):
        warnings.append("brackets without a partner, or with nothing inside, were left out")
        # What held only brackets is empty now.
        return _paired(kept, []) if partners else kept
    return kept


class _Parser:
    """Recursive descent over pieces that are known to fit."""

    def __init__(self, pieces: list[Piece], warnings: list[str]) -> None:
        self._pieces = pieces
        self._warnings = warnings
        self._at = 0

    def _kind(self) -> str | None:
        return self._pieces[self._at].kind if self._at < len(self._pieces) else None

    def disjunction(self) -> Node:
        nodes = [self._conjunction()]
        while self._kind() == "or":
            self._at += 1
            nodes.append(self._conjunction())
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes), _around(nodes))

    def _conjunction(self) -> Node:
        nodes = [self._bag()]
        while self._kind() == "and":
            self._at += 1
            nodes.append(self._bag())
        return nodes[0] if len(nodes) == 1 else And(tuple(nodes), _around(nodes))

    def _bag(self) -> Node:
        nodes: list[Node] = []
        while self._kind() in ("leaf", "open", "not", "required"):
            node = self._operand()
            # Brackets around mere words, as in "l'Etat islamique (EI)", are no grouping.
            if isinstance(node, Bag):
                nodes += node.nodes
            else:
                nodes.append(node)
        return nodes[0] if len(nodes) == 1 else Bag(tuple(nodes), _around(nodes))

    def _operand(self) -> Node:
        negations = 0
        is_required = False
        start = self._pieces[self._at].span[0]
        while (kind := self._kind()) in ("not", "required"):
            negations += kind == "not"
            is_required = is_required or kind == "required"
            self._at += 1
        node = self._proximity()
        if negations % 2:
            return Not(node, (start, node.span[1]))
        return Required(node, (start, node.span[1])) if is_required else node

    def _proximity(self) -> Node:
        """What is near each other, two by two; mostly one leaf or bracket."""
        left = self._atom()
        pairs: list[Node] = []
        while self._kind() == "near":
            distance = self._pieces[self._at].distance
            self._at += 1
            right = self._atom()
            pairs.append(self._near(left, right, distance))
            left = right
        if not pairs:
            return left
        return pairs[0] if len(pairs) == 1 else And(tuple(pairs), _around(pairs))

    def _near(self, left: Node, right: Node, distance: int) -> Node:
        if all(map(may_be_near, (left, right))):
            return NearEachOther(left, right, distance, _around([left, right]))
        self._warnings.append(
            "only words, phrases and lists of them can be near each other: PRÈS was read as ET"
        )
        return And((left, right), _around([left, right]))

    def _atom(self) -> Node:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind != "open":
            return piece.node or Nothing()
        node = self.disjunction()
        end = self._pieces[self._at].span[1]
        self._at += 1
        # A field or a date inside names its own.
        if piece.field is not None and not isinstance(node, (InField, DateRange)):
            return InField(piece.field, node, (piece.span[0], end))
        return node


def _around(nodes: Sequence[Node]) -> Span:
    return nodes[0].span[0], nodes[-1].span[1]
