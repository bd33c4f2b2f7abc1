"""The paragraphs of a text: its lines, or several lines where the text is broken to a width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from searchnews.ingest.lines import ends_sentence

# Texts are broken to widths between these; in others, each line is a paragraph.
_NARROWEST: Final = 40
_WIDEST: Final = 120
# The share of the line ends in a broken paragraph; the others are mistakes, or cut words.
_FEWEST_AT_WIDTH: Final = 0.85


class Paragraph(NamedTuple):
    """A paragraph, and the lines that it takes."""

    text: str
    """In one line."""
    first: int
    """The number of its first line, counted from 0."""
    last: int


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    r"""The paragraphs in the lines of a text, in order.

    >>> broken = "Le pont est fermé aux camions depuis mardi\nà cause de la crue du Gardon."
    >>> [paragraph.text for paragraph in paragraphs([*broken.split("\n"), "", "/ATS", "Météo"])]
    ['Le pont est fermé aux camions depuis mardi à cause de la crue du Gardon.', '/ATS', 'Météo']
    """
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped), default=0)
    found: list[Paragraph] = []
    for is_filled, block in groupby(enumerate(stripped), key=lambda numbered: bool(numbered[1])):
        if not is_filled:
            continue
        numbered = list(block)
        texts = [text for _, text in numbered]
        if _NARROWEST <= width <= _WIDEST and _is_broken(texts, width):
            found.append(Paragraph(" ".join(texts), numbered[0][0], numbered[-1][0]))
        else:
            found.extend(Paragraph(text, number, number) for number, text in numbered)
    return found


def _is_broken(block: list[str], width: int) -> bool:
    """Whether lines end where the next word would have been too long, some inside a sentence."""
    breaks = list(pairwise(block))
    at_width = sum(
        len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in breaks
    )
    return at_width > len(breaks) * _FEWEST_AT_WIDTH and not all(map(ends_sentence, block[:-1]))
