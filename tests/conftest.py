"""What tests of several packages share: an index of a few articles in every engine."""

import pytest
from corpus import ARTICLES
from hypothesis import settings

import searchnews
from searchnews.engines import ENGINES

# Machines that run tests are slow and busy; a timing decides nothing here.
settings.register_profile("searchnews", deadline=None)
settings.load_profile("searchnews")


@pytest.fixture(scope="session", params=ENGINES)
def index(request, tmp_path_factory):
    """The articles of the corpus, indexed; not to be written to."""
    directory = tmp_path_factory.mktemp("index") / request.param
    with searchnews.create(directory, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


@pytest.fixture(params=ENGINES)
def new_index(request, tmp_path):
    """An empty index of one's own."""
    with searchnews.create(tmp_path / "index", engine=request.param) as index:
        yield index
