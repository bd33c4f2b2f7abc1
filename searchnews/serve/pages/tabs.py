"""The views of one search, each with its address."""

from __future__ import annotations

from typing import Final

from searchnews.serve.api.parameters import Bilingual
from searchnews.serve.visit import Visit

TABS: Final = (
    ("/", Bilingual("Articles", "Articles")),
    ("/timeline", Bilingual("Chronologie", "Timeline")),
    ("/concordance", Bilingual("Concordance", "Concordance")),
    ("/collocates", Bilingual("Mots voisins", "Collocates")),
    ("/keyness", Bilingual("Mots distinctifs", "Keywords")),
)


def tabs(visit: Visit) -> list[tuple[str, str]]:
    """The address and the name of each view."""
    return [(path, getattr(label, visit.locale.tag)) for path, label in TABS]
