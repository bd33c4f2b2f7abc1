"""A query as it was read, written in the language it was typed in."""

from __future__ import annotations

import re
from typing import Final

from searchnews.analysis.fold import fold
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.query.language import (
    DATE_NAMES,
    FIELD_NAMES,
    NEAR_DISTANCE,
    OPERATOR_NAMES,
    OPERATORS,
    near_distance,
)
from searchnews.query.syntax import (
    Alternatives,
    And,
    Bag,
    Concept,
    DateRange,
    Everything,
    InField,
    NearEachOther,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Required,
    Spellings,
    Url,
    Wildcard,
    Word,
)

_EDITS: Final = ("", "~", "~2")
_WORD: Final = re.compile(r"[^\W\d_]+")
_AND, _OR, _NOT, _NEAR = (names[0] for names in OPERATOR_NAMES.values())
_ON, _SINCE, _BEFORE = (names[0] for names in DATE_NAMES.values())


def render(node: Node) -> str:
    """The query that a tree stands for; read again, it gives the same tree.

    Words in a row are joined by hyphens: they are searched as neighbours.

    >>> from searchnews.query.reading.parser import parse
    >>> render(parse("raids AND (l'Irak OR Raqa) NOT Reuters, à 10:30").tree)
    'raids ET (Irak OU Raqa) SAUF Reuters à 10-30'
    >>> render(parse("title:Syrie since:09/2015 « frappes aériennes »").tree)
    'titre:Syrie depuis:2015-09 "frappes aériennes"'
    """
    text = _render(node)
    return _WORD.sub(_in_small_letters, text) if _hides_operators(text) else text


def _hides_operators(text: str) -> bool:
    """Whether all is in capitals, so that the parser would take operators for words."""
    if not text.isupper():
        return False
    words = set(_WORD.findall(text))
    function_words = (fold(word) for word in words - OPERATORS.keys())
    return _AND in words or (
        not words.isdisjoint(OPERATORS) and not FUNCTION_WORDS.isdisjoint(function_words)
    )


def _in_small_letters(word: re.Match[str]) -> str:
    return word[0] if word[0] in OPERATORS else word[0].lower()


def _render(node: Node) -> str:
    match node:
        case Word() | Concept():
            return _word(node)
        case Wildcard():
            return "-".join(node.words)
        case Phrase():
            return _phrase(node)
        case Url():
            return f"https://{node.url}"
        case InField():
            return _in_field(node)
        case DateRange():
            return _dates(node)
        case And() | Or() | Bag():
            return _joined(node)
        case Not():
            return f"{_NOT} {_operand(node.node)}"
        case NearEachOther():
            return _near(node)
        case Required():
            return f"+{_operand(node.node)}"
        case Alternatives() | Spellings():
            return _render(node.node)
        case Everything():
            return "*"
        case Nothing():
            return ""


def _in_field(node: InField) -> str:
    name = FIELD_NAMES[node.field][0]
    if isinstance(node.node, Url):
        return f"{name}:{node.node.url}"
    return f"{name}:{_operand(node.node)}"


def _joined(node: And | Or | Bag) -> str:
    sign = {And: f" {_AND} ", Or: f" {_OR} ", Bag: " "}[type(node)]
    bracketed = (Or,) if isinstance(node, Or) else (And, Or)
    return sign.join(_nested(child, bracketed) for child in node.nodes)


def _near(node: NearEachOther) -> str:
    distance = "" if node.distance == NEAR_DISTANCE else f"/{node.distance}"
    left, right = (_nested(child, (Or,)) for child in (node.left, node.right))
    return f"{left} {_NEAR}{distance} {right}"


def _word(node: Word | Concept) -> str:
    if isinstance(node, Concept):
        return _signed(node.name, node.name.text)
    text = _in_a_row(node)
    if text in OPERATORS or near_distance(text) is not None:
        text = text.lower()
    return _signed(node, text)


def _signed(word: Word, text: str) -> str:
    return f"{'=' if word.exact else ''}{text}{_EDITS[word.edits]}"


def _in_a_row(word: Word) -> str:
    return "-".join(word.text[token.start : token.end] for token in word.tokens)


def _phrase(node: Phrase) -> str:
    parts = [
        _in_a_row(part) if isinstance(part, Word) else "-".join(part.words) for part in node.parts
    ]
    sign = "=" if node.exact else ""
    slop = f"~{node.slop}" if node.slop else ""
    return f'{sign}"{" ".join(filter(None, parts))}"{slop}'


def _dates(node: DateRange) -> str:
    if node.high_excluded:
        return f"{_BEFORE}:{node.high}"
    if node.low == node.high:
        return f"{_ON}:{node.low or '*'}"
    if node.high is None:
        return f"{_SINCE}:{node.low}"
    return f"{_ON}:[{node.low or '*'} TO {node.high}]"


def _nested(node: Node, bracketed: tuple[type, ...]) -> str:
    text = _render(node)
    return f"({text})" if isinstance(node, bracketed) else text


def _operand(node: Node) -> str:
    return _nested(node, (And, Or, Bag, NearEachOther, Not))
