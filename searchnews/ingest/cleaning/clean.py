"""From the text of a scraped page to the article in it.

A page has a head (section, title, byline, buttons), paragraphs, and a tail (signature, buttons,
other articles, calls to subscribe). Only what is surely not the article's text is taken out, see
`furniture` and `metadata_lines`; what is left is the body, its lines as they are.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from searchnews.dates import normalize_date
from searchnews.ingest.agencies import closing_agency, dateline
from searchnews.ingest.cleaning.furniture import Furniture, furniture, is_furniture_anywhere
from searchnews.ingest.cleaning.metadata_lines import Metadata, metadata_of, section_of
from searchnews.ingest.cleaning.paragraphs import paragraphs
from searchnews.ingest.lines import ends_sentence, is_prose, normalized

# Longer first lines are text; the longest headlines of the press have some 200 characters.
_LONGEST_TITLE: Final = 300
# How many paragraphs at the two ends of a page may be its head and its tail.
_LONGEST_HEAD: Final = 30
_LONGEST_TAIL: Final = 200
# What has more lines is a book or a table and not a page: nothing is taken out of it.
_MOST_LINES: Final = 100_000
# The fewest words of a sentence that is too short to be prose: "Il a été arrêté à Lyon."
_FEWEST_WORDS: Final = 5
# Headlines seldom end like a sentence, except questions: "L'assurance couvre-t-elle ma cave ?"
_QUESTION: Final = re.compile(r"[^.!?…]+\?")
_LONGEST_QUESTION: Final = 160
_MAY_BE_CREDIT: Final = re.compile(r"photo|cr.{1,2}dit|©|\(c\)|copyright", re.IGNORECASE)


class Cleaned(NamedTuple):
    """What a page says."""

    title: str | None
    body: str
    date: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    section: str | None = None
    credit: str | None = None


def clean(text: str) -> Cleaned:
    r"""The article in the text of a page, whose lines end in "\n".

    >>> cleaned = clean(
    ...     "Crue à Nîmes\n\nCrue à Nîmes\n\nPhoto: Keystone\n\nLe Gard est en alerte depuis "
    ...     "mardi soir, a indiqué la préfecture.\n\n/ATS\nPartager\nMétéo"
    ... )
    >>> cleaned.title, cleaned.body[:20], cleaned.agency, cleaned.credit
    ('Crue à Nîmes', 'Le Gard est en alert', 'ATS', 'Keystone')
    """
    if text.count("\n") > _MOST_LINES:
        return Cleaned(None, text.strip())
    page = _Page(text)
    if len(page.paragraphs) > 1:
        page.read_head()
        page.read_tail()
        page.read_text()
    body = page.body()
    if not body and page.title is None:  # a page of furniture alone: then that is its text
        body = text.strip()
    return Cleaned(
        page.title,
        body,
        page.date,
        tuple(dict.fromkeys(page.authors)),
        page.agency,
        page.section,
        ", ".join(dict.fromkeys(page.credits)) or None,
    )


class _Page:
    """The paragraphs of a page, which of them were taken out, and what these say."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.paragraphs = paragraphs(self.lines)
        self.taken: set[int] = set()
        self.first_of_text = 0
        self.first_of_tail = len(self.paragraphs)
        self.title: str | None = None
        self.section: str | None = None
        self.date: str | None = None
        self.agency: str | None = None
        self.authors: list[str] = []
        self.credits: list[str] = []

    def read_head(self) -> None:
        """Take out what stands above the text, and bylines up to its second paragraph."""
        head = self.paragraphs[:_LONGEST_HEAD]
        self.first_of_text = next(
            (number for number in range(len(head)) if not self._take_above_text(number)), len(head)
        )
        if self.title is None and self.first_of_text == 1 and self._kind(0) is not None:
            # The only line above a text is its title: an article may be called "Newsletters".
            self.title = normalized(head[0].text)
        # Below a standfirst there may be the title again, and bylines with buttons.
        for number in range(self.first_of_text + 1, len(head)):
            text = head[number].text
            kind = self._kind(number)
            is_button = kind is Furniture.CLOSING and number - 1 in self.taken
            if is_button or (kind is None and self._is_title(text)):
                self._take(number)
            elif (metadata := metadata_of(text)) is not None:
                self._take(number, metadata)
            elif is_prose(text):
                break

    def read_tail(self) -> None:
        """Take out what stands after the last paragraph of the text."""
        end = len(self.paragraphs)
        self.first_of_tail = self._closing_line() or end
        is_own = True
        for number in range(self.first_of_tail, end):
            metadata = self._metadata_at_end(number)
            # After a headline of another article, names and dates are those of that one.
            is_own = is_own and (metadata is not None or self._kind(number) is not None)
            self._take(number, metadata if is_own else None)
        run: list[tuple[int, Metadata | None]] = []
        for number in range(self.first_of_tail - 1, self.first_of_text, -1):
            metadata = self._metadata_at_end(number)
            if number in self.taken or (metadata is None and self._kind(number) is None):
                break
            run.append((number, metadata))
        is_alone = len(run) == 1 and self.first_of_tail == end and run[0][1] is None
        if is_alone and self._kind(run[0][0]) is Furniture.AT_THE_EDGES:
            return
        for number, metadata in reversed(run):
            self._take(number, metadata)
        self.first_of_tail -= len(run)

    def read_text(self) -> None:
        """Take advertisements and credits out of the text; find who signs inside a paragraph."""
        for number in range(self.first_of_text, self.first_of_tail):
            if number in self.taken:
                continue
            text = self.paragraphs[number].text
            if is_furniture_anywhere(text):
                self._take(number)
            elif _MAY_BE_CREDIT.search(text, 0, _LONGEST_TITLE):
                metadata = metadata_of(text)
                if metadata is not None and metadata.credit is not None:
                    self._take(number, metadata)
        left = [n for n in range(self.first_of_text, self.first_of_tail) if n not in self.taken]
        if not left:
            return
        begun = dateline(self.paragraphs[left[0]].text)
        if begun is not None:
            self.agency = self.agency or begun.agency
            self.date = self.date or (normalize_date(begun.date) if begun.date else None)
        self.agency = self.agency or closing_agency(self.paragraphs[left[-1]].text)

    def body(self) -> str:
        """The lines that are left, with one blank line where something was taken out."""
        out = {
            line
            for number in self.taken
            for line in range(self.paragraphs[number].first, self.paragraphs[number].last + 1)
        }
        left: list[str] = []
        after_gap = False
        for number, line in enumerate(self.lines):
            if number in out:
                after_gap = True
            elif line.strip():
                after_gap = False
                left.append(line)
            elif not after_gap or (left and left[-1].strip()):
                left.append(line)
        return "\n".join(left).strip()

    def _take_above_text(self, number: int) -> bool:
        text = self.paragraphs[number].text
        if self._is_title(text):
            self._take(number)
        elif (metadata := metadata_of(text)) is not None:
            self._take(number, metadata)
        elif furniture(text) is not None:
            self._take(number)
        elif self.title is not None:
            return False
        elif (section := section_of(text)) is not None:
            self.section = section
            self._take(number)
        elif self._may_be_title(number):
            self.title = normalized(text)
            self._take(number)
        else:
            return False
        return True

    def _is_title(self, text: str) -> bool:
        return (
            self.title is not None
            and len(text) <= _LONGEST_TITLE
            and normalized(text) == self.title
        )

    def _may_be_title(self, number: int) -> bool:
        text, _, last = self.paragraphs[number]
        is_last = number + 1 == len(self.paragraphs)
        if is_last or len(text) > _LONGEST_TITLE or not any(map(str.isalnum, text)):
            return False
        after = self.paragraphs[number + 1]
        goes_on = after.first == last + 1 and after.text[0].islower()
        is_sentence = is_prose(text) and text.endswith(".") and not text.endswith("...")
        return after.text == text or not (goes_on or is_sentence)

    def _closing_line(self) -> int | None:
        """The first closing line with no text after it, when there is text before."""
        found = None
        for number in range(len(self.paragraphs) - 1, self.first_of_text - 1, -1)[:_LONGEST_TAIL]:
            kind = self._kind(number)
            if kind is Furniture.CLOSING:
                found = number
            elif (
                kind is None
                and self._metadata_at_end(number) is None
                and _is_sentence(self.paragraphs[number].text)
            ):
                return found
        return None

    def _kind(self, number: int) -> Furniture | None:
        return furniture(self.paragraphs[number].text)

    def _metadata_at_end(self, number: int) -> Metadata | None:
        # Here a date alone may be that of another article, or a sentence of this one.
        metadata = metadata_of(self.paragraphs[number].text)
        return (
            None if metadata is None or (metadata.date and not metadata.is_labelled) else metadata
        )

    def _take(self, number: int, metadata: Metadata | None = None) -> None:
        self.taken.add(number)
        if metadata is not None:
            self.date = self.date or metadata.date
            self.agency = self.agency or metadata.agency
            self.authors += metadata.authors
            if metadata.credit is not None:
                self.credits.append(metadata.credit)


def _is_sentence(text: str) -> bool:
    """Whether a line below a closing line is text of the article, not another headline."""
    if len(text) <= _LONGEST_QUESTION and _QUESTION.fullmatch(text):
        return False
    return is_prose(text) or (ends_sentence(text) and len(text.split()) >= _FEWEST_WORDS)
