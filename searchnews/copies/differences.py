"""What differs between two versions of a dispatch: titles, and sentences added and cut."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import Final, Literal, NamedTuple, TypeAlias

from searchnews.analysis.bulk.cut import folded_words_of_each
from searchnews.article import Article

Change: TypeAlias = Literal["same", "cut", "added"]

# Of each text; articles have twenty to sixty. Where three sentences come again and again, to align
# so many takes a quarter of a second.
MOST_SENTENCES: Final = 2000

# Ends of sentences, though not behind M. or J.-C., and of paragraphs.
_END: Final = re.compile(
    r"""(?<=\w\w)(\s?[.!?…]+(?:\s?["»”])?)\s+(?=\W{0,3}[A-ZÀ-ÖØ-Þ0-9])|()\n\s*"""
)


class Passage(NamedTuple):
    """Sentences that follow one another, and share what became of them."""

    change: Change
    text: str
    """As it is written: that of the second article, unless it was cut."""


class Differences(NamedTuple):
    """What differs between an article and a later one."""

    titles: tuple[str, str] | None
    """Of both, if they differ."""
    passages: list[Passage]
    """Both texts, in order; where sentences were replaced, those that were cut come first."""
    is_complete: bool
    """False where texts are too long: the ends are left out."""


def differences(before: Article, after: Article, most: int = MOST_SENTENCES) -> Differences:
    """Compare two articles, sentence by sentence; signs, case and accents make no difference.

    At most so many sentences of each are compared.

    >>> one = Article(id="1", title="Crue", body="La Seine monte. Deux écoles sont fermées.")
    >>> two = Article(id="2", title="Crue", body="La Seine monte. Trois écoles sont fermées.")
    >>> for passage in differences(one, two).passages:
    ...     print(*passage)
    same La Seine monte.
    cut Deux écoles sont fermées.
    added Trois écoles sont fermées.
    """
    titles = (before.title or "", after.title or "")
    folded = [words.title for words in folded_words_of_each((title, "") for title in titles)]
    old, new = (_Sentences(article, most) for article in (before, after))
    passages: list[Passage] = []
    matcher = SequenceMatcher(None, old.folded, new.folded, autojunk=False)
    for tag, old_first, old_end, new_first, new_end in matcher.get_opcodes():
        if old_first < old_end and tag != "equal":
            passages.append(Passage("cut", old.text_of(old_first, old_end)))
        if new_first < new_end:
            change: Change = "same" if tag == "equal" else "added"
            passages.append(Passage(change, new.text_of(new_first, new_end)))
    return Differences(
        titles if folded[0] != folded[1] else None, passages, old.is_complete and new.is_complete
    )


class _Sentences:
    """The sentences of an article, as written and folded."""

    def __init__(self, article: Article, most: int) -> None:
        self._text = "\n\n".join(filter(None, (article.lead, article.body))).strip()
        ends = [
            (match.end(match.lastindex or 0), match.end())
            for match in islice(_END.finditer(self._text), most)
        ]
        self.is_complete = len(ends) < most
        self._starts = [0, *(start for _, start in ends)]
        self._ends = [end for end, _ in ends]
        if self.is_complete and self._text:
            self._ends.append(len(self._text))
        self.folded = [
            words.text
            for words in folded_words_of_each(
                ("", self._text[start:end])
                for start, end in zip(self._starts, self._ends, strict=False)
            )
        ]

    def text_of(self, first: int, end: int) -> str:
        """The sentences from one on and before another, as they are written."""
        return self._text[self._starts[first] : self._ends[end - 1]].rstrip()
