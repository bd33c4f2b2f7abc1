"""From the text of a query to its pieces: words, phrases, fields, operators, brackets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from searchnews.query import syntax
from searchnews.query.clauses import MAX_SLOP
from searchnews.query.language import (
    CLOSING_QUOTES,
    OPERATOR_SIGNS,
    OPERATORS,
    DateName,
    all_names,
    date_called,
    excerpt,
    field_called,
    near_distance,
)
from searchnews.query.reading.edits import DIGITS, without_edits
from searchnews.query.reading.pasted_text import is_pasted_sentence
from searchnews.query.reading.pasted_url import pasted_url, typed_url
from searchnews.query.reading.piece import Piece
from searchnews.query.reading.typed_dates import end_of_range, typed_dates
from searchnews.query.syntax import DateRange, InField, Node, Phrase, Span, Url, Word
from searchnews.query.wildcards import is_pattern

_QUOTES: Final = frozenset(CLOSING_QUOTES) | frozenset("".join(CLOSING_QUOTES.values()))
_OPENING: Final = tuple(CLOSING_QUOTES)
_SPACE: Final = re.compile(r"\s+")
# One word to the tokenizer, spaces and all: 12 000.
_THOUSANDS: Final = r"\d{1,3}(?:[^\S\n]\d{3})+(?!\w)"
_NUMBER: Final = re.compile(_THOUSANDS)
# FCA/Renault; not 18/09/2015, nor a URL.
_BETWEEN_WORDS: Final = re.compile(r"[^\W\d]{2}/[^\W\d]{2}")
_PART: Final = rf"{_THOUSANDS}|\S+"  # compiled when it is first needed: few queries have phrases
_NAME: Final = re.compile(r"([^\W\d_]+):(?=\S)")
_NAME_AND_SPACE: Final = re.compile(r"([^\W\d_]+):[^\S\n]{1,9}(?=[\w\"«“(=*@\[])")
_SLOP: Final = re.compile(r"~(\d+)?")
_MAX_EDITS: Final = 2
# What ends a sentence is no wildcard: "Palmyre est-elle libre ?"
_PUNCTUATION: Final = ".,;:!?…"
_DATE_HELP: Final = "write 2015, 2015-09, 2015-09-18, 18/09/2015 or hier"
# In characters: SQLite goes a level deeper for each sign.
_LONGEST_PATTERN: Final = 200


class Lexer:
    """Cuts one query; what it cannot use it takes as words, with a warning."""

    def __init__(self, text: str, today: datetime.date | None = None) -> None:
        self._text = text
        self._today = today
        self._at = 0
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
        if self._text[start] == ")":
            self._at += 1
            yield Piece("close", (start, self._at))
        elif self._text[start] in "-+!" and self._is_sign_of_a_word(start):
            self._at += 1
            yield Piece("required" if self._text[start] == "+" else "not", (start, self._at))
        elif (pasted := pasted_url(self._text, start)) is not None:
            self._at = pasted.end
            yield Piece("leaf", (start, self._at), Url(pasted.url, (start, self._at)))
        else:
            yield from self._after(self._name())

    def _is_sign_of_a_word(self, start: int) -> bool:
        following = self._text[start + 1 : start + 2]
        return bool(following) and (following.isalnum() or following in _QUOTES | set("(=*@"))

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

    def _after(self, name: str) -> Iterator[Piece]:
        """The piece that begins here, after the name of a field, of a date, or nothing."""
        start = self._at
        field = field_called(name)
        if date := date_called(name):
            node: Node | None = self._date(date)
        elif self._text[start] == "(":
            self._at += 1
            yield Piece("open", (start, self._at), field=field)
            return
        elif field == "url" and (found := typed_url(self._text, start)) is not None:
            self._at = found.end
            node = Url(found.url, (start, self._at))
        elif self._text[start] in _QUOTES:
            if self._is_sentence:
                self._at += 1
                return
            node = self._phrase()
        elif self._text[start] == "=" and self._text[start + 1 : start + 2] in _OPENING:
            self._at += 1
            node = self._phrase(exact=True)
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
            return Piece("near", span, distance=self._within_reach(typed, distance))
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
            if character.isspace() or character in _QUOTES or depth < 0:
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
        text = text.rstrip(_PUNCTUATION)
        span = (start, start + len(text))
        wildcard = self._wildcard(text, span)
        if wildcard is not None:
            return wildcard if wildcard.has_letters else syntax.Everything(span)
        word = Word(text, exact, 0 if exact else min(edits, _MAX_EDITS), span)
        if not word.tokens:
            return None
        if edits > _MAX_EDITS:
            self.warnings.append(
                f"{excerpt(text)}~{edits}: searched two letters off, which is the most"
            )
        if exact and edits:
            self.warnings.append(f"={excerpt(text)} is searched as it is written, without ~")
        return word

    def _phrase(self, *, exact: bool = False) -> Node | None:
        """What stands between quotes; without a closing quote just step over the opening one."""
        start = self._at
        closing = CLOSING_QUOTES.get(self._text[start], "")
        end = min((i for c in closing if (i := self._text.find(c, start + 1)) >= 0), default=-1)
        if end < 0:
            self._at += 1
            self.warnings.append(f"a quote is not closed: {self._text[start]} was left out")
            return None
        parts = tuple(self._parts(start + 1, end))
        if exact and not all(isinstance(part, Word) for part in parts):
            exact = False
            self.warnings.append("= before a phrase with wildcards was left out")
        self._at = end + 1
        slop = self._slop(start)
        if not any(isinstance(part, Word) or part.has_letters for part in parts):
            return None
        return Phrase(parts, slop, exact, (start, self._at))

    def _slop(self, phrase_start: int) -> int:
        """Step over `~3` after a phrase; returns the number of words, or 0 if there is none."""
        end = self._at
        loose = _SLOP.match(self._text, end)
        if loose is None:
            return 0
        self._at = loose.end()
        if loose[1] is None:
            self.warnings.append(
                "~ after a phrase needs a number of words: it was left out; write "
                f"{excerpt(self._text[phrase_start:end])}~3"
            )
            return 0
        return self._within_reach(f"~{loose[1]}", int(loose[1][:DIGITS]))

    def _within_reach(self, typed: str, words: int) -> int:
        """How many words may stand between others, where so many were asked for."""
        if words > MAX_SLOP:
            self.warnings.append(
                f"{excerpt(typed)}: words were searched within {MAX_SLOP}, the most"
            )
        return min(words, MAX_SLOP)

    def _parts(self, start: int, end: int) -> Iterator[Word | syntax.Wildcard]:
        for match in re.finditer(_PART, self._text[start:end]):
            text = match[0].rstrip(_PUNCTUATION)
            at = start + match.start()
            span = (at, at + len(text))
            if wildcard := self._wildcard(text, span):
                yield wildcard
            elif (word := Word(text, span=span)).tokens:
                yield word

    def _wildcard(self, text: str, span: Span) -> syntax.Wildcard | None:
        """A word with signs that stand for letters; None if it has none."""
        if not is_pattern(text):
            return None
        wildcard = syntax.Wildcard(text, span)
        if len(text) > _LONGEST_PATTERN and wildcard.has_signs:
            self.warnings.append(
                f"{excerpt(text)}: only the first {_LONGEST_PATTERN} characters were searched"
            )
            return syntax.Wildcard(f"{text[:_LONGEST_PATTERN]}*", span)
        return wildcard if wildcard.has_signs else None

    def _date(self, name: DateName) -> Node | None:
        start = self._at
        dates = typed_dates(name, self._date_text(), self._today)
        span = (start, self._at)
        if dates is None:
            typed = self._text[start : self._at]
            self.warnings.append(f"{excerpt(typed)} is not a date: searched as words; {_DATE_HELP}")
            word = Word(typed, span=span)
            return word if word.tokens else None
        low, high, in_order = dates
        if not in_order:
            self.warnings.append(f"{high} comes after {low}: searched from {low} to {high}")
        return DateRange(low, high, high_excluded=name == "before" and high is not None, span=span)

    def _date_text(self) -> str:
        """Step over a date, in brackets, in quotes or alone, and give it."""
        start = self._at
        end = end_of_range(self._text, start)
        if end is not None:
            self._at = end
            return self._text[start:end]
        for character in CLOSING_QUOTES.get(self._text[start], ""):
            end = self._text.find(character, start + 1)
            if end >= 0:
                self._at = end + 1
                return self._text[start + 1 : end]
        self._at = max(self._word_end(start), start + 1)
        return self._text[start : self._at].rstrip(",;")
