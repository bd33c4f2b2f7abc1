"""The first page: what is here, and how to search it."""

from __future__ import annotations

from typing import Final

from searchnews.serve.api.parameters import Bilingual
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply
from searchnews.serve.visit import Visit

EXAMPLES: Final = (
    (
        "frappes aériennes",
        Bilingual("les deux mots, accordés comme on veut", "both words, in any form"),
    ),
    ('"frappes aériennes"', Bilingual("ces mots à la suite", "these words in a row")),
    ("=frappes", Bilingual("cette forme seulement", "this form only")),
    (
        "raids ET (Palmyre OU Raqa) SAUF Reuters",
        Bilingual("des opérateurs, en capitales", "operators, in capitals"),
    ),
    (
        "titre:Syrie source:ATS",
        Bilingual(
            "dans un champ : titre, source, auteur, rubrique, texte",
            "in a field: titre, source, auteur, rubrique, texte",
        ),
    ),
    (
        'date:"septembre 2015"',
        Bilingual(
            "un jour, un mois, une année ; aussi depuis: et avant:",
            "a day, a month, a year; also depuis: and avant:",
        ),
    ),
    (
        "djihad* Choigou~",
        Bilingual("le début d’un mot ; à une lettre près", "the beginning of a word; a letter off"),
    ),
)
"""Queries that show what can be typed, each with what it finds."""


def home(visit: Visit) -> Reply:
    """The first page."""
    examples = [(query, getattr(meaning, visit.locale.tag)) for query, meaning in EXAMPLES]
    return page("home.html", visit, summary=visit.index.summary(), examples=examples)
