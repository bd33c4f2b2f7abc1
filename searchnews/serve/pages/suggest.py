"""Completion while somebody types."""

from __future__ import annotations

from searchnews.serve import limits
from searchnews.serve.api.parameter_table import ARTICLE, PREFIX, SORT, SOURCES
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit


def suggest(visit: Visit) -> Reply:
    """Words, sources and titles that the index has."""
    typed = visit.values[PREFIX]
    found = visit.index.complete(typed, limit=limits.SUGGESTIONS)
    return json_reply(
        {
            "q": typed,
            "words": [
                {"word": word.text, "q": word.query, "articles": word.articles}
                for word in found.words
            ],
            "sources": [
                {
                    "source": name,
                    "articles": articles,
                    "url": visit.link(
                        "/", {SOURCES: (name,), SORT: "-date"}, carried=(SOURCES, SORT)
                    ),
                }
                for name, articles in found.sources
            ],
            "titles": [
                {
                    "id": article.id,
                    "title": article.title,
                    "date": article.date,
                    "source": article.source,
                    "url": visit.link("/article/{id}", {ARTICLE: article.id}, carried=()),
                }
                for article in found.titles
            ],
        }
    )


def suggest_terms(visit: Visit) -> Reply:
    """The same for the address bar of a browser (OpenSearch suggestions 1.1)."""
    typed = visit.values[PREFIX]
    words = visit.index.complete(typed, limit=limits.SUGGESTIONS).words
    return json_reply([typed, [word.query for word in words]])
