"""What the commands are tried on."""

import pytest
from corpus import ARTICLES

import searchnews


@pytest.fixture(scope="package")
def directory(tmp_path_factory):
    """The index of the articles of the corpus; not to be written to."""
    directory = tmp_path_factory.mktemp("cli") / "index"
    with searchnews.create(directory) as index:
        index.add(ARTICLES)
    return directory


@pytest.fixture
def corpus(tmp_path):
    """A folder with a file of two good records and a broken one."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text('{"id": "a", "headline": "Un pont"}\n{"id": \n{"id": "b"}\n')
    return corpus
