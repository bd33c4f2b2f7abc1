"""What tests of several packages share: an index of the corpus in each engine."""

import os

import pytest
from corpus import ARTICLES
from hypothesis import settings
from places import EVERY_ENGINE, Places

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


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory):
    """What this machine would keep of indexes in clusters is kept until the end of the tests."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session", params=EVERY_ENGINE)
def index(request, tmp_path_factory):
    """The articles of the corpus in an index; not to be written to."""
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp("index") / request.param)
    with searchnews.create(place, engine=request.param) as index:
        index.add(ARTICLES)
        yield index
    places.close()


@pytest.fixture(params=EMBEDDED)
def new_directory(request, tmp_path):
    """An empty index for one test, in a directory: what is tested has no meaning in a cluster."""
    with searchnews.create(tmp_path / "index", engine=request.param) as index:
        yield index


@pytest.fixture(params=EVERY_ENGINE)
def new_index(request, tmp_path, places):
    """An empty index for one test."""
    place = places.new(request.param, tmp_path / "index")
    with searchnews.create(place, engine=request.param) as index:
        yield index
