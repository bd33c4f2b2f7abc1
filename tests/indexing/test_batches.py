"""Articles cut into words by processes beside the writer."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from corpus import document_of
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews.article import Article
from searchnews.engines import packing
from searchnews.engines.base import FIELDS_WITHOUT_POSITIONS
from searchnews.engines.packing import DICTIONARY, Unpacker
from searchnews.indexing import batches as cutting
from searchnews.indexing.batches import Batch, CuttingWriter, cut
from searchnews.processes import Processes

BODY = "Le moulin, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines."


def comparable(document, unpacker):
    """A document unpacked, with its sets of words in one order; processes have each their own."""
    sets = {name: sorted(getattr(document, name).split()) for name in FIELDS_WITHOUT_POSITIONS}
    return document._asdict() | sets | {"stored": unpacker.unpack(document.stored)}


class Told:
    """A writer that only notes what it is told."""

    def __init__(self, directory):
        self.directory = directory
        self.calls = []

    def add(self, document, *, replaces=True):
        self.calls.append(comparable(document, Unpacker(self.directory)))

    def delete(self, article_id):
        self.calls.append(article_id)

    def commit(self):
        self.calls.append("commit")


def article(n):
    return Article(id=f"a{n}", title=f"Moulin {n}", body=f"{BODY} Il tourne {n} heures.")


@pytest.fixture
def cuts_soon(monkeypatch):
    monkeypatch.setattr(cutting, "_CUT_AT_ONCE", 5)
    monkeypatch.setattr(cutting, "_BATCH", 4)
    monkeypatch.setattr(packing, "_LEARNT_FROM", 8)


@pytest.fixture
def processes():
    with closing(Processes(3)) as processes:
        yield processes


def documents(numbers):
    return [comparable(document_of(article(n)), Unpacker(Path())) for n in numbers]


def add(writer, *articles):
    for each in articles:
        writer.add(each, each.to_json())


@pytest.mark.usefixtures("cuts_soon")
def test_the_writer_gets_everything_in_order(tmp_path, processes):
    told = Told(tmp_path)
    writer = CuttingWriter(told, tmp_path, processes)
    add(writer, *map(article, range(50)))
    writer.delete("a20")
    add(writer, article(20))
    writer.commit()
    assert processes.started
    assert (tmp_path / DICTIONARY).exists()
    assert told.calls == [
        *documents(range(50)),
        "a20",
        *documents([20]),
        "commit",
    ]


@pytest.mark.usefixtures("cuts_soon")
def test_no_article_is_lost_with_its_process(tmp_path, processes):
    told = Told(tmp_path)
    writer = CuttingWriter(told, tmp_path, processes)
    processes.seconds = 0.0
    add(writer, *map(article, range(30)))
    writer.commit()
    assert told.calls == [*documents(range(30)), "commit"]


def test_few_articles_start_no_processes(tmp_path, processes):
    writer = CuttingWriter(Told(tmp_path), tmp_path, processes)
    add(writer, *map(article, range(100)))
    writer.commit()
    assert not processes.started


@pytest.mark.usefixtures("cuts_soon")
@pytest.mark.parametrize("jobs", [1, 2])
def test_one_job_or_two_are_done_by_one_process(tmp_path, jobs):
    with closing(Processes(jobs)) as processes:
        writer = CuttingWriter(Told(tmp_path), tmp_path, processes)
        add(writer, *map(article, range(30)))
        writer.commit()
        assert not processes.started


@given(title=st.text(), body=st.text())
def test_a_process_cuts_what_was_stored_as_the_writer_would(title, body):
    given_article = Article(id="1", title=title, body=body)
    stored = given_article.to_json()
    (document,) = cut(Batch(Path(), [stored]))
    assert document._replace(stored=stored) == document_of(given_article, stored)


@pytest.mark.usefixtures("cuts_soon")
@pytest.mark.slow
def test_an_index_is_the_same_however_many_processes_made_it(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        "".join(json.dumps({"id": f"a{n}", "title": f"Moulin {n}", "body": BODY * (n % 7)}) + "\n"
                for n in range(400))
    )  # fmt: skip
    found = {}
    for jobs in (1, 2, 4):
        with searchnews.create(tmp_path / f"index{jobs}") as index:
            index.update(corpus, jobs=jobs)
            hits = index.search("moulin", limit=400)
            found[jobs] = [(hit.article, hit.score) for hit in hits]
            assert index.check().problems == ()
    assert len(found[1]) == 400
    assert found[1] == found[2] == found[4]
