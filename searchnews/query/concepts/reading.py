"""Concepts in the tree of a query: `@partis` becomes what it stands for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchnews.errors import InvalidArgumentError
from searchnews.query import syntax
from searchnews.query.concepts.definitions import Concepts, Definition, SearchDefinition
from searchnews.query.concepts.names import SIGN, is_name, name_key, nearest_name
from searchnews.query.language import excerpt
from searchnews.query.plan import Filters
from searchnews.query.reading.parser import parse
from searchnews.query.syntax import Node, Word
from searchnews.value import replaced

MAX_EXPRESSIONS: Final = 3000
"""Expressions of all lists that one query may use. To search for so many names, each of them in
many articles, took a second among 31,292 articles."""

_MOST_DEPTH: Final = 20  # of concepts that stand in concepts
_MOST_SAID: Final = 3  # warnings of one kind


class ReadConcepts(NamedTuple):
    """The tree of a query whose concepts were looked up."""

    tree: Node
    warnings: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names behind a sign that no concept has; they were read as words."""


def read_concepts(
    tree: Node,
    concepts: Concepts,
    today: datetime.date | None = None,
    *,
    within: str | None = None,
    most: int = MAX_EXPRESSIONS,
) -> ReadConcepts:
    """Look up what is typed as `@partis`, `=@partis`, `@partis~`, alone or in a field.

    A name that no concept has stays a word, with a warning. `within` is the saved search that the
    query is of; `most` is how many expressions are taken of all lists together.

    Raises:
        InvalidArgumentError: a concept stands in itself, or cannot be read.
    """
    reading = _Reading(concepts, today, most)
    path = () if within is None else (within,)
    read = reading.node(tree, path)
    return ReadConcepts(read, tuple(reading.warnings()), tuple(reading.unknown))


