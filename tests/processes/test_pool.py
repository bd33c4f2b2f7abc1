"""Giving work to processes."""

import os
import time
from contextlib import closing

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.processes import MAX_PROCESSES, ProcessError, Processes


@pytest.fixture
def processes():
    with closing(Processes(2)) as processes:
        yield processes


def test_each_answer_is_that_of_its_task(processes):
    answers = [processes.submit(str.upper, word) for word in ["élu", "grève"] * 20]
    assert [answer.result() for answer in answers] == ["ÉLU", "GRÈVE"] * 20


def test_no_more_processes_start_than_there_is_work_for(processes):
    assert not processes.started
    for _ in range(3):
        processes.submit(str.upper, "élu").result()
    assert len(processes.started) == 1


@pytest.mark.parametrize("count", [0, -1, MAX_PROCESSES + 1, 10**20])
def test_the_number_of_processes_has_a_range(count):
    with pytest.raises(InvalidArgumentError, match=f"from 1 to {MAX_PROCESSES}, not {count}"):
        Processes(count)


def test_there_are_as_many_as_processors_by_default():
    assert Processes().count == min(os.cpu_count(), MAX_PROCESSES)


def test_a_task_that_fails_says_why_and_the_process_goes_on(processes):
    with pytest.raises(ProcessError, match=r"^ValueError: invalid literal for int"):
        processes.submit(int, "grève").result()
    assert processes.submit(int, "10").result() == 10
    assert len(processes.started) == 1


def test_a_process_that_dies_is_replaced(processes):
    with pytest.raises(ProcessError, match="ended with status 3"):
        processes.submit(os._exit, 3).result()
    assert processes.submit(int, "10").result() == 10


def test_what_takes_too_long_is_given_up_alone(processes):
    processes.submit(int, "10").result()
    processes.seconds = 0.2
    with pytest.raises(ProcessError, match="given up after"):
        processes.submit(time.sleep, 60).result()
    processes.seconds = 60
    assert processes.submit(int, "10").result() == 10


def test_what_takes_too_much_memory_is_given_up_alone():
    pytest.importorskip("resource", reason="Windows has no limits of memory")
    with closing(Processes(1, memory=256 << 20)) as processes:
        with pytest.raises(ProcessError, match="MemoryError"):
            processes.submit(bytes, 1 << 30).result()
        assert processes.submit(int, "10").result() == 10
        assert len(processes.started) == 1


def test_what_is_not_limited_is_never_given_up():
    with closing(Processes(1, seconds=0.1)) as processes:
        assert processes.submit(time.sleep, 0.3, limited=False).result() is None


def test_memory_is_limited_task_by_task():
    resource = pytest.importorskip("resource", reason="Windows has no limits of memory")
    with closing(Processes(1, memory=1 << 30)) as processes:
        limits = [
            processes.submit(resource.getrlimit, resource.RLIMIT_AS, limited=limited).result()
            for limited in (True, False, True)
        ]
    own = resource.getrlimit(resource.RLIMIT_AS)[1]
    assert [soft for soft, _ in limits] == [1 << 30, own, 1 << 30]


def test_what_libraries_print_comes_not_between_the_answers(processes):
    assert processes.submit(print, "bonjour").result() is None
    assert processes.submit(int, "10").result() == 10


def test_closing_does_not_wait_for_what_is_being_done(processes):
    sleeping = [processes.submit(time.sleep, 3600) for _ in range(5)]
    while not processes.started:
        time.sleep(0.01)
    processes.close()
    assert all(process.poll() is not None for process in processes.started)
    assert all(future.done() for future in sleeping)


def test_nothing_starts_once_it_is_closed(processes):
    for word in ["élu", "grève"] * 20:
        processes.submit(str.upper, word)
    processes.close()
    assert all(process.poll() is not None for process in processes.started)


def test_a_folder_of_the_same_name_is_no_module_of_ours(processes, tmp_path, monkeypatch):
    (tmp_path / "searchnews").mkdir()
    (tmp_path / "searchnews" / "__init__.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert processes.submit(int, "10").result() == 10
