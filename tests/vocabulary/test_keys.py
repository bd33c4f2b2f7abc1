"""Keys of words, which processes make where there are many words."""

from contextlib import closing

import pytest

from searchnews.processes import Processes
from searchnews.vocabulary.keys import keys_of, keys_of_many

WORDS = [
    f"{start}{end}" for start in ("frapp", "mouli", "choig") for end in ("ons", "ou", "e", "2")
]


def pairs(found):
    return {"lemmas": set(found.lemmas), "sounds": set(found.sounds)}


def pairs_of_many(found):
    together = list(map(pairs, found))
    return {name: set().union(*(each[name] for each in together)) for name in ("lemmas", "sounds")}


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_many_words_have_the_keys_that_they_have_alone(jobs):
    with closing(Processes(jobs or 1)) as processes:
        found = pairs_of_many(keys_of_many(iter(WORDS), processes if jobs else None, at_once=2))
        assert bool(processes.started) == (jobs == 2)
    assert found == pairs(keys_of(WORDS))


def test_no_key_is_lost_with_its_process():
    with closing(Processes(2, seconds=0.0)) as processes:
        assert pairs_of_many(keys_of_many(WORDS, processes, at_once=2)) == pairs(keys_of(WORDS))


def test_few_words_start_no_processes():
    with closing(Processes(2)) as processes:
        assert pairs_of_many(keys_of_many(WORDS, processes)) == pairs(keys_of(WORDS))
        assert not processes.started
