"""The parser: any text at all is a query; ordinary typing is never a syntax error.

SAUF binds most, then words that stand side by side, then ET, then OU.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from searchnews.query.language import NEGATED_NOUN
from searchnews.query.reading.lexer import Lexer, Piece
from searchnews.query.syntax import (
    And,
    Bag,
    DateRange,
    InField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Required,
    Span,
    Word,
)

# In characters. More is a pasted page, whose first words find as much as all of them.
MAX_LENGTH: Final = 10_000
# Each word is a clause, with dozens of forms: so many take some ten milliseconds to answer.
MAX_WORDS: Final = 100
_MAX_DEPTH: Final = 20
# Before a bar, more words than these are a headline; behind it, so many at most a paper's name.
_SHORT_QUERY: Final = 3
_LONGEST_PAPER: Final = 3


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
    pieces = _closed(pieces, warnings)
    pieces = _operators_with_operands(pieces, text, words_left, warnings)
    warnings = [*lexer.warnings, *warnings]
    if not pieces:
        warnings.append("there is no word to search for; * stands for every article")
        return ParsedQuery(Nothing(span=(0, len(text))), tuple(warnings))
    return ParsedQuery(_Parser(pieces).disjunction(), tuple(warnings))


_TOO_LONG: Final = f"the query is long: only its first {MAX_WORDS} words were searched"


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
        warnings.append(_TOO_LONG)
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
            return Phrase(tuple(parts), node.slop, node.span), words - left  # type: ignore[arg-type]
        case Word():
            if len(node.tokens) <= words:
                return node, len(node.tokens)
            end = node.tokens[words - 1].end
            span = (node.span[0], node.span[0] + end)
            return Word(node.text[:end], node.exact, node.edits, span), len(node.tokens)
        case _:
            return node, 1


def _closed(pieces: list[Piece], warnings: list[str]) -> list[Piece]:
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
        return _closed(kept, []) if partners else kept
    return kept


def _operators_with_operands(
    pieces: list[Piece], text: str, words_left: int, warnings: list[str]
) -> list[Piece]:
    """Operators that have nothing to operate on become words, `words_left` of them at most.

    So does ET in a text wholly in capitals, or in brackets as in (PHOTOS ET VIDEOS): it finds the
    same articles as a word, and leaves the others to be relaxed. In a text that has function words
    too, OU and SAUF are words as well.
    """
    shouted = text.isupper()
    is_prose = shouted and any(map(_is_function_word, pieces))
    starts_operand = _operand_starts(pieces)
    in_capitals = _in_brackets_in_capitals(pieces, text)
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        if piece.kind == "required" and not starts_operand[number + 1]:
            continue
        if piece.kind not in ("and", "or", "not"):
            kept.append(piece)
            continue
        typed = text[slice(*piece.span)]
        is_shouted = typed[0].isalpha() and (
            is_prose or (piece.kind == "and" and (shouted or in_capitals[number]))
        )
        follows_operand = bool(kept) and kept[-1].kind in ("leaf", "close")
        has_operands = starts_operand[number + 1] and (piece.kind == "not" or follows_operand)
        if typed == NEGATED_NOUN and kept and _is_function_word(kept[-1]):
            kept.append(Piece("leaf", piece.span, Word(typed, span=piece.span)))
            continue
        if has_operands and not is_shouted and not _is_before_a_paper(pieces, number, typed):
            kept.append(piece)
            continue
        if not typed[0].isalpha():
            continue
        if not is_shouted:
            warnings.append(f"{typed} has nothing to join: it was read as a word")
        elif piece.kind != "and":
            warnings.append(f"{typed} was read as a word, because all is in capitals")
        if words_left:
            words_left -= 1
            kept.append(Piece("leaf", piece.span, Word(typed, span=piece.span)))
        elif _TOO_LONG not in warnings:
            warnings.append(_TOO_LONG)
    return kept


def _is_before_a_paper(pieces: Sequence[Piece], number: int, typed: str) -> bool:
    """Whether a bar stands as in `Un accord pour protéger les océans | Libération`."""
    before, after = pieces[:number], pieces[number + 1 :]
    return (
        typed == "|"
        and len(before) > len(after)
        and len(before) > _SHORT_QUERY
        and len(after) <= _LONGEST_PAPER
        and all(isinstance(piece.node, Word) for piece in after)
        and all(piece.kind not in ("and", "or") for piece in before)
    )


def _in_brackets_in_capitals(pieces: Sequence[Piece], text: str) -> list[bool]:
    """Whether each piece stands in brackets, of no field, that hold nothing but capitals."""
    found = [False] * len(pieces)
    opened: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.kind == "open":
            opened.append(number)
        elif piece.kind == "close":
            start = opened.pop()
            inside = text[pieces[start].span[1] : piece.span[0]]
            if inside.isupper() and pieces[start].field is None:
                found[start:number] = [True] * (number - start)
    return found


def _operand_starts(pieces: Sequence[Piece]) -> list[bool]:
    """Whether an operand starts at each piece, with SAUF before it or not; and after the last."""
    starts = [False]
    for piece in reversed(pieces):
        is_sign = piece.kind in ("not", "required")
        starts.append(piece.kind in ("leaf", "open") or (is_sign and starts[-1]))
    return starts[::-1]


def _is_function_word(piece: Piece) -> bool:
    return isinstance(piece.node, Word) and piece.node.has_only_function_words


class _Parser:
    """Recursive descent over pieces that are known to fit."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
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
        piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "open":
            node = self.disjunction()
            end = self._pieces[self._at].span[1]
            self._at += 1
            # A field or a date inside names its own.
            if piece.field is not None and not isinstance(node, (InField, DateRange)):
                node = InField(piece.field, node, (piece.span[0], end))
        else:
            node = piece.node or Nothing()
        if negations % 2:
            return Not(node, (start, node.span[1]))
        return Required(node, (start, node.span[1])) if is_required else node


def _around(nodes: Sequence[Node]) -> Span:
    return nodes[0].span[0], nodes[-1].span[1]
