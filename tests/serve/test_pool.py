"""Threads: few, none for ever, and what visitors are told when they are all taken."""

import threading

import anyio
import pytest
from serve.visitor import visitor

from searchnews.errors import IndexDamagedError
from searchnews.serve.api.problems import BusyError, TooSlowError
from searchnews.serve.pool import Pool
from searchnews.serve.settings import Settings


def test_a_call_that_takes_too_long_is_given_up_and_keeps_its_thread():
    release = threading.Event()

    async def main():
        pool = Pool(threads=1, waiting=1, seconds=0.05)
        with pytest.raises(TooSlowError, match=r"after 0\.05 seconds"):
            await pool.run(release.wait)
        with pytest.raises(TooSlowError):  # it waited for the thread, and was taken back
            await pool.run(lambda: 1)
        release.set()
        patient = Pool(threads=1, waiting=1, seconds=10)
        assert await patient.run(lambda: 2) == 2
        pool.close()
        patient.close()

    anyio.run(main)


def test_more_calls_than_may_wait_are_refused_at_once():
    release = threading.Event()

    async def main():
        pool = Pool(threads=1, waiting=1, seconds=10)
        answers = []

        async def call():
            answers.append(await pool.run(release.wait))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(call)
            tasks.start_soon(call)
            await anyio.sleep(0.01)
            with pytest.raises(BusyError, match="2 searches are running or waiting"):
                await pool.run(lambda: 1)
            release.set()
        assert answers == [True, True]
        assert await pool.run(lambda: 3) == 3
        pool.close()

    anyio.run(main)


class Stand:
    """Stands for an index in which a search does what the test says."""

    commit = "1"

    def __init__(self, search):
        self.search = search

    def __len__(self):
        return 1


def test_a_slow_search_is_a_504_while_all_else_is_answered():
    release = threading.Event()

    def search(*arguments, **options):
        release.wait(10)

    with visitor(Stand(search), Settings(threads=1, waiting=1, seconds=0.05)) as client:
        answer = client.get("/search.json?q=a")
        assert answer.status_code == 504
        assert answer.headers["retry-after"]
        assert "given up after 0.05 seconds" in answer.json()["detail"]
        assert client.get("/health.json").status_code == 200
        release.set()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IndexDamagedError("/srv/secret/index is damaged"), 503),
        (RuntimeError("/srv/secret: a fault of ours"), 500),
        (MemoryError(), 500),
    ],
)
def test_an_index_that_cannot_be_read_gives_one_clear_answer(error, status, caplog):
    def search(*arguments, **options):
        raise error

    with visitor(Stand(search)) as client:
        for address in ("/search.json?q=a", "/?q=a"):
            answer = client.get(address)
            assert answer.status_code == status
            assert "/srv/secret" not in answer.text
        assert "/search.json" in caplog.text
    with visitor(Stand(search), Settings(show_paths=True)) as client:
        assert ("/srv/secret" in client.get("/search.json?q=a").text) == (status == 503)
