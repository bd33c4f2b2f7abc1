"""From the text of a query to its pieces: words, phrases, fields, operators, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from searchnews.analysis.fold import fold
from searchnews.analysis.tokenize import tokenize
from searchnews.dates import normalize_date
from searchnews.query import syntax
from searchnews.query.clauses import MAX_SLOP
from searchnews.query.syntax import DateRange, FieldName, InField, Node, Phrase, Span, Word
from searchnews.query.wildcards import is_pattern, pattern_words

FIELDS: Final[dict[str, FieldName]] = {
    "titre": "title", "title": "title",
    "source": "source", "journal": "source",
    "auteur": "author", "author": "author",
    "rubrique": "section", "section": "section",
    "texte": "body", "body": "body",
}  # fmt: skip
"""Names of fields in a query, folded -> the field."""

_DATE_FIELDS: Final = frozenset({"date", "depuis", "since", "avant", "before"})

OPERATORS: Final[dict[str, Literal["and", "or", "not"]]] = {
    "ET": "and", "AND": "and",
    "OU": "or", "OR": "or",
    "SAUF": "not", "NOT": "not",
}  # fmt: skip
"""What stands between words, in capitals."""

_CLOSING: Final = {'"': '"”“', "«": "»", "“": '”"', "„": "“”", "”": '”"'}
_QUOTES: Final = frozenset('"«»“”„')
_SPACE: Final = re.compile(r"\s+")
# One word to the tokenizer, spaces and all: 12 000.
_THOUSANDS: Final = r"\d{1,3}(?:[^\S\n]\d{3})+(?!\w)"
_NUMBER: Final = re.compile(_THOUSANDS)
# FCA/Renault; not 18/09/2015, nor a URL.
_BETWEEN_WORDS: Final = re.compile(r"[^\W\d]{2}/[^\W\d]{2}")
_PART: Final = re.compile(rf"{_THOUSANDS}|\S+")
_FIELD: Final = re.compile(r"([^\W\d_]+):(?=\S)")
_RANGE: Final = re.compile(r"\[\s*(\S+)\s+(?:TO|À|A|AU)\s+([^\s\]]+)\s*\]?", re.IGNORECASE)
_SLOP: Final = re.compile(r"~(\d{1,6})?")
_FUZZY: Final = re.compile(r"~(\d{0,6})\W*$")
# What ends a sentence is no wildcard: "Palmyre est-elle libre ?"
_PUNCTUATION: Final = ".,;:!?…"
_DATE_HELP: Final = "write 2015, 2015-09, 2015-09-18 or 18/09/2015"


# A headline that quotes somebody, pasted: Moscou : "Nous aiderons Damas", dit le ministre.
_QUOTED: Final = re.compile(r'"[^"]*"|«[^»]*»|[“„”][^“”]*[“”]')
_BETWEEN_CLAUSES: Final = re.compile(r"(?:\w|\s)[,;:.!?…](?=\s+\w)|\w\s?[,;:…]\s*$|^\s*[,;:]\s")
_SIGNS: Final = re.compile(r"(?:^|\s)[-+=(]\S|[~*]|\w:\S")
_FEWEST_WORDS: Final = 2
_SURELY_A_SENTENCE: Final = 8


def _is_pasted_sentence(text: str) -> bool:
    """Whether quotes in a text are those of a sentence, rather than those of a query.

    Nobody writes commas, colons or eight words more around a phrase to be searched. Of 500 French
    headlines as queries, 30 quote somebody in words that the article does not have in a row.
    """
    outside, quotes = _QUOTED.subn("\0", text)
    words = [word for word in outside.replace("\0", " ").split() if any(map(str.isalnum, word))]
    if not quotes or len(words) < _FEWEST_WORDS or _SIGNS.search(outside):
        return False
    if not text.isupper() and any(word in OPERATORS for word in words):
        return False
    parts = outside.replace("\0", "x")
    return len(words) >= _SURELY_A_SENTENCE or _BETWEEN_CLAUSES.search(parts) is not None


class Piece(NamedTuple):
    """A piece of a query: something to search for, an operator or a bracket."""

    kind: Literal["leaf", "and", "or", "not", "open", "close"]
    span: Span
    node: Node | None = None
    """What a leaf searches for."""
    field: FieldName | None = None
    """Of an opening bracket: `titre:(`."""


class Lexer:
    """Cuts one query; what it cannot use it takes as words, and says so in `warnings`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._is_sentence = _is_pasted_sentence(text)
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
        elif self._text[start] in "-+" and self._sign_of_a_word(start):
            self._at += 1
            if self._text[start] == "-":
                yield Piece("not", (start, self._at))
        else:
            yield from self._in_field(self._field_name())

    def _sign_of_a_word(self, start: int) -> bool:
        following = self._text[start + 1 : start + 2]
        return bool(following) and (following.isalnum() or following in _QUOTES | set("(=*"))

    def _field_name(self) -> str | None:
        """Step over `titre:`, and give its name; None if no field begins here."""
        match = _FIELD.match(self._text, self._at)
        if match is None:
            return None
        name = fold(match[1])
        if name in FIELDS or name in _DATE_FIELDS:
            self._at = match.end()
            return name
        if len(name) > 1 and not self._text.startswith("//", match.end()):
            self.warnings.append(
                f"there is no field {match[1]}: searched as words; the fields are titre, source, "
                "auteur, rubrique, texte, date, depuis and avant"
            )
        return None

    def _in_field(self, name: str | None) -> Iterator[Piece]:
        start = self._at
        if name in _DATE_FIELDS:
            node: Node | None = self._date(name)
        elif self._text[start] == "(":
            self._at += 1
            yield Piece("open", (start, self._at), field=FIELDS.get(name or ""))
            return
        elif self._text[start] in _QUOTES:
            if self._is_sentence:
                self._at += 1
                return
            node = self._phrase()
        else:
            end = self._word_end(start)
            operator = OPERATORS.get(self._text[start:end])
            if operator is not None and name is None:
                self._at = end
                yield Piece(operator, (start, end))
                return
            node = self._word(end)
        if node is None:
            return
        if name in FIELDS:
            node = InField(FIELDS[name], node, span=(start, self._at))
        yield Piece("leaf", (start, self._at), node)

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
        fuzzy = _FUZZY.search(self._text, start, end)
        edits = 0
        if fuzzy is not None:
            end = fuzzy.start()
            edits = int(fuzzy[1] or 1)
        text = self._text[start:end].rstrip(_PUNCTUATION)
        span = (start, start + len(text))
        pattern = pattern_words(text) if is_pattern(text) else []
        if any(map(is_pattern, pattern)):
            known = any(word.strip("*?") for word in pattern)
            return syntax.Wildcard(text, span) if known else syntax.Everything(span)
        if not tokenize(text):
            return None
        if edits > 2:
            self.warnings.append(f"{text}~{edits}: searched two letters off, which is the most")
        if exact and edits:
            self.warnings.append(f"={text} is searched as it is written, without ~")
        return Word(text, exact, 0 if exact else min(edits, 2), span)

    def _phrase(self) -> Node | None:
        """What stands between quotes; without a closing quote just step over the opening one."""
        start = self._at
        closing = _CLOSING.get(self._text[start], "")
        end = min((i for c in closing if (i := self._text.find(c, start + 1)) >= 0), default=-1)
        if end < 0:
            self._at += 1
            self.warnings.append(f"a quote is not closed: {self._text[start]} was left out")
            return None
        parts = tuple(self._parts(start + 1, end))
        self._at = end + 1
        slop = 0
        loose = _SLOP.match(self._text, self._at)
        if loose is not None:
            self._at = loose.end()
            slop = int(loose[1] or 0)
            if loose[1] is None:
                self.warnings.append(
                    "~ after a phrase needs a number of words: it was left out; write "
                    f"{self._text[start : end + 1][:40]}~3"
                )
            elif slop > MAX_SLOP:
                self.warnings.append(f"~{slop}: words were searched within {MAX_SLOP}, the most")
                slop = MAX_SLOP
        if not any(isinstance(part, Word) or tokenize(part.pattern) for part in parts):
            return None
        return Phrase(parts, slop, (start, self._at))

    def _parts(self, start: int, end: int) -> Iterator[Word | syntax.Wildcard]:
        for match in _PART.finditer(self._text[start:end]):
            text = match[0].rstrip(_PUNCTUATION)
            at = start + match.start()
            span = (at, at + len(text))
            if is_pattern(text) and any(map(is_pattern, pattern_words(text))):
                yield syntax.Wildcard(text, span)
            elif tokenize(text):
                yield Word(text, span=span)

    def _date(self, name: str | None) -> Node | None:
        start = self._at
        between = _RANGE.match(self._text, start) if name == "date" else None
        if between is not None:
            self._at = between.end()
            ends = [self._end_of_range(text) for text in between.groups()]
            if all(ends):
                return self._range(start, *(end if end != "*" else None for end in ends))
        else:
            date = self._end_of_range(self._date_text())
            span = (start, self._at)
            if date == "*":
                return DateRange(None, None, span=span)
            if date and name in ("depuis", "since"):
                return DateRange(date, None, span=span)
            if date and name in ("avant", "before"):
                return DateRange(None, date, high_excluded=True, span=span)
            if date:
                return DateRange(date, date, span=span)
        typed = self._text[start : self._at]
        self.warnings.append(f"{typed} is not a date: searched as words; {_DATE_HELP}")
        return Word(typed, span=(start, self._at)) if tokenize(typed) else None

    def _date_text(self) -> str:
        """Step over a date, in quotes or not, and give it."""
        start = self._at
        closing = _CLOSING.get(self._text[start], "")
        for character in closing:
            end = self._text.find(character, start + 1)
            if end >= 0:
                self._at = end + 1
                return self._text[start + 1 : end]
        self._at = max(self._word_end(start), start + 1)
        return self._text[start : self._at].rstrip(",;")

    @staticmethod
    def _end_of_range(text: str) -> str | None:
        return "*" if text == "*" else normalize_date(text)

    def _range(self, start: int, low: str | None, high: str | None) -> DateRange:
        if low and high and low > high and not low.startswith(high):
            self.warnings.append(f"{low} comes after {high}: searched from {high} to {low}")
            low, high = high, low
        return DateRange(low, high, span=(start, self._at))
