"""The pages of the site, and what a reader would type of them."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fr", "en")
PAGES = sorted((ROOT / "docs" / LANGUAGES[0]).rglob("*.md"))

_FENCE = re.compile(r"^(`{3,})(\S*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class Typed(NamedTuple):
    """A command of a page, and what the page shows of its output; None if it shows nothing."""

    command: str
    shown: str | None


def names(language):
    """The pages of a language, by their paths in its folder."""
    folder = ROOT / "docs" / language
    return {str(page.relative_to(folder)) for page in folder.rglob("*.md")}


def every_page():
    return [f"{language}/{name}" for language in LANGUAGES for name in sorted(names(language))]


def text_of(page):
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def blocks(page, kind):
    """The fenced blocks of a kind on a page."""
    return [block for _, named, block in _FENCE.findall(text_of(page)) if named == kind]


def typed(page):
    """The commands of a page, which run one after the other in the same folder."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield Typed(command, shown.rstrip("\n") or None)
