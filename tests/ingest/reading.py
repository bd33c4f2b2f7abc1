"""Reading files as tests look at them."""

from searchnews.ingest.base import ReadArticle, ReadingOptions
from searchnews.ingest.files import read_file
from searchnews.ingest.limits import LIMITS


def each_of(path, limits=LIMITS, **options):
    """The articles of a file, and its problems, as they are read."""
    for item in read_file(path, ReadingOptions(**options), limits=limits):
        yield item.article if isinstance(item, ReadArticle) else item


def all_of(path, limits=LIMITS, **options):
    """The articles of a file, and its problems."""
    return list(each_of(path, limits, **options))
