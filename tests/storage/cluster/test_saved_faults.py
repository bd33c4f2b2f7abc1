"""A run of saved searches that ends, or is cut off, at any of its requests."""

from collections import defaultdict
from contextlib import suppress

import pytest
import urllib3
from places import needs_cluster
from storage.cluster.machines import article

from searchnews.engines.opensearch.http import Client

pytestmark = [needs_cluster, pytest.mark.cluster]


class Killed(BaseException):
    """The end of a process: nothing more of it reaches the cluster."""


class Requests:
    """Counts the requests to a cluster, and lets one go wrong."""

    def __init__(self, monkeypatch):
        self.count = 0
        self._wrong = None
        self._is_dead = False
        asked = Client._asked

        def counted(client, *request):
            if self._is_dead:
                raise Killed
            self.count += 1
            is_wrong, what = self.count == self._wrong, self._what
            if is_wrong and what == "killed before":
                self._is_dead = True
                raise Killed
            answer = asked(client, *request)
            if is_wrong and what == "killed after":
                self._is_dead = True
                raise Killed
            if is_wrong and what == "answer lost":
                raise urllib3.exceptions.ProtocolError("cut off")
            return answer

        self._what = None
        monkeypatch.setattr(Client, "_asked", counted)

    def fails_at(self, number, what):
        self.count, self._wrong, self._what = 0, number, what

    def goes_on(self):
        self._wrong, self._is_dead = None, False


@pytest.fixture
def requests(monkeypatch):
    return Requests(monkeypatch)


class Receiver:
    """Which articles came, and in which messages."""

    def __init__(self):
        self.messages = defaultdict(set)
        self.contents = {}

    def __call__(self, message):
        assert self.contents.setdefault(message.id, message) == message
        for each in message.articles:
            self.messages[message.search, each.id].add(message.id)


def change(index, round_):
    """What a run finds: a new article for both, a changed one, one that matches no more."""
    index.add(
        [
            article(f"n{round_}", "Une crue à Palmyre."),
            article("change", f"Une crue, la {round_}e." if round_ % 2 else "Rien."),
            article("toujours", f"Encore une crue, la {round_}e."),
        ]
    )


def run(machines, receiver):
    with machines.open() as index:
        return index.saved.run(printer=receiver).problems


@pytest.fixture
def searches(machines):
    with machines.open() as index:
        index.saved.add("crues", "crue")
        index.saved.add("palmyre", "Palmyre")
    return machines


def steps(machines, requests):
    """How many requests a run takes."""
    with machines.open() as index:
        change(index, 1)
    requests.fails_at(None, None)
    assert run(machines, Receiver()) == []
    return requests.count


def expected(rounds):
    """What must have come in these rounds."""
    return {(search, f"n{n}") for search in ("crues", "palmyre") for n in rounds}


@pytest.mark.slow
@pytest.mark.parametrize("what", ["killed before", "killed after"])
def test_killed_at_any_request_it_loses_nothing_and_sends_nothing_under_two_ids(
    searches, requests, what
):
    most = steps(searches, requests)
    assert most > 20
    for number in range(1, most + 1):
        with searches.open() as index:
            change(index, 2 * number)
            change(index, 2 * number + 1)
        receiver = Receiver()
        requests.fails_at(number, what)
        with suppress(Killed):  # the first run of a day takes some requests more
            run(searches, receiver)
        is_killed = requests.count >= number
        requests.goes_on()
        assert is_killed or number > most - 10
        assert run(searches, receiver) == []
        rounds = (2 * number, 2 * number + 1)
        assert receiver.messages.keys() == expected(rounds), number
        assert {len(ids) for ids in receiver.messages.values()} == {1}, number
    with searches.open() as index:
        assert index.check().problems == ()
        assert [search.waiting for search in index.saved.list()] == [(), ()]


@pytest.mark.slow
def test_an_answer_that_is_lost_doubles_nothing(searches, requests):
    for number in range(1, steps(searches, requests) + 1):
        with searches.open() as index:
            change(index, 2 * number)
            change(index, 2 * number + 1)
        taken = []
        requests.fails_at(number, "answer lost")
        assert run(searches, taken.append) == []
        requests.goes_on()
        came = [(message.search, each.id) for message in taken for each in message.articles]
        assert sorted(came) == sorted(expected((2 * number, 2 * number + 1))), number


@pytest.mark.slow
@pytest.mark.parametrize("what", ["killed before", "killed after"])
def test_killed_at_any_request_while_it_is_saved_or_removed_it_is_there_or_not(
    searches, requests, what
):
    def names():
        with searches.open() as index:
            assert index.check().problems == ()
            return [search.name for search in index.saved.list()]

    def act(name, *arguments):
        with searches.open() as index:
            getattr(index.saved, name)(*arguments)

    for arguments in (("add", "neuf", "Palmyre"), ("remove", "neuf")):
        before, number = names(), 0
        while names() == before:  # killed before it was done
            number += 1
            requests.fails_at(number, what)
            with suppress(Killed):
                act(*arguments)
            requests.goes_on()
        assert set(before) ^ set(names()) == {"neuf"}
        assert number > 3
