"""Every form of every word in a Hunspell dictionary, with what the dictionary says of it.

The French dictionary lists stems with flags, `acteur/Fc() po:nom`, and beside it what each flag
adds: `SFX Fc eur rice/L'D'Q' [td]eur is:fem is:sg`. See the manual page hunspell(5).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

# The flag of an entry that is no word without an ending.
_NEEDS_ENDING: Final = "()"


class Form(NamedTuple):
    """A form of a word, as it is written."""

    written: str
    lemma: str
    tags: frozenset[str]
    """Of the entry and the ending: po:nom (noun), po:ppas (past participle), is:pl (plural)..."""


@dataclass(frozen=True)
class _Affix:
    """One rule of a flag: what it takes away, what it adds, and to which words."""

    stripped: str
    added: str
    condition: re.Pattern[str]
    flags: tuple[str, ...]
    """The flags that the new form has itself."""
    tags: frozenset[str]


_Rules: TypeAlias = dict[str, list[_Affix]]
"""By flag."""


def forms(affixes: Path, words: Path) -> Iterator[Form]:
    """All forms in a dictionary: its .aff file and its .dic file, both in UTF-8."""
    endings, beginnings = _rules(affixes)
    with words.open(encoding="utf-8") as lines:
        next(lines)  # how many there are
        for line in lines:
            head, *tags = line.split()
            lemma, _, flags = head.partition("/")
            entry = Form(lemma, lemma, frozenset(tags))
            yield from _inflected(entry, _flags(flags), endings)
            # Units: kilogramme, mégawatt. What elides, l'heure, is two words here.
            for flag in _flags(flags):
                for prefix in beginnings.get(flag, ()):
                    if "'" not in prefix.added:
                        unit = prefix.added + lemma
                        yield from _inflected(Form(unit, unit, entry.tags), prefix.flags, endings)


def _inflected(entry: Form, flags: tuple[str, ...], endings: _Rules) -> Iterator[Form]:
    if _NEEDS_ENDING not in flags:
        yield entry
    for flag in flags:
        for ending in endings.get(flag, ()):
            if ending.condition.search(entry.lemma):
                stem = entry.lemma.removesuffix(ending.stripped)
                yield Form(stem + ending.added, entry.lemma, entry.tags | ending.tags)


def _rules(affixes: Path) -> tuple[_Rules, _Rules]:
    """The endings and the beginnings that an .aff file defines."""
    rules: dict[str, _Rules] = {"SFX": defaultdict(list), "PFX": defaultdict(list)}
    for line in affixes.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) < 5 or columns[0] not in rules:
            continue
        kind, flag, stripped, added, condition, *tags = columns
        added, _, flags = added.partition("/")
        stripped = stripped.replace("0", "")
        rules[kind][flag].append(
            _Affix(
                stripped,
                added.replace("0", ""),
                re.compile(f"^{condition}" if kind == "PFX" else f"{condition}$"),
                _flags(flags),
                frozenset(tags),
            )
        )
    return rules["SFX"], rules["PFX"]


def _flags(text: str) -> tuple[str, ...]:
    """Flags of two characters each."""
    return tuple(text[i : i + 2] for i in range(0, len(text), 2))
