"""Looking words up: what the index knows of them, and which others stand for them."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from searchnews.analysis.sound import SHORTEST, may_be_spellings, sound_key
from searchnews.vocabulary.database import VocabularyFile
from searchnews.vocabulary.source import (
    NAMED_FIELDS,
    NO_WORDS,
    TEXT_FIELD,
    AddedWords,
    WordSource,
)

if TYPE_CHECKING:
    from searchnews.analysis.lexicon import Lexicon

# A pattern of which only the end is known. With fewer letters there are so many words that to look
# at all takes no longer.
_ENDS_ALONE: Final = re.compile(r"^[*?].*[^*?]{3}$")

_SOUNDING: Final = (
    "SELECT 'sound', word, articles FROM words WHERE articles > 0 AND sound = ?2"  # noqa: S608
    # One that sounds as it is written.
    " UNION ALL SELECT 'sound', word, articles FROM words"
    f" WHERE articles > 0 AND word = ?2 AND sound IS NULL AND length(word) >= {SHORTEST}"
)
_KIN: Final = (
    "WITH own(lemma) AS (SELECT lemma FROM words WHERE word = ?1 AND lemma IS NOT NULL"  # noqa: S608
    " UNION ALL SELECT lemma FROM more_lemmas WHERE word = ?1)"
    " SELECT '', word, articles FROM words WHERE articles > 0 AND word = ?1"
    " UNION ALL SELECT 'lemma', word, articles FROM own CROSS JOIN words USING (lemma)"
    " WHERE articles > 0"
    " UNION ALL SELECT 'lemma', word, articles FROM own CROSS JOIN more_lemmas USING (lemma)"
    " CROSS JOIN words USING (word) WHERE articles > 0"
    f" UNION ALL {_SOUNDING}"
)
"""All at once: each statement costs as much as what it finds."""

_WORDS_THAT_END_SO: Final = (
    # The index alone says which words match.
    "(SELECT word FROM words WHERE substr(word, -3) = substr(?1, -3) AND word GLOB ?1) AS found"
    " CROSS JOIN words USING (word)"
)


def walks_through_all_words(pattern: str) -> bool:
    """Whether a wildcard pattern is compared with every word: neither its start nor end is known.

    >>> [walks_through_all_words(pattern) for pattern in ("djihad*", "*stan", "*st*", "*e")]
    [False, False, True, True]
    """
    return pattern[:1] in ("*", "?") and not _ENDS_ALONE.search(pattern)


class Kin(NamedTuple):
    """The words of an index that a word stands for, and their article counts."""

    inflections: dict[str, int]
    """Those with a lemma key of it, and itself if the index has it."""
    spellings: dict[str, int]
    """Others, which may be another spelling of the name that it is."""


class Vocabulary(VocabularyFile):
    """The words of one index. Safe to use from several threads.

    Without a file, or with a damaged one, it is empty until it is made again.

    `newer` is a commit that it may not have been brought up to date with: for a moment after each
    commit, or after a crash. Words that only that commit has are then found as they are typed.
    """

    def __init__(self, path: Path, newer: WordSource | None = None) -> None:
        super().__init__(path)
        self._newer = newer
        self._common: tuple[float, dict[int, list[tuple[str, int]]]] | None = None

    @property
    def stamp(self) -> str | None:
        """Names the commit it was made from; None if it must be made first."""
        rows = self.rows("SELECT value FROM about WHERE name = 'stamp'")
        return rows[0][0] if rows else None

    def articles_with(self, word: str) -> int:
        """In how many articles a word is, in title or text."""
        rows = self.remembered("SELECT articles FROM words WHERE word = ?", word)
        return (rows[0][0] if rows else 0) or self._in_newer(word)

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Those of some words that articles have in title or text, and in how many articles."""
        # As JSON: a list of parameters SQLite reads and sorts first, in half as long again.
        return dict(
            self.remembered(
                "SELECT word, articles FROM json_each(?) CROSS JOIN words ON word = value"
                " WHERE articles > 0",
                json.dumps(list(words)),
            )
        )

    def kin(self, word: str, articles: int) -> Kin:
        """The words that a word stands for, in an index of so many articles."""
        rows = self.remembered(_KIN, word, sound_key(word))
        if not any(how == "" for how, _, _ in rows):
            rows = [*rows, *self._forms_by_lexicon(word)]
        inflections = {other: n for how, other, n in rows if how != "sound"}
        if word not in inflections and (newer := self._in_newer(word)):
            inflections[word] = newer
        own = inflections.get(word, 0)
        spellings = {
            other: n
            for how, other, n in rows
            if how == "sound"
            and other not in inflections
            and may_be_spellings(word, own, other, n, articles)
        }
        return Kin(inflections, spellings)

    def sounding_like(self, word: str) -> dict[str, int]:
        """The words that sound like a word, itself included, and their article counts."""
        key = sound_key(word)
        if key is None:
            return {}
        return {other: n for _, other, n in self.remembered(_SOUNDING, None, key)}

    def matching(self, pattern: str, limit: int) -> dict[str, int]:
        """The words that a wildcard pattern matches, the commonest `limit` of them.

        `*` stands for any number of characters, also none, `?` for one.
        """
        # Words hold no bracket, the only other character that means something to GLOB.
        pattern = pattern.replace("[", "").replace("]", "")
        # Of 840,000 words those that end so are found in a few milliseconds, not in fifty.
        words = _WORDS_THAT_END_SO if _ENDS_ALONE.search(pattern) else "words"
        return dict(
            self.rows(
                f"SELECT word, articles FROM {words} WHERE word GLOB ?1"  # noqa: S608
                " ORDER BY articles DESC, word LIMIT ?2",
                *(pattern, limit),
            )
        )

    def accented(self, word: str) -> list[str]:
        """The forms with accents, as they are written, of a folded word."""
        return [
            form for (form,) in self.remembered("SELECT form FROM written WHERE word = ?", word)
        ]

    def meanings(self, acronyms: Sequence[str]) -> dict[str, tuple[str, int]]:
        """What most articles that explain folded acronyms say they stand for, and how many do.

        The ways in which articles write one name are counted together; the commonest stands.
        """
        rows = self.remembered(
            f"SELECT acronym, name_key, name, articles FROM acronyms"  # noqa: S608
            f" WHERE acronym IN ({_marks(acronyms)})",
            *acronyms,
        )
        ways: dict[tuple[str, str], Counter[str]] = {}
        for acronym, key, name, articles in rows:
            ways.setdefault((acronym, key), Counter())[name] += articles
        found: dict[str, tuple[str, int]] = {}
        for (acronym, _), counts in ways.items():
            meaning = min(counts, key=lambda name: (-counts[name], name)), counts.total()
            found[acronym] = min(meaning, found.get(acronym, meaning), key=lambda m: (-m[1], m[0]))
        return found

    def acronyms(self, name_keys: Sequence[str]) -> dict[str, str]:
        """The acronyms, folded, of those names that have one.

        Names are meant by their keys, those of `analysis.acronyms.name_key`.
        """
        return dict(
            self.remembered(
                f"SELECT name_key, acronym FROM acronyms"  # noqa: S608
                f" WHERE name_key IN ({_marks(name_keys)})"
                " GROUP BY name_key, acronym ORDER BY sum(articles), acronym",
                *name_keys,
            )
        )

    def __len__(self) -> int:
        return int(self.rows("SELECT count(*) FROM words WHERE articles > 0")[0][0])

    def commonest(self) -> tuple[float, dict[int, list[tuple[str, int]]]]:
        """The fewest articles that one of the commonest words has; and these words by length.

        Of each length the commonest first, with article counts. While somebody writes they are
        those of a commit before.
        """
        if self._common is None:
            rows = self.rows("SELECT value FROM about WHERE name = 'commonest'")
            words: list[tuple[str, int]] = json.loads(rows[0][0]) if rows else []
            if not words:
                return math.inf, {}
            by_length: dict[int, list[tuple[str, int]]] = {}
            for word, articles in words:
                by_length.setdefault(len(word), []).append((word, articles))
            self._common = words[-1][1], by_length
        return self._common

    def refresh(self, source: WordSource, added: AddedWords | None = None) -> None:
        """Bring it up to date with a commit, in one transaction. For the one writer only.

        `added` is what was added since the commit that it was made from, where that is known: then
        it need not walk through all words.

        Raises:
            EngineError: it could not be written; the vocabulary stays as it was.
        """
        if self.stamp != source.stamp or self.is_damaged:
            self._fill(source, added)

    def make_again(self, source: WordSource) -> None:
        """Make it of a commit alone, whatever is in it. For the one writer only.

        Raises:
            EngineError: it could not be written.
        """
        self._fill(source, None, afresh=True)

    def _fill(self, source: WordSource, added: AddedWords | None, *, afresh: bool = False) -> None:
        from searchnews.vocabulary.refresh import Refresh

        self._common = None
        self.write(lambda connection: Refresh(connection, source, added).run(), afresh=afresh)

    def missing(self, source: WordSource) -> Iterator[str]:
        """Words of a commit that the vocabulary does not know; none unless it is damaged."""
        known = {word for (word,) in self.rows("SELECT word FROM words")}
        for field in (TEXT_FIELD, *NAMED_FIELDS):
            for word, _ in source.words(field):
                if word not in known and word not in NO_WORDS:
                    yield word

    def _in_newer(self, word: str) -> int:
        return self._newer.articles_with(TEXT_FIELD, word) if self._newer is not None else 0

    def _forms_by_lexicon(self, word: str) -> Sequence[tuple[str, str, int]]:
        """The forms of a word that the vocabulary does not have, nor its keys therefore."""
        keys = _keys_by_lexicon(word)
        return self.remembered(
            f"SELECT 'lemma', word, articles FROM words"  # noqa: S608
            f" WHERE articles > 0 AND lemma IN ({_marks(keys)})"
            " UNION ALL SELECT 'lemma', word, articles FROM more_lemmas JOIN words USING (word)"
            f" WHERE articles > 0 AND more_lemmas.lemma IN ({_marks(keys)})",
            *keys,
            *keys,
        )


@lru_cache(1000)
def _keys_by_lexicon(word: str) -> tuple[str, ...]:
    # Imported here: most queries have no such word.
    from searchnews.analysis.lemmas import lemma_keys

    return tuple(sorted(lemma_keys(word, _lexicon())))


@cache  # to open it takes longer than to plan the rest of a query
def _lexicon() -> Lexicon:
    from searchnews.analysis.lexicon import Lexicon

    return Lexicon()


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
