"""Which words of a bag an article must have: all but the lightest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeGuard

from searchnews.analysis.function_words import LIGHTEST, MEANINGFUL, QUESTION_WORDS
from searchnews.query.language import OPERATORS
from searchnews.query.syntax import Node, Nothing, Word

# In a longer query the small words are those of a sentence, and its others say what is meant.
_FEW_WORDS: Final = 3

_LISTED: Final = 5  # words in a warning


class WantedWords(NamedTuple):
    """The nodes of a bag, parted."""

    wanted: tuple[Node, ...]
    left_out: tuple[Word, ...]
    """Function words that an article may lack."""


def wanted_words(nodes: Sequence[Node]) -> WantedWords:
    """Part the nodes of a bag; where there are only function words, all are wanted.

    Beside few others, small words with a meaning of their own are wanted, and those that are
    written as names are; in capitals they are names in any query.

    >>> from searchnews.query.reading.parser import parse
    >>> def wanted(text):
    ...     return [word.text for word in wanted_words(parse(text).tree.nodes).wanted]
    >>> wanted("sans masque dans le train"), wanted("le magazine Elle")
    (['sans', 'masque', 'train'], ['magazine', 'Elle'])
    >>> wanted("la ligue En Marche"), wanted("le match de l'AS Monaco")
    (['ligue', 'En', 'Marche'], ['match', "l'AS", 'Monaco'])
    """
    words = [node for node in nodes if is_function_word(node)]
    others = len(nodes) - len(words)
    if not others or not words:
        return WantedWords(tuple(nodes), ())
    bag = _Bag(
        is_short=others <= _FEW_WORDS,
        is_question=any(_folded(word) & QUESTION_WORDS for word in words),
        is_shouted="".join(n.text for n in nodes if isinstance(n, Word)).isupper(),
    )
    wanted: list[Node] = []
    left_out: list[Word] = []
    for number, (node, following) in enumerate(pairwise([*nodes, Nothing()])):
        if is_function_word(node) and not bag.wants(node, following, is_first=number == 0):
            left_out.append(node)
        else:
            wanted.append(node)
    return WantedWords(tuple(wanted), tuple(left_out))


class _Bag(NamedTuple):
    """What its words together say of each function word."""

    is_short: bool
    is_question: bool
    is_shouted: bool
    """All is in capitals, which then say nothing."""

    def wants(self, word: Word, following: Node, *, is_first: bool) -> bool:
        """Whether an article must have a function word of the bag."""
        folded = _folded(word)
        if folded <= LIGHTEST:
            return False
        if not self.is_shouted and _is_in_capitals(word):
            return True
        if not self.is_short:
            return False
        if folded <= MEANINGFUL and not self.is_question:
            return True
        # The capital of a first word is that of a sentence, unless another follows: En Marche.
        return (
            not self.is_shouted and _has_capital(word) and (not is_first or _has_capital(following))
        )


def left_out_said(left_out: Sequence[Word]) -> list[str]:
    """What a user is told of the words that an article may lack: a sentence, or nothing."""
    if not left_out:
        return []
    typed = list(dict.fromkeys(word.text for word in left_out))
    listed = ", ".join(typed[:_LISTED]) + (", …" if len(typed) > _LISTED else "")
    return [f"an article may lack {listed}; write +{typed[0]} where it must not"]


def is_function_word(node: Node) -> TypeGuard[Word]:
    """Whether a node is a word that means nothing alone, typed without signs."""
    return isinstance(node, Word) and node.is_plain and node.has_only_function_words


def _folded(word: Word) -> frozenset[str]:
    return frozenset(token.word for token in word.tokens)


def _is_in_capitals(word: Word) -> bool:
    last = word.text[word.tokens[-1].start :]
    # An operator that had nothing to join is no name.
    return len(last) > 1 and last.isupper() and word.text not in OPERATORS


def _has_capital(node: Node) -> bool:
    return isinstance(node, Word) and node.text[:1].isupper() and node.text not in OPERATORS
