"""Reading documents in processes."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Medium, ReadingOptions
from searchnews.ingest.files import FileReading
from searchnews.ingest.origin import Origin
from searchnews.ingest.workers import Document, Workers, items_in_order, prefetched
from searchnews.processes import Processes

TEXT = "Le moulin, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines."


def page(title):
    paragraphs = "".join(f"<p>{TEXT} Il tourne {n} heures.</p>" for n in ("deux", "trois", "six"))
    return f"<html><body><h1>{title}</h1>{paragraphs}</body></html>".encode()


def document(data, name="a.html"):
    origin = Origin(Path("/p") / name, Path(name).stem)
    return Document("web.pages", Medium.PAGE, data, origin, ReadingOptions())


@pytest.fixture
def processes():
    with closing(Processes(2)) as processes:
        yield processes


@pytest.fixture
def workers(processes):
    return Workers(processes, read_at_once=0)


def test_documents_come_back_in_order(workers):
    read = [workers.submit(document(page(f"Le moulin {n}"), f"{n}.html")) for n in range(30)]
    titles = [item.article.title for item in items_in_order(read, 8)]
    assert titles == [f"Le moulin {n}" for n in range(30)]


def test_a_document_that_cannot_be_read_says_why(workers):
    with pytest.raises(UnreadableFileError, match="there is no article on the page"):
        list(workers.submit(document(b"<html></html>")).items())


def test_as_a_member_it_is_a_problem_of_its_own(workers):
    (problem,) = workers.submit(document(b"<html></html>")).of_member(Path("/z.zip/a.html")).items()
    assert (problem.path, problem.reason) == (
        Path("/z.zip/a.html"), "there is no article on the page",
    )  # fmt: skip


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_given_up_alone(workers, processes):
    list(workers.submit(document(page("Premier"))).items())  # now the processes have started
    processes.seconds = 0.0001
    with pytest.raises(UnreadableFileError, match="given up after"):
        list(workers.submit(document(page("Lent") * 3000)).items())
    processes.seconds = 60.0
    (read,) = workers.submit(document(page("Suivant"))).items()
    assert read.article.title == "Suivant"


def test_a_document_whose_process_dies_is_named(workers, processes):
    pending = workers.submit(document(page("Long") * 3000))
    while not processes.started:
        time.sleep(0.01)
    processes.started[0].kill()
    with pytest.raises(UnreadableFileError, match="ended with status -9"):
        list(pending.items())


def test_small_inputs_start_no_processes(processes):
    workers = Workers(processes)
    for n in range(5):
        list(workers.submit(document(page(f"{n}"))).items())
    assert not processes.started


def test_prefetching_keeps_the_order_and_the_window():
    made = []
    items = prefetched((made.append(n) or n for n in range(10)), 3)
    assert next(items) == 0
    assert made == [0, 1, 2, 3]
    assert list(items) == list(range(1, 10))


def test_a_file_started_before_its_turn_fails_when_it_comes(tmp_path):
    reading = FileReading(tmp_path / "absent.html", ReadingOptions())
    reading.start()
    with pytest.raises(UnreadableFileError, match="No such file"):
        list(reading.items())


def test_what_fails_unexpectedly_in_a_process_comes_back_with_its_traceback(workers):
    missing = document(b"x")._replace(module="web.absent")
    with pytest.raises(UnreadableFileError, match="ModuleNotFoundError: No module") as raised:
        list(workers.submit(missing).items())
    assert "in read_document" in raised.value.traceback
    (problem,) = workers.submit(missing).of_member(Path("/z.zip/a.html")).items()
    assert "in read_document" in problem.traceback


def test_only_so_many_bytes_wait_to_be_read(processes):
    pages = [document(page(f"Le moulin {n}"), f"{n}.html") for n in range(12)]
    workers = Workers(processes, read_at_once=0, most_waiting=2 * len(pages[0].data) + 20)
    submitted = []
    for each in pages:
        submitted.append(workers.submit(each))
        assert sum(not one._future.done() for one in submitted) <= 2
    read = [item.article.title for item in items_in_order(submitted, 3)]
    assert read == [f"Le moulin {n}" for n in range(12)]
    # One that is larger than the limit is read alone.
    (large,) = workers.submit(document(page("Grand") * 5)).items()
    assert large.article.title == "Grand"
