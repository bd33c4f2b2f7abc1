"""Copies follow an index: whatever came when, and whatever happened in between."""

import random
import shutil
from contextlib import closing

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, FIRE_BACKGROUND, REVISED_FIRE, Index
from hypothesis import given, settings
from hypothesis import strategies as st

from searchnews.copies.arrivals import Arrivals, put_waiting
from searchnews.copies.groups import Groups
from searchnews.copies.layout import CopiesLayout
from searchnews.errors import EngineError, InvalidArgumentError

SYLLABLES = "ba chi do fe gra lu mo na pir que ro sau ti vel zon".split()


def paragraph(number, words=40):
    """Words by chance, always the same."""
    chance = random.Random(number)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(words))


PARAGRAPHS = [paragraph(number) for number in range(7)]

# Paragraphs, day and source of an article. Where there are many of few, some become templates.
ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True),
        st.integers(1, 14),
        st.sampled_from("AB"),
    ),
    max_size=25,
)


def text_of(places):
    return "\n\n".join(PARAGRAPHS[place] for place in places)


def moment(day, place):
    """No two articles came at the same moment."""
    return f"2021-03-{day:02}T10:{place:02}"


@settings(max_examples=25)
@given(articles=ARTICLES, updates=st.lists(st.integers(1, 8), min_size=1, max_size=4))
def test_day_by_day_or_all_at_once_the_groups_are_the_same(tmp_path_factory, articles, updates):
    directory = tmp_path_factory.mktemp("copies")
    index, waiting = Index(), 0
    for place, (places, day, source) in enumerate(articles):
        index.add(text_of(places), moment(day, place), source)
        waiting += 1
        if waiting == updates[place % len(updates)]:
            index.groups(directory / "by day")
            waiting = 0
    assert index.groups(directory / "by day") == index.groups(directory / "at once")
    shutil.rmtree(directory)


@settings(max_examples=25)
@given(articles=ARTICLES, chance=st.randoms())
def test_in_whatever_order_articles_come_the_groups_are_the_same(
    tmp_path_factory, articles, chance
):
    directory = tmp_path_factory.mktemp("copies")
    found = []
    order = list(range(len(articles)))
    for name in "first", "second":
        index, number_of = Index(), {}
        for place in order:
            places, day, source = articles[place]
            number_of[index.add(text_of(places), moment(day, place), source)] = place
        groups = index.groups(directory / name, articles_at_once=4)
        found.append({tuple(number_of[n] for n in group) for group in groups})
        chance.shuffle(order)
    assert found[0] == found[1]
    shutil.rmtree(directory)


@settings(max_examples=25)
@given(articles=ARTICLES, removed=st.sets(st.integers(1, 25)))
def test_what_was_removed_leaves_no_trace(tmp_path_factory, articles, removed):
    directory = tmp_path_factory.mktemp("copies")
    index = Index()
    for place, (places, day, _) in enumerate(articles):
        # No templates here: what was one when it was compared stays one.
        index.add(text_of(places), moment(day, place), source=str(place))
    index.groups(directory / "before", articles_at_once=5)
    for number in removed & index.articles.keys():
        index.remove(number)
    assert index.groups(directory / "before") == index.groups(directory / "new")
    shutil.rmtree(directory)


def test_a_late_article_that_was_published_first_leads(tmp_path):
    index = Index()
    cut = index.add(CUT_FIRE, "2021-03-03")
    assert index.groups(tmp_path) == set()
    first = index.add(FIRE, "2021-03-02")
    grown = index.add(FIRE + FIRE_BACKGROUND, "2021-03-04")
    assert index.groups(tmp_path) == {(first, cut, grown)}


def test_without_its_leader_a_group_has_another(tmp_path):
    index = Index()
    first = index.add(FIRE, "2021-03-02")
    revised = index.add(REVISED_FIRE, "2021-03-03")
    cut = index.add(CUT_FIRE, "2021-03-04")
    budget = index.add(BUDGET)
    assert index.groups(tmp_path) == {(first, revised, cut)}
    index.remove(first)
    assert index.groups(tmp_path) == {(revised, cut)}
    index.remove(cut)
    index.remove(budget)
    assert index.groups(tmp_path) == set()


