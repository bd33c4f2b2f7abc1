"""The news agencies that sign French-language articles, and how they sign."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from searchnews.ingest.lines import normalized, unaccented

# Name -> further spellings. Case and accents do not matter.
_AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "AFP": ("Agence France-Presse", "Agence France Presse", "AFP-Services", "AFP Services"),
    "AIP": ("Agence ivoirienne de presse",),
    "Anadolu": ("Agence Anadolu", "Anadolu Agency"),
    "ANP": (),
    "ANSA": (),
    "APA": ("Austria Presse Agentur", "Agence de presse africaine"),
    "AP": ("Associated Press", "The Associated Press"),
    "APS": ("Algérie Presse Service", "Agence de presse sénégalaise"),
    "ATS": ("SDA", "SDA-ATS", "ATS-SDA", "Agence télégraphique suisse"),
    "AWP": (),
    "Belga": ("Agence Belga",),
    "Bloomberg": (),
    "Cath.ch": ("Apic", "Kipa-Apic"),
    "DPA": (),
    "Dow Jones": ("Dow Jones Newswires",),
    "EFE": (),
    "ETX Daily Up": ("Relaxnews", "AFP Relaxnews"),
    "Interfax": (),
    "Keystone-ATS": ("Keystone-SDA", "ATS-Keystone"),
    "Kyodo": ("Kyodo News",),
    "La Presse Canadienne": ("Presse Canadienne", "LPC", "PC"),
    "Lusa": (),
    "MAP": ("Maghreb arabe presse", "Agence marocaine de presse"),
    "Panapress": ("Pana",),
    "PAP": (),
    "QMI": ("Agence QMI",),
    "Reuters": ("Thomson Reuters", "Agence Reuters"),
    "RIA Novosti": (),
    "SID": (),
    "Sportinformation": ("SI", "Sportinformation (SI)"),
    "TAP": ("Tunis Afrique Presse",),
    "TASS": ("Itar-Tass",),
    "Ukrinform": (),
    "VNA": ("AVI", "Agence vietnamienne d'information"),
    "Xinhua": ("Chine nouvelle", "Agence Xinhua"),
    "Yonhap": (),
}
# Also words, or initials of other things: believed between brackets, after a stroke, with
# another agency or after "avec", but not where they stand alone.
_AMBIGUOUS: Final = frozenset({"AP", "APA", "MAP", "PAP", "PC", "Pana", "SI", "SID", "TAP", "AVI"})

_CANONICAL: Final = {
    unaccented(spelling).lower(): name
    for name, further in _AGENCIES.items()
    for spelling in (name, *further)
}
_UNAMBIGUOUS: Final = _CANONICAL.keys() - {name.lower() for name in _AMBIGUOUS}


def _alternation(spellings: set[str] | dict[str, str]) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))


_NAME: Final = rf"(?:{_alternation(_CANONICAL)})"
_BETWEEN: Final = r"(?: ?[/,+&|-] ?| et | avec | )"
_INITIALS: Final = r"[a-z]{2,5}"
# "ats/afp", "ATS, AFP et Reuters", and with whoever was on duty: "afp/jmd", "oang/ats".
_NAMES: Final = (
    rf"(?:{_INITIALS} ?/ ?)?{_NAME}(?:{_BETWEEN}(?:l')?{_NAME})*(?: ?\\?[/-] ?{_INITIALS})*"
)
_WITH: Final = r"avec (?:les |l'|des )?(?:agences? ?[:(]? ?)?"

_CAPITALISED: Final = r"(?:[dl]')?[A-Z][\w'.-]*"
_PARTICLE: Final = r"(?:[dl]')?(?:de|du|des|la|le|les|sur|sous|en|et|aux?|unies)"
_CAPITALISED_WORDS: Final = rf"{_CAPITALISED}(?:[ ,/]+(?:{_CAPITALISED}|{_PARTICLE})){{0,5}}"

_WHOLE_LINE: Final = re.compile(
    "|".join(
        (
            rf"[/\\] ?(?P<stroke>{_NAMES})\.?",
            rf"[(\[] ?(?:sources? ?:? ?|{_WITH})?(?P<brackets>{_NAMES}) ?[)\]]\.?",
            rf"sources? ?:? ?(?P<source>{_NAMES})\.?",
            rf"(?:par|by) ?:? (?:l')?(?P<author>{_NAMES})",
            rf"(?:©|\(c\)|copyright)(?: ?©)? ?\d{{4}} (?P<rights>{_NAMES})(?:[., -].{{0,60}})?",
            rf"[-–—]? ?(?P<bare>{_NAMES})\.?",
            rf"\(?(?:par )?(?P<by>(?-i:{_CAPITALISED_WORDS}) )?\(?{_WITH}(?P<others>{_NAMES})\)*",
        )
    ),
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    rf"(?:{_CAPITALISED_WORDS}(?: \([^()]{{2,30}}\))?"
    rf"(?:,? (?:le )?(?P<date>(?:[a-z]+ )?\d[^()]{{0,25}}?))? ?[-–—,]? ?)?"
    rf"[(\[](?P<agency>(?i:{_NAMES}))[)\]]"
    r"""(?: ?[-–—=:.]+| (?=[A-Z0-9«"'(]))"""
)
_AFTER_SENTENCE: Final = re.compile(
    rf"[.!?…»\"] ?(?:\((?:{_WITH})?(?P<brackets>{_NAMES})\)|/(?P<stroke>{_NAMES}))\.?",
    re.IGNORECASE,
)
_EACH_NAME: Final = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])", re.IGNORECASE)


