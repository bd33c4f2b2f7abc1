"""The syntax tree of a query: what was typed, before it is looked up in an index.

Spans are offsets in the query's text, in characters, half-open; nodes are equal whatever their
spans.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.tokenize import Token, tokens_of
from searchnews.query.language import FieldName
from searchnews.query.wildcards import has_letters, is_pattern, pattern_words
from searchnews.value import Value

Span: TypeAlias = tuple[int, int]

_NOWHERE: Final = (0, 0)


@lru_cache(1000)  # those of a query are asked for again and again
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokens_of(text))


class Word(Value, uncompared=("span",)):
    """A word as it was typed, often with signs around; Al-Qaida is several, in a row."""

    text: str
    exact: bool = False
    """`=frappes`: this form, not its inflections."""
    edits: int = 0
    """`Choigou~2`: so many letters off, 0 to 2."""
    span: Span = _NOWHERE
    """Of `text`, without `=` and `~`."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words that `text` is cut into; their offsets are characters of `text`."""
        return _tokens(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether it was typed without signs: neither `=` nor `~`."""
        return not self.exact and not self.edits

    @property
    def has_only_function_words(self) -> bool:
        """Whether it means nothing alone: `de`, `qu'il`."""
        return all(token.word in FUNCTION_WORDS for token in self.tokens)


class Wildcard(Value, uncompared=("span",)):
    """`djihad*`, `r?qa`; inside a phrase also a lone `*`, for any one word."""

    pattern: str
    span: Span = _NOWHERE

    @property
    def words(self) -> tuple[str, ...]:
        """The words and patterns that `pattern` is cut into, folded."""
        return pattern_words(self.pattern)

    @property
    def has_signs(self) -> bool:
        """Whether a sign in it stands for letters, and ends no sentence."""
        return any(map(is_pattern, self.words))

    @property
    def has_letters(self) -> bool:
        """Whether something is known of the words it stands for."""
        return any(map(has_letters, self.words))


class Phrase(Value, uncompared=("span",)):
    """`"frappes aériennes"~3`: words in a row, with up to `slop` others between them."""

    parts: tuple[Word | Wildcard, ...]
    slop: int = 0
    exact: bool = False
    """`="frappes aériennes"`: with these accents; `source:="Le Monde"`: the whole name."""
    span: Span = _NOWHERE


class Url(Value, uncompared=("span",)):
    """The URL of an article, as it was pasted; after `url:` perhaps its beginning."""

    url: str
    """Normalised, see `urls.normalized_url`."""
    span: Span = _NOWHERE


class InField(Value, uncompared=("span",)):
    """`titre:Syrie`."""

    field: FieldName
    node: Node
    span: Span = _NOWHERE


class DateRange(Value, uncompared=("span",)):
    """`date:`, `depuis:` and `avant:`: normalised dates, both included; None is open."""

    low: str | None
    high: str | None
    high_excluded: bool = False
    """`avant:2016`: strictly before."""
    span: Span = _NOWHERE


class And(Value, uncompared=("span",)):
    """`a ET b`."""

    nodes: tuple[Node, ...]
    span: Span = _NOWHERE


class Or(Value, uncompared=("span",)):
    """`a OU b`."""

    nodes: tuple[Node, ...]
    span: Span = _NOWHERE


class Not(Value, uncompared=("span",)):
    """`SAUF a`, `-a`."""

    node: Node
    span: Span = _NOWHERE


class Required(Value, uncompared=("span",)):
    """`+a`: wanted even if it is a function word, and never relaxed."""

    node: Node
    span: Span = _NOWHERE


class NearEachOther(Value, uncompared=("span",)):
    """`a PRÈS/5 b`: in either order, with up to `distance` words between them."""

    left: Node
    right: Node
    """Both are such as `may_be_near` allows."""
    distance: int
    span: Span = _NOWHERE


class Bag(Value, uncompared=("span",)):
    """`a b`: all are wanted; where too few articles have all of the words, some will do."""

    nodes: tuple[Node, ...]
    span: Span = _NOWHERE


class Alternatives(Value, uncompared=("span",)):
    """A word, or words side by side, and their synonyms; nobody types this."""

    node: Node
    others: tuple[tuple[str, ...], ...]
    """Words and phrases, folded."""
    span: Span = _NOWHERE


class Spellings(Value, uncompared=("span",)):
    """Words, and other ways to write the same, which count as much; nobody types this."""

    node: Node
    others: tuple[tuple[str, ...], ...]
    """Words, and words in a row, folded; the index has each."""
    span: Span = _NOWHERE


class Concept(Value, uncompared=("span",)):
    """`@partis`: any of the expressions of a list, or what a saved search finds."""

    name: Word
    """As it is printed, with its signs: `=@partis`."""
    nodes: tuple[Node, ...]
    """What it stands for: any of these."""
    span: Span = _NOWHERE


class Everything(Value, uncompared=("span",)):
    """`*`: every article."""

    span: Span = _NOWHERE


class Nothing(Value, uncompared=("span",)):
    """A query without a word."""

    span: Span = _NOWHERE


Node: TypeAlias = (
    Word
    | Wildcard
    | Phrase
    | Url
    | InField
    | DateRange
    | And
    | Or
    | Not
    | Required
    | NearEachOther
    | Bag
    | Alternatives
    | Spellings
    | Concept
    | Everything
    | Nothing
)


def may_be_near(node: Node) -> bool:
    """Whether a node is a word or words in a row, or a choice of such, that stand at some place."""
    if isinstance(node, Or):
        return all(map(may_be_near, node.nodes))
    return isinstance(node, (Word, Wildcard)) or (isinstance(node, Phrase) and not node.slop)
