"""A query as it was read, written in the language it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.query.concepts.names import SIGN, is_name
from searchnews.query.language import (
    DATE_NAMES,
    FIELD_NAMES,
    NEAR_DISTANCE,
    OPERATOR_NAMES,
    OPERATORS,
    near_distance,
)
from searchnews.query.reading.lexer import Lexer, may_be_signed
from searchnews.query.reading.pasted_text import is_pasted_sentence
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
# What is read as it is written wherever it stands; of others it is tried.
_PLAIN: Final = re.compile(r"\w+(?:['’-]\w+)*")
# Words that would be read as one number with what follows: 12 000.
_BEGINS_NUMBER: Final = re.compile(r"(?<!\d)\d{1,3}\Z")
_ENDS_NUMBER: Final = re.compile(r"\d{3}(?!\w)")


def render(node: Node) -> str:
    """The query that a tree stands for; read again, it gives the same tree.

    Words are written as they were typed; what would not be read so again, as a row of its words.

    >>> from searchnews.query.reading.parser import parse
    >>> render(parse("raids AND (l'Irak OR Raqa) NOT #MeToo, lieu:x").tree)
    "raids ET (l'Irak OU Raqa) SAUF #MeToo lieu-x"
    >>> render(parse("title:Syrie since:09/2015 « frappes aériennes »").tree)
    'titre:Syrie depuis:2015-09 "frappes aériennes"'
    """
    writer = _Writer()
    text = writer.text(node)
    if writer.has_operators and any(map(_is_function_word, _words(node))):
        # In such a text the parser takes operators for words, if all is in capitals.
        in_signs = _Writer(in_signs=True).text(node)
        if in_signs.isupper():
            text = _WORD.sub(_in_small_letters, text) if _has_near(node) else in_signs
    return _bracketed(text) if '"' in text and is_pasted_sentence(text) else text


def _in_small_letters(word: re.Match[str]) -> str:
    return word[0] if word[0] in OPERATORS else word[0].lower()


def _words(node: Node) -> Iterator[Word]:
    """The words of a query outside fields and quotes."""
    match node:
        case Word():
            yield node
        case And() | Or() | Bag():
            for child in node.nodes:
                yield from _words(child)
        case Not() | Required() | Alternatives() | Spellings():
            yield from _words(node.node)
        case NearEachOther():
            yield from _words(node.left)
            yield from _words(node.right)


def _has_near(node: Node) -> bool:
    match node:
        case NearEachOther():
            return True
        case And() | Or() | Bag():
            return any(map(_has_near, node.nodes))
        case Not() | Required():
            return _has_near(node.node)
    return False


def _is_function_word(node: Node) -> bool:
    if not isinstance(node, Word) or not node.has_only_function_words:
        return False
    return not (node.is_plain and _is_operator(_as_typed(node)))


def _is_shouted(bag: Bag) -> bool:
    """Whether the capitals of its words say nothing, and would if one of them were small."""
    words = [node for node in bag.nodes if isinstance(node, Word)]
    return "".join([word.text for word in words]).isupper() and any(map(_is_function_word, words))


def _in_capitals(node: Node, text: str) -> str:
    """A word that is spelt as an operator with a comma, which none has; others as they are."""
    is_one = isinstance(node, Word) and node.is_plain and _is_operator(text.upper())
    return f"{text.upper()}," if is_one else text


def _is_operator(text: str) -> bool:
    return text in OPERATORS or near_distance(text) is not None


class _Writer:
    """Writes the nodes of one query.

    `in_signs`: operators as signs, and words that are spelt as operators in capitals, as it must
    be in a text that is wholly in capitals.
    """

    def __init__(self, *, in_signs: bool = False) -> None:
        self._in_signs = in_signs
        self.has_operators = False
        """Whether there was an operator, or a word that is spelt as one."""

    def text(self, node: Node) -> str:
        """A node, without brackets around it."""
        match node:
            case Word() | Wildcard() | Concept():
                return self._leaf(node)
            case Phrase():
                return _phrase(node)
            case Url():
                return f"https://{node.url}"
            case InField():
                return self._in_field(node)
            case DateRange():
                return _dates(node)
            case And() | Or() | Bag():
                return self._joined(node)
            case Not():
                return self._negated(node)
            case NearEachOther():
                return self._near(node)
            case Required():
                return self._signed("+", node.node)
            case Alternatives() | Spellings():
                return self.text(node.node)
            case Everything():
                return "*"
            case Nothing():
                return ""

    def _leaf(self, node: Word | Wildcard | Concept) -> str:
        if isinstance(node, Concept):
            return _with_signs(node.name, node.name.text)
        text = _as_typed(node)
        if isinstance(node, Word) and node.is_plain and _is_operator(text):
            self.has_operators = True
            return text if self._in_signs else text.lower()
        return text

    def _in_field(self, node: InField) -> str:
        name = FIELD_NAMES[node.field][0]
        inner = node.node
        if isinstance(inner, (Word, Wildcard)):
            return f"{name}:{_as_typed(inner, node)}"
        if isinstance(inner, Url):
            return f"{name}:{inner.url if node.field == 'url' else _bracketed(self.text(inner))}"
        return f"{name}:{self._operand(inner)}"

    def _joined(self, node: And | Or | Bag) -> str:
        bracketed = (Or,) if isinstance(node, Or) else (And, Or)
        texts = [self._nested(child, bracketed) for child in node.nodes]
        if isinstance(node, Bag):
            if not self._in_signs and _is_shouted(node):
                texts = [_in_capitals(*pair) for pair in zip(node.nodes, texts, strict=True)]
            return _side_by_side(texts)
        self.has_operators = True
        texts[1:] = map(self._begun, texts[1:])
        if isinstance(node, Or):
            return f" {'||' if self._in_signs else _OR} ".join(texts)
        text = f" {_AND} ".join(texts)
        # Among capitals ET is a word.
        return " && ".join(texts) if self._in_signs or text.isupper() else text

    def _near(self, node: NearEachOther) -> str:
        self.has_operators = True
        # PRÈS DE is what sentences have.
        is_small = isinstance(node.right, Word) and node.right.has_only_function_words
        is_said = is_small or node.distance != NEAR_DISTANCE
        distance = f"/{node.distance}" if is_said else ""
        left, right = (self._nested(child, (Or,)) for child in (node.left, node.right))
        return f"{left} {_NEAR}{distance} {right}"

    def _negated(self, node: Not) -> str:
        self.has_operators = True
        if self._in_signs:
            return self._signed("-", node.node)
        return f"{_NOT} {self._operand(node.node)}"

    def _signed(self, sign: str, node: Node) -> str:
        text = self._operand(node)
        return f"{sign}{self._begun(text) if may_be_signed(text, 0) else _bracketed(text)}"

    def _begun(self, text: str) -> str:
        """What stands behind an operator, which is none where another one seems to follow."""
        first, space, rest = text.partition(" ")
        return f"{first},{space}{rest}" if self._in_signs and _is_operator(first) else text

    def _operand(self, node: Node) -> str:
        return self._nested(node, (And, Or, Bag, NearEachOther, Not, Required))

    def _nested(self, node: Node, bracketed: tuple[type, ...]) -> str:
        text = self.text(node)
        return _bracketed(text) if isinstance(node, bracketed) else text


def _bracketed(text: str) -> str:
    last = text.rpartition(" ")[2]
    # A word may hold brackets, and one that it did not close would take this one.
    return f"({text} )" if last.count("(") > last.count(")") else f"({text})"


def _side_by_side(texts: list[str]) -> str:
    """Texts in a row, none of which is read as one number with the next."""
    joined = texts[0]
    for text in texts[1:]:
        is_number = _ENDS_NUMBER.match(text) and _BEGINS_NUMBER.search(joined)
        joined += f"{', ' if is_number else ' '}{text}"
    return joined


def _as_typed(node: Word | Wildcard, whole: InField | None = None) -> str:
    """A word as it was typed, with its signs, where it is read so again: in a field, or alone."""
    typed = _typed(node)
    signed = _with_signs(node, typed)
    if _PLAIN.fullmatch(typed) or _is_operator(typed):
        return signed
    # A name that no list has is a word.
    is_unknown_name = typed.startswith(SIGN) and is_name(typed[1:])
    may_be_kept = typed.isprintable() and not is_unknown_name
    if may_be_kept and _is_read_as(signed, whole or node):
        return signed
    return _with_signs(node, _in_a_row(node))


def _typed(node: Word | Wildcard) -> str:
    return node.text if isinstance(node, Word) else node.pattern


def _with_signs(node: Word | Wildcard, text: str) -> str:
    if isinstance(node, Wildcard):
        return text
    return f"{'=' if node.exact else ''}{text}{_EDITS[node.edits]}"


def _is_read_as(text: str, node: Node) -> bool:
    """Whether a text alone is read as this leaf, and nothing is said about it."""
    if isinstance(node, InField):
        text = f"{FIELD_NAMES[node.field][0]}:{text}"
    lexer = Lexer(text)
    return [piece.node for piece in lexer.pieces()] == [node] and not lexer.warnings


def _in_a_row(node: Word | Wildcard) -> str:
    if isinstance(node, Wildcard):
        return "-".join(node.words)
    row = "-".join(node.text[token.start : token.end] for token in node.tokens)
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in row)


def _phrase(node: Phrase) -> str:
    parts = [
        typed if (typed := _typed(part)).isprintable() else _in_a_row(part) for part in node.parts
    ]
    sign = "=" if node.exact else ""
    slop = f"~{node.slop}" if node.slop else ""
    return f'{sign}"{_side_by_side(parts)}"{slop}'


def _dates(node: DateRange) -> str:
    if node.high_excluded:
        return f"{_BEFORE}:{node.high}"
    if node.low == node.high:
        return f"{_ON}:{node.low or '*'}"
    if node.high is None:
        return f"{_SINCE}:{node.low}"
    return f"{_ON}:[{node.low or '*'} TO {node.high}]"
