"""Reading Markdown, with front matter as Hugo, Jekyll, Obsidian and clippers write it, or without.

Without, a file is an article if it has a paragraph of prose, and neither the name of a file about
files nor program code in it, as manuals have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from markdown_it import MarkdownIt

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Draft, OpenFile, Problem
from searchnews.ingest.documents.draft import draft_of_document
from searchnews.ingest.documents.front_matter import front_matter
from searchnews.ingest.encoding import binary_kind, decode
from searchnews.ingest.formats.plain_text import ABOUT_FILES
from searchnews.ingest.lines import is_prose, letters_of
from searchnews.ingest.markup import html_tree, paragraphs_in
from searchnews.ingest.records.record import draft_of_record

_LARGEST: Final = 16 << 20  # in bytes
_LINE_END: Final = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f\ufeff]+")
# Commands of Hugo and Jekyll, comments and pictures of Obsidian, marks of notes.
_NOT_TEXT: Final = re.compile(
    r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{0,500}?%\}|\{\{.{0,200}?\}\}|%%.{0,2000}?%%|!\[\[[^\[\]\n]*\]\]"
    r"|\[\^[^\[\]\s]{1,40}\](?!:)",
    re.DOTALL,
)
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_HIGHLIGHTED: Final = re.compile(r"==(?=\S)([^=\n]+)(?<=\S)==")
_HEADING: Final = re.compile(r"\s*#[ \t]+(.+?)[ \t#]*\n|\s*([^\n#>*-][^\n]*)\n=+[ \t]*\n")
_ADDRESS: Final = re.compile(r"https?://\S+")
# When a note was made is not when the article was published.
_OF_THE_NOTE: Final = frozenset(
    {"created", "created_at", "date_created", "date created", "creation_date", "clipped"}
)

_INSTEAD: Final = (
    "if it is an article, write title: and date: between two lines of --- above it, or name the "
    "file .txt"
)

_PARSER: Final = MarkdownIt("commonmark").enable("table")


def read(file: OpenFile) -> Iterator[Draft | Problem]:
    """The article of a file.

    Raises:
        UnreadableFileError: it is too large, there is no text in it, or it is no article.
    """
    data = file.stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"more than {_LARGEST >> 20} MiB, too much for an article")
    if (kind := binary_kind(data)) is not None:
        raise UnreadableFileError(f"not Markdown, but {kind}")
    text = _LINE_END.sub("\n", _CONTROL.sub("", decode(data))).lstrip()
    found = front_matter(text)
    if found is None:
        yield _draft_of_note(text, file.origin.stem)
        return
    record, of_note = _fields(found.fields)
    title, paragraphs = _title_and_paragraphs(text[found.end :], record)
    record["body"] = "\n\n".join(paragraphs)
    if title is not None:
        record["title"] = title
    draft, complaints = draft_of_record(record, 1, file.options.mapping)
    if draft is None:
        raise UnreadableFileError(complaints[0])
    for complaint in complaints:
        yield Problem(complaint, lost=False)
    draft.number = None
    draft.extra |= of_note
    if draft.source and _ADDRESS.fullmatch(draft.source):  # as Obsidian has it
        draft.url, draft.source = draft.url or draft.source, None
    yield draft


def _draft_of_note(text: str, name: str) -> Draft:
    """The draft of a file that says nothing of itself.

    Raises:
        UnreadableFileError: it is no article.
    """
    if ABOUT_FILES.fullmatch(name):
        raise UnreadableFileError(f"by its name about other files, and no article; {_INSTEAD}")
    if any(token.type == "fence" for token in _PARSER.parse(text)):
        raise UnreadableFileError(f"Markdown with program code, as manuals have; {_INSTEAD}")
    title, paragraphs = _title_and_paragraphs(text, {})
    if not any(map(is_prose, paragraphs)):
        raise UnreadableFileError(f"Markdown without a paragraph of prose; {_INSTEAD}")
    return draft_of_document(paragraphs, title)


def _fields(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of the article, and those of the note that it is in."""
    record = {str(name): _without_links(value) for name, value in fields.items()}
    of_note = {name: record.pop(name) for name in list(record) if name.lower() in _OF_THE_NOTE}
    return record, {name: value for name, value in of_note.items() if value}


def _without_links(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_links(each) for each in value]
    return _WIKI_LINK.sub(r"\1", value) if isinstance(value, str) else value


def _title_and_paragraphs(text: str, record: dict[str, Any]) -> tuple[str | None, list[str]]:
    """The heading that the text begins with, where no field is the title, and the paragraphs."""
    text = _HIGHLIGHTED.sub(r"\1", _WIKI_LINK.sub(r"\1", _NOT_TEXT.sub("", text)))
    named = next((str(record[name]) for name in ("title", "titre") if record.get(name)), None)
    heading = _HEADING.match(text)
    title = " ".join((heading[1] or heading[2]).split()) if heading is not None else None
    if heading is not None and title and (named is None or letters_of(named) == letters_of(title)):
        text = text[heading.end() :]
    html = _PARSER.render(text)
    paragraphs = paragraphs_in(html_tree(html)) if html.strip() else []
    return (title if named is None else None), paragraphs
