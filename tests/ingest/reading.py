"""Reading files as tests look at them."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Problem, ReadArticle, ReadingOptions
from searchnews.ingest.files import read_file
from searchnews.ingest.limits import LIMITS


def each_of(path, limits=LIMITS, **options):
    """The articles of a file, and its problems, as they are read."""
    for item in read_file(path, ReadingOptions(**options), limits=limits):
        yield item.article if isinstance(item, ReadArticle) else item


def all_of(path, limits=LIMITS, **options):
    """The articles of a file, and its problems."""
    return list(each_of(path, limits, **options))


class Read(NamedTuple):
    """What was in a file."""

    articles: list[Article]
    problems: list[Problem]
    reason: str | None
    """Why there was no more, if all was not read."""

    @property
    def reasons(self):
        """Everything that is said of the file."""
        return [problem.reason for problem in self.problems] + (
            [self.reason] if self.reason else []
        )


def read(name, data, *, folder=None, **options):
    """What is in a file of that name and content, in an empty folder unless one is given."""
    if folder is None:
        with tempfile.TemporaryDirectory() as temporary:
            return read(name, data, folder=Path(temporary), **options)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    articles, problems, reason = [], [], None
    try:
        for item in read_file(path, ReadingOptions(**options)):
            if isinstance(item, ReadArticle):
                articles.append(item.article)
            else:
                problems.append(item)
    except UnreadableFileError as error:
        if error.traceback is not None:  # nobody expected that
            raise
        reason = str(error)
    return Read(articles, problems, reason)


def the_article(name, data, **options):
    """The only article in a file, of which nothing was lost."""
    articles, problems, reason = read(name, data, **options)
    assert reason is None
    assert not any(problem.lost for problem in problems), problems
    (article,) = articles
    return article


def fields(article, *names):
    """Some fields of an article, in this order."""
    return tuple(getattr(article, name) for name in names)
