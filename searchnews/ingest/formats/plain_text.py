"""Whether a file whose name says nothing is a text: French prose throughout, and no program.

Many files without an extension are no articles: programs, settings, lists, logs, licences. So only
what is surely a text is read, and the others are named with what to do.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.ingest.lines import unaccented

ABOUT_FILES: Final = re.compile(
    r"(?:read[ _-]?me|lisez[ _-]?moi|changelog|changes|history|news|release[ _-]?notes?|licen[cs]e"
    r"|copying|notice|notes?|contributing|contributors|code[ _-]of[ _-]conduct|authors|security"
    r"|support|governance|maintainers|install(?:ation)?|todo|roadmap|faq|summary|_?index|_?sidebar"
    r"|(?:issue|pull[ _-]request)[ _-]template|agents|claude)(?:[._-][a-z]{2}(?:[_-][a-z]{2})?)?",
    re.IGNORECASE,
)
"""The name of a file about a folder or a program, in whichever language: README.fr."""
_OF_PROGRAMS: Final = re.compile(
    r"(?:make|docker|jenkins|vagrant|proc|gem|rake|pod|brew)file|version|manifest|metadata|record"
    r"|copyright|thanks|credits|hacking|bugs|patents|eula|disclaimer|code[ _-]?owners",
    re.IGNORECASE,
)

_READ: Final = 20_000  # characters; the beginning says what the rest is
_LINE_END: Final = re.compile("\r\n?")
_WORD: Final = re.compile(r"\b[^\W\d_]+\b")
_SENTENCE: Final = re.compile(
    r"^[ \t]*(?:[-–—«\"“(\[] ?)?[A-ZÀ-ÖØ-ÞŒ][^\n]{20,}[.!?…][»\"”)]?[ \t]*$", re.MULTILINE
)
_FEWEST_WORDS: Final = 8
# Of 3,130 articles in French all have more than 0.33.
_FUNCTION_WORDS: Final = 0.25
_LETTERS: Final = 0.9
"""So much of a text are letters, spaces and the signs of sentences."""
_OF_SENTENCES: Final = re.compile(r"[^\W\d_]|[\s.,;:!?'’\"«»“”()…–—-]|\d")
_OF_PROGRAMS_ONLY: Final = re.compile(
    r"^(?:#!|#include|<\?|%!|import |from \S+ import|package |\.TH )|[{}]\s*$|^\s*[\w.-]+\s*=",
    re.MULTILINE,
)


def has_extension(name: str) -> bool:
    """Whether a name says what the file is, if only to those who know.

    >>> has_extension("depeche"), has_extension("Interview de M. Dupont"), has_extension("a.log")
    (False, False, True)
    """
    suffix = PurePath(name).suffix
    return bool(suffix) and " " not in suffix


def is_about_files(name: str) -> bool:
    """Whether a file is about others by its name, or a part of a program."""
    return any(pattern.fullmatch(name) for pattern in (ABOUT_FILES, _OF_PROGRAMS))


def is_prose_throughout(text: str) -> bool:
    r"""Whether a text is French prose, and surely nothing else.

    >>> is_prose_throughout("Titre\n\nLe maire a inauguré le pont, mardi matin.\n")
    True
    >>> is_prose_throughout("# Le port du serveur, et la liste de ce qu'il sert.\nport = 80\n")
    False
    """
    text = _LINE_END.sub("\n", text[:_READ])
    words = _WORD.findall(unaccented(text).lower())
    if len(words) < _FEWEST_WORDS or "\ufffd" in text or _OF_PROGRAMS_ONLY.search(text):
        return False
    common = sum(word in FUNCTION_WORDS for word in words)
    letters = sum(1 for _ in _OF_SENTENCES.finditer(text))
    return (
        common >= _FUNCTION_WORDS * len(words)
        and letters >= _LETTERS * len(text)
        and _SENTENCE.search(text) is not None
    )
