"""What keeps saved searches: one contract, for a database and for documents in a cluster."""

from contextlib import closing

import pytest
from places import EVERY_ENGINE

import searchnews
from searchnews.errors import InvalidArgumentError
from searchnews.storage.layout import layout_of
from searchnews.storage.saved.opening import opened_to_read, opened_to_write, problems_of
from searchnews.storage.saved.records import Delivery, Found, NewMessage, SearchRecord

PRINTED, MAILED = Delivery("print"), Delivery("mail", "a@exemple.fr")
RECORD = SearchRecord(
    search=0,
    name="Crues",
    query="crue",
    arguments={"sources": ["L'Éclair"], "fresh": "30d"},
    deliveries=(PRINTED, MAILED),
    updates=True,
    added="2026-01-01T00:00:00+00:00",
    last_number=7,
    index_made="m",
    last_run=None,
    problem=None,
)


class RefusedError(Exception):
    """Why a search is not to be saved."""


def admit(others, added):
    """Any search may be saved."""


def refuse(others, added):
    raise RefusedError(sorted(other.name for other in others), added.name, added.search > 0)


@pytest.fixture(params=[EVERY_ENGINE[0], EVERY_ENGINE[-1]])
def layout(request, tmp_path, places):
    """Of an index in which nothing was saved yet."""
    place = places.new(request.param, tmp_path / "index")
    searchnews.create(place, engine=request.param).close()
    return layout_of(place)


@pytest.fixture
def store(layout):
    with closing(opened_to_write(layout)) as store:
        yield store


def seen_by_others(layout):
    """The store as another process sees it."""
    return opened_to_read(layout)


def found(search, *messages, last=8, matching=(), no_more=()):
    return Found(search, last, "m", "2026-02-01T00:00:00+00:00", messages, matching, no_more)


def message(content, articles=1, deliveries=(PRINTED,)):
    return NewMessage(articles, content, deliveries)


def test_there_is_none_before_something_is_saved(layout):
    assert opened_to_read(layout) is None
    assert problems_of(layout) == []
    with closing(opened_to_write(layout)) as made:
        name = made.id
    with closing(opened_to_read(layout)) as again:
        assert (again.id, again.searches(), again.find("crues")) == (name, [], None)
    with closing(opened_to_write(layout)) as again:
        assert again.id == name


def test_a_search_comes_back_as_it_was_saved(layout, store):
    added = store.add("crues", RECORD, ["a1", "a2"], admit)
    assert added == RECORD._replace(search=added.search)
    with closing(seen_by_others(layout)) as other:
        assert other.find("crues") == added
        assert other.searches() == [added]
        assert other.matched([added.search], None) == {added.search: {"a1", "a2"}}
        assert other.matched([added.search], ["a2", "a3"]) == {added.search: {"a2"}}
        assert other.matched([added.search], []) == {added.search: set()}
    assert problems_of(layout) == []


def test_searches_come_in_the_order_of_their_names(store):
    for key in ("neige", "crues", "sorne"):
        store.add(key, RECORD._replace(name=key), (), admit)
    assert [each.name for each in store.searches()] == ["crues", "neige", "sorne"]


def test_what_is_refused_is_not_saved(layout, store):
    crues = store.add("crues", RECORD, ["a1"], admit)
    with pytest.raises(RefusedError) as refused:
        store.add("neige", RECORD._replace(name="Neige"), ["a1"], refuse)
    assert refused.value.args == (["Crues"], "Neige", True)
    with closing(seen_by_others(layout)) as other:
        assert other.searches() == [crues]


def test_the_number_of_a_removed_search_is_not_given_again(layout, store):
    first = store.add("crues", RECORD, ["a1"], admit).search
    assert store.note_found([found(first, message(b"un"), matching=["a2"])]) == {first}
    store.remove(first)
    with closing(seen_by_others(layout)) as other:
        assert other.searches() == []
        assert other.outbox.searches_waiting() == set()
    second = store.add("crues", RECORD, [], admit).search
    assert second != first
    assert store.matched([first, second], None) == {first: set(), second: set()}
    assert store.outbox.waiting(second) == []


