"""Reading text files: one article each, cleaned of what surrounds an article on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.cleaning.clean import clean
from searchnews.ingest.cleaning.cut_words import with_whole_words
from searchnews.ingest.encoding import binary_kind, decode

# Ten long novels; what is longer is not an article.
_LARGEST: Final = 16 << 20  # in bytes

# The control characters that agencies transmit, and the NUL bytes that a crash leaves.
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f\ufeff]+")
_LINE_END: Final = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a text file.

    Raises:
        UnreadableFileError: it is not text, empty or too large.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(
            f"more than {_LARGEST >> 20} MiB, the limit for a text, which is one article; "
            "make it one file an article, or JSON with one object a line"
        )
    kind = binary_kind(data)
    if kind is not None:
        raise UnreadableFileError(f"not text, but {kind}")
    text = _LINE_END.sub("\n", _CONTROL.sub("", decode(data)))
    if not text or text.isspace():
        raise UnreadableFileError("the file is empty")
    # Before lines are compared, for which soft hyphens are nothing.
    cleaned = clean(with_whole_words(text))
    yield Draft(
        title=cleaned.title,
        body=cleaned.body,
        date=cleaned.date,
        agency=cleaned.agency,
        authors=cleaned.authors,
        section=cleaned.section,
        credit=cleaned.credit,
    )
