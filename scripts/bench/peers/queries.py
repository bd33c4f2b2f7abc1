"""The queries of the benchmark, by kind: typical of French news, made for no particular corpus."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy", "dated"]


class Query(NamedTuple):
    """One query; each peer has it in its own language."""

    kind: Kind
    words: tuple[str, ...]
    """As people write them; with `*` or `?` if the kind is prefix or wildcard."""
    first_day: str = "2015-01-01"
    last_day: str = "2016-12-31"
    """For the kind `dated`: the word in the title, and a date between two days, both included."""


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
