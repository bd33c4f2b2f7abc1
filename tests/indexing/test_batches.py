"""Articles cut into words in batches, by processes where there are several."""

from contextlib import closing
from pathlib import Path

import pytest
from corpus import document_of
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews.article import Article
from searchnews.index_fields import WITHOUT_POSITIONS
from searchnews.indexing.batches import Batch, BatchLimits, BatchWriter, cut
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.processes import Processes
from searchnews.storage.layout import Layout
from searchnews.storage.packing import Unpacker
from searchnews.storage.snapshots import Snapshots

BODY = "Le moulin, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines."
SMALL = BatchLimits(articles=4, cut_here=5, learnt_from=8)


def comparable(document, unpacker):
    """A document unpacked, with its sets of words in one order; processes have each their own."""
    sets = {name: sorted(getattr(document, name).split()) for name in WITHOUT_POSITIONS}
    return document._asdict() | sets | {"stored": unpacker.unpack(document.stored)}


class Recorder:
    """A writer that only notes how it is called."""

    def __init__(self, dictionary):
        self.dictionary = dictionary
        self.calls = []

    def add(self, document, *, replaces=True):
        self.calls.append(comparable(document, Unpacker(self.dictionary)))

    def delete(self, article_id):
        self.calls.append(article_id)

    def commit(self):
        self.calls.append("commit")


def article(n):
    return Article(id=f"a{n}", title=f"Moulin {n}", body=f"{BODY} Il tourne {n} heures.")


@pytest.fixture
def processes():
    with closing(Processes(3)) as processes:
        yield processes


@pytest.fixture
def recorder(tmp_path):
    return Recorder(tmp_path / "articles.dictionary")


def documents(numbers):
    unpacker = Unpacker(Path("none"))
    return [comparable(document_of(article(n), number=n), unpacker) for n in numbers]


def add(writer, numbers):
    for number in numbers:
        each = article(number)
        writer.add(each, number, each.to_json())


def test_the_writer_gets_everything_in_order(recorder, processes):
    writer = BatchWriter(recorder, recorder.dictionary, processes, SMALL)
    add(writer, range(50))
    writer.delete("a20")
    add(writer, [20])
    writer.commit()
    assert processes.started
    assert recorder.dictionary.exists()
    assert recorder.calls == [
        *documents(range(50)),
        "a20",
        *documents([20]),
        "commit",
    ]


def test_no_article_is_lost_with_its_process(recorder, processes):
    writer = BatchWriter(recorder, recorder.dictionary, processes, SMALL)
    processes.seconds = 0.0
    add(writer, range(30))
    writer.commit()
    assert recorder.calls == [*documents(range(30)), "commit"]


def test_few_articles_start_no_processes(recorder, processes):
    writer = BatchWriter(recorder, recorder.dictionary, processes)
    add(writer, range(100))
    writer.commit()
    assert not processes.started


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_job_or_two_are_done_by_one_process(recorder, jobs):
    with closing(Processes(jobs)) as processes:
        writer = BatchWriter(recorder, recorder.dictionary, processes, SMALL)
        add(writer, range(30))
        writer.commit()
        assert not processes.started


@given(title=st.text(), body=st.text())
def test_a_process_cuts_what_was_stored_as_the_writer_would(title, body):
    given_article = Article(id="1", title=title, body=body)
    json = given_article.to_json()
    ((document,), arrivals) = cut(Batch(Path("none"), [7], [json]))
    assert document._replace(stored=json) == document_of(given_article, json, number=7)
    assert arrivals.numbers == [7]


@pytest.mark.slow
def test_an_index_is_the_same_however_many_processes_made_it(tmp_path):
    corpus = [Article(id=f"a{n}", title=f"Moulin {n}", body=BODY * (n % 7)) for n in range(400)]
    found = {}
    for jobs in (1, 2, 4):
        layout = Layout(tmp_path / f"index{jobs}")
        with searchnews.create(layout.directory) as index:
            limits = WriterLimits(batches=SMALL)
            with open_writer(layout, Snapshots(layout).engine, jobs, limits) as writer:
                writer.add_all(corpus)
            hits = index.search("moulin", limit=400)
            found[jobs] = [(hit.article, hit.score) for hit in hits]
            assert index.check().problems == ()
    assert len(found[1]) == 400
    assert found[1] == found[2] == found[4]
