"""The article: what every file is read into and every hit gives back."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from searchnews.dates import normalize_date
from searchnews.errors import InvalidArgumentError

# Ids are printed, typed and kept in three databases; nobody's are longer, and
# tantivy refuses terms above 65,530 bytes.
MAX_ID_LENGTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, with everything that is known about it; what is not known is None or empty.

    >>> article = Article(id="a1", title="Raids sur Palmyre", date="18/09/2015", agency="ATS")
    >>> article.date, article.source
    ('2015-09-18', 'ATS')

    Raises:
        InvalidArgumentError: the id is missing, the date is no date, or a text is none.
    """

    id: str
    """Given by the input, else made from its place; unique in an index."""
    title: str | None = None
    body: str = ""
    """The text without title and lead; paragraphs separated by a blank line."""
    date: str | None = None
    """When it was published: YYYY, YYYY-MM, YYYY-MM-DD or an ISO time, as precise as is known."""
    source: str | None = None
    """Who published it; the agency, when nobody else is known to have."""
    agency: str | None = None
    """The news agency that signed it."""
    authors: tuple[str, ...] = ()
    """Given as any sequence of names; one alone may be given as it is."""
    section: str | None = None
    url: str | None = None
    path: str | None = None
    """The file it was read from."""
    lead: str | None = None
    """The standfirst, when the input keeps it apart from the body."""
    credit: str | None = None
    """Whom a photograph is credited to."""
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """What the input says beside, as it says it; kept and shown, not searched."""

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id.strip():
            raise InvalidArgumentError("an article needs an id: a text that is not empty")
        if len(self.id) > MAX_ID_LENGTH:
            raise InvalidArgumentError(
                f"the article id {self.id[:40]}… has {len(self.id)} characters; "
                f"the limit is {MAX_ID_LENGTH}"
            )
        if not is_unicode(self.id):
            raise InvalidArgumentError(
                f"the article id {self.id!r} has half of a character, which no file can hold"
            )
        self._check_texts()
        if self.date is not None:
            date = normalize_date(self.date)
            if date is None:
                raise InvalidArgumentError(
                    f"article {self.id}: {self.date!r} is not a date; write 2015, 2015-09, "
                    "2015-09-18, 18/09/2015 or 2015-09-18T17:42:00+02:00, or leave it out"
                )
            object.__setattr__(self, "date", date)
        if self.source is None and self.agency is not None:
            object.__setattr__(self, "source", self.agency)

    def _check_texts(self) -> None:
        """Make the authors a tuple; nothing but texts may stand where a text is to stand."""
        if not isinstance(self.authors, tuple):
            authors = (self.authors,) if isinstance(self.authors, str) else tuple(self.authors)
            object.__setattr__(self, "authors", authors)
        texts = [(name, getattr(self, name)) for name in _TEXTS]
        for name, text in (*texts, *(("author", author) for author in self.authors)):
            if not isinstance(text, str) and (text is not None or name == "author"):
                raise InvalidArgumentError(f"article {self.id}: {name} is a text, not {text!r}")

    def to_dict(self) -> dict[str, Any]:
        """Every field by its name, also those that are unknown."""
        return {name: getattr(self, name) for name in _FIELDS}

    def to_json(self) -> bytes:
        """The article as compact UTF-8 JSON, without the fields that are unknown.

        Lone surrogates, which no encoding can hold, become U+FFFD.
        """
        known = {name: value for name in _FIELDS if (value := getattr(self, name))}
        # orjson takes a tenth of the time, but NaN for null and no integers above 64 bits.
        if all(type(value) is str for value in self.extra.values()):
            with suppress(TypeError):  # surrogates, and whatever else is no text
                return _json_of_texts()(known)
        return _json_of_anything(known)

    @classmethod
    def from_json(cls, stored: bytes) -> Article:
        """The article that `to_json` wrote; its values are trusted, not checked again."""
        known, _ = _from_json(stored.decode())
        known["authors"] = tuple(known.get("authors", ()))
        known.setdefault("body", "")
        known.setdefault("extra", {})
        article = object.__new__(cls)
        for name, set_field in _SETTERS:
            set_field(article, known.get(name))
        return article


def check_id(article_id: object) -> None:
    """Refuse as an id of an article what is no text.

    Raises:
        InvalidArgumentError: it is none.
    """
    if not isinstance(article_id, str):
        raise InvalidArgumentError(f"the id of an article is a text, not {article_id!r}")


def is_unicode(text: str) -> bool:
    r"""Whether a text has no lone surrogates, which no encoding can hold.

    >>> is_unicode("été"), is_unicode("\udce9")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_unicode(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate, as an article is stored.

    >>> as_unicode("Pal\udc80myre") == "Pal\ufffdmyre"
    True
    """
    if is_unicode(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@cache
def _json_of_texts() -> Callable[[dict[str, Any]], bytes]:
    try:
        # Takes longer to import than a search to be answered, and only writing needs it.
        import orjson
    except ImportError:  # there is none for PyPy
        return _json_of_anything
    return orjson.dumps


def _json_of_anything(known: dict[str, Any]) -> bytes:
    try:
        return as_unicode(_to_json(known)).encode()
    except (TypeError, ValueError) as error:  # an object, or one that has itself inside
        raise InvalidArgumentError(
            f"article {known['id']}: what is in `extra` cannot be kept ({error}); give texts, "
            "numbers, lists and dictionaries"
        ) from error


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_from_json = json.JSONDecoder().raw_decode
_TEXTS = (
    "title", "body", "date", "source", "agency", "section", "url", "path", "lead", "credit",
    "language",
)  # fmt: skip
_FIELDS = tuple(f.name for f in fields(Article))
# The slots of a frozen article; `object.__setattr__` would look each up again by its name, which
# takes three times as long.
_SETTERS = tuple((name, getattr(Article, name).__set__) for name in _FIELDS)
