"""Whatever happens to articles, and wherever runs end, each is delivered once, and none is lost."""

import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import searchnews
from searchnews import Article
from searchnews.errors import DeliveryError

NAMES = st.sampled_from("abcdef")
BODIES = st.sampled_from(["Une crue.", "Des crues.", "Rien.", "Rien du tout.", "Crue et neige."])
STEPS = st.one_of(
    st.tuples(st.just("add"), st.dictionaries(NAMES, BODIES, min_size=1)),
    st.tuples(st.just("delete"), st.sets(NAMES, min_size=1)),
    st.tuples(st.just("run"), st.integers(0, 3)),  # how many messages are taken before a failure
    st.tuples(st.just("crash"), st.integers(0, 2)),  # after how many the process dies
    st.tuples(st.just("rebuild"), st.none()),
)


class Crash(BaseException):
    """The end of a process."""


class Receiver:
    """Takes messages until it fails, or the process dies behind it."""

    def __init__(self, deliveries, left, *, dies=False):
        self.deliveries = deliveries
        self.left = left
        self.dies = dies

    def __call__(self, message):
        if self.left == 0 and not self.dies:
            raise DeliveryError("le papier manque")
        for article in message.articles:
            self.deliveries.append((message.search, article.id, message.id))
        if self.left == 0:
            raise Crash
        self.left -= 1


def matching(texts):
    """What each of the two searches must find."""
    for name, body in texts.items():
        if "rue" in body:
            yield "crues", name
        if "neige" in body:
            yield "neige", name


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=10))
def test_each_match_is_delivered_once_whatever_happens(steps):
    texts: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    expected: Counter[tuple[str, str]] = Counter()
    deliveries: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder, "index")
        with searchnews.create(directory) as index:
            index.saved.add("crues", "crue")
            index.saved.add("neige", "neige")
        for step, value in [*steps, ("run", 10**9)]:
            with searchnews.open(directory) as index:
                if step == "add":
                    index.add(Article(id=name, body=body) for name, body in value.items())
                    texts |= value
                elif step == "delete":
                    index.delete(value)
                    texts = {name: body for name, body in texts.items() if name not in value}
                elif step == "rebuild":
                    searchnews.rebuild(directory)
                else:
                    if step == "crash":
                        with suppress(Crash):
                            index.saved.run(printer=Receiver(deliveries, value, dies=True))
                        value = 10**9
                    index.saved.run(printer=Receiver(deliveries, value))
                    now = set(matching(texts))
                    expected.update(now - known)
                    # One that was deleted is not new when it comes back as it was.
                    known = now | {key for key in known if key[1] not in texts}
    received = defaultdict(set)
    for search, name, message in deliveries:
        received[search, name].add(message)
    assert {key: len(messages) for key, messages in received.items()} == expected
