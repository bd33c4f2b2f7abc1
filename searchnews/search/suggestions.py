"""Another way to write a query: words the index hardly knows, acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from searchnews.query.compiled import QueryWord
from searchnews.query.language import OPERATOR_NAMES, OPERATORS
from searchnews.search.corrections import Counting, corrected
from searchnews.vocabulary import Vocabulary

# Of the articles with a word, one in so many explains it where it is an acronym: `race` is none,
# whatever an article calls its Rapid Action something.
_EXPLAINED_IN: Final = 20
_LONGEST_NAME: Final = 8  # in words
_NAMES_A_FIELD: Final = re.compile(r":\S")
_SIGNS: Final = rf'[()":]|\b(?:{"|".join(OPERATORS)})\b'


def suggestion(
    text: str, words: Iterable[QueryWord], vocabulary: Vocabulary, total: int, count: Counting
) -> str | None:
    """The whole query, which finds `total` articles, written another way that finds more; or None.

    Doubtful words are replaced. If there are none, an acronym and its name that articles explain
    are both looked for: `OSDH OU "Observatoire syrien des droits de l'homme"`.
    """
    plain = sorted((word for word in words if _is_in(text, word)), key=lambda word: word.span)
    better = corrected(text, plain, vocabulary, total, count)
    return better or _spelt_out(text, plain, vocabulary)


def _is_in(text: str, word: QueryWord) -> bool:
    start, stop = word.span
    if _NAMES_A_FIELD.match(text, stop):  # that there is not, as `id:`
        return False
    return word.plain and word.typed.isalpha() and text[start:stop] == word.typed


def _spelt_out(text: str, words: Sequence[QueryWord], vocabulary: Vocabulary) -> str | None:
    if not words:
        return None
    meanings = vocabulary.meanings([word.word for word in words])
    for word in words:
        if word.word not in meanings:
            continue
        name, explained = meanings[word.word]
        is_acronym = vocabulary.articles_with(word.word) <= explained * _EXPLAINED_IN
        if is_acronym and _name_key(name) not in _name_key(text):
            return _either(text, word.span, word.typed, f'"{name}"')
    if len(words) == 1:
        return None
    runs = {
        " ".join(word.word for word in run): (run[0].span[0], run[-1].span[1])
        for length in range(2, min(_LONGEST_NAME, len(words)) + 1)
        for run in zip(*(words[n:] for n in range(length)), strict=False)
    }
    for key, acronym in vocabulary.acronyms(list(runs)).items():
        start, stop = runs[key]
        written = text[start:stop]
        is_name = _name_key(written) == key and not re.search(_SIGNS, written)
        if is_name and acronym not in _name_key(text).split():
            return _either(text, (start, stop), f'"{written}"', acronym.upper())
    return None


def _name_key(name: str) -> str:
    # Imported here: most queries have no acronym and no name of one.
    from searchnews.analysis.acronyms import name_key

    return name_key(name)


def _either(text: str, span: tuple[int, int], typed: str, other: str) -> str:
    start, stop = span
    before, after = text[:start], text[stop:]
    both = f"{typed} {OPERATOR_NAMES['or'][0]} {other}"
    return f"{before}({both}){after}" if before.strip() or after.strip() else both
