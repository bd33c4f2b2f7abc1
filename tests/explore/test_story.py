"""A group unfolded: who published it, and what differs from the first."""

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, REVISED_FIRE
from places import EVERY_ENGINE, Places

import searchnews
from searchnews.errors import InvalidArgumentError

ARTICLES = [
    searchnews.Article(id="budget", title="Le budget", body=BUDGET, date="2021-03-02"),
    searchnews.Article(id="cut", title="Un hangar brûle", body=CUT_FIRE, date="2021-03-03"),
    searchnews.Article(id="fire", title="Incendie à Vernoy", body=FIRE, date="2021-03-02",
                       source="Le Courrier"),
    searchnews.Article(id="revised", title="Incendie à Vernoy", body=REVISED_FIRE,
                       date="2021-03-03T08:00", source="Le Temps"),
]  # fmt: skip


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def index(request, tmp_path_factory):
    places = Places()
    place = places.new(request.param, tmp_path_factory.mktemp("index") / request.param)
    with searchnews.create(place, engine=request.param) as index:
        index.add(ARTICLES)
        yield index
    places.close()


@pytest.mark.parametrize("asked", ["fire", "cut", "revised"])
def test_has_the_whole_group_whoever_is_asked_for(index, asked):
    story = index.story(asked)
    assert (story.id, [t.article.id for t in story]) == (asked, ["fire", "cut", "revised"])


def test_says_what_differs_from_the_leader(index):
    leader, cut, revised = index.story("cut")
    assert (leader.differences, leader.passages("added"), leader.has_other_title) == (
        None,
        [],
        False,
    )
    assert (cut.is_copy, cut.containment, cut.has_other_title) == (True, 1.0, True)
    assert cut.passages("added") == []
    (passage,) = cut.passages("cut")
    assert passage.startswith("Le parquet de Vernoy")
    assert not revised.is_copy
    assert not revised.has_other_title
    assert 0.5 < revised.containment < 0.8
    assert revised.passages("added")[-1].startswith("Les écoles du quartier")


def test_an_article_without_copies_is_alone(index):
    (only,) = index.story("budget")
    assert (only.article.id, only.differences) == ("budget", None)


def test_an_unknown_article_is_said(index):
    with pytest.raises(InvalidArgumentError, match="there is no article zzz in the index"):
        index.story("zzz")


def test_is_json(index):
    values = index.story("fire").to_dict()
    (group,) = values["groups"]
    assert (values["id"], values["articles"]) == ("fire", 3)
    assert [a["id"] for a in group["articles"]] == ["fire", "cut", "revised"]
    assert group["articles"][0]["added"] == group["articles"][0]["cut"] == []
    assert len(group["articles"][1]["cut"]) == 1


def test_an_export_counts_copies(index):
    copies = {entry.article.id: entry.copies for entry in index.export("*").entries()}
    assert copies == {"budget": 0, "fire": 2, "cut": 2, "revised": 2}
    copies = {entry.article.id: entry.copies for entry in index.export("parquet").entries()}
    assert copies["fire"] == 2


def test_what_an_export_cannot_know_is_left_out(tmp_path):
    directory = tmp_path / "index"
    with searchnews.create(directory) as index:
        index.add(ARTICLES)
    (directory / "copies" / "copies.db").write_bytes(b"no database" * 1000)
    with searchnews.open(directory) as index:
        assert [entry.copies for entry in index.export("*").entries()] == [None] * 4
