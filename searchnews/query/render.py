"""A query as it was read, written in the language it was typed in."""

from __future__ import annotations

from typing import Final

from searchnews.analysis.tokenize import tokenize
from searchnews.query.lexer import OPERATORS
from searchnews.query.syntax import (
    Alternatives,
    And,
    Bag,
    DateRange,
    Everything,
    InField,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Wildcard,
    Word,
)
from searchnews.query.wildcards import pattern_words

_FIELD_NAMES: Final = {
    "title": "titre",
    "source": "source",
    "author": "auteur",
    "section": "rubrique",
    "body": "texte",
}


def understood(node: Node) -> str:
    """The query that the tree says; read again, it is understood the same.

    Words in a row are joined by hyphens: they are searched as neighbours.

    >>> from searchnews.query.parser import parse
    >>> understood(parse("raids AND (l'Irak OR Raqa) NOT Reuters, à 10:30").tree)
    'raids ET (Irak OU Raqa) SAUF Reuters à 10-30'
    >>> understood(parse("title:Syrie since:09/2015 « frappes aériennes »").tree)
    'titre:Syrie depuis:2015-09 "frappes aériennes"'
    """
    match node:
        case Word():
            return _word(node)
        case Wildcard():
            return "-".join(pattern_words(node.pattern))
        case Phrase():
            return _phrase(node)
        case InField():
            return f"{_FIELD_NAMES[node.field]}:{_operand(node.node)}"
        case DateRange():
            return _dates(node)
        case And():
            return " ET ".join(_nested(child, (And, Or)) for child in node.nodes)
        case Or():
            return " OU ".join(_nested(child, (Or,)) for child in node.nodes)
        case Bag():
            return " ".join(_nested(child, (And, Or)) for child in node.nodes)
        case Not():
            return f"SAUF {_operand(node.node)}"
        case Alternatives():
            return understood(node.node)
        case Everything():
            return "*"
        case Nothing():
            return ""


def _word(node: Word) -> str:
    text = _in_a_row(node.text)
    if text in OPERATORS:
        text = text.lower()
    sign = "=" if node.exact else ""
    edits = {0: "", 1: "~", 2: "~2"}[node.edits]
    return f"{sign}{text}{edits}"


def _in_a_row(text: str) -> str:
    return "-".join(text[token.start : token.end] for token in tokenize(text))


def _phrase(node: Phrase) -> str:
    parts = [
        _in_a_row(part.text) if isinstance(part, Word) else "-".join(pattern_words(part.pattern))
        for part in node.parts
    ]
    slop = f"~{node.slop}" if node.slop else ""
    return f'"{" ".join(filter(None, parts))}"{slop}'


def _dates(node: DateRange) -> str:
    if node.high_excluded:
        return f"avant:{node.high}"
    if node.low == node.high:
        return f"date:{node.low or '*'}"
    if node.high is None:
        return f"depuis:{node.low}"
    return f"date:[{node.low or '*'} TO {node.high}]"


def _nested(node: Node, bracketed: tuple[type, ...]) -> str:
    text = understood(node)
    return f"({text})" if isinstance(node, bracketed) else text


def _operand(node: Node) -> str:
    return _nested(node, (And, Or, Bag, Not))
