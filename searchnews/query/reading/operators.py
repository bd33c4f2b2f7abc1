"""Operators among the pieces of a query, and what is written like one and is a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from searchnews.query.language import NEGATED_NOUN
from searchnews.query.reading.piece import Piece
from searchnews.query.syntax import Word

# Each word is a clause, with dozens of forms: so many take some ten milliseconds to answer.
MAX_WORDS: Final = 100
"""Of one query."""

TOO_LONG: Final = f"the query is long: only its first {MAX_WORDS} words were searched"
"""What is said of a query with more."""

# Before a bar, more words than these are a headline; behind it, so many at most a paper's name.
_SHORT_QUERY: Final = 3
_LONGEST_PAPER: Final = 3


def operators_with_operands(
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
        if piece.kind not in ("and", "or", "not", "near"):
            kept.append(piece)
            continue
        typed = text[slice(*piece.span)]
        is_shouted = typed[0].isalpha() and (
            is_prose or (piece.kind == "and" and (shouted or in_capitals[number]))
        )
        follows_operand = bool(kept) and kept[-1].kind in ("leaf", "close")
        has_operands = starts_operand[number + 1] and (piece.kind == "not" or follows_operand)
        if piece.kind == "near" and has_operands:
            # A minus behind it means nothing, and PRÈS DE is what sentences have.
            following = pieces[number + 1]
            is_sentence = typed.isalpha() and _is_function_word(following)
            has_operands = following.kind in ("leaf", "open") and not is_sentence
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
        elif TOO_LONG not in warnings:
            warnings.append(TOO_LONG)
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
