"""The text of a page in the markup of MediaWiki, without its templates, notes and pictures.

In time proportional to its length: mwparserfromhell 0.7 takes 2.6 ms a kilobyte, 9 seconds for
80 KB of links that are not closed, and drops the names that Wikinews writes as templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

# What readers do not see, or see as something else than text.
_UNSEEN: Final = (
    "ref gallery math timeline imagemap score templatestyles syntaxhighlight includeonly".split()
)
_OPENING: Final = re.compile(rf"<(?:!--|({'|'.join(_UNSEEN)})\b[^<>]*>)", re.IGNORECASE)
_COMMENT: Final = "!--"
_ENDS: Final = {_COMMENT: re.compile("-->")} | {
    tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in _UNSEEN
}
_NOWIKI: Final = re.compile(r"</?(?:nowiki|pre)\s*/?>", re.IGNORECASE)
_TABLE_MARKUP: Final = re.compile(r"^[ \t:]*(?:\{\||\|[-}+]|[|!]).*$", re.MULTILINE)
_CURLY: Final = re.compile(r"\{\{|\}\}")
_SQUARE: Final = re.compile(r"\[\[|\]\]")
_EXTERNAL: Final = re.compile(r"\[(?:https?:)?//[^\s\[\]]++(?:[ \t]++([^\[\]\n]*+))?\]")
# Blanks belong to one part of it alone: tried for each of them, a row takes cubic time.
_HEADING: Final = re.compile(
    r"^(={1,6})[ \t]*+([^ \t\n](?:.*?[^ \t\n])?|(?<=[ \t]))[ \t]*+\1[ \t]*$", re.MULTILINE
)
_LIST: Final = re.compile(r"^[*#:;]+[ \t]*", re.MULTILINE)
_QUOTES: Final = re.compile(r"'{2,5}")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_BREAK: Final = re.compile(r"<(?:br|hr|p)\b[^<>\n]{0,100}>|^-{4,}", re.IGNORECASE | re.MULTILINE)
_MAGIC: Final = re.compile(r"__[A-ZÉ]{3,30}__")
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")

# Templates that stand for one of their values: a link to Wikipedia, a word of another language.
_WORDS: Final = frozenset("w wp lien lang langue nobr unité formatnum citation quote".split())
# Before a name: a picture, a category, the same page in another language.
_NO_LINK: Final = re.compile(
    r":?(?:file|image|fichier|media|category|catégorie|[a-z]{2,3}(?:-[a-z]+)?)\s*:", re.IGNORECASE
)
# Sections that are no text of an article.
_APPENDICES: Final = re.compile(
    r"sources?(?: et références?)?|références?|notes?(?: et références?)?|voir aussi"
    r"|articles? connexes?|liens? externes?|see also|external links?|references?|related news",
    re.IGNORECASE,
)


def text_of_wikitext(wikitext: str) -> str:
    """What readers see of a page, paragraphs separated by a blank line.

    >>> text_of_wikitext("Le '''[[pont]]''' de {{w|Valmont}}<ref>Vu.</ref> [[Val (lieu)|rouvre]].")
    'Le pont de Valmont rouvre.'
    """
    text = _replaced(_without_unseen(wikitext), _CURLY, _template)
    text = _NOWIKI.sub("", _TABLE_MARKUP.sub("", text))
    text = _replaced(text, _SQUARE, _link)
    text = _EXTERNAL.sub(lambda match: match[1] or "", text)
    text = _without_appendices(_BREAK.sub("\n\n", _QUOTES.sub("", _MAGIC.sub("", text))))
    text = unescape(_TAG.sub("", _LIST.sub("\n\n", text)))
    parts = (" ".join(part.split()) for part in _EMPTY_LINES.split(text))
    return "\n\n".join(filter(None, parts))


def value_of_template(wikitext: str, name: str) -> str | None:
    """The first value of the first template of a name.

    >>> value_of_template("{{date|18 septembre 2015}} Le pont", "date")
    '18 septembre 2015'
    """
    pattern = rf"\{{\{{\s*{re.escape(name)}\s*\|\s*+([^|{{}}]{{1,100}}?)\s*[|}}]"
    found = re.search(pattern, wikitext, re.IGNORECASE)
    return found[1] if found is not None else None


def categories_of(wikitext: str) -> list[str]:
    """The categories of a page, in its order."""
    found = re.findall(
        r"\[\[\s*(?:category|catégorie)\s*:\s*([^\[\]|\n]{1,200})", wikitext, re.IGNORECASE
    )
    return list(dict.fromkeys(name.strip() for name in found))


def _without_unseen(text: str) -> str:
    """The text without what is between some tags; one that is not closed is taken out alone."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        pieces.append(text[at : opening.start()])
        at = opening.end()
        tag = (opening[1] or _COMMENT).lower()
        if opening[0].endswith("/>") or tag in unclosed:
            continue
        closing = _ENDS[tag].search(text, at)
        if closing is None:
            unclosed.add(tag)
        else:
            at = closing.end()
    return "".join((*pieces, text[at:]))


def _replaced(text: str, brackets: re.Pattern[str], replacement: Callable[[str], str]) -> str:
    """The text with what stands between brackets replaced, the innermost first."""
    stack: list[list[str]] = [[]]
    at = 0
    for match in brackets.finditer(text):
        stack[-1].append(text[at : match.start()])
        at = match.end()
        if match[0] in ("{{", "[["):
            stack.append([])
        elif len(stack) > 1:
            inside = "".join(stack.pop())
            stack[-1].append(replacement(inside))
    stack[-1].append(text[at:])
    # What is not closed stays, without its brackets.
    return "".join(piece for pieces in stack for piece in pieces)


def _template(inside: str) -> str:
    name, *values = inside.split("|")
    if name.strip().lower() not in _WORDS:
        return ""
    plain = [value.strip() for value in values if "=" not in value and value.strip()]
    return plain[-1] if plain else ""


def _link(inside: str) -> str:
    target, _, label = inside.partition("|")
    if _NO_LINK.match(target.strip()):
        return ""
    return label.rpartition("|")[2] or target.lstrip(":")


def _without_appendices(text: str) -> str:
    """The text up to the first section that is none of it, its headings as paragraphs."""
    for heading in _HEADING.finditer(text):
        if _APPENDICES.fullmatch(heading[2]):
            text = text[: heading.start()]
            break
    return _HEADING.sub(r"\n\n\2\n\n", text)