def test_an_article_that_changed_is_compared_again(tmp_path):
    index = Index()
    first = index.add(FIRE)
    second = index.add(BUDGET)
    assert index.groups(tmp_path) == set()
    index.remove(second)
    changed = index.add(CUT_FIRE)
    assert index.groups(tmp_path) == {(first, changed)}
    index.remove(changed)
    index.add(BUDGET)
    assert index.groups(tmp_path) == set()


def test_an_article_that_changes_every_day_is_no_template(tmp_path):
    index = Index()
    live = index.add(FIRE)
    for _ in range(12):
        index.groups(tmp_path)
        index.remove(live)
        live = index.add(FIRE)
    revised = index.add(REVISED_FIRE)
    assert index.groups(tmp_path) == {(live, revised)}


def test_a_series_is_found_out_when_it_goes_on(tmp_path):
    index = Index()
    furniture = paragraph(100, words=150)
    for number in range(8):
        index.add(f"{furniture} {paragraph(200 + number, words=12)}")
    assert index.groups(tmp_path) == {tuple(range(1, 9))}
    index.add(f"{furniture} {paragraph(300, words=12)}")
    assert index.groups(tmp_path) == set()


def test_an_index_without_articles_has_no_copies(tmp_path):
    index = Index()
    assert index.groups(tmp_path) == set()
    index.remove(index.add(FIRE))
    assert index.groups(tmp_path) == set()
    with closing(Groups(tmp_path)) as groups:
        assert groups.stamp == index.stamp


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "copies").write_text("a file")
    with pytest.raises(EngineError, match=r"cannot be written .* index again"):
        Index().groups(tmp_path / "copies")


class TestWaitingFingerprints:
    def waiting(self, directory, index, *numbers):
        texts = index.texts(numbers)
        put_waiting(directory, [Arrivals.of(texts[:1]), Arrivals.of(texts[1:])])

    def index(self):
        index = Index()
        for text in (FIRE, BUDGET, CUT_FIRE, REVISED_FIRE):
            index.add(text)
        return index

    def test_spare_to_read_the_articles(self, tmp_path):
        index = self.index()
        self.waiting(tmp_path, index, 1, 2)
        self.waiting(tmp_path, index, 3, 4)
        assert index.groups(tmp_path) == {(1, 3, 4)}
        assert index.read == []

    def test_are_made_where_they_are_missing(self, tmp_path):
        index = self.index()
        self.waiting(tmp_path, index, 2, 3)
        assert index.groups(tmp_path) == {(1, 3, 4)}
        assert index.read == [1, 4]

    def test_are_made_again_where_they_are_damaged(self, tmp_path):
        index = self.index()
        self.waiting(tmp_path, index, 1, 2)
        (path,) = CopiesLayout(tmp_path).waiting.iterdir()
        path.write_bytes(path.read_bytes()[:-9])
        assert index.groups(tmp_path) == {(1, 3, 4)}
        assert index.read == [1, 2, 3, 4]

    def test_wait_for_the_commit_that_has_their_articles(self, tmp_path):
        index = self.index()
        self.waiting(tmp_path, index, 3, 4)
        index.last = 2
        assert index.groups(tmp_path) == set()
        index.last = 4
        assert index.groups(tmp_path) == {(1, 3, 4)}
        assert index.read == [1, 2]

    def test_are_dropped_when_their_articles_have_been_compared(self, tmp_path):
        index = self.index()
        index.groups(tmp_path)
        self.waiting(tmp_path, index, 1, 2)
        assert index.groups(tmp_path) == {(1, 3, 4)}
        assert list(CopiesLayout(tmp_path).waiting.iterdir()) == []

    def test_may_be_of_no_article(self, tmp_path):
        put_waiting(tmp_path, [])
        assert self.index().groups(tmp_path) == {(1, 3, 4)}


def test_numbers_end_somewhere(tmp_path):
    index = Index(last=(1 << 32) - 2)
    index.add(FIRE)
    index.add(BUDGET)
    with pytest.raises(InvalidArgumentError, match="--rebuild"):
        index.groups(tmp_path)
