"""Ids that only count: 1, 2, 3 in every table, so that several articles may have the same.

An id that a paper, an agency or a database gave names one article wherever it is, and the later
one with it stands. A number is that of a row, or of an article among those of one site. So the
first article with it has it as its id, and another one, of the same or of another file, has it
with a digest of what tells them apart. The same article in a second export is still the same.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

from searchnews.article import Article, as_unicode

# A row, an article of a site, a day and a number; as text, or as pandas writes a column with gaps.
# Longer ones, such as those of social networks, are given once.
_COUNTED: Final = re.compile(
    r"(?:(?:doc|text|texte|article|art|row|ligne|item|id|no?)[ _.°-]?)?[0-9]{1,12}(?:\.0)?",
    re.IGNORECASE,
)


def is_counted(article_id: str) -> bool:
    """Whether an id may be a number that other articles have, too.

    >>> is_counted("12"), is_counted("text1"), is_counted("urn:newsml:val:12"), is_counted("a1")
    (True, True, False, False)
    """
    return _COUNTED.fullmatch(article_id) is not None


def identity_of(article: Article) -> bytes | None:
    """What tells an article from others with the same number; None if its id is none.

    Two with the same title, day and address are one article, corrected perhaps; without a title
    or a day their texts are compared as well.
    """
    if not is_counted(article.id):
        return None
    day = (article.date or "")[: len("2015-09-18")]
    values = [" ".join((article.title or "").split()), day, article.url or ""]
    if not (article.title and day):
        values.append(" ".join(article.body.split()))
    return blake2b(as_unicode("\0".join(values)).encode(), digest_size=8).digest()


def id_beside(article_id: str, identity: bytes) -> str:
    """The id of an article when another has the number that it is to have.

    >>> id_beside("12", bytes(4))
    '12-00000000'
    """
    return f"{article_id}-{identity.hex()}"