class Signature(NamedTuple):
    """A line that says which agency wrote the article."""

    agency: str
    """Its usual name; several are joined: "ATS, AFP"."""
    author: str | None = None
    """Who else is named: "Le Temps avec AFP"."""


class Dateline(NamedTuple):
    """The beginning of a dispatch: "Paris, 18 sept 2015 (AFP) - "."""

    agency: str
    date: str | None
    """As it is written; often without its year."""


def agency_named(name: str) -> str | None:
    """The usual name of an agency, if `name` is the name of one and nothing else.

    >>> agency_named("Agence France-Presse"), agency_named("ATS / AFP"), agency_named("J. Martin")
    ('AFP', 'ATS, AFP', None)
    """
    words = unaccented(normalized(name))
    if len(words) > 80 or not _ONLY_NAMES.fullmatch(words):
        return None
    return _canonical(words)


def signature(line: str) -> Signature | None:
    """What a line says, if it is the signature of an agency and nothing else.

    >>> signature("/ATS"), signature("(ats/afp)").agency, signature("Le Temps avec AFP").author
    (Signature(agency='ATS', author=None), 'ATS, AFP', 'Le Temps')
    >>> signature("MAP"), signature("L'AFP a trente bureaux")
    (None, None)
    """
    if len(line) > 120:
        return None
    written = normalized(line)
    match = _WHOLE_LINE.fullmatch(unaccented(written))
    if match is None:
        return None
    names = next(value for key, value in match.groupdict().items() if value and key != "by")
    if match["bare"] and not any(
        found.lower() in _UNAMBIGUOUS for found in _EACH_NAME.findall(names)
    ):
        return None
    author = written[slice(*match.span("by"))].strip() if match["by"] else None
    return Signature(_canonical(names), author)


def dateline(paragraph: str) -> Dateline | None:
    """The agency and the date at the beginning of a paragraph, which itself stays as it is.

    >>> dateline("PARIS, 18 sept 2015 (AFP) - La grève continue.")
    Dateline(agency='AFP', date='18 sept 2015')
    >>> dateline("Paris (ats afp) Les violences ont repris.").agency
    'ATS, AFP'
    """
    match = _DATELINE.match(unaccented(normalized(paragraph[:160])))
    return Dateline(_canonical(match["agency"]), match["date"]) if match else None


def closing_agency(paragraph: str) -> str | None:
    """The agency that signs at the end of a paragraph: "… a-t-il dit. (AFP)".

    >>> closing_agency("La séance est levée. (ats/afp)"), closing_agency("Il dirige l'agence (AFP)")
    ('ATS, AFP', None)
    """
    match = _AFTER_SENTENCE.search(unaccented(normalized(paragraph[-80:])))
    if match is None or match.end() != len(match.string):
        return None
    return _canonical(match["brackets"] or match["stroke"])


_ONLY_NAMES: Final = re.compile(rf"{_NAME}(?:{_BETWEEN}{_NAME})*", re.IGNORECASE)


def _canonical(names: str) -> str:
    found = [_CANONICAL[name.lower()] for name in _EACH_NAME.findall(names)]
    return ", ".join(dict.fromkeys(found))
