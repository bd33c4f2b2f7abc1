"""Full-text search over French news.

>>> import tempfile, searchnews
>>> with tempfile.TemporaryDirectory() as folder, searchnews.create(folder) as index:
...     report = index.add([searchnews.Article(id="a1", title="Raids aériens sur Palmyre")])
...     print([hit.article.title for hit in index.search("raid aérien")])
['Raids aériens sur Palmyre']
"""

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
from searchnews.version import VERSION

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
