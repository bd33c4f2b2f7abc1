"""The names of authors in bylines, however they are written."""

from __future__ import annotations

import re
from typing import Final

from searchnews.ingest.lines import normalized, unaccented

_BY: Final = re.compile(r"^(?:par|by|de)\s*:?\s+(?=\S)", re.IGNORECASE)
_BETWEEN_NAMES: Final = re.compile(r"\s*[;|\n]\s*|\s*,\s+(?:et\s+)?|\s+(?:et|and|&)\s+")

# What comes before the names in a line that is a byline.
_BYLINE: Final = re.compile(
    r"(?:(?:(?:article|texte|reportage|enquete|dossier|analyse|entretien|interview|chronique)s? )?"
    r"(?:par|redige par|ecrit par|publie par|propos recueillis par|recueilli par"
    r"|de notre (?:correspondante?|envoyee? speciale?)(?: (?:a|au|aux|en|permanente?) [\w' -]+,)?)"
    r"|(?:auteur|autrice|texte|redaction|journaliste)s? :)"
    r" :? ?(?P<names>.+)",
    re.IGNORECASE,
)
_LONGEST_BYLINE: Final = 120
_PARTICLE: Final = r"(?:d[eiu]|des|dos|da|la|le|van|von|den|der|ben|bin|el|al|y)"
_BARE_NAME: Final = re.compile(rf"[A-Z][\w'.-]*(?: (?:{_PARTICLE}|(?:[dl]')?[A-Z][\w'.-]*)){{1,4}}")
_NAME: Final = re.compile(
    _BARE_NAME.pattern +
    # and what is added to them: ", envoyée spéciale à Kiev", "(à Bruxelles)", " - Le Temps"
    r"(?:,? (?:envoyee?s?|correspondante?s?|journalistes?|avec|a|au|aux|en)\b.{0,60}"
    r"| \(.{1,60}\)| [-|@/] .{1,40})?"
)
# What is longer is not a list of names, and is kept as it is.
_LONGEST_LIST: Final = 2000


def split_authors(names: str) -> tuple[str, ...]:
    """The names in a string, each once.

    What begins with a small letter describes the name before it, and stays with it. A comma between
    two single words separates a surname from a first name.

    >>> split_authors("Par Jeanne Martin, Luc de Wit et Zoé Roy, à Kiev")
    ('Jeanne Martin', 'Luc de Wit', 'Zoé Roy, à Kiev')
    >>> split_authors("Martin, Jeanne")
    ('Martin, Jeanne',)
    """
    if len(names) > _LONGEST_LIST:
        return (names.strip(),)
    names = _BY.sub("", names.strip(), count=1)
    parts = [part for part in map(str.strip, _BETWEEN_NAMES.split(names)) if part]
    if len(parts) == 2 and "," in names and not any(" " in part for part in parts):
        return (names,)
    authors: list[str] = []
    for part in parts:
        if authors and part[0].islower():
            authors[-1] += f", {part}"
        elif part not in authors:
            authors.append(part)
    return tuple(authors)


def byline(line: str) -> tuple[str, ...] | None:
    """The authors, when the line says who wrote the article and nothing else.

    >>> byline("Par Jeanne Martin et Luc de Wit"), byline("Propos recueillis par Zoé Roy")
    (('Jeanne Martin', 'Luc de Wit'), ('Zoé Roy',))
    >>> byline("Par amour de la Loire") is byline("Par Jeanne Martin, il l'a su.") is None
    True
    """
    if len(line) > _LONGEST_BYLINE or line.rstrip().endswith((".", "!", "?", ",")):
        return None
    written = normalized(line)
    match = _BYLINE.fullmatch(unaccented(written))
    if match is None:
        return None
    authors = split_authors(written[match.start("names") :])
    return authors if all(_NAME.fullmatch(unaccented(author)) for author in authors) else None


def bare_names(text: str) -> tuple[str, ...] | None:
    """The authors, when the text is nothing but names, each of two words or more.

    >>> bare_names("Jeanne Martin, Luc de Wit"), bare_names("Le pont est fermé")
    (('Jeanne Martin', 'Luc de Wit'), None)
    """
    authors = split_authors(text) if len(text) <= _LONGEST_BYLINE else ()
    return authors if authors and all(map(_BARE_NAME.fullmatch, map(unaccented, authors))) else None
