"""The user's own synonyms: words and phrases that are to find one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Final, TypeAlias

from searchnews.analysis.tokenize import words_of
from searchnews.errors import InvalidArgumentError
from searchnews.query.syntax import Alternatives, And, Bag, InField, Node, Not, Or, Required, Word

Words: TypeAlias = tuple[str, ...]
"""A word, or a phrase, folded."""


class Synonyms:
    """Groups of synonyms, applied to queries; indexes know nothing of them.

    >>> synonyms = Synonyms.parse('EI, Daech, "Etat islamique"')
    >>> synonyms.of(("daech",))
    (('ei',), ('etat', 'islamique'))
    """

    def __init__(self, pairs: Iterable[tuple[Words, Words]], name: str = "") -> None:
        self.name = name
        """The file they are from, or whatever they were called."""
        self._of: dict[Words, tuple[Words, ...]] = {}
        for typed, other in pairs:
            known = self._of.get(typed, ())
            if other != typed and other not in known:
                self._of[typed] = (*known, other)
        self._longest = max(map(len, self._of), default=0)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Synonyms:
        """Read a file in the format of Solr; see `parse`.

        Raises:
            InvalidArgumentError: it is not there, cannot be read, or a line is no rule.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            raise InvalidArgumentError(f"there is no file of synonyms {path}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidArgumentError(
                f"the synonyms in {path} cannot be read ({error}); the file is UTF-8 text with "
                "one group a line: EI, Daech, Etat islamique"
            ) from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, name: str = "the synonyms") -> Synonyms:
        """Groups, one a line: words and phrases between commas, all of which find one another.

        In `a, b => c` a and b find c too, but c does not find them. `#` begins a comment; quotes
        around a phrase may be left out.

        Raises:
            InvalidArgumentError: a line is no rule.
        """
        pairs: list[tuple[Words, Words]] = []
        for number, line in enumerate(text.splitlines(), 1):
            rule = line.partition("#")[0]
            left, arrow, right = rule.partition("=>")
            typed = _entries(left)
            others = _entries(right) if arrow else typed
            if rule.strip() and not (typed and others and (arrow or len(typed) > 1)):
                raise InvalidArgumentError(
                    f"{name}, line {number}: {line.strip()!r} is no rule; write words and phrases "
                    "between commas, such as EI, Daech, Etat islamique"
                )
            pairs += ((one, other) for one in typed for other in others)
        return cls(pairs, name)

    def of(self, words: Words) -> tuple[Words, ...]:
        """The synonyms of a folded word or phrase."""
        return self._of.get(words, ())

    def applied(self, node: Node) -> Node:
        """The query with the synonyms of its words added; exact search has none."""
        if not self._of:
            return node
        match node:
            case Bag():
                return self._in_bag(node)
            case Word() if node.is_plain:
                return self._of_run([node])
            case And() | Or():
                return type(node)(tuple(map(self.applied, node.nodes)), node.span)
            case Not() | Required():
                return type(node)(self.applied(node.node), node.span)
            case InField("title" | "body"):
                return InField(node.field, self.applied(node.node), node.span)
            case _:
                return node

    def _in_bag(self, bag: Bag) -> Node:
        """The longest runs of words that are a synonym of something, from the left."""
        nodes: list[Node] = []
        start = 0
        while start < len(bag.nodes):
            for end in range(min(len(bag.nodes), start + self._longest), start, -1):
                run = _plain_words(bag.nodes[start:end])
                found = self._of_run(run) if len(run) == end - start else None
                if isinstance(found, Alternatives):
                    nodes.append(found)
                    start = end
                    break
            else:
                nodes.append(self.applied(bag.nodes[start]))
                start += 1
        return nodes[0] if len(nodes) == 1 else Bag(tuple(nodes), bag.span)

    def _of_run(self, run: Sequence[Word]) -> Node:
        node = run[0] if len(run) == 1 else Bag(tuple(run), (run[0].span[0], run[-1].span[1]))
        others = self.of(tuple(token.word for word in run for token in word.tokens))
        return Alternatives(node, others, node.span) if others else node


NO_SYNONYMS: Final = Synonyms(())


def _plain_words(nodes: Iterable[Node]) -> list[Word]:
    """Those nodes that are words without signs."""
    return [n for n in nodes if isinstance(n, Word) and n.is_plain]


def _entries(text: str) -> list[Words]:
    return [words for entry in text.split(",") if (words := tuple(words_of(entry)))]