class _Reading:
    """Looks up the concepts of one query, each once."""

    def __init__(self, concepts: Concepts, today: datetime.date | None, most: int) -> None:
        self._concepts = concepts
        self._today = today
        self._left = most
        self._most = most
        self._meanings: dict[str, tuple[str, tuple[Node, ...]] | None] = {}
        self.unknown: dict[str, None] = {}
        self._said: dict[str, None] = {}
        self._cut: dict[str, None] = {}

    def node(self, node: Node, path: tuple[str, ...]) -> Node:
        """A node, with what its concepts stand for; `path` are the concepts that it stands in."""
        match node:
            case Word() if node.text.startswith(SIGN) and is_name(node.text[1:]):
                return self._concept(node, path)
            case syntax.Bag() | syntax.And() | syntax.Or():
                nodes = tuple([self.node(child, path) for child in node.nodes])
                return type(node)(nodes, node.span)
            case syntax.NearEachOther():
                left, right = self.node(node.left, path), self.node(node.right, path)
                return syntax.NearEachOther(left, right, node.distance, node.span)
            case syntax.Not() | syntax.Required():
                return type(node)(self.node(node.node, path), node.span)
            case syntax.InField():
                return syntax.InField(node.field, self.node(node.node, path), node.span)
        return node

    def _concept(self, word: Word, path: tuple[str, ...]) -> Node:
        found = self._meaning(word.text[1:], path)
        if found is None:
            return word
        name, nodes = found
        if word.exact:
            nodes = tuple([_exact(node) for node in nodes])
        elif word.edits:
            nodes = tuple([_misspelt(node, word.edits) for node in nodes])
        shown = syntax.Word(f"{SIGN}{name}", word.exact, word.edits)
        return syntax.Concept(shown, self._afforded(name, nodes), word.span)

    def _afforded(self, name: str, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        if len(nodes) > self._left:
            self._cut[name] = None
            nodes = nodes[: self._left]
        self._left -= len(nodes)
        return nodes

    def _meaning(self, typed: str, path: tuple[str, ...]) -> tuple[str, tuple[Node, ...]] | None:
        """A concept's name and what it stands for; None if there is none."""
        key = name_key(typed)
        if key in map(name_key, path):
            raise InvalidArgumentError(
                f"{SIGN}{typed} stands in itself: {' > '.join((*path, typed))}; take it out of one "
                "of them"
            )
        if key not in self._meanings:
            definition = self._concepts.definition(typed)
            if definition is not None and len(path) >= _MOST_DEPTH:
                raise InvalidArgumentError(
                    f"{SIGN}{path[0]} holds concepts in concepts, more than {_MOST_DEPTH} deep; "
                    "write it with fewer"
                )
            if definition is None:
                self._note_unknown(typed)
            self._meanings[key] = definition and (
                definition.name,
                self._nodes(definition, (*path, definition.name)),
            )
        return self._meanings[key]

    def _nodes(self, definition: Definition, path: tuple[str, ...]) -> tuple[Node, ...]:
        if isinstance(definition, SearchDefinition):
            parsed = parse(definition.query, self._today)
            self._note(definition.name, parsed.warnings)
            tree = self._within(definition).node(parsed.tree, path)
            return (_filtered(definition.synonyms.applied(tree), definition.filters),)
        nodes: dict[Node, None] = {}  # each once
        for text, line in definition.expressions:
            if len(nodes) > self._most:
                break
            parsed = parse(text, self._today)
            self._note(f"{definition.name}, line {line}", parsed.warnings)
            node = self.node(_in_rows(parsed.tree), path)
            for each in node.nodes if isinstance(node, syntax.Concept) else (node,):
                nodes[each] = None
        nodes.pop(syntax.Nothing(), None)
        return tuple(nodes)

    def _within(self, definition: SearchDefinition) -> _Reading:
        """What looks up the concepts of a saved search, which may have lists of its own."""
        if definition.concepts is None:
            return self
        inner = _Reading(definition.concepts, self._today, self._left)
        # What is said of them is said of the query.
        inner.unknown, inner._said, inner._cut = self.unknown, self._said, self._cut
        return inner

    def _note(self, where: str, warnings: Sequence[str]) -> None:
        for warning in warnings:
            self._said[f"{SIGN}{where}: {warning}"] = None

    def _note_unknown(self, typed: str) -> None:
        self.unknown[typed] = None

    def warnings(self) -> Iterator[str]:
        """What could not be used as it was typed."""
        names = list(self._concepts.names()) if self.unknown else []
        for typed in list(self.unknown)[:_MOST_SAID]:
            near = nearest_name(typed, names)
            hint = f"did you mean {SIGN}{near}?" if near else self._concepts.where()
            yield (
                f"there is no list or saved search {excerpt(typed)}: {SIGN}{excerpt(typed)} was "
                f"searched as a word; {hint}"
            )
        for name in self._cut:
            yield (
                f"{SIGN}{name} is long: only the first {self._most:,} expressions of the lists of "
                "a query are searched"
            )
        said = list(self._said)
        yield from said[:_MOST_SAID]
        if len(said) > _MOST_SAID:
            yield f"and {len(said) - _MOST_SAID:,} more warnings of this kind"


def _in_rows(node: Node) -> Node:
    """An expression of a list, with words that stand side by side in a row."""
    match node:
        case syntax.Bag():
            nodes = tuple(_rows(node.nodes))
            return nodes[0] if len(nodes) == 1 else syntax.Bag(nodes, node.span)
        case syntax.And() | syntax.Or():
            return type(node)(tuple(map(_in_rows, node.nodes)), node.span)
        case syntax.Not() | syntax.Required():
            return type(node)(_in_rows(node.node), node.span)
        case syntax.InField():
            return syntax.InField(node.field, _in_rows(node.node), node.span)
    return node


def _rows(nodes: Sequence[Node]) -> Iterator[Node]:
    row: list[Word | syntax.Wildcard] = []
    for node in (*nodes, syntax.Nothing()):
        if isinstance(node, syntax.Wildcard) or (
            isinstance(node, Word) and node.is_plain and not node.text.startswith(SIGN)
        ):
            row.append(node)
            continue
        if len(row) > 1:
            yield syntax.Phrase(tuple(row), span=(row[0].span[0], row[-1].span[1]))
        else:
            yield from row
        row = []
        if node != syntax.Nothing():
            yield _in_rows(node)


def _exact(node: Node) -> Node:
    return replaced(node, exact=True) if isinstance(node, Word) and node.is_plain else node


def _misspelt(node: Node, edits: int) -> Node:
    return replaced(node, edits=edits) if isinstance(node, Word) and node.is_plain else node


def _filtered(tree: Node, filters: Filters) -> Node:
    """What a saved search finds: what its query finds, within its filters."""
    nodes = [tree]
    if filters.sources:
        names = [
            syntax.InField("source", syntax.Phrase((syntax.Word(name),)))
            for name in filters.sources
        ]
        nodes.append(names[0] if len(names) == 1 else syntax.Or(tuple(names)))
    if filters.date_from or filters.date_to:
        nodes.append(syntax.DateRange(filters.date_from, filters.date_to))
    return nodes[0] if len(nodes) == 1 else syntax.And(tuple(nodes))
