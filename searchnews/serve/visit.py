"""A visit: what is asked of an address, and the addresses that lead on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote, urlencode

from searchnews.index import Index
from searchnews.serve.api.exploring_parameters import COUNT
from searchnews.serve.api.formats import BY_ENDING, Form
from searchnews.serve.api.parameter_table import (
    ARTICLE,
    AUTHORS,
    COMMIT,
    DATE_FROM,
    DATE_TO,
    FILTERS,
    FOLD,
    FRESH,
    LANGUAGE,
    NAME,
    QUERY,
    SEARCH,
    SECTIONS,
    SORT,
    SOURCES,
)
from searchnews.serve.api.parameters import Parameter, Values
from searchnews.serve.carrying import carried_to, said_there
from searchnews.serve.language.locale import Locale
from searchnews.serve.settings import Settings

if TYPE_CHECKING:
    from searchnews.explore.about import Unit
    from searchnews.search.options import FilterArguments, NarrowingArguments, SearchArguments


@dataclass(frozen=True)
class Visit:
    """One request, read: where to, with which values, in which language."""

    index: Index
    settings: Settings
    path: str
    """As in the table of addresses, so "/article/{id}" for all articles."""
    form: Form
    parameters: tuple[Parameter[Any], ...]
    """Those of this address, but for the language and what is in its path."""
    values: Values
    locale: Locale
    origin: str
    """Scheme, host and port by which we are seen, as in http://127.0.0.1:8000."""
    cookies: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def commit(self) -> str:
        """The commit of the index as this visit first saw it."""
        return self.index.commit

    @property
    def is_outdated(self) -> bool:
        """Whether the address was made for another commit than this one."""
        return bool(self.values[COMMIT]) and self.values[COMMIT] != self.commit

    @cached_property
    def query(self) -> str:
        """The query, within the sections and authors that were chosen beside it.

        Without words it is that of all articles, as far as anything else narrows it.
        """
        typed = self.values[QUERY]
        if not typed.strip() and self.values.pairs(FILTERS):
            typed = "*"
        within = [
            _any_of(field, names)
            for field, names in (
                ("rubrique", self.values[SECTIONS]),
                ("auteur", self.values[AUTHORS]),
            )
            if names
        ]
        return f"({self.understood or typed}) {' '.join(within)}" if within else typed

    @cached_property
    def understood(self) -> str:
        """What was typed as it is read: its quotes and brackets have partners."""
        arguments = self.search_arguments
        return self.index.search(self.values[QUERY], limit=0, **arguments).understood

    @property
    def narrowing_arguments(self) -> NarrowingArguments:
        """Among which articles is searched."""
        sources = self.values[SOURCES]
        return {
            "sources": sources,
            "date_from": self.values[DATE_FROM] or None,
            "date_to": self.values[DATE_TO] or None,
        }

    @property
    def filter_arguments(self) -> FilterArguments:
        """What everything that takes a query is given besides: filters, synonyms, lists.

        What the server was not given is left out.
        """
        arguments = cast("FilterArguments", {**self.narrowing_arguments})
        if self.settings.synonyms is not None:
            arguments["synonyms"] = self.settings.synonyms
        if self.settings.lists is not None:
            arguments["lists"] = self.settings.lists
        return arguments

    @property
    def search_arguments(self) -> SearchArguments:
        """What `Index.search` is given besides the query."""
        sort = cast("Literal['relevance', 'date', '-date']", self.values[SORT])
        fresh = self.values[FRESH] or None
        return cast("SearchArguments", self.filter_arguments | {"sort": sort, "fresh": fresh})

    @property
    def unit(self) -> Unit:
        """What is counted: articles, or the groups that hits are folded by."""
        return cast("Unit", self.values[FOLD] or self.values[COUNT])

    @property
    def is_counted(self) -> bool:
        """Whether the unit can be chosen here: where hits are not folded, but counted."""
        return COUNT in self.parameters

    def link(
        self,
        path: str,
        changes: dict[Parameter[Any], Any] | None = None,
        *,
        form: Form = Form.HTML,
        carried: Sequence[Parameter[Any]] = SEARCH,
    ) -> str:
        """The address of a page or a file, which carries what was asked for, with changes.

        What is counted, and what leads back to the hits, is carried too where the address knows it.
        """
        values = self.values.changed(said_there(self.values, self.path, path) | (changes or {}))
        kept = (*carried_to(path, form, carried), LANGUAGE)
        if "{id}" in path:
            article_id = values[ARTICLE]
            path = path.replace("{id}", quote(article_id, safe=""))
            # An id that ends as a format does would be taken for one.
            if form is Form.HTML and article_id.rpartition(".")[2] in BY_ENDING:
                path += ".html"
        path = path.replace("{name}", quote(values[NAME], safe=""))
        return self.settings.root_path + address_of(path, form, values.pairs(kept))

    def carried(
        self, path: str, *, without: Sequence[Parameter[Any]] = ()
    ) -> list[tuple[str, str]]:
        """What a form that leads to an address carries there, but for what has a field in it."""
        values = self.values.changed(said_there(self.values, self.path, path))
        kept = carried_to(path, Form.HTML, SEARCH)
        return values.pairs(each for each in kept if each not in without)

    def here(
        self, changes: dict[Parameter[Any], Any] | None = None, *, form: Form = Form.HTML
    ) -> str:
        """The address of this very page, with changes."""
        return self.link(self.path, changes, form=form, carried=self.parameters)

    def cookie(
        self, name: str, value: str, *, days: int, same_site: Literal["Strict", "Lax"]
    ) -> str:
        """A cookie for this server alone, which no script reads, as a header sets it."""
        secure = "; Secure" if self.origin.startswith("https:") else ""
        path = self.settings.root_path or "/"
        kept = 60 * 60 * 24 * days
        return (
            f"{name}={value}; Path={path}; Max-Age={kept}; HttpOnly; SameSite={same_site}{secure}"
        )

    def whole(self, address: str) -> str:
        """An address with its scheme and host, for readers of feeds and other programs."""
        return f"{self.origin}{address}"


def _any_of(field: str, names: Sequence[str]) -> str:
    """What finds any of some names in a field; quotes in them, which are no words, are left out."""
    quoted = (name.replace('"', " ") for name in names)
    clauses = (f'{field}:="{name}"' for name in quoted)
    return f"({' OU '.join(clauses)})"


def address_of(path: str, form: Form, pairs: Iterable[tuple[str, str]]) -> str:
    """A path with the end of a format, and what is asked for.

    >>> address_of("/", Form.JSON, [("q", "Palmyre")])
    '/search.json?q=Palmyre'
    """
    if form is not Form.HTML:
        path = f"{'/search' if path == '/' else path}.{form.ending}"
    query = urlencode(list(pairs), errors="replace")
    return f"{path}?{query}" if query else path
