"""An application over the corpus, and a client that asks it as a browser or a program would."""

import pytest
from corpus import ARTICLES
from serve.visitor import visitor

import searchnews
from searchnews.article import Article
from searchnews.serve.settings import Settings

HOSTILE = Article(
    id="<script>alert('id')</script>.json",
    title="<script>alert('titre')</script> & \"Palmyre\" \u202eesrever\x1b[31m\x00",
    lead="<img src=x onerror=alert(1)>",
    body="Palmyre </p><script>alert('texte')</script>\n\n" + "x" * 1_000_000 + " {{ 7*7 }} palmyre",
    source="<b>Le Piège</b>",
    url="javascript:alert('adresse')",
    authors=('"><script>alert(1)</script>',),
    section="'\"><svg onload=alert(1)>",
    path="/srv/secret/piege.html",
    date="2020-02-29",
)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """An index that is not written to, with an article that wishes us ill."""
    directory = tmp_path_factory.mktemp("served") / "index"
    with searchnews.create(directory) as index:
        index.add([*ARTICLES, HOSTILE])
        yield index


@pytest.fixture
def client(served):
    """A visitor of a server as it is by default."""
    with visitor(served) as client:
        yield client


@pytest.fixture
def client_of(served):
    """Makes visitors of servers with other settings."""
    opened = []

    def make(**settings):
        opened.append(visitor(served, Settings(**settings)))
        return opened[-1].__enter__()

    yield make
    for each in opened:
        each.__exit__(None, None, None)