def test_what_a_run_found_is_noted_with_how_far_was_looked(layout, store):
    crues = store.add("crues", RECORD, ["a1", "a2"], admit)
    store.note_problem(crues.search, "la liste manque")
    assert store.find("crues").problem == "la liste manque"
    assert store.find("crues").last_run is None
    news = found(crues.search, message(b"un"), last=9, matching=["a3"], no_more=["a1"])
    assert store.note_found(iter([news])) == {crues.search}
    with closing(seen_by_others(layout)) as other:
        known = other.find("crues")
        assert (known.last_number, known.index_made) == (9, "m")
        assert (known.last_run, known.problem) == (news.at, None)
        assert other.matched([crues.search], None) == {crues.search: {"a2", "a3"}}
        assert other.outbox.searches_waiting() == {crues.search}
    assert store.note_found([found(crues.search, last=10)]) == {crues.search}
    assert store.find("crues").last_number == 10


def test_articles_come_to_match_and_match_no_more_as_often_as_they_like(layout, store):
    search = store.add("crues", RECORD, [f"b{n}" for n in range(30)], admit).search
    expected = {f"b{n}" for n in range(30)}
    for run in range(40):
        matching = {f"a{run}", f"a{run // 2}"} - expected
        no_more = {f"a{run - 3}", f"b{run}"} & expected
        store.note_found([found(search, matching=matching, no_more=no_more)])
        expected = (expected | matching) - no_more
        assert store.matched([search], None) == {search: expected}
    with closing(seen_by_others(layout)) as other:
        assert other.matched([search], ["a39", "b1", "zzz"]) == {search: {"a39"}}


def test_nothing_is_noted_of_a_search_that_somebody_has_removed(layout, store):
    crues = store.add("crues", RECORD, ["a1"], admit)
    neige = store.add("neige", RECORD._replace(name="Neige"), [], admit)
    assert store.searches() == [crues, neige]
    with closing(opened_to_write(layout)) as other:
        other.remove(crues.search)
    both = [found(each.search, message(b"un"), matching=["a2"]) for each in (crues, neige)]
    assert store.note_found(both) == {neige.search}
    assert store.outbox.searches_waiting() == {neige.search}
    assert store.outbox.waiting(crues.search) == []
    assert store.note_found([found(each.search, last=12) for each in (crues, neige)]) == {
        neige.search
    }
    assert store.find("neige").last_number == 12


def test_a_search_may_be_removed_while_its_messages_are_delivered(layout, store):
    search = store.add("crues", RECORD, [], admit).search
    store.note_found([found(search, message(b"un"), message(b"deux"))])
    first, second = store.outbox.waiting(search)
    with closing(opened_to_write(layout)) as other:
        other.remove(search)
    assert store.outbox.message(first) is None
    store.outbox.delivered(first)
    store.outbox.failed(second, "le serveur dort")
    assert store.outbox.latest(search, second.message, 10) == []
    store.outbox.prune(search, 0)
    store.note_problem(search, "la liste manque")
    assert store.searches() == []


def test_what_cannot_be_found_out_leaves_those_before_it_as_they_were_or_noted(store):
    """A run that fails in the middle has noted some searches whole, or none."""
    searches = [store.add(key, RECORD, ["a1"], admit).search for key in ("crues", "neige")]

    def failing():
        yield found(searches[0], message(b"un"), matching=["a2"])
        raise InvalidArgumentError("la suite manque")

    with pytest.raises(InvalidArgumentError):
        store.note_found(failing())
    first, second = (store.find(key).last_number for key in ("crues", "neige"))
    waiting = [len(store.outbox.waiting(search)) for search in searches]
    assert (first, waiting) in [(7, [0, 0]), (8, [1, 0])]
    assert second == 7


def test_messages_wait_in_order_until_they_are_delivered_to_each_place(layout, store):
    search = store.add("crues", RECORD, [], admit).search
    store.note_found([found(search, message(b"un", 3, (PRINTED, MAILED)), message(b"deux", 2))])
    waiting = store.outbox.waiting(search)
    first, second = waiting[0].message, waiting[2].message
    assert first < second
    assert [(each.message, each.search, each.delivery) for each in waiting] == [
        (first, search, MAILED), (first, search, PRINTED), (second, search, PRINTED),
    ]  # fmt: skip
    stored = store.outbox.message(waiting[0])
    assert (stored.message, stored.search) == (first, search)
    assert (stored.articles, stored.content) == (3, b"un")
    store.outbox.failed(waiting[0], "le serveur dort")
    store.outbox.failed(store.outbox.waiting(search)[0], "le serveur dort encore")
    store.outbox.delivered(waiting[1])
    store.outbox.delivered(waiting[1])  # once more does no harm
    with closing(seen_by_others(layout)) as other:
        still, later = other.outbox.waiting(search)
        assert (still.delivery, later.message) == (MAILED, second)
        assert (still.attempts, still.problem) == (2, "le serveur dort encore")


