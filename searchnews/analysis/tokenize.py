"""The reference tokenizer: a text's words with the offsets of each, for queries and highlights.

`analysis.bulk` gives the same words of whole texts, without offsets, for indexing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from searchnews.analysis.characters import IGNORED, MARK, SIGNS, SKELETONS
from searchnews.analysis.fold import fold, lower_case
from searchnews.analysis.grammar import ELIDED, Grammar, plural_of_inclusive
from searchnews.analysis.normal_form import MOST_MARKS

MAX_WORD: Final = 10_000
"""Longer words are cut to so many characters: engines refuse terms above 65,530 bytes, and
what is so long is a file's bytes written out, not a word."""

# Some megabytes.
_REMEMBERED: Final = 16_384
LONGEST_REMEMBERED: Final = 30
"""What has more characters, such as an address or a row of numbers, seldom comes again, and is cut
each time."""


class Token(NamedTuple):
    """A word and where it stands: `text[start:end]`, in characters of the original text."""

    word: str
    """Folded: without case and accents."""
    start: int
    end: int
    written: str
    """In lower case, with its accents."""


_GRAMMAR: Final = Grammar(
    start="[a-z0-9]", letter="[a-z]", inside=f"[a-z0-9{MARK}]", middle_dot="·"
)
# A full stop or a middle dot before says that the letter may be the last of initials or of
# inclusive endings between single quotes, 'C.G.T': it is cut only if a word follows.
_ELIDED: Final = f"(?:{'|'.join(ELIDED)})'"
_MORE: Final = f"(?:'{_GRAMMAR.run}|,(?<=[0-9],)(?=[0-9]){_GRAMMAR.run})*"
_TOKEN: Final = re.compile(
    rf"""
    {_ELIDED}(?={_GRAMMAR.start}) | (?<![.·]){_ELIDED}
    | (?P<decimal>{_GRAMMAR.decimal.replace(" ", "[ ]")})
    | (?P<number>{_GRAMMAR.thousands.replace(" ", "[ ]")}{_MORE})
    | (?P<initials>{_GRAMMAR.initials})
    | (?P<word>{_GRAMMAR.run}{_MORE})(?P<endings>{_GRAMMAR.inclusive})?
    | (?P<sign>[{"".join(SIGNS)}])(?!{_GRAMMAR.letter})
    """,
    re.VERBOSE,
)
_NEITHER_LETTER_NOR_COMMA: Final = re.compile(f"[^a-z0-9{MARK},]")


def tokenize(text: str) -> list[Token]:
    """Cut a text into its words, in order.

    >>> [token.word for token in tokenize("L’État d'Idleb, aujourd'hui")]
    ['etat', 'idleb', 'aujourdhui']
    >>> [token.word for token in tokenize("la C.G.T. demande 12 000 euros aux auteur·rice·s")]
    ['la', 'cgt', 'demande', '12000', 'euros', 'aux', 'auteurs']
    >>> tokenize("l'Œuvre")
    [Token(word='oeuvre', start=2, end=7, written='oeuvre')]

    The slice of a token, cut alone, gives its word again; NFC and NFD give the same words.
    """
    return list(tokens_of(text))


def words_of(text: str) -> list[str]:
    """Cut a text into its folded words.

    >>> words_of("Chasseurs-bombardiers, 3,5 % à 20h30 : Covid-19")
    ['chasseurs', 'bombardiers', '3,5', 'pourcent', 'a', '20h30', 'covid', '19']
    """
    return [token.word for token in tokens_of(text)]


def tokens_of(text: str) -> Iterable[Token]:
    """`tokenize`, of a text that may have been cut before: what is short is remembered.

    Hits of one query, and of one corpus, are written in the same words.
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else tokens(text)


@lru_cache(_REMEMBERED)
def _remembered(text: str) -> tuple[Token, ...]:
    return tuple(tokens(text))


def tokens(text: str) -> Iterator[Token]:
    """`tokenize`, a token at a time."""
    plain, origins = _plain(text)
    skeleton = plain.translate(SKELETONS)
    for match in _TOKEN.finditer(skeleton):
        kind = match.lastgroup
        if kind is None:
            continue
        start, end = match.span()
        if kind == "word":
            written = _letters(plain, skeleton, start, end)
        elif kind == "sign":
            written = SIGNS[plain[start]]
        elif kind == "decimal":
            point = match.start("point")
            whole = _letters(plain, skeleton, start, point)
            written = f"{whole},{plain[point + 1 : end]}"
        else:
            base_end = match.end("word") if kind == "endings" else end
            written = _letters(plain, skeleton, start, base_end)
            if kind == "endings":
                written += plural_of_inclusive(written.lower(), match["endings"])
        written = lower_case(written)
        word = written if written.isascii() else fold(written)
        if origins is not None:
            start, end = origins[start][0], origins[end - 1][1]
        yield Token(word[:MAX_WORD], start, end, written[:MAX_WORD])


def _letters(plain: str, skeleton: str, start: int, end: int) -> str:
    """The letters, digits and commas of a stretch, with their case and accents."""
    if _NEITHER_LETTER_NOR_COMMA.search(skeleton, start, end) is None:
        return plain[start:end]
    return "".join(
        plain[i] for i in range(start, end) if not _NEITHER_LETTER_NOR_COMMA.match(skeleton[i])
    )


def _plain(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text in NFC without ignored characters, and where each character of it comes from.

    As (start, end) in the original text; None if nothing moved.
    """
    if text.isascii():
        return text, None
    if unicodedata.is_normalized("NFC", text) and IGNORED.isdisjoint(text):
        return text, None
    plain: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end, cluster in _clusters(text):
        characters = unicodedata.normalize("NFC", cluster)
        plain.append(characters)
        origins.extend([(start, end)] * len(characters))
    return "".join(plain), origins


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that normalisation may change into each other, without ignored characters.

    Nor with the combining marks that `composed` leaves out.
    """
    cluster, start, end, marks = "", 0, 0, 0
    for i, character in enumerate(text):
        if character in IGNORED:
            continue
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            continue
        if cluster and not _joins(cluster, character):
            yield start, end, cluster
            cluster = ""
        if not cluster:
            start = i
        cluster += character
        end = i + 1
    if cluster:
        yield start, end, cluster


def _joins(cluster: str, character: str) -> bool:
    """Whether NFC treats a character together with those before it."""
    if character.isascii():
        return False
    if unicodedata.combining(character):
        return True
    together = unicodedata.normalize("NFC", cluster[-1] + character)
    return together != unicodedata.normalize("NFC", cluster[-1]) + unicodedata.normalize(
        "NFC", character
    )
