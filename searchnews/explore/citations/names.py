"""Names of authors as bibliographies want them: people in parts, agencies and offices whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from searchnews.article import Article


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, sorted by the family name."""

    given: str
    family: str
    particle: str = ""
    """In small letters before the family name: de, von, d'."""

    @property
    def inverted(self) -> str:
        """The particle, the family name, a comma, the given name.

        >>> Person("Charles", "Gaulle", "de").inverted
        'de Gaulle, Charles'
        """
        joined = self.particle if self.particle.endswith(("'", "’")) else f"{self.particle} "
        return f"{joined if self.particle else ''}{self.family}, {self.given}"


@dataclass(frozen=True, slots=True)
class Institution:
    """An agency, a newsroom, or a name that has no clear given and family name."""

    name: str


Name: TypeAlias = Person | Institution

# What says more about the author than the name: ", envoyée spéciale", "(à Kiev)", " - Le Temps".
_BEHIND: Final = re.compile(r"\s*(?:,\s+(?=[a-zà-ÿ])|\(|\s[-–—|/@]\s).*")
_INSTITUTIONS: Final = frozenset(
    """
    agence agences rédaction redaction service services le la les l’ l' avec groupe collectif
    journal presse press news agency radio télévision tv staff desk équipe bureau site web
    """.split()
)
_SMALL_PARTICLE: Final = re.compile(
    r"(?:de|du|des|da|di|dos|van|von|der|den|zu|el|al|ben|bin|la|le)"
)
_ELIDED_PARTICLE: Final = re.compile(r"(d['’])(\w.*)")
_FAMILY_PARTICLES: Final = frozenset(
    "Le La Les Du De Des Van Von Der Den El Al Ben Bin Saint".split()
)
_BETWEEN: Final = frozenset(("avec", "et", "and"))
_ACRONYM_LENGTH: Final = 5


def names_of(article: Article) -> tuple[Name, ...]:
    """Who wrote an article: its authors, else the agencies that signed it.

    >>> names_of(Article(id="a", authors=("Zoé Roy, à Kiev", "AFP")))
    (Person(given='Zoé', family='Roy', particle=''), Institution(name='AFP'))
    >>> names_of(Article(id="a", agency="ATS, AFP"))
    (Institution(name='ATS'), Institution(name='AFP'))
    """
    known = {name.casefold() for name in (*agencies_of(article), article.source or "")}
    if article.authors:
        return tuple(
            Institution(author) if author.casefold() in known else name_of(author)
            for author in (" ".join(each.split()) for each in article.authors)
            if author
        )
    return tuple(map(Institution, agencies_of(article)))


def agencies_of(article: Article) -> tuple[str, ...]:
    """The agencies that signed an article, one by one."""
    return tuple(article.agency.split(", ")) if article.agency else ()


def name_of(author: str) -> Name:
    """The name that a byline gives.

    A family name may be known by its capitals, by a comma, by the particle before it; else it is
    the last word. What is not clearly a person stays whole.

    >>> name_of("Jean de La Fontaine"), name_of("LE GOFF Anne-Marie")
    (Person(given='Jean', family='La Fontaine', particle='de'),
     Person(given='Anne-Marie', family='Le Goff', particle=''))
    >>> name_of("La rédaction"), name_of("Plantu")
    (Institution(name='La rédaction'), Institution(name='Plantu'))
    """
    bare = _BEHIND.sub("", author)
    words = bare.replace(",", " ").split()
    if len(words) < 2 or _is_institution(words):
        return Institution(author)
    if "," in bare:
        family, _, given = (part.strip() for part in bare.partition(","))
        return (
            Person(given, family) if family and given and "," not in given else Institution(author)
        )
    return _by_capitals(words) or _by_particle(words)


def _is_institution(words: list[str]) -> bool:
    """Whether the words are those of an office, or acronyms, or nothing that a name is made of."""
    capitals = all(map(str.isupper, words))
    # LE GOFF Anne begins with a family name, LE FIGARO does not.
    ends = words[-1:] if words[0].isupper() and not capitals else (words[0], words[-1])
    return (
        any(word.casefold() in _INSTITUTIONS for word in ends)
        or any(word.casefold() in _BETWEEN or not _is_name(word) for word in words)
        or (capitals and all(len(word) <= _ACRONYM_LENGTH for word in words))
    )


def _is_name(word: str) -> bool:
    return all(c.isalpha() or c in "'’.-" for c in word)


def _by_capitals(words: list[str]) -> Person | None:
    """Somebody whose family name alone is written in capitals, before or behind the given name."""
    capitals = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    if all(capitals):
        return _by_particle([word.title() for word in words])
    if not any(capitals):
        return None
    family = " ".join(
        word.title() for word, is_family in zip(words, capitals, strict=True) if is_family
    )
    others = [word for word, is_family in zip(words, capitals, strict=True) if not is_family]
    given = [word for word in others if not _SMALL_PARTICLE.fullmatch(word)]
    particle = [word for word in others if _SMALL_PARTICLE.fullmatch(word)]
    return Person(" ".join(given), family, " ".join(particle)) if given else None


def _by_particle(words: list[str]) -> Person:
    for i, word in enumerate(words[1:], 1):
        elided = _ELIDED_PARTICLE.fullmatch(word)
        if elided is not None:
            return Person(" ".join(words[:i]), " ".join((elided[2], *words[i + 1 :])), elided[1])
        if _SMALL_PARTICLE.fullmatch(word) and i + 1 < len(words):
            behind = i + 1
            while behind + 1 < len(words) and _SMALL_PARTICLE.fullmatch(words[behind]):
                behind += 1
            return Person(" ".join(words[:i]), " ".join(words[behind:]), " ".join(words[i:behind]))
    family = len(words) - 1
    while family > 1 and words[family - 1] in _FAMILY_PARTICLES:
        family -= 1
    return Person(" ".join(words[:family]), " ".join(words[family:]))
