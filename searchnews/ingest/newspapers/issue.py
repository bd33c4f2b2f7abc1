"""What METS says of an issue: its newspaper, its day, its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from searchnews.dates import find_date, normalize_date
from searchnews.ingest.markup import Element, language_of, name_of, text_at, texts_at
from searchnews.ingest.newspapers.titles import real_title

_OF_NEWSPAPERS: Final = ("newspaper", "periodical", "newspaperissue", "volume", "issue")
# Those of https://id.loc.gov/vocabulary/relators.html that write, in MODS and Dublin Core.
_WRITING: Final = frozenset({"author", "aut", "creator", "cre", "journalist", "jrn", "auteur"})
# Where the number of an issue begins in its label: "Le Val no. 12", "La Feuille, 3e année".
_NUMBER: Final = re.compile(
    r"[\s,;:(–—-]+(?:(?:no|n°|nº|nr|num[ée]ro|vol|ann[ée]e|jahrgang)\b\.?|\d).*", re.IGNORECASE
)


class IssueDescription:
    """The descriptive sections of a METS file."""

    def __init__(self, mets: Element) -> None:
        self._mets = mets

    def of(self, division: Element | None) -> Element | None:
        """The section that describes a division; None if there is none."""
        ids = (division.get("DMDID") or "").split() if division is not None else []
        return next((self._sections[each] for each in ids if each in self._sections), None)

    @cached_property
    def label(self) -> str | None:
        """What the issue is called: "Le Courrier du Val, no. 12"."""
        division = self._issue
        label = division.get("LABEL") if division is not None else None
        about = self.of(division)
        return (
            real_title(label)
            or real_title(self._mets.get("LABEL"))
            or (text_at(about, ".//title") if about is not None else None)
        )

    @cached_property
    def date(self) -> str | None:
        """The day of the issue: a date in its description, else one in its label."""
        about = self.of(self._issue)
        for section in [about] if about is not None else self._mets.iter("dmdSec"):
            for path in (".//dateIssued", ".//date", ".//temporal"):
                for text in texts_at(section, path):
                    if (date := normalize_date(text)) is not None:
                        return date
        found = find_date(self.label or "")
        return found[0] if found else None

    @cached_property
    def newspaper(self) -> str | None:
        """The name of the newspaper: the first title or label of it or its issue without a date."""
        written = map(real_title, self._names_of_newspaper())
        return next((name for name in written if name and find_date(name) is None), None)

    def _names_of_newspaper(self) -> Iterator[str | None]:
        divisions = [d for d in self._mets.iter("div") if kind_of(d) in _OF_NEWSPAPERS]
        for division in divisions:
            about = self.of(division)
            if about is not None:
                # An issue is part of a newspaper, and has a title of its own at most.
                yield text_at(about, ".//relatedItem[@type='host']/titleInfo/title")
                yield title_in(about)
        described = {id(self.of(division)) for division in self._mets.iter("div")}
        for section in self._mets.iter("dmdSec"):
            yield text_at(section, ".//relatedItem[@type='host']/titleInfo/title")
            if id(section) not in described:  # of no article, so of the whole
                yield title_in(section)
        for labelled in (*divisions, self._mets):
            yield _without_issue(labelled.get("LABEL") or "")

    @cached_property
    def language(self) -> str | None:
        """The code of the language."""
        for section in self._mets.iter("dmdSec"):
            code = text_at(section, ".//languageTerm[@type='code']") or text_at(
                section, ".//language"
            )
            if code and len(code) <= 3:
                return code
        return language_of(self._mets)

    @cached_property
    def _sections(self) -> dict[str, Element]:
        return {section.get("ID") or "": section for section in self._mets.iter("dmdSec")}

    @cached_property
    def _issue(self) -> Element | None:
        divisions = self._mets.iter("div")
        return next((d for d in divisions if kind_of(d) in ("issue", "newspaperissue")), None)


def _without_issue(label: str) -> str | None:
    """The name that a label begins with: of "Le Courrier du Val, 1915-09-18", without the day."""
    found = find_date(label)
    return (
        _NUMBER.sub("", label[: found[1]] if found is not None else label).strip(" ,;:-–—(") or None
    )


def kind_of(division: Element) -> str:
    """The type of a division, as all libraries write it: `titlesection` for TITLE_SECTION."""
    return (division.get("TYPE") or "").lower().replace("_", "").replace("-", "")


def title_in(section: Element) -> str | None:
    """A title in MODS or Dublin Core, with its leading article, such as "Le"; None if it has none.

    The title of what it is part of is another's.
    """
    infos = (
        info
        for info in section.iter("titleInfo")
        if next(info.iterancestors("relatedItem"), None) is None
    )
    info = next(infos, None)
    if info is None:
        return None if section.find(".//titleInfo") is not None else text_at(section, ".//title")
    return " ".join(filter(None, (text_at(info, "nonSort"), text_at(info, "title")))) or None


def authors_in(section: Element) -> tuple[str, ...]:
    """The names of those who wrote it: first name, then surname, however many parts they have."""
    names = (_name(each) for each in section.iter("name") if _is_writing(each))
    found = filter(None, names)
    return tuple(dict.fromkeys(found)) or tuple(texts_at(section, ".//creator"))


def _name(name: Element) -> str | None:
    parts = [part for part in name.iterfind("namePart") if part.get("type") != "date"]
    parts.sort(key=lambda part: part.get("type") == "family")
    return " ".join(filter(None, map(name_of, parts))) or text_at(name, "displayForm")


def _is_writing(name: Element) -> bool:
    roles = {role.lower() for role in texts_at(name, "role/roleTerm")}
    return not roles or not roles.isdisjoint(_WRITING)
