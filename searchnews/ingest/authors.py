"""The names of authors in bylines, however they are written."""

from __future__ import annotations

import re
from typing import Final

from searchnews.ingest.lines import normalized, unaccented

_BY: Final = re.compile(
    r"^(?:(?:(?:propos|textes?|article|entretien|interview|reportage|photos?) )?"
    r"(?:(?:recueilli|realise|redige|ecrit|publie|poste|soumis|signe|propose|traduit)e?s? )?"
    r"(?:par|by|(?-i:de))|(?:auteure?|autrice|texte|journaliste)s? ?(?=:))\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN_NAMES: Final = re.compile(
    r"\s*[;|\n]\s*|\s*,\s+(?:et\s+|avec\s+)?|\s+(?:et|and|&|avec)\s+|\s*\((?=avec\s)|(?<=\()avec\s+"
)

# What comes before the names in a line that is a byline.
_BYLINE: Final = re.compile(
    r"(?:(?:(?:article|texte|reportage|enquete|dossier|analyse|entretien|interview|chronique)s? )?"
    r"(?:(?:(?:redige|ecrit|publie|poste|soumis|propose|signe|recueilli|propos recueillis) )?par"
    r"|de notre (?:correspondante?|envoyee? speciale?)(?: (?:a|au|aux|en|permanente?) [\w' -]+,)?)"
    r"|(?:auteur|autrice|texte|redaction|journaliste)s? :)"
    r" :? ?(?P<names>.+)",
    re.IGNORECASE,
)
_LONGEST_BYLINE: Final = 120
_PARTICLE: Final = r"(?:d[eiu]|des|dos|da|la|le|van|von|den|der|ben|bin|el|al|y)"
_CAPITALISED: Final = r"(?:[dl]')?[A-Z][\w'.-]*"
_BARE_NAME: Final = re.compile(rf"[A-Z][\w'.-]*(?: (?:{_PARTICLE}|{_CAPITALISED})){{1,4}}")
_ROLE: Final = (
    r"(?:envoye|correspondant|journaliste|redact|chef|chroniqueu|editorialiste|professeu"
    r"|sociologue|historien|economiste|avocat|directeu|directrice|president|specialiste|stagiaire"
    r"|photographe|ecrivain|depute|senat|maire|secretaire|chercheu|philosophe|politologue)"
)
_NAME: Final = re.compile(
    rf"(?P<name>{_BARE_NAME.pattern}?)"
    # and what is added to them: ", envoyée spéciale à Kiev", "(à Bruxelles)", " - Le Temps"
    rf"(?:,? (?:{_ROLE}\w*|a|au|aux|en)\b.{{0,60}}| \(.{{1,60}}\)?| [-|@/] .{{1,40}})?",
)
_DESCRIPTION: Final = re.compile(rf"\(?(?:{_ROLE}|(?:a|au|aux|en|dans)\b)", re.IGNORECASE)
_FULL_STOP: Final = re.compile(r"(?<=\w\w)\.$")  # after a name, and not after an initial
# "Jeanne Martin, de Wit" names two; "Jeanne Martin, de notre bureau" one.
_PARTICLE_AND_NAME: Final = re.compile(rf"(?:{_PARTICLE} |d')(?:{_PARTICLE} )*[A-Z]")
_SENTENCE_END: Final = re.compile(r"(?:[!?,]|(?<!\b[A-Z])\.)\s*$")  # an initial ends none
# What is longer is not a list of names, and is kept as it is.
_LONGEST_LIST: Final = 2000


def split_authors(names: str) -> tuple[str, ...]:
    """The names in a string, each once, without what is said of them: their places and roles.

    A comma between two single words separates a surname from a first name.

    >>> split_authors("Par Jeanne Martin, Luc de Wit et Zoé Roy, à Kiev")
    ('Jeanne Martin', 'Luc de Wit', 'Zoé Roy')
    >>> split_authors("Recueilli par Zoé Roy (envoyée spéciale à Damas), avec Luc de Wit.")
    ('Zoé Roy', 'Luc de Wit')
    >>> split_authors("Martin, Jeanne")
    ('Martin, Jeanne',)
    """
    if len(names) > _LONGEST_LIST:
        return (names.strip(),)
    return tuple(
        dict.fromkeys(name_alone(part) for part, describes in _parts_of(names) if not describes)
    )


def _parts_of(names: str) -> list[tuple[str, bool]]:
    """The parts of a list of names, each with whether it describes the name before it."""
    names = names.strip()
    if begun := _BY.match(unaccented(names)):
        names = names[begun.end() :]
    parts = [part for part in map(str.strip, _BETWEEN_NAMES.split(names)) if part]
    if len(parts) == 2 and "," in names and not any(" " in part for part in parts):
        return [(names, False)]
    return [(part, number > 0 and _is_description(part)) for number, part in enumerate(parts)]


def _is_description(part: str) -> bool:
    plain = unaccented(part)
    if part[0].islower():
        return _PARTICLE_AND_NAME.match(plain) is None
    return _DESCRIPTION.match(plain) is not None


def name_alone(name: str) -> str:
    """A name without the place, the role or the paper that is written after it.

    >>> name_alone("François d’Alançon (envoyé spécial à Damas)"), name_alone("ONU Info")
    ('François d’Alançon', 'ONU Info')
    """
    name = _FULL_STOP.sub("", name if "(" in name else name.rstrip(")"))
    match = _NAME.fullmatch(unaccented(name))
    return name[: match.end("name")] if match is not None else name


def byline(line: str) -> tuple[str, ...] | None:
    """The authors, when the line says who wrote the article and nothing else.

    >>> byline("Par Jeanne Martin et Luc de Wit"), byline("Propos recueillis par Zoé Roy")
    (('Jeanne Martin', 'Luc de Wit'), ('Zoé Roy',))
    >>> byline("Par amour de la Loire") is byline("Par Jeanne Martin, il l'a su") is None
    True
    """
    if len(line) > _LONGEST_BYLINE or _SENTENCE_END.search(line):
        return None
    written = normalized(line)
    match = _BYLINE.fullmatch(unaccented(written))
    return _only_names(written[match.start("names") :]) if match is not None else None


def bare_names(text: str) -> tuple[str, ...] | None:
    """The authors, when the text is nothing but names, each of two words or more.

    >>> bare_names("Jeanne Martin, Luc de Wit"), bare_names("Le pont est fermé")
    (('Jeanne Martin', 'Luc de Wit'), None)
    """
    return _only_names(text) if len(text) <= _LONGEST_BYLINE else None


def _only_names(text: str) -> tuple[str, ...] | None:
    """The names in a text that has nothing but names, and places and roles that are known."""
    parts = _parts_of(text)
    authors = split_authors(text)
    if not authors or not all(_BARE_NAME.fullmatch(unaccented(author)) for author in authors):
        return None
    is_known = all(_DESCRIPTION.match(unaccented(part)) for part, describes in parts if describes)
    return authors if is_known else None
