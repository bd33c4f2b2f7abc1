"""Lines that say nothing but who wrote an article, when, and who took the photograph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from searchnews.dates import find_date, normalize_date
from searchnews.ingest.agencies import agency_named, signature
from searchnews.ingest.authors import bare_names, byline
from searchnews.ingest.lines import normalized, unaccented

_LONGEST_LINE: Final = 160
# The date, the authors and the agency of a page are each looked for in the same lines.
_REMEMBERED: Final = 256

_UPDATED: Final = re.compile(
    r"[\s,;|(·•-]*(?:\b(?:et|derniere?) )?"
    r"\b(?:mise? a jour|modification|modifiee?|actualisee?|maj|updated?)\b"
    r"(?: ?:| le| du| ce| a|,)* "
    r"(?=\d|hier|aujourd'hui|il y a|(?:lun|mar|mercre|jeu|vendre|same|diman)\w+ \d)"
    r".{1,60}",
    re.IGNORECASE,
)
_THEN_PUBLISHED: Final = re.compile(
    r"[\s,;|(·•-]+(?:publie|paru|mis|poste|cree|diffuse)e?(?: en ligne)? (?:le|:|ce|du) ?",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"[\s,;|·•-]*\b(?:(?:l')?article |texte |depeche )?"
    r"(?:publiee?|parue?|mise? en ligne|postee?|creee?|diffusee?|redigee?|ecrite?"
    r"|date(?: de (?:publication|parution))?)"
    r"(?: ?:| le| ce| du|,)* ?$",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_THE: Final = re.compile(
    r"[\s,;|·•-]*(?:\b(?:le|ce|du) *(?:(?:lun|mar|mer|jeu|ven|sam|dim)\w*\.?,? *)?)?$",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"[\s,|·•-]*(?:\ba )?(?P<hour>\d{1,2}) ?[h:] ?(?P<minute>\d{2})?(?::\d{2})?", re.IGNORECASE
)
# What may stand next to a date without naming anybody: punctuation, the time that reading takes.
_WORTH_READING: Final = re.compile(
    r"(?!(?:\W*(?:temps de )?(?:lecture|lire)\b.*|\W*\d+ min\b.*|\W*)$)^.", re.IGNORECASE
)
# "Jeanne Martin | 18.09.2015", where "Los Angeles, 18.09.2015" names nobody.
_SIGN_OF_ENTRIES: Final = re.compile(r"[|·•]")
_ONLY_TIME_AGO: Final = re.compile(
    r"(?:publiee?|postee?|mise? en ligne)?,? ?"
    r"(?:il y a (?:\d+|une?|quelques) (?:minute|heure|jour|mois|semaine|an)s?"
    r"|hier|avant-hier|aujourd'hui)(?:,? (?:a )?\d{1,2} ?[h:] ?\d{0,2})?",
    re.IGNORECASE,
)

_KIND: Final = (
    r"(?:photo|photographie|image|illustration|dessin)s?"
    r"(?: d'archives?| d'illustration| de couverture)?"
)
_CREDIT: Final = re.compile(
    r"[(\[]?(?:"
    rf"(?:{_KIND}\.? ?(?:(?:par|credits?)\b ?:?|[:©/]|\(c\)) ?"
    rf"|(?:credits?|copyright)(?: {_KIND}| dr)? ?[:©] ?|© ?|\(c\) ?|copyright |dr[ :/]+)+"
    r"(?P<name>[^:]{2,60})"
    rf"|{_KIND} (?P<agency>[^:/]{{2,40}}/ ?[^:/]{{2,30}}|afp|ap|belga|keystone|reuters|sipa|ats)"
    r"|(?P<archive>(?:keystone|getty(?: images)?|shutterstock|istock|sipa(?: press)?|adobe stock"
    r"|pixabay|unsplash|dr)(?: ?/ ?[\w .'-]{2,30})?))"
    r"[)\]]?",
    re.IGNORECASE,
)
# Names, and not a caption ("Photo : Un pont à Nîmes") nor a right on the text ("© 2015 Le Temps").
_NAMES: Final = re.compile(
    r"(?:[dl]')?[A-Z][\w.'@-]*"
    r"(?:(?: ?[/,&|] ?| - | )"
    r"(?:(?:[dl]')?[A-Z][\w.'@-]*|d[eu]|des|la|le|van|von|et|pour|via|archives?))*"
)
_MOST_WORDS_OF_A_CREDIT: Final = 8

_BREADCRUMBS: Final = re.compile(
    r"(?:(?:vous etes ici ?: ?)?(?:accueil|home|actualites?|actu|a la une|une) ?[>›»/|]"
    r"|(?=[^>›\d]{2,30}[>›][^>›\d]{2,30}[>›]))"
    r"[^>›»/|]{2,60}(?:[>›»/|][^>›»/|]{2,120})*",
    re.IGNORECASE,
)
_CRUMB: Final = re.compile(r"\s*[>›»/|]\s*")

_SECTIONS: Final = frozenset(
    unaccented(section).lower()
    for section in (
        "Actualité, Actualités, Actu, Afrique, Agriculture, Amérique du Nord, Amérique latine, "
        "Amériques, Amériques, Asie, Asie-Pacifique, Auto, Automobile, Automobiles, Belgique, "
        "Bourse, Canada, Cantons, Cinéma, Conflits, Conjoncture, Consommation, Culture, "
        "Culture & Médias, Débats, Défense, Divers, Économie, Eco, Éducation, Élections, Emploi, "
        "Énergie, Enquête, Entreprises, Environnement, Étranger, Europe, Éditorial, Edito, "
        "Faits divers, Faits-divers, Finance, Finances, Football, France, Genève, High-Tech, "
        "Idées, Industrie, International, Internet, Justice, Le monde, Livres, Loisirs, Luxe, "
        "Maghreb, Médias, Monde, Moyen-Orient, Multimédia, Musique, Opinion, Opinions, "
        "Patrimoine, People, Planète, Police, Police-justice, Politique, Proche-Orient, Québec, "
        "Régions, Régional, Reportage, Santé, Sciences, Science, Sciences & Santé, Sciences-Tech, "
        "Social, Société, Spectacles, Sport, Sports, Suisse, Technologie, Technologies, Techno, "
        "Télévision, Tennis, Tribune, Tribunes, Vaud, Vie quotidienne, Voyage, Voyages"
    ).split(", ")
)


class Metadata(NamedTuple):
    """What such a line says; the date of an update is not kept."""

    date: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    credit: str | None = None
    is_labelled: bool = False
    """Whether the line calls the date that of publication, so that it is one wherever it is."""


@lru_cache(_REMEMBERED)
def metadata_of(line: str) -> Metadata | None:
    """What a line says about the article; None if it says anything else as well.

    >>> metadata_of("Publié le 18 septembre 2015 à 17h42 - Mis à jour le 20 septembre").date
    '2015-09-18T17:42'
    >>> metadata_of("Par Jeanne Martin, le 18.09.2015").authors
    ('Jeanne Martin',)
    >>> metadata_of("Photo: Keystone").credit, metadata_of("Photo : le pont de Nîmes")
    ('Keystone', None)
    """
    if len(line) > _LONGEST_LINE:
        return None
    line = normalized(line)
    return _signed(line) or _credit(line) or _dated(line)


def _signed(line: str) -> Metadata | None:
    if (signed := signature(line)) is not None:
        return Metadata(agency=signed.agency, authors=(signed.author,) if signed.author else ())
    if (authors := byline(line)) and find_date(line) is None:
        return Metadata(authors=authors)
    return None


def _credit(line: str) -> Metadata | None:
    match = _CREDIT.fullmatch(unaccented(line))
    if match is None:
        return None
    start, end = match.span(match.lastgroup or 0)
    name = line[start:end].strip("()[] ")
    if len(name.split()) > _MOST_WORDS_OF_A_CREDIT:
        return None
    named = match["archive"] or agency_named(name) or _NAMES.fullmatch(unaccented(name))
    return Metadata(credit=name) if named else None


def _dated(line: str) -> Metadata | None:
    words = unaccented(line)
    if (update := _UPDATED.search(words)) is not None:
        # "Mis à jour le 20/09/2015 à 8h, publié le 18/09/2015": what follows may be the other.
        published = _THEN_PUBLISHED.search(words, update.start())
        end = published.start() if published else len(words)
        line = line[: update.start()] + line[end:]
        words = words[: update.start()] + words[end:]
    if not words or _ONLY_TIME_AGO.fullmatch(words):
        return Metadata()
    found = find_date(words) if _DIGIT.search(words) else None
    if found is None:
        return None
    date, start, end = found
    if (clock := _CLOCK.match(words, end)) is not None:
        end = clock.end()
        if "T" not in date:
            time = f"{int(clock['hour']):02}:{clock['minute'] or '00'}"
            date = normalize_date(f"{date}T{time}") or date
    label = _PUBLISHED.search(words, 0, start)
    the = _THE.search(words, 0, start)
    before = line[: label.start() if label else the.start() if the else start]
    after = line[end:]
    is_entry = label is not None or _SIGN_OF_ENTRIES.search(line[len(before) : start] + after)
    names = [
        _named(part, may_be_bare=bool(is_entry))
        for part in (before, after)
        if _WORTH_READING.search(unaccented(part))
    ]
    if None in names:
        return None
    return Metadata(
        date=date,
        authors=tuple(author for named in names if named for author in named.authors),
        agency=next((named.agency for named in names if named and named.agency), None),
        is_labelled=label is not None,
    )


def _named(part: str, *, may_be_bare: bool) -> Metadata | None:
    names = part.strip(" ,;|·•-–—/()")
    signed = _signed(names)
    if signed is None and may_be_bare and (authors := bare_names(names)):
        return Metadata(authors=authors)
    return signed


def section_of(line: str) -> str | None:
    """The section that a line above the title names, alone or at the end of a path.

    >>> section_of("ÉCONOMIE"), section_of("Accueil > Monde > Moyen-Orient"), section_of("Palmyre")
    ('ÉCONOMIE', 'Moyen-Orient', None)
    """
    if len(line) > _LONGEST_LINE:
        return None
    line = normalized(line)
    if unaccented(line).lower() in _SECTIONS:
        return line
    if _BREADCRUMBS.fullmatch(unaccented(line)) is None:
        return None
    crumbs = [crumb for crumb in _CRUMB.split(line) if crumb]
    return next((c for c in reversed(crumbs) if unaccented(c).lower() in _SECTIONS), crumbs[-1])