def test_the_numbers_of_messages_are_not_given_again(store):
    searches = [store.add(key, RECORD, [], admit).search for key in ("crues", "neige")]
    seen = []
    for _ in range(3):
        for search in searches:
            store.note_found([found(search, message(b"un"), message(b"deux"))])
            seen += [each.message for each in store.outbox.waiting(search)]
            for each in store.outbox.waiting(search):
                store.outbox.delivered(each)
            store.outbox.prune(search, 0)
    assert len(seen) == len(set(seen)) == 12


def test_delivered_messages_are_forgotten_but_for_the_last_articles(store):
    search = store.add("crues", RECORD, [], admit).search
    outbox = store.outbox

    def put(*deliveries):
        store.note_found([found(search, message(b"", 10, (*deliveries, PRINTED)))])
        *_, last = outbox.waiting(search)
        outbox.delivered(last)
        return last.message

    numbers = [put() for _ in range(5)]
    waits = put(MAILED)
    later = [put() for _ in range(3)]
    assert [each.message for each in outbox.latest(search, waits, 25)] == [
        waits, numbers[4], numbers[3],
    ]  # fmt: skip
    outbox.prune(search, 15)
    kept = [each.message for each in outbox.latest(search, 2**62, 10**9)]
    assert kept == [later[2], later[1], waits]
    outbox.prune(search, 0)
    assert [each.message for each in outbox.latest(search, 2**62, 10**9)] == [waits]


@pytest.fixture(params=[EVERY_ENGINE[0], EVERY_ENGINE[-1]])
def other_layout(request, tmp_path, places):
    """Of another index, in which nothing was saved yet."""
    place = places.new(request.param, tmp_path / "other")
    searchnews.create(place, engine=request.param).close()
    return layout_of(place)


def filled(store):
    """Two searches, one with a message that waits and one that is kept for a feed."""
    crues = store.add("crues", RECORD, ["a1", "a2"], admit)
    neige = store.add("neige", RECORD._replace(name="Neige"), [], admit)
    news = found(crues.search, message(b"un"), message(b"deux", 2, (MAILED,)), matching=["a3"])
    store.note_found([news])
    store.outbox.delivered(store.outbox.waiting(crues.search)[0])
    return crues, neige


def test_a_new_store_takes_over_all_of_another_under_the_same_ids(store, other_layout):
    crues, neige = filled(store)
    with closing(opened_to_write(other_layout, known_as=store.id)) as other:
        assert other.id == store.id
        restored = other.restore(store.kept(), store.id)
        assert restored == other.searches() == store.searches()
        assert other.matched([crues.search], None) == {crues.search: {"a1", "a2", "a3"}}
        assert other.outbox.waiting(crues.search) == store.outbox.waiting(crues.search)
        latest = store.outbox.latest(crues.search, 2**62, 100)
        assert [each.content for each in latest] == [b"deux", b"un"]
        assert other.outbox.latest(crues.search, 2**62, 100) == latest
        # Both may go on: what they make from now on has other numbers.
        assert other.restore(store.kept(), store.id) == []
        numbers = []
        for each in (store, other):
            each.note_found([found(neige.search, message(b"trois"))])
            numbers.append(each.outbox.waiting(neige.search)[0].message)
            numbers.append(each.add("vent", RECORD._replace(name="Vent"), [], admit).search)
        assert numbers[0] < 2**48 <= numbers[2]
        assert numbers[1] < 2**48 <= numbers[3]


def test_a_store_that_has_searches_takes_over_those_with_other_names(store, other_layout):
    filled(store)
    with closing(opened_to_write(other_layout)) as other:
        own = other.add("crues", RECORD._replace(query="crue de la Sorne"), [], admit)
        assert other.id != store.id
        (restored,) = other.restore(store.kept(), store.id)
        assert other.searches() == [own, restored]
        assert restored.name == "Neige"
        other.remove(own.search)
        (restored,) = other.restore(store.kept(), store.id)
        assert [each.delivery for each in other.outbox.waiting(restored.search)] == [MAILED]
        assert other.matched([restored.search], None) == {restored.search: {"a1", "a2", "a3"}}
