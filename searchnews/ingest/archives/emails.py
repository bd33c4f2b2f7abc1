"""Reading e-mails, such as newsletters and alerts: an article each, and the files attached to it.

RFC 5322 and MIME, by Python's own library, which takes whatever mail programs write.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final, NamedTuple, cast

from searchnews.dates import normalize_date
from searchnews.errors import UnreadableFileError
from searchnews.ingest.archives.members import read_member
from searchnews.ingest.base import Draft, Medium, OpenFile, Problem
from searchnews.ingest.complete import completed
from searchnews.ingest.documents.draft import draft_of_document
from searchnews.ingest.encoding import decode
from searchnews.ingest.markup import html_tree, paragraphs_in
from searchnews.ingest.streams import stream_of
from searchnews.ingest.workers import ItemOrPending, Workers

_LARGEST: Final = 64 << 20  # in bytes; most of it attachments

# Kinds of parts that hold no articles.
_MEDIA: Final = ("image", "audio", "video", "font")
_OF_MAIL: Final = frozenset(
    {"text/calendar", "application/pgp-signature", "application/pkcs7-signature",
     "application/x-pkcs7-signature", "application/ms-tnef", "message/delivery-status"}
)  # fmt: skip
# Headers of what is sent to many, and addresses that nobody has as a person: their name is that of
# a publisher.
_OF_LISTS: Final = ("List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID")
_OF_NOBODY: Final = re.compile(
    r"(?:.*[._+-])?(?:lettres?|infolettres?|newsletters?|news|infos?|contact|no-?reply|nepasrepondre"
    r"|ne-pas-repondre|redaction|alertes?|alerts?|abonnements?|abonnes?|matinale|bulletin|editions?"
    r"|communication|presse|press|quotidien|hebdo|mailing|service)(?:[._+-].*)?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[<(]?https?://\S+[>)]?")
# The plain text of a message often says little more than where to see its page.
_ENOUGH: Final = 0.6
_EMPTY_LINE: Final = re.compile(r"\n[ \t>]*\n")
_BLANK: Final = re.compile("[\u034f\u200b-\u200f\u2060\ufeff\u00ad]+")  # between words of previews


class _Parts(NamedTuple):
    """What a message is made of."""

    plain: list[str]
    pages: list[str]
    attachments: list[Message]
    others: Counter[str]
    """Kinds of attachments that hold no articles."""


def read(file: OpenFile, workers: Workers | None) -> Iterator[ItemOrPending]:
    """The article of a message, and those of the files attached to it.

    Raises:
        UnreadableFileError: it is too large, or there is nothing in it.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB, too much for an e-mail")
    message = message_from_bytes(data)
    parts = _Parts([], [], [], Counter())
    _sort(message, parts)
    paragraphs = _paragraphs(parts)
    if paragraphs:
        drafts = [_draft(message, paragraphs)]
        yield from completed(drafts, file.origin, file.options, Medium.TEXT)
    for number, attachment in enumerate(parts.attachments, 1):
        name = _header(attachment.get_filename()) or _name(attachment, number)
        content = _content(attachment)
        origin = file.origin.member(name.replace("/", "_"))
        yield from read_member(file, stream_of(content), len(content), origin, workers)
    if parts.others:
        kinds = ", ".join(f"{count} {kind}" for kind, count in parts.others.most_common(5))
        yield Problem(f"attachments that are no texts: {kinds}", may_hide_articles=False)
    if not paragraphs and not parts.attachments:
        raise UnreadableFileError("an e-mail without a text")


def _sort(part: Message, parts: _Parts) -> None:
    """Put a part where it belongs; the parts of an attached message are that message's own."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        if part.is_multipart():
            for inside in part.get_payload():
                if isinstance(inside, Message):
                    _sort(inside, parts)
            return
        kind = "text/plain"  # its parts are not there, or not where it says
    is_attached = part.get_content_disposition() == "attachment"
    if part.get_content_maintype() in _MEDIA or kind in _OF_MAIL:
        if is_attached or not part.get("Content-ID"):
            parts.others[kind] += 1  # else it is a picture in the page
    elif is_attached or kind not in ("text/plain", "text/html"):
        parts.attachments.append(part)
    else:
        text = _text(part)
        (parts.pages if kind == "text/html" else parts.plain).append(text)


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inside = part.get_payload(0)
        return inside.as_bytes() if isinstance(inside, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message, number: int) -> str:
    is_message = part.get_content_type() == "message/rfc822"
    return f"{number}.eml" if is_message else f"{number}.{part.get_content_subtype()}"


def _text(part: Message) -> str:
    """The text of a part, in UTF-8 if it can be, else as it declares."""
    content = _content(part)
    for charset in ("utf-8", part.get_content_charset("utf-8")):
        try:
            text = content.decode(charset)
            break
        except (UnicodeError, LookupError, ValueError):
            continue
    else:
        text = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<!^--) \n", " ", text, flags=re.MULTILINE)  # RFC 3676
    return text


def _paragraphs(parts: _Parts) -> list[str]:
    """The text of a message: that of its page, unless the plain text says more."""
    plain = [
        paragraph.strip()
        for text in parts.plain
        for paragraph in _EMPTY_LINE.split(text)
        if paragraph.strip()
    ]
    page = [
        paragraph
        for text in parts.pages
        if text.strip()
        for line in paragraphs_in(html_tree(text))
        if (paragraph := " ".join(_BLANK.sub("", line).split()))
    ]
    words = sum(len(_ADDRESS.sub("", paragraph).split()) for paragraph in plain)
    in_page = sum(len(paragraph.split()) for paragraph in page)
    return page if page and in_page >= words * _ENOUGH else plain


def _draft(message: Message, paragraphs: list[str]) -> Draft:
    subject = _header(message.get("Subject"))
    draft = draft_of_document(paragraphs, subject)
    draft.title = subject or draft.title
    draft.id = _header(message.get("Message-ID")).strip("<>") or None
    draft.date = _date(message)
    name, address = parseaddr(_header(message.get("From")))
    is_publisher = any(header in message for header in _OF_LISTS) or _OF_NOBODY.fullmatch(
        address.partition("@")[0]
    )
    if name and is_publisher:
        draft.source = name
    elif name and not draft.authors:
        draft.authors = (name,)
    if address:
        draft.extra = {"from": address}
    return draft


def _header(value: object) -> str:
    """What a header says, decoded; one that is broken as it is written."""
    try:
        pieces = decode_header(cast("str", value or ""))
    except (HeaderParseError, UnicodeError, ValueError):
        pieces = [(str(value), None)]
    text = "".join(_piece(content, charset) for content, charset in pieces)
    return " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode().split())


def _piece(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, ValueError):  # among them "unknown-8bit", of raw letters
        return decode(content)


def _date(message: Message) -> str | None:
    written = _header(message.get("Date"))
    try:
        return normalize_date(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return written or None
