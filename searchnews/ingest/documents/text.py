"""Reading text files: one article each, cleaned of what surrounds an article on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.cleaning.cut_words import with_whole_words
from searchnews.ingest.documents.draft import draft_of_text, length_warning
from searchnews.ingest.documents.gallica_notice import draft_of_notice, is_gallica
from searchnews.ingest.encoding import binary_kind, decode
from searchnews.ingest.press.text_exports import drafts_of_export

# Ten long novels; what is longer is not an article.
_LARGEST: Final = 16 << 20  # in bytes

# The control characters that agencies transmit, and the NUL bytes that a crash leaves.
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f\ufeff]+")
_LINE_END: Final = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# A list of addresses: a number or a sign, an address, and the name of whose it is in front of it.
_ADDRESSES: Final = re.compile(
    r"(?:[-*•·]|\d{1,5}[.)]?)?\s*(?:[^<@:/\d]{1,60}<)?"
    r"(?:(?:https?://|www\.)[^\s<>]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+)>?[;,]?"
)
_FEWEST_ADDRESSES: Final = 3
_MOSTLY: Final = 0.8  # of the lines; there may be a title, and names of groups


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
    text = with_whole_words(text)
    if is_gallica(text):
        yield draft_of_notice([" ".join(line.split()) for line in text.split("\n")])
        return
    exported = drafts_of_export(text)
    if exported is not None:
        yield from exported
        return
    if _is_list_of_addresses(text):
        raise UnreadableFileError(
            "a list of addresses and no article; save the pages that it names, and index these"
        )
    draft = draft_of_text(text)
    yield draft
    warning = length_warning(draft.body)
    if warning is not None:
        yield warning


def _is_list_of_addresses(text: str) -> bool:
    """Whether most lines of a text are nothing but addresses of pages or of persons."""
    last = text.rstrip().rpartition("\n")[2].strip()
    if not _ADDRESSES.fullmatch(last):
        return False
    lines = [line for each in text.split("\n") if (line := each.strip())]
    addresses = sum(_ADDRESSES.fullmatch(line) is not None for line in lines)
    return addresses >= max(_FEWEST_ADDRESSES, len(lines) * _MOSTLY)
