"""What is here: the index in numbers, whether it answers, how to use it."""

from __future__ import annotations

from typing import Final

from searchnews import __version__
from searchnews.serve.api.addresses import ADDRESSES
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import QUERY
from searchnews.serve.language.texts import Texts
from searchnews.serve.pages.home import EXAMPLES
from searchnews.serve.rendering import page
from searchnews.serve.replies import Reply, json_reply, text_reply
from searchnews.serve.visit import Visit

_MOST_SOURCES: Final = 200
"""Shown in the page; JSON has all."""


def statistics(visit: Visit) -> Reply:
    """The index in numbers."""
    numbers = visit.index.statistics()
    if visit.form is Form.JSON:
        return json_reply(numbers.to_dict() | {"commit": visit.commit})
    texts, locale = Texts(visit.locale), visit.locale
    facts = (
        (texts.articles, locale.number(numbers.articles, 0)),
        (texts.dated, locale.number(numbers.dated, 0)),
        (texts.oldest_date, locale.date(numbers.oldest) if numbers.oldest else texts.undated),
        (texts.newest_date, locale.date(numbers.newest) if numbers.newest else texts.undated),
        (texts.words, locale.number(numbers.words, 0)),
        (texts.size, f"{locale.number(numbers.bytes / 1_000_000, 1)} MB"),
        (texts.engine, f"{numbers.engine} {numbers.engine_version}"),
        (texts.made, f"{locale.date(numbers.created)}, {numbers.made_by}"),
    )
    sources = list(numbers.sources.items())[:_MOST_SOURCES]
    most = max((count for _, count in sources), default=1)
    return page("stats.html", visit, facts=facts, sources=sources, most=most)


def health(visit: Visit) -> Reply:
    """That the index can be read now, and how much is in it."""
    values = {"status": "ok", "articles": len(visit.index), "commit": visit.commit}
    return json_reply(values | {"version": __version__})


def help_page(visit: Visit) -> Reply:
    """How to search, the keys, and the addresses for programs."""
    tag = visit.locale.tag
    examples = [(query, getattr(meaning, tag)) for query, meaning in EXAMPLES]
    texts = Texts(visit.locale)
    keys = (
        ("/", texts.key_search),
        ("j  k", texts.key_hits),
        ("n  p", texts.key_matches),
        ("u", texts.key_back),
        ("?", texts.key_help),
    )
    addresses = [
        (address.path, " ".join(form.ending for form in address.forms if form is not Form.HTML),
         getattr(address.summary, tag))
        for address in ADDRESSES
    ]  # fmt: skip
    return page("help.html", visit, examples=examples, keys=keys, addresses=addresses)


def open_search(visit: Visit) -> Reply:
    """How browsers search here from their address bar (OpenSearch 1.1)."""
    searched = visit.whole(visit.link("/", {QUERY: "QUERY"}, carried=(QUERY,)))
    suggested = visit.whole(
        visit.link("/suggest/terms", {QUERY: "QUERY"}, form=Form.JSON, carried=(QUERY,))
    )
    return page(
        "opensearch.xml",
        visit,
        searched=searched.replace("QUERY", "{searchTerms}"),
        suggested=suggested.replace("QUERY", "{searchTerms}"),
    )


def robots(visit: Visit) -> Reply:  # noqa: ARG001 - as all pages
    """That no robot reads what is here."""
    return text_reply("User-agent: *\nDisallow: /\n", Form.TEXT)
