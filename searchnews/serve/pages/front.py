"""What stands at /: the first page, until something is searched."""

from __future__ import annotations

from searchnews.serve.api.formats import Form
from searchnews.serve.pages.home import home
from searchnews.serve.replies import Reply
from searchnews.serve.visit import Visit


def front(visit: Visit) -> Reply:
    """The first page, or what was searched."""
    if visit.form is Form.HTML and not visit.values.pairs(visit.parameters):
        return home(visit)
    # Imported here: the first page has no need of it.
    from searchnews.serve.pages.search import search

    return search(visit)
