"""The table of addresses: what is promised at each, to people and to programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from searchnews.serve.api.exploring_parameters import (
    COLLOCATES,
    CONCORDANCE,
    FACETS,
    KEYNESS,
    TIMELINE,
)
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import (
    ARTICLE,
    BODY,
    BOM,
    EVERYWHERE,
    EXPORTED,
    FILTERS,
    FOLD,
    FORCE,
    FRESH,
    HITS,
    HITS_LIMIT,
    HITS_SORT,
    LIMIT,
    NAME,
    NEW_NAME,
    PAGE,
    PREFIX,
    RANK,
    SAVED_NAME,
    SEARCH,
    SEEN,
    SEPARATOR,
    TICKET,
    TOKEN,
    WATCH,
)
from searchnews.serve.api.parameters import Bilingual, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What can be asked for at an address."""

    path: str
    """With {id} where an article's id stands, {name} where the name of a saved search does."""
    summary: Bilingual
    forms: tuple[Form, ...]
    """The first is what the address gives without an end."""
    parameters: tuple[Parameter[Any], ...] = ()
    """Beside those that every address takes."""
    is_read: bool = True
    """Whether it takes GET."""
    fields: tuple[Parameter[Any], ...] | None = None
    """What a form that is sent there by POST has; None if none is."""
    changes_with: Literal["commit", "content", "time"] = "commit"
    """How browsers know that its answers have not changed: by the commit of the index, or by their
    content; or not at all."""

    @property
    def in_path(self) -> Parameter[str] | None:
        """What stands in its path."""
        return next((each for each in (ARTICLE, NAME) if f"{{{each.name}}}" in self.path), None)

    @property
    def all_parameters(self) -> tuple[Parameter[Any], ...]:
        """What it takes in its query and in its path."""
        of_path = (self.in_path,) if self.in_path is not None else ()
        return (*of_path, *self.parameters, *EVERYWHERE)

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods of HTTP that it takes."""
        return (("GET", "HEAD") if self.is_read else ()) + (
            ("POST",) if self.fields is not None else ()
        )

    @property
    def has_page(self) -> bool:
        """Whether people see a page there."""
        return self.forms[0] is Form.HTML


_EXPORTS: Final = (
    Form.CSV, Form.TSV, Form.XLSX, Form.JSONL, Form.PARQUET, Form.RIS, Form.BIBLATEX, Form.JSON,
)  # fmt: skip

_TABLES: Final = (Form.JSON, Form.JSONL, Form.CSV, Form.TSV, Form.XLSX, Form.PARQUET)
_WAY_BACK: Final = (HITS_SORT, HITS_LIMIT, FRESH)
"""What only hits have, and what leads back to them keeps."""
_OF_FILES: Final = (SEPARATOR, BOM, WATCH)

ADDRESSES: Final = (
    Address(
        path="/",
        summary=Bilingual("Les articles qui correspondent", "The articles that match"),
        forms=(Form.HTML, Form.JSON, Form.JSONL, Form.CSV, Form.RSS),
        parameters=HITS,
    ),
    Address(
        path="/article/{id}",
        summary=Bilingual("Un article, ses occurrences marquées", "An article, its matches marked"),
        forms=(Form.HTML, Form.JSON, Form.RIS, Form.BIBLATEX, Form.CSL, Form.TEXT),
        parameters=(*SEARCH, FOLD, HITS_LIMIT, RANK),
    ),
    Address(
        path="/stories/{id}",
        summary=Bilingual("Ses reprises, ce qui diffère", "Its copies, and what differs"),
        forms=(Form.HTML, Form.JSON),
        parameters=(*SEARCH, FOLD, HITS_LIMIT, RANK),
    ),
    Address(
        path="/similar/{id}",
        summary=Bilingual("Les articles qui lui ressemblent", "The articles that are like it"),
        forms=(Form.HTML, *_TABLES),
        parameters=(*SEARCH, FOLD, HITS_LIMIT, RANK, LIMIT, *_OF_FILES),
    ),
    Address(
        path="/export",
        summary=Bilingual("Tous les articles, en un fichier", "All articles, in a file"),
        forms=_EXPORTS,
        parameters=(*SEARCH, EXPORTED, BODY, *_OF_FILES),
    ),
    Address(
        path="/export/about",
        summary=Bilingual("Comment refaire un export", "How to make an export again"),
        forms=(Form.JSON,),
        parameters=SEARCH,
        changes_with="time",
    ),
    Address(
        path="/export/progress",
        summary=Bilingual("Où en est un fichier", "How far a file is"),
        forms=(Form.JSON,),
        parameters=(WATCH,),
        changes_with="time",
    ),
    Address(
        path="/facets",
        summary=Bilingual(
            "Combien dans quel titre, quelle année…", "How many in which paper, year…"
        ),
        forms=_TABLES,
        parameters=(*FILTERS, *FACETS, *_OF_FILES),
    ),
    Address(
        path="/timeline",
        summary=Bilingual("Combien quand", "How many when"),
        forms=(Form.HTML, *_TABLES, Form.SVG),
        parameters=(*FILTERS, *TIMELINE, *_WAY_BACK, *_OF_FILES),
    ),
    Address(
        path="/concordance",
        summary=Bilingual("Chaque occurrence, dans ses mots", "Every occurrence, in its words"),
        forms=(Form.HTML, *_TABLES),
        parameters=(*FILTERS, FOLD, *CONCORDANCE, *_WAY_BACK, *_OF_FILES),
    ),
    Address(
        path="/collocates",
        summary=Bilingual("Les mots qui sont autour", "The words that stand near"),
        forms=(Form.HTML, *_TABLES),
        parameters=(*FILTERS, *COLLOCATES, *_WAY_BACK, *_OF_FILES),
    ),
    Address(
        path="/keyness",
        summary=Bilingual(
            "Les mots qui distinguent ces articles", "The words that set these articles apart"
        ),
        forms=(Form.HTML, *_TABLES),
        parameters=(*FILTERS, *KEYNESS, *_WAY_BACK, *_OF_FILES),
    ),
    Address(
        path="/saved",
        summary=Bilingual("Les recherches enregistrées", "The saved searches"),
        forms=(Form.HTML, Form.JSON),
        parameters=(SEEN,),
        fields=(NEW_NAME, *SEARCH),
        changes_with="time",
    ),
    Address(
        path="/saved/{name}/remove",
        summary=Bilingual("Oublier une recherche enregistrée", "Forget a saved search"),
        forms=(Form.HTML, Form.JSON),
        is_read=False,
        fields=(FORCE,),
        changes_with="time",
    ),
    Address(
        path="/saved/{name}",
        summary=Bilingual(
            "Ce qu’une recherche enregistrée trouve, le dernier arrivé d’abord",
            "What a saved search finds, what came last first",
        ),
        forms=(Form.HTML, Form.JSON, Form.ATOM, Form.RSS),
        parameters=(SEEN, LIMIT, PAGE),
        changes_with="content",
    ),
    Address(
        path="/seen",
        summary=Bilingual(
            "Noter dans ce navigateur ce qui a été vu", "Note in this browser what was seen"
        ),
        forms=(Form.HTML,),
        is_read=False,
        fields=(SAVED_NAME, SEEN),
        changes_with="time",
    ),
    Address(
        path="/suggest",
        summary=Bilingual("Compléter ce qui est tapé", "Complete what is typed"),
        forms=(Form.JSON,),
        parameters=(PREFIX,),
    ),
    Address(
        path="/suggest/terms",
        summary=Bilingual(
            "Compléter dans la barre d’adresse d’un navigateur",
            "Complete in the address bar of a browser",
        ),
        forms=(Form.JSON,),
        parameters=(PREFIX,),
    ),
    Address(
        path="/stats",
        summary=Bilingual("L’index en chiffres", "The index in numbers"),
        forms=(Form.HTML, Form.JSON),
    ),
    Address(
        path="/health",
        summary=Bilingual("Si l’index répond", "Whether the index answers"),
        forms=(Form.JSON,),
        changes_with="time",
    ),
    Address(path="/help", summary=Bilingual("Aide", "Help"), forms=(Form.HTML,)),
    Address(
        path="/openapi",
        summary=Bilingual("Cette interface, en OpenAPI 3.1", "This interface, as OpenAPI 3.1"),
        forms=(Form.JSON,),
    ),
    Address(
        path="/opensearch",
        summary=Bilingual("Pour chercher depuis un navigateur", "To search from a browser"),
        forms=(Form.OPENSEARCH,),
    ),
    Address(
        path="/robots",
        summary=Bilingual("Rien pour les robots", "Nothing for robots"),
        forms=(Form.TEXT,),
    ),
    Address(
        path="/login",
        summary=Bilingual("Entrer avec le jeton", "Log in with the token"),
        forms=(Form.HTML,),
        parameters=(TICKET,),
        fields=(TOKEN,),
        changes_with="time",
    ),
)
"""Every address there is."""

WHAT_IS_SENT: Final = {
    "/saved": Bilingual("Enregistrer une recherche", "Save a search"),
    "/saved/{name}/remove": Bilingual("Oublier une recherche enregistrée", "Forget a saved search"),
    "/seen": Bilingual(
        "Noter dans ce navigateur ce qui a été vu", "Note in this browser what was seen"
    ),
}
"""What a form that is sent to an address does, by its path."""
