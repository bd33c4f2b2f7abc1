"""What tests of several packages share: an index of the corpus in each engine."""

import pytest
from corpus import ARTICLES
from hypothesis import settings
from places import Places

import searchnews
from searchnews.engines import EMBEDDED

# Machines that run tests are slow and busy: no test fails because it took long.
settings.register_profile("searchnews", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=15)
settings.load_profile("searchnews")


@pytest.fixture
def places():
    """Places for the indexes of one test, in any engine."""
    places = Places()
    yield places
    places.close()


@pytest.fixture(scope="session", params=EMBEDDED)
def index(request, tmp_path_factory):
    """The articles of the corpus in an index; not to be written to."""
    directory = tmp_path_factory.mktemp("index") / request.param
    with searchnews.create(directory, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


@pytest.fixture(params=EMBEDDED)
def new_index(request, tmp_path):
    """An empty index for one test."""
    with searchnews.create(tmp_path / "index", engine=request.param) as index:
        yield index
