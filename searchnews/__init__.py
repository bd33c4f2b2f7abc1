"""Full-text search over French news.

>>> import tempfile, searchnews
>>> with tempfile.TemporaryDirectory() as folder, searchnews.create(folder) as index:
...     report = index.add([searchnews.Article(id="a1", title="Raids aériens sur Palmyre")])
...     print([hit.article.title for hit in index.search("raid aérien")])
['Raids aériens sur Palmyre']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from searchnews.version import VERSION

if TYPE_CHECKING:
    from searchnews.article import Article
    from searchnews.errors import (
        EngineError,
        IndexDamagedError,
        IndexExistsError,
        IndexLockedError,
        IndexNotFoundError,
        IndexVersionError,
        InvalidArgumentError,
        MissingDependencyError,
        OutputError,
        SearchNewsError,
    )
    from searchnews.index import Index, copy, create, open, rebuild
    from searchnews.query.concepts.lists import Lists
    from searchnews.query.synonyms import Synonyms

__version__ = VERSION

__all__ = [
    "Article",
    "EngineError",
    "Index",
    "IndexDamagedError",
    "IndexExistsError",
    "IndexLockedError",
    "IndexNotFoundError",
    "IndexVersionError",
    "InvalidArgumentError",
    "Lists",
    "MissingDependencyError",
    "OutputError",
    "SearchNewsError",
    "Synonyms",
    "__version__",
    "copy",
    "create",
    "open",
    "rebuild",
]

_MODULES = {
    "Article": "article",
    "Lists": "query.concepts.lists",
    "Synonyms": "query.synonyms",
    **dict.fromkeys(("Index", "copy", "create", "open", "rebuild"), "index"),
}
"""Where each name of `__all__` is from, unless it is an error."""


def __getattr__(name: str) -> object:
    """Import what has this name when it is first asked for.

    The command line, which begins with this package too, prints a help and completes a line at a
    Tab without any of it: in 40 ms less.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_MODULES.get(name, 'errors')}")
    found = globals()[name] = getattr(module, name)
    return found


def __dir__() -> list[str]:
    return __all__
