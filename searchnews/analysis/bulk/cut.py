"""Many texts cut into words at once, at the speed of C, for indexing.

The words are those of `analysis.tokenize`, without their offsets. No Python is run for each
word: a look-up per word costs more than the engine does with it (0.25 µs on a table that does
not fit the cache; 350 words an article). A batch of texts becomes one row of bytes that say what
they are to the grammar (`byte_classes`); its rules are applied where a sign may mean something
(`rules`), and tables do the rest. Lines with letters that have no such byte go to the reference
tokenizer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from searchnews.analysis.bulk.byte_classes import (
    ARTICLE_MARK,
    JOINED,
    LIGATURES,
    LINE_MARK,
    SIGN_WORDS,
    TITLE_MARK,
    byte_classes,
    tables,
)
from searchnews.analysis.bulk.rules import with_whole_words
from searchnews.analysis.bulk.usual_words import SPREAD, WordRows, unusual_words
from searchnews.analysis.fold import fold
from searchnews.analysis.lexicon import usual_forms
from searchnews.analysis.normal_form import composed
from searchnews.analysis.tokenize import MAX_WORD, Token, tokens


class TitledWords(NamedTuple):
    """The words of a title and of the text below it."""

    title: str
    """Folded, in order, joined by single spaces."""
    text: str
    """The same of the text."""
    written: str
    """Words of both as they are written, in lower case: all that are not written as they usually
    are (`lexicon.usual_form`), the usual forms of the same words as far as they are there too, and
    perhaps a few others; in no order, some more than once. Of a word that is not in it, both have
    the usual form alone."""


class FoldedWords(NamedTuple):
    """The words of a title and of the text below it, folded."""

    title: str
    """In order, joined by single spaces."""
    text: str
    """The same of the text."""


class WrittenWords(NamedTuple):
    """The words of a title and of the text below it, in lower case, with their accents."""

    title: str
    """In order, joined by single spaces."""
    text: str
    """The same of the text."""


def words_of_each(titled: Iterable[tuple[str, str]]) -> list[TitledWords]:
    """Cut titles and the texts below them, all at once.

    >>> for words in words_of_each([("L'État frappe", "C'est 12 000 élu·e·s"), ("", "d’hiver")]):
    ...     words.title, words.text
    ('etat frappe', 'est 12000 elus')
    ('', 'hiver')
    """
    words, spaces, lines_of_each = _cut_each(titled)
    folded = words.translate(tables().folds)
    written = _written(words, folded, spaces)
    return [
        _titled(of_each, forms.strip())
        if not lines
        else _with_lines(_titled(of_each, ""), as_written.decode("cp1252"), lines)
        for of_each, forms, as_written, lines in zip(
            folded.decode("ascii").split(ARTICLE_MARK.decode()),
            written.decode("cp1252").split(ARTICLE_MARK.decode()),
            words.split(ARTICLE_MARK),
            lines_of_each,
            strict=False,  # a space is left after the last mark
        )
    ]


def folded_words_of_each(titled: Iterable[tuple[str, str]]) -> list[FoldedWords]:
    """Cut titles and the texts below them into folded words alone, in two thirds of the time.

    >>> folded_words_of_each([("L'État frappe", "C'est 12 000 élu·e·s")])
    [FoldedWords(title='etat frappe', text='est 12000 elus')]
    """
    words, _, lines_of_each = _cut_each(titled)
    folded = words.translate(tables().folds).decode("ascii")
    return [
        FoldedWords(*_filled(of_article, lines, attrgetter("word")))
        for of_article, lines in zip(
            folded.split(ARTICLE_MARK.decode()),
            lines_of_each,
            strict=False,  # a space is left after the last mark
        )
    ]


def written_words_of_each(titled: Iterable[tuple[str, str]]) -> list[WrittenWords]:
    """Cut titles and the texts below them into words as they are written, all at once.

    >>> written_words_of_each([("L'État frappe", "C'est 12 000 élu·e·s")])
    [WrittenWords(title='état frappe', text='est 12000 élus')]
    """
    words, _, lines_of_each = _cut_each(titled)
    return [
        WrittenWords(*_filled(of_article.decode("cp1252"), lines, attrgetter("written")))
        for of_article, lines in zip(
            words.split(ARTICLE_MARK),
            lines_of_each,
            strict=False,  # a space is left after the last mark
        )
    ]


def _cut_each(
    titled: Iterable[tuple[str, str]],
) -> tuple[bytes, npt.NDArray[np.int64], list[list[list[Token]]]]:
    """The words of all texts, with their marks, as `_cut` gives them, and the lines of each."""
    pieces: list[bytes] = []
    lines_of_each: list[list[list[Token]]] = []
    for title, text in titled:
        lines: list[list[Token]] = []
        pieces += _classes(title, lines), TITLE_MARK, _classes(text, lines), ARTICLE_MARK
        lines_of_each.append(lines)
    return *_cut(b"\n".join((b"", *pieces, b""))), lines_of_each


def _titled(folded: str, written: str) -> TitledWords:
    title, _, text = folded.partition(TITLE_MARK.decode())
    return TitledWords(title.strip(), text.strip(), written)


def _classes(text: str, lines: list[list[Token]]) -> bytes:
    """The byte classes of a text, with a mark for each line that has letters without one.

    The reference cuts those, and their words are added to `lines`. No word runs into the next.
    """
    try:
        return byte_classes(text)
    except UnicodeEncodeError:
        pass
    if (in_normal_form := composed(text)) != text:
        return _classes(in_normal_form, lines)
    pieces = []
    for line in text.split("\n"):
        try:
            pieces.append(byte_classes(line))
        except UnicodeEncodeError:
            pieces.append(LINE_MARK)
            lines.append(list(tokens(line)))
    return b"\n".join(pieces)


def _with_lines(marked: TitledWords, as_written: str, lines: list[list[Token]]) -> TitledWords:
    """Put the words of the reference where its lines were."""
    marked_words = f"{marked.title} {TITLE_MARK.decode()} {marked.text}"
    title, text = _filled(marked_words, lines, attrgetter("word"))
    forms = set(as_written.split()).union(token.written for line in lines for token in line)
    usual = usual_forms()
    words = {form: fold(form) for form in forms if not form.isascii()}
    unusual = {word for form, word in words.items() if usual.get(word, word) != form}
    unusual |= forms & usual.keys()
    noted = {form for form, word in words.items() if word in unusual}
    return TitledWords(title, text, " ".join(noted | (forms & unusual)))


def _filled(
    marked: str, lines: list[list[Token]], word_of: Callable[[Token], str]
) -> tuple[str, str]:
    """The words of a title and of a text, with those of the reference where its lines were."""
    if lines:
        instead = iter([" ".join(map(word_of, line)) for line in lines])
        mark = LINE_MARK.decode()
        words = [next(instead) if word == mark else word for word in marked.split()]
        marked = " ".join(" ".join(words).split())
    title, _, text = marked.partition(TITLE_MARK.decode())
    return title.strip(), text.strip()


_SPACE: Final = ord(" ")


def _cut(classes: bytes) -> tuple[bytes, npt.NDArray[np.int64]]:
    """The words of texts of byte classes, as they are written, and the offsets of their spaces.

    One stands before each word, and one after the last.
    """
    words = with_whole_words(classes).translate(tables().words, JOINED)
    for placeholder, word in SIGN_WORDS.values():
        if placeholder in words:
            words = words.replace(placeholder, b" %b " % word)
    for placeholder, letters in LIGATURES.values():
        if placeholder in words:
            words = words.replace(placeholder, letters)
    row = np.frombuffer(words, np.uint8)
    is_space = row == _SPACE
    is_space[1:] &= is_space[:-1]
    is_space[0] = False
    words = row[~is_space].tobytes()
    spaces = _spaces(words)
    if np.diff(spaces).max(initial=0) > MAX_WORD + 1:
        words = b" %b " % b" ".join(word[:MAX_WORD] for word in words.split())
        spaces = _spaces(words)
    return words, spaces


def _spaces(words: bytes) -> npt.NDArray[np.int64]:
    return np.flatnonzero(np.frombuffer(words, np.uint8) == _SPACE)


# Of the words of a batch that are written as usual one in two hundred is kept for nothing; four
# times as many slots are no longer in the processor's cache.
_SLOTS: Final = 18  # in bits

_SPREAD_ARTICLE: Final = np.uint64(0xC2B2AE3D27D4EB4F)
"""An odd number without a pattern, as `usual_words.SPREAD`."""


def _written(words: bytes, folded: bytes, spaces: npt.NDArray[np.int64]) -> bytes:
    """What `TitledWords.written` says of each article, with the marks between them.

    Words that are written as usual are compared with those that are not by their first eight bytes,
    their length and a hash; a few too many are no harm.
    """
    row = np.frombuffer(words, np.uint8)
    starts, lengths = spaces[:-1] + 1, np.diff(spaces) - 1
    is_accented = np.zeros(len(starts), np.bool_)
    is_accented[np.searchsorted(spaces, np.flatnonzero(row >= 0x80)) - 1] = True
    initials = row[starts]
    is_mark = initials == ARTICLE_MARK[0]
    rows = WordRows(words, folded, starts, lengths)
    keys = rows.keys()
    is_unusual = unusual_words(rows, keys, is_accented)
    keys ^= np.cumsum(is_mark).astype(np.uint64) * _SPREAD_ARTICLE
    slots = (keys * SPREAD) >> np.uint64(64 - _SLOTS)
    is_taken = np.zeros(1 << _SLOTS, np.bool_)
    is_taken[slots[is_unusual]] = True
    kept = np.flatnonzero(is_taken[slots] & (initials > _SPACE) | is_mark)
    with_space = lengths[kept] + 1
    ends = np.cumsum(with_space)
    # Each byte that is kept has moved as far as the first byte of its word.
    offsets = np.arange(with_space.sum()) + np.repeat(starts[kept] - ends + with_space, with_space)
    written: npt.NDArray[np.uint8] = row[offsets]
    return written.tobytes()
