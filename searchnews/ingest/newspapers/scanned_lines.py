"""Lines of a scanned page as the text that they were set from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from searchnews.ingest.origin import Origin

# Signs that stand for nothing but the end of the line, and those that words have too.
_CUT: Final = re.compile(r"(?<=\w)[¬\u00ad⸗=]$")
_HYPHEN: Final = re.compile(r"(?<=\w)[-\u2010]$")


def joined(lines: Iterable[str]) -> str:
    """The lines as one, words that are cut at their ends put together.

    >>> joined(["La ri-", "vière monte à Saint-", "Étienne, len¬", "tement."])
    'La rivière monte à Saint-Étienne, lentement.'
    """
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        if not line:
            continue
        if _CUT.search(text) or (_HYPHEN.search(text) and line[0].islower()):
            text = text[:-1] + line
        elif _HYPHEN.search(text):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def date_of_image(name: str | None) -> str | None:
    """The day in the name of the image of a page, by the rules for names of files.

    >>> date_of_image("images/courrier_1915-09-18_1.jpg"), date_of_image("0001.tif")
    ('1915-09-18', None)
    """
    path = Path((name or "").replace("\\", "/"))
    return Origin(path, stem=path.stem).date_in_name
