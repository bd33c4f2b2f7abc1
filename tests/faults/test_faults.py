"""Killed, or failing, at any call that changes a file: nothing is lost, and the next run finishes.

A sample of all calls; `python -m scripts.faults` tries every one.
"""

import random

import pytest

from scripts.faults.injector import build, compiler, faults
from scripts.faults.scenarios import SCENARIOS
from searchnews.engines import EMBEDDED

# kill -9; one call that fails; a disk that is full from there on; what was not synced is lost.
TRIES = {"kill": 5, "fail": 2, "full": 1, "power": 3}


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    if compiler() is None:
        pytest.skip("faults are injected by a small library in C, on Linux: install a C compiler")
    return build(tmp_path_factory.mktemp("faults"))


@pytest.mark.slow
@pytest.mark.parametrize("engine", EMBEDDED)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_interrupted_run_loses_nothing_and_is_finished_by_the_next(
    library, tmp_path, scenario, engine
):
    offset = random.Random(f"{scenario} {engine}").random()
    tried = list(faults(library, tmp_path / "work", scenario, engine, TRIES, offset=offset))
    assert len(tried) == sum(TRIES.values())
    assert [fault for fault in tried if fault.problems] == []
