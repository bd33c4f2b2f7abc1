"""Whole texts cut into words at the speed of C, for indexing.

The words are those of `analysis.tokenize`, without their places. No Python is run for each
word: a look-up per word costs more than the engine does with it (0.25 µs on a table that does
not fit the cache; 350 words an article). The text becomes bytes that say what they are to the
grammar (`analysis.code_page`), and what is left of the grammar is done where its marks are found.
Lines with letters that have no such byte go to the reference tokenizer.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse, groupby, product
from typing import Final, NamedTuple

from searchnews.analysis.characters import SEPARATOR
from searchnews.analysis.code_page import (
    JOINED,
    KEPT_COMMA,
    LIGATURES,
    MIDDLE_DOT,
    TITLE_MARK,
    WORD_BYTES,
    classed,
    fits,
    tables,
)
from searchnews.analysis.fold import fold
from searchnews.analysis.grammar import ELIDED, Grammar, plural_of_inclusive
from searchnews.analysis.tokenize import MAX_WORD, tokens


class TextWords(NamedTuple):
    """The words of a text."""

    folded: str
    """In order, joined by single spaces."""
    written: str
    """Words as they are written, in lower case: those with accents, and those without that the
    text has with accents too; each once, in no order, joined by spaces. Of a word that is not in
    it, the text has just what `folded` has."""


class TitledWords(NamedTuple):
    """The words of a title and of the text below it."""

    title: str
    """Folded, like those of the text."""
    text: str
    written: str
    """Of both together."""


def text_words(text: str) -> TextWords:
    """Cut a text into its words, as `tokenize` does.

    >>> text_words("L’État, c'est 12 000 élu·e·s").folded
    'etat est 12000 elus'
    >>> sorted(text_words("Il a frappé, elle frappe à Idleb.").written.split())
    ['a', 'frappe', 'frappé', 'à']
    """
    _, folded, written = titled_words("", text)
    return TextWords(folded, written)


def titled_words(title: str, text: str) -> TitledWords:
    """Cut a title and the text below it, each into its own words.

    >>> titled_words("L'État frappe", "Il a frappé.")[:2]
    ('etat frappe', 'il a frappe')
    """
    try:
        both = _TITLE_END.join((classed(title), classed(text)))
    except UnicodeEncodeError:
        return _titled_words_of_any_letters(title, text)
    words = _cut(both)
    title_end = words.index(TITLE_MARK)
    return TitledWords(
        _folded(words[:title_end]),
        _folded(words[title_end + 1 :]),
        b" ".join(_written(words)).decode("cp1252"),
    )


def _cut(text: bytes) -> list[bytes]:
    """The words of a text whose bytes are classified, as they are written."""
    cut = b"\n%b\n" % text
    if b"'" in cut:
        cut = _cut_apostrophes(cut)
    # In most texts the shapes of their numbers tell that there is nothing to look for.
    shapes = cut.translate(_SHAPES)
    if b"0 000" in shapes:
        cut = _THOUSANDS_BY_SPACES.sub(b"", cut)
    if MIDDLE_DOT in cut or _STOP_BEFORE_ENDING.search(cut):
        cut = _INCLUSIVE.sub(_plural, cut)
    if b"0.000" in shapes:
        cut = _join_thousands(cut)
    cut = _STOP_OF_INITIALS.sub(b"", cut)
    if b"0,0" in shapes:
        cut = _DECIMAL_COMMA.sub(KEPT_COMMA, cut)
    cut = cut.translate(tables().words, JOINED)
    for placeholder, letters in LIGATURES.values():
        if placeholder in cut:
            cut = cut.replace(placeholder, letters)
    words = cut.split()
    if len(cut) > MAX_WORD:
        words = [word[:MAX_WORD] for word in words]
    return words


def _folded(words: list[bytes]) -> str:
    return b" ".join(words).translate(tables().folds).decode("ascii")


def _written(words: list[bytes]) -> set[bytes]:
    """What `TextWords.written` says."""
    distinct = set(words)
    accented = set(filterfalse(bytes.isascii, distinct))
    plain = b" ".join(accented).translate(tables().folds).split()
    return accented | distinct.intersection(plain)


def _titled_words_of_any_letters(title: str, text: str) -> TitledWords:
    """Lines with letters outside Windows-1252 go to the reference: no word runs into the next.

    A word of theirs may have its accents outside the code page, so `written` is of all of them.
    """
    if not unicodedata.is_normalized("NFC", title + text):
        return titled_words(*(unicodedata.normalize("NFC", each) for each in (title, text)))
    distinct: set[str] = set()
    folded = []
    for each in title, text:
        pieces = []
        for has_classes, lines in groupby(each.split("\n"), fits):
            piece = "\n".join(lines)
            if has_classes:
                words = _cut(classed(piece))
                pieces.append(_folded(words))
                distinct.update(b" ".join(words).decode("cp1252").split())
            else:
                found = list(tokens(piece))
                pieces.append(" ".join(token.word for token in found))
                distinct.update(token.written for token in found)
        folded.append(" ".join(filter(None, pieces)))
    accented = {word for word in distinct if not word.isascii()}
    plain = {fold(word) for word in accented}
    return TitledWords(folded[0], folded[1], " ".join(accented | (distinct & plain)))


_TITLE_END: Final = b"\n%b\n" % TITLE_MARK
_ACCENTED: Final = r"\x04-\x07\x80-\xff"

_GRAMMAR: Final = Grammar(
    start=f"[a-z0-9{_ACCENTED}]",
    letter=f"[a-z{_ACCENTED}]",
    inside=rf"[a-z0-9\x01{_ACCENTED}]",
    middle_dot=r"\x03",
)


def _compile(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode("ascii"))


# A regular expression is cheap where it begins with a literal: these look for a space, a comma or
# a full stop, and only then around it. The first and the last say of one space or stop what
# `Grammar` says of a whole number or a whole name.
_THOUSANDS_BY_SPACES: Final = _compile(
    rf" (?=[0-9]{{3}}{_GRAMMAR.word_ends})(?:"
    + "|".join(rf"(?<![a-z0-9\x01{_ACCENTED}.,][0-9]{{{n}}} )(?<=[0-9]{{{n}}} )" for n in (1, 2, 3))
    + ")"
)
_DECIMAL_COMMA: Final = _compile(",(?<=[0-9],)(?=[0-9])")
_STOP_BEFORE_ENDING: Final = _compile(rf"\.(?<={_GRAMMAR.letter}{{2}}\.)(?=[a-z{_ACCENTED}])")
_STOP_BEFORE_DIGITS: Final = _compile(r"\.(?<=[0-9]\.)(?=[0-9]{3})")
_STOP_OF_INITIALS: Final = _compile(
    rf"\.(?<=(?<!{_GRAMMAR.inside}){_GRAMMAR.letter}\.)(?={_GRAMMAR.letter}{_GRAMMAR.word_ends})"
)
_THOUSANDS_BY_STOPS: Final = _compile(_GRAMMAR.thousands)
# In the skeletons of the reference an accented letter is an x.
_INCLUSIVE: Final = _compile(_GRAMMAR.inclusive.replace("[ex]re", f"[ex{_ACCENTED}]re"))


def _join_thousands(text: bytes) -> bytes:
    """Take the full stops out of 12.000, looking around those between digits only."""
    pieces: list[bytes] = []
    end = 0
    for stop in _STOP_BEFORE_DIGITS.finditer(text):
        for start in range(stop.start() - 1, stop.start() - 4, -1):
            number = _THOUSANDS_BY_STOPS.match(text, start) if start >= end else None
            if number is not None:
                pieces += text[end:start], number[0].replace(b".", b"")
                end = number.end()
                break
    return b"".join((*pieces, text[end:]))


def _plural(match: re.Match[bytes]) -> bytes:
    base = match.string[: match.start()][-1:]
    return plural_of_inclusive(base.decode("latin-1"), match[0].decode("latin-1")).encode()


_ELIDED_LETTERS: Final = frozenset(b"\xe7") | {ord(a) for a in ELIDED if len(a) == 1}
_ELIDED_QU: Final = tuple(sorted((a.encode() for a in ELIDED if len(a) > 1), key=len, reverse=True))


# What most apostrophes have before them: an elided letter, or qu, that begins a word.
_BEFORE_WORDS: Final = frozenset(range(256)) - WORD_BYTES - frozenset(b".\3" + JOINED)
_LETTERS: Final = frozenset(bytes(two) for two in product(_BEFORE_WORDS, _ELIDED_LETTERS))
_QU: Final = frozenset(b"%cqu" % before for before in _BEFORE_WORDS)


def _cut_apostrophes(text: bytes) -> bytes:
    """Cut elided articles, join what other apostrophes hold together, separate at the rest."""
    done: list[bytes] = []
    left, *others = text.split(b"'")
    for right in others:
        if left[-2:] in _LETTERS:
            done.append(left[:-1])
            left = right
            continue
        if left[-3:] in _QU:
            done.append(left[:-2])
            left = right
            continue
        word_follows = bool(right) and right[0] in WORD_BYTES
        if not left or left[-1] not in WORD_BYTES:
            done.append(left)
            left = right
        elif article := _elided_length(left, word_follows):
            done.append(left[:-article])
            left = right
        elif word_follows:
            left += JOINED + right
        else:
            done.append(left)
            left = right
    done.append(left)
    return SEPARATOR.encode().join(done)


def _elided_length(left: bytes, word_follows: bool) -> int:
    """How many bytes at the end are an elided article, from the start of a word; 0 if none."""
    if left[-1] in _ELIDED_LETTERS:
        length = 1
    elif left.endswith(b"qu"):
        length = next(len(article) for article in _ELIDED_QU if left.endswith(article))
    else:
        return 0
    if length == len(left):
        return length
    before = left[-length - 1]
    if before in WORD_BYTES or before == JOINED[0]:
        return 0
    return length if word_follows or before not in b".\x03" else 0


# Digits are 0, stops, commas and spaces themselves.
_SHAPES: Final = bytes(
    byte if byte in b"., " else ord("0") if byte in b"0123456789" else ord("a")
    for byte in range(256)
)
