r"""The grammar of French words, as regular expressions over skeletons.

It is written once for both tokenizers: the reference runs it over a text's skeleton (see
`characters`), `bulk` over bytes in which letters keep their accents. They differ only in
the classes of characters, which is what `Grammar` is built from.

A word is a run of letters and digits. Beside that:

- an elided article at the start of a word is cut: l'aviation, qu'il, jusqu'à; any other
  apostrophe between letters belongs to the word: aujourd'hui, presqu'île, O'Brien, 12'000;
- a comma between two digits belongs to the word: 3,5;
- groups of three digits after spaces or full stops are one number: 12 000, 12.000;
- a full stop between digits that is neither of a date nor of thousands is a decimal comma: 1.5;
- signs such as % and € are words, unless a letter follows: %s;
- initials are one word: C.G.T.;
- endings of inclusive spelling leave the masculine form, in the plural if they end in -s:
  auteur·rice·s, étudiant.e.s.
"""

from __future__ import annotations

from typing import Final, NamedTuple

ELIDED: Final = tuple("l d j m t s c n qu jusqu lorsqu puisqu quoiqu".split())
"""What is cut off before an apostrophe. Not presqu, quelqu, entr, aujourd, prud: those belong
to their word, as they do for the ElisionFilter of Lucene."""

# Feminine endings as they are written after a middle dot, longest first; x stands for è.
_ENDINGS: Final = (
    "trices|trice|rices|rice|euses|euse|esses|esse|sses|sse|lles|lle|ttes|tte|nnes|nne"
    "|[ex]res|[ex]re|ales|ale|nes|ne|les|le|tes|te|ses|se|ves|ve|fes|fe|hes|he|es|e|s"
)
# After a full stop only those that do not begin a sentence after a forgotten space (la fin.Le
# lendemain), unless -s follows too.
_ENDINGS_AFTER_STOP: Final = r"(?:trice|rice|euse|[ex]re|e)(?:\.?s)?|(?:ne|le|te|se|ve|fe|he)\.s"


class Grammar(NamedTuple):
    """The rules as sources of regular expressions, over one alphabet.

    `start`, `letter` and `inside` are character classes: what begins a word, what is no digit,
    and what continues a word; `middle_dot` is one character.
    """

    start: str
    letter: str
    inside: str
    middle_dot: str

    @property
    def run(self) -> str:
        """Letters and digits without anything between."""
        return f"{self.start}{self.inside}*"

    @property
    def word_ends(self) -> str:
        """No letter follows, not even after an apostrophe."""
        return f"(?!{self.inside}|'{self.start})"

    @property
    def thousands(self) -> str:
        """A number in groups of three, after spaces or after full stops."""
        groups = r"(?:(?: [0-9]{3})+|(?:\.[0-9]{3})+)"
        return rf"(?<!{self.inside})(?<![.,])[0-9]{{1,3}}{groups}{self.word_ends}"

    @property
    def decimal(self) -> str:
        """A number with a full stop for a decimal comma, which is the group `point`."""
        whole = rf"(?:{self.thousands}|(?<!{self.inside})(?<![.,])[0-9]+)"
        fraction = rf"(?:[0-9]{{1,2}}|[0-9]{{4,}})(?!{self.inside}|'{self.start}|[.,][0-9])"
        return rf"{whole}(?P<point>\.){fraction}"

    @property
    def initials(self) -> str:
        """Two or more single letters with full stops between."""
        return rf"(?<!{self.inside}){self.letter}(?:\.{self.letter})+{self.word_ends}"

    @property
    def inclusive(self) -> str:
        """The endings after a word of two letters or more."""
        letter, dot = self.letter, self.middle_dot
        endings = rf"(?:{dot}(?:{_ENDINGS})|\.(?:{_ENDINGS_AFTER_STOP}))+{self.word_ends}"
        return f"(?<={letter}{letter}){endings}"


def plural_of_inclusive(base: str, endings: str) -> str:
    """What inclusive endings add to the word before them: "s" or nothing.

    >>> plural_of_inclusive("auteur", "·rice·s"), plural_of_inclusive("heureux", "·ses")
    ('s', '')
    """
    return "s" if endings[-1] == "s" and base[-1] not in "sx" else ""
