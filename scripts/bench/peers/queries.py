"""The queries of the benchmark: what French news is asked, by kind, and no corpus in particular."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy", "dated"]


class Query(NamedTuple):
    """One query; each peer says it in its own way."""

    kind: Kind
    words: tuple[str, ...]
    """As people write them; with `*` or `?` where the kind wants it."""
    first_day: str = "2015-01-01"
    last_day: str = "2016-12-31"
    """Of those with a date: one of the words in the title, between two days, both included."""


_QUERIES: Final[dict[Kind, tuple[str, ...]]] = {
    "word": (
        "président", "grève", "élection", "Syrie", "budget", "attentat", "retraites", "climat",
    ),
    "and": (
        "grève transports", "élection présidentielle", "police enquête", "réforme retraites",
        "accord climat", "gouvernement chômage mesures", "médecins hôpital", "prix énergie hausse",
    ),
    "or": (
        "grève manifestation", "frappes raids bombardements", "hôpital médecins patients",
        "budget économie croissance", "vaccin épidémie", "police justice tribunal procureur",
    ),
    "phrase": (
        "président de la République", "ministre de la Justice", "le gouvernement",
        "la hausse des prix", "élection présidentielle", "forces de l'ordre",
    ),
    "prefix": ("présid*", "terror*", "agricul*", "manifest*", "élect*", "nuclé*"),
    "wildcard": ("t?rrain", "*isation", "gr?ve*", "m?nist*", "*ologue"),
    "fuzzy": ("presidant", "gouvernemant", "attantat", "agricultteurs", "nucleare"),
    "dated": ("grève", "police", "élection", "budget", "Syrie", "climat"),
}  # fmt: skip

QUERIES: Final = tuple(
    Query(kind, tuple(text.split())) for kind, texts in _QUERIES.items() for text in texts
)
