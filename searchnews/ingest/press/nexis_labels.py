"""The labels of lines in documents of LexisNexis and Nexis Uni, in the languages of their users."""

from __future__ import annotations

import re
from typing import Final

from searchnews.ingest.lines import normalized, unaccented

_FIELDS: Final = {
    "author": "byline auteur auteurs author autor",
    "section": "section rubrique rubrik rubriek",
    "words": "length longueur lange lengte",
    "title": "headline titre kop schlagzeile",
    "lead": "highlight encart chapeau zusammenfassung",
    "body": "body corps texte textkorper",
    "dateline": "dateline origine-depeche",
    "loaded": "load-date date-chargement update",
    "language": "language langue sprache taal",
    "subjects": "subject sujet sujets thema schlagworter",
    "organisations": "organization organisation",
    "companies": "company societe firma unternehmen",
    "places": "geographic localisation-geo lieu geographie orte",
    "persons": "person personne personnes personen",
    "kind": "publication-type type-publication publikationstyp zeitungstyp",
    "code": "journal-code code-journal code-revue",
    "number": "acc-no",
    "industries": "industry secteur-activite branche",
    "tickers": "ticker symbole-boursier",
    "graphic": "graphic illustration grafik",
}
_FIELD_OF: Final = {name: field for field, names in _FIELDS.items() for name in names.split()}
_FIELD_OF["type de publication"] = "kind"

BEFORE_TEXT: Final = frozenset({"author", "section", "words", "title", "lead", "dateline", "body"})
"""The fields whose lines stand above the text of a document; all others stand below."""
LISTS: Final = ("subjects", "organisations", "companies", "places", "persons")
"""The fields that are several names."""

_LABEL: Final = re.compile(
    r"(?P<label>[A-ZÀ-Ý][A-ZÀ-Ýa-zà-ÿ' -]{2,30}) ?: ?(?P<value>.*)", re.DOTALL
)
# Lines without a colon, above the text and above the labels below it.
_CLASSIFICATION: Final = re.compile(r"classification|klassifi(?:zierung|kation)", re.IGNORECASE)
_BODY: Final = re.compile(r"body|corps(?: de l'article)?|textk[oö]rper", re.IGNORECASE)


def label_of(paragraph: str) -> tuple[str | None, str]:
    """The field that a paragraph has a label of, and its value; None and "" if it has none.

    >>> label_of("LÄNGE: 120 Wörter"), label_of("Corps"), label_of("Le maire : non.")
    (('words', '120 Wörter'), ('body', ''), (None, ''))
    """
    paragraph = paragraph.strip()
    if _BODY.fullmatch(paragraph):
        return "body", ""
    if _CLASSIFICATION.fullmatch(paragraph):
        return "classification", ""
    match = _LABEL.match(paragraph)
    if match is None:
        return None, ""
    field = _FIELD_OF.get(unaccented(normalized(match["label"])).lower())
    return field, match["value"].strip() if field else ""
