"""Pages of what all matches say together: concordance, collocates, keyness."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final, Literal, NamedTuple, cast

from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.columns import Column, Value
from searchnews.serve import limits
from searchnews.serve.api.exploring_parameters import (
    AGAINST,
    CHARACTERS,
    FUNCTION_WORDS,
    LINE_SORT,
    LINE_WINDOW,
    MIN_ARTICLES,
    MIN_COUNT,
    MIN_SPECIFICITY,
    ROWS,
    WINDOW,
    WORD_SORT,
    WORDS_BY,
)
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import ARTICLE, QUERY
from searchnews.serve.chips import chips
from searchnews.serve.pages.tabs import tabs
from searchnews.serve.rendering import page
from searchnews.serve.replies import FileReply, Reply
from searchnews.serve.table_replies import OF_TABLES, offered, table_reply
from searchnews.serve.visit import Visit

_NOT_SHOWN: Final = ("id", "offset", "title")
"""Columns for programs."""
SORTS_OF_LINES: Final = ("date", "-date", "source", "0", "1L", "2L", "1R", "2R", "1R,2R", "1L,2L")


class Row(NamedTuple):
    """A row of a table as it is shown."""

    cells: list[tuple[Column, Value]]
    link: str
    """Where its node, or its word, leads."""
    title: str | None = None
    """Of the article that it leads to."""


def concordance(visit: Visit) -> Reply | FileReply:
    """Every occurrence with the words around it."""
    found = visit.index.concordance(
        visit.query,
        sort=visit.values[LINE_SORT] or (),
        window=visit.values[LINE_WINDOW],
        characters=visit.values[CHARACTERS],
        limit=_limit(visit),
        **visit.filter_arguments,
    )
    if visit.form is not Form.HTML:
        return table_reply(visit, found)
    return _table_page(visit, found, "concordance.html", sorts=SORTS_OF_LINES)


def collocates(visit: Visit) -> Reply | FileReply:
    """The words that stand near."""
    found = visit.index.collocates(
        visit.query,
        window=visit.values[WINDOW],
        count=visit.unit,
        by=cast("Literal['form', 'lemma']", visit.values[WORDS_BY]),
        function_words=visit.values[FUNCTION_WORDS],
        min_count=visit.values[MIN_COUNT],
        min_articles=visit.values[MIN_ARTICLES],
        min_specificity=visit.values[MIN_SPECIFICITY],
        sort=visit.values[WORD_SORT] or "specificity",
        limit=_limit(visit),
        **visit.filter_arguments,
    )
    return _words(visit, found)


def keyness(visit: Visit) -> Reply | FileReply:
    """The words that set the matches apart."""
    found = visit.index.keyness(
        visit.query,
        visit.values[AGAINST] or None,
        count=visit.unit,
        by=cast("Literal['form', 'lemma']", visit.values[WORDS_BY]),
        function_words=visit.values[FUNCTION_WORDS],
        min_count=visit.values[MIN_COUNT],
        min_articles=visit.values[MIN_ARTICLES],
        min_specificity=visit.values[MIN_SPECIFICITY],
        sort=visit.values[WORD_SORT] or "specificity",
        limit=_limit(visit),
        **visit.filter_arguments,
    )
    return _words(visit, found)


def _words(visit: Visit, found: Answer[Any]) -> Reply | FileReply:
    if visit.form is not Form.HTML:
        return table_reply(visit, found)
    return _table_page(visit, found, "words.html")


def _limit(visit: Visit) -> int:
    """How many rows: a page has an end."""
    asked = visit.values[ROWS]
    if visit.form is not Form.HTML:
        return asked
    return min(asked, limits.ROWS_OF_A_PAGE) or limits.ROWS_OF_A_PAGE


def _table_page(visit: Visit, found: Answer[Any], template: str, **values: Any) -> Reply:
    columns = [column for column in found.columns if column.name not in _NOT_SHOWN]
    rows = [_row(visit, found, columns, row) for row in islice(found, limits.ROWS_OF_A_PAGE)]
    return page(
        template,
        visit,
        found=found,
        columns=columns,
        rows=rows,
        notes=found.notes(),
        whole_table={ROWS: 0},
        chips=list(chips(visit)),
        is_counted=visit.is_counted,
        tabs=tabs(visit),
        table_forms=offered(OF_TABLES),
        **values,
    )


def _row(visit: Visit, found: Answer[Any], columns: list[Column], row: Any) -> Row:
    cells = [(column, getattr(row, column.name)) for column in columns]
    if "id" in found.names:
        return Row(cells, visit.link("/article/{id}", {ARTICLE: row.id}), row.title)
    return Row(cells, visit.link("/", {QUERY: f"{_grouped(visit.values[QUERY])} +{row.word}"}))


def _grouped(query: str) -> str:
    """The query as one operand."""
    return f"({query})" if " " in query else query
