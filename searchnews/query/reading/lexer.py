"""From the text of a query to its pieces: words, phrases, fields, operators, brackets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from searchnews.query import syntax
from searchnews.query.language import (
    OPERATOR_SIGNS,
    OPERATORS,
    DateName,
    all_names,
    date_called,
    excerpt,
    field_called,
    near_distance,
)
from searchnews.query.reading.edits import without_edits
from searchnews.query.reading.pasted_text import is_pasted_sentence
from searchnews.query.reading.pasted_url import pasted_url, typed_url
from searchnews.query.reading.phrases import (
    PUNCTUATION,
    QUOTES,
    THOUSANDS,
    end_of_quote,
    read_phrase,
    wildcard_of,
    within_reach,
)
from searchnews.query.reading.piece import Piece
from searchnews.query.reading.typed_dates import end_of_range, typed_dates
from searchnews.query.syntax import DateRange, InField, Node, Span, Url, Word

_SPACE: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(THOUSANDS)
# FCA/Renault; not 18/09/2015, nor a URL.
_BETWEEN_WORDS: Final = re.compile(r"[^\W\d]{2}/[^\W\d]{2}")
_NAME: Final = re.compile(r"([^\W\d_]+):(?=\S)")
_NAME_AND_SPACE: Final = re.compile(r"([^\W\d_]+):[^\S\n]{1,9}(?=[\w\"«“(=*@\[])")
_MAX_EDITS: Final = 2
_NO_LETTERS: Final = r"~(?:[-+]|\d+[.,])\d"
_SIGNS: Final = "-+!"
# Signs that are none of the word's: …et, FCA/Renault.
_BEFORE_A_WORD: Final = f"{PUNCTUATION}/{_SIGNS}"
_SIGNED: Final = QUOTES | set("(=*@#")
_DATE_HELP: Final = "write 2015, 2015-09, 2015-09-18, 18/09/2015 or hier"


def may_be_signed(text: str, start: int) -> bool:
    """Whether a minus or a plus right before `start` is a sign of what stands there.

    >>> may_be_signed("-raids", 1), may_be_signed("- raids", 1), may_be_signed("-#MeToo", 1)
    (True, False, True)
    """
    following = text[start : start + 1]
    return bool(following) and (following.isalnum() or following in _SIGNED)


class Lexer:
    """Cuts one query; what it cannot use it takes as words, with a warning."""

    def __init__(self, text: str, today: datetime.date | None = None) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._signed: Span = (-1, -1)
        """The sign, or several, of what comes next."""
        self._is_sentence = is_pasted_sentence(text)
        self.warnings: list[str] = []
        if self._is_sentence:
            self.warnings.append(
                "the quotes were read as those of a sentence; for a phrase leave out the words and "
                "signs around it"
            )

    def pieces(self) -> Iterator[Piece]:
        """The pieces, in order."""
        while True:
            space = _SPACE.match(self._text, self._at)
            if space is not None:
                self._at = space.end()
            if self._at >= len(self._text):
                return
            yield from self._next()

    def _next(self) -> Iterator[Piece]:
        start = self._at
        front = self._signed[0] if self._signed[1] == start else start
        if self._text[start] == ")":
            self._at += 1
            yield Piece("close", (start, self._at))
        elif self._text[start] in _SIGNS and may_be_signed(self._text, start + 1):
            yield self._sign(front)
        elif (pasted := pasted_url(self._text, start)) is not None:
            self._at = pasted.end
            yield Piece("leaf", (start, self._at), Url(pasted.url, (start, self._at)))
        else:
            yield from self._after(self._name(), front)

    def _sign(self, front: int) -> Piece:
        """Step over a minus or a plus; what it stands before is led by it from `front` on."""
        start = self._at
        self._at += 1
        self._signed = (front, self._at)
        return Piece("required" if self._text[start] == "+" else "not", (start, self._at))

    def _name(self) -> str:
        """Step over `titre:` or `date:`; returns the name, or "" if none begins here."""
        match = _NAME.match(self._text, self._at)
        if match is None:
            return self._name_and_space()
        name = match[1]
        if field_called(name) or date_called(name):
            self._at = match.end()
            return name
        if len(name) > 1 and not self._text.startswith("//", match.end()):
            self.warnings.append(
                f"there is no field {name}: searched as words; the fields are {all_names()}"
            )
        return ""

    def _name_and_space(self) -> str:
        """Step over `titre: `, which in a pasted sentence is no field."""
        match = _NAME_AND_SPACE.match(self._text, self._at)
        if match is None or self._is_sentence:
            return ""
        # Site: what sentences have in front of them, and no address.
        is_name = field_called(match[1]) not in (None, "url") or date_called(match[1])
        name = match[1] if is_name else ""
        self._at = match.end() if name else self._at
        return name

    def _after(self, name: str, front: int) -> Iterator[Piece]:
        """The piece that begins here, after the name of a field, of a date, or nothing.

        The name, or the sign before it, begins at `front`.
        """
        if date := date_called(name):
            dates = self._date(date, front)
            if dates is not None:
                yield Piece("leaf", dates.span, dates)
                return
            front = self._at
        field = field_called(name)
        if field and self._text[self._at] in _SIGNS and may_be_signed(self._text, self._at + 1):
            yield self._sign(front)
        start = self._at
        if self._text[start] == "(":
            self._at += 1
            yield Piece("open", (start, self._at), field=field)
            return
        if field == "url" and (found := typed_url(self._text, start)) is not None:
            self._at = found.end
            node: Node | None = Url(found.url, (start, self._at))
        elif self._text[start] in QUOTES:
            if self._is_sentence:
                self._at += 1
                return
            node = self._phrase(front)
        elif self._text[start] == "=" and self._text[start + 1 : start + 2] in QUOTES:
            self._at += 1
            node = self._phrase(front, exact=True)
        else:
            end = self._word_end(start)
            typed = self._text[start:end]
            operator = None if name else self._operator(typed, (start, end))
            if operator is not None:
                self._at = end
                yield operator
                return
            node = self._word(end)
        if node is None:
            return
        if field is not None:
            node = InField(field, node, span=(start, self._at))
        yield Piece("leaf", (start, self._at), node)

    def _operator(self, typed: str, span: Span) -> Piece | None:
        """The operator that was typed; None if it is none."""
        distance = near_distance(typed)
        if distance is not None:
            return Piece("near", span, distance=within_reach(typed, distance, self.warnings))
        operator = OPERATORS.get(typed) or OPERATOR_SIGNS.get(typed)
        return None if operator is None else Piece(operator, span)

    def _word_end(self, start: int) -> int:
        """Where a word ends: at a space, a quote, or a bracket that it did not open."""
        number = _NUMBER.match(self._text, start)
        if number is not None:
            return number.end()
        depth = 0
        for at in range(start, len(self._text)):
            character = self._text[at]
            if character == ")":
                depth -= 1
            if character.isspace() or character in QUOTES or depth < 0:
                return at
            if character == "/" and at > start and _BETWEEN_WORDS.match(self._text, at - 2):
                return at
            depth += character == "("
        return len(self._text)

    def _word(self, end: int) -> Node | None:
        start, self._at = self._at, end
        exact = self._text[start] == "="
        if exact:
            start += 1
        text, edits = without_edits(self._text[start:end])
        if edits == 1 and re.match(_NO_LETTERS, self._text[start + len(text) : end]):
            typed = excerpt(self._text[start:end])
            self.warnings.append(f"{typed}: searched one letter off, as with ~ alone")
        text = text.rstrip(PUNCTUATION)
        wildcard = wildcard_of(text, (start, start + len(text)), self.warnings)
        if wildcard is not None:
            return wildcard if wildcard.has_letters else syntax.Everything(wildcard.span)
        kept = text.lstrip(_BEFORE_A_WORD)
        start += len(text) - len(kept)
        word = Word(kept, exact, 0 if exact else min(edits, _MAX_EDITS), (start, start + len(kept)))
        if not word.tokens:
            return None
        if edits > _MAX_EDITS:
            self.warnings.append(
                f"{excerpt(kept)}~{edits}: searched two letters off, which is the most"
            )
        if exact and edits:
            self.warnings.append(f"={excerpt(kept)} is searched as it is written, without ~")
        return word

    def _phrase(self, front: int, *, exact: bool = False) -> Node | None:
        """What stands between quotes.

        Without a closing one it goes to the end of the query where a field or a sign stands before
        it, which begins at `front`; else just step over the opening one.
        """
        start = self._at
        end = end_of_quote(self._text, start)
        if end is None and front < start:
            to_the_end = (start, len(self._text))
            read = read_phrase(self._text, to_the_end, self.warnings, exact=exact, closed=False)
            if read.node is not None:
                self._at = read.end
                self._warn_unclosed(front, start)
                return read.node
        if end is None:
            self._at += 1
            self.warnings.append(f"a quote is not closed: {self._text[start]} was left out")
            return None
        read = read_phrase(self._text, (start, end), self.warnings, exact=exact)
        self._at = read.end
        return read.node

    def _date(self, name: DateName, front: int) -> DateRange | None:
        """The dates that begin here; None, and a warning, if it is no date."""
        start = self._at
        typed, end = self._date_text()
        dates = typed_dates(name, typed, self._today)
        if dates is None:
            typed = excerpt(self._text[start:end])
            self.warnings.append(f"{typed} is not a date: searched as words; {_DATE_HELP}")
            return None
        self._at = end
        if self._text[start] in QUOTES and self._text[end - 1] not in QUOTES:
            self._warn_unclosed(front, start)
        low, high, in_order = dates
        if not in_order:
            self.warnings.append(f"{high} comes after {low}: searched from {low} to {high}")
        excluded = name == "before" and high is not None
        return DateRange(low, high, high_excluded=excluded, span=(start, end))

    def _date_text(self) -> tuple[str, int]:
        """A date, in brackets, in quotes or alone, and where it ends."""
        start = self._at
        end = end_of_range(self._text, start)
        if end is not None:
            return self._text[start:end], end
        if self._text[start] in QUOTES:
            end = end_of_quote(self._text, start)
            if end is not None:
                return self._text[start + 1 : end], end + 1
            return self._text[start + 1 :], len(self._text)
        end = max(self._word_end(start), start + 1)
        return self._text[start:end].rstrip(",;"), end

    def _warn_unclosed(self, front: int, start: int) -> None:
        """Say how a quote was read that opens at `start` and is closed nowhere."""
        before, inside = self._text[front:start], self._text[start + 1 :].strip()
        read = excerpt(f'{before}"{inside}"')
        self.warnings.append(f"a quote is not closed: read as {read}")
