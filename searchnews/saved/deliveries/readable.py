"""Messages as people read them: text, and HTML for mail."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from searchnews.saved.message import Message, NewArticle

WITHOUT_TITLE: Final = "(without a title)"
"""What stands where an article has no title."""

_WEB: Final = ("http://", "https://")
_MARK: Final = "background:#fff3b0"
_WEAK: Final = "color:#555;font-size:90%"


def headline(message: Message) -> str:
    """What a message is about, on one line.

    >>> from searchnews.saved.message import Message
    >>> headline(Message("palmyre", "Palmyre", "Palmyre", "", "", "", 700, 1, 2, 2, (), ()))
    'palmyre: 700 new articles and 1 copy (part 2 of 2)'
    """
    part = f" (part {message.part} of {message.parts})" if message.parts > 1 else ""
    plural = "s" if message.total != 1 else ""
    copies = f" and {_counted(message.copies)}" if message.copies else ""
    return f"{message.search}: {message.total:,} new article{plural}{copies}{part}"


def address_of(article: NewArticle) -> str | None:
    """The address of an article that a browser opens; None if it has none."""
    url = article.url
    return url if url is not None and url.lower().startswith(_WEB) else None


def about(article: NewArticle) -> str:
    """Date, source and section of an article, as far as they are known."""
    known = (article.date, article.source, article.section)
    return " · ".join(_one_line(each) for each in known if each)


def why(article: NewArticle) -> str:
    """Which words matched; empty if it was found by none, as by a date."""
    changed = "changed; " if article.is_changed else ""
    words = ", ".join(article.matched)
    return f"{changed}matched: {words}" if words else changed.removesuffix("; ")


def copies_of(article: NewArticle) -> str:
    """How many copies of an article came with it, and who published them; empty if none did."""
    if not article.copies:
        return ""
    papers = list(dict.fromkeys(copy.source for copy in article.copies if copy.source))
    text = f"and {_counted(len(article.copies))}"
    if not papers:
        return text
    names = ", ".join(map(_one_line, papers))
    return f"{text} in {len(papers):,} paper{'s' if len(papers) > 1 else ''}: {names}"


def as_text(message: Message) -> str:
    """The message as plain text."""
    return "\n".join(_text_lines(message)) + "\n"


def _text_lines(message: Message) -> Iterator[str]:
    yield headline(message)
    for number, article in enumerate(message.articles, 1):
        yield ""
        yield f"{number}. {_one_line(article.title or WITHOUT_TITLE)}"
        for line in (
            about(article), article.url or article.path, article.snippet, copies_of(article),
            why(article),
        ):  # fmt: skip
            if line:
                yield f"   {_one_line(line)}"
    yield ""
    yield from _footer(message)


def _footer(message: Message) -> Iterator[str]:
    yield f"query: {message.query}"
    if message.understood != message.query:
        yield f"understood: {message.understood}"
    for warning in message.warnings:
        yield f"note: {warning}"
    yield f"index: {message.index}, commit {message.commit}, {message.made}"


def as_html(message: Message) -> str:
    """The message as a page without anything that is loaded or run."""
    items = "".join(f"<li>{article_html(each)}</li>" for each in message.articles)
    footer = "<br>".join(html.escape(line) for line in _footer(message))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"
        f"<h1 style='font-size:120%'>{html.escape(headline(message))}</h1>"
        f"<ol>{items}</ol><p style='{_WEAK}'>{footer}</p></body></html>"
    )


def article_html(article: NewArticle) -> str:
    """An article as a piece of HTML: its title with a link, its snippet, why it was sent."""
    title = article.marked_title.html() if article.title else html.escape(WITHOUT_TITLE)
    link = address_of(article)
    if link is not None:
        title = f"<a href='{html.escape(link)}'>{title}</a>"
    pieces = [f"<b>{title}</b>"]
    if known := about(article):
        pieces.append(f"<span style='{_WEAK}'>{html.escape(known)}</span>")
    pieces.append(article.passage.html())
    pieces += [
        f"<span style='{_WEAK}'>{html.escape(line)}</span>"
        for line in (copies_of(article), why(article))
        if line
    ]
    joined = "<br>".join(filter(None, pieces))
    return joined.replace("<mark>", f"<mark style='{_MARK}'>")


def _counted(copies: int) -> str:
    return f"{copies:,} {'copies' if copies != 1 else 'copy'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
