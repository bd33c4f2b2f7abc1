"""What saved searches find, newest first, for who looks: nothing is noted, nothing delivered."""

import pytest

import searchnews
from searchnews import Article
from searchnews.errors import InvalidArgumentError
from searchnews.saved.seen import Seen
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock


def article(name, body="Une crue de la Sorne.", **fields):
    return Article(id=name, title=f"Article {name}", body=body, **fields)


def ids(latest):
    return [hit.article.id for hit in latest.hits]


@pytest.fixture
def crues(new_index):
    new_index.add([article("vieux", date="2020-01-01"), article("autre", "Rien.")])
    new_index.saved.add("Crues", "crue")
    return new_index


def test_what_came_last_stands_first_whatever_its_date(crues):
    crues.add([article("b", date="2026-01-01")])
    crues.add([article("a", date="1995")])
    assert ids(crues.saved.latest("crues")) == ["a", "b", "vieux"]
    assert ids(crues.saved.latest("crues", limit=1, offset=1)) == ["b"]
    assert crues.saved.latest("CRUES", limit=0).total == 3


def test_what_came_after_what_was_seen_is_unseen(crues):
    seen = crues.saved.overview().seen
    assert crues.saved.overview(seen).searches[0].articles == 0
    crues.add([article("a"), article("sans", "Rien de neuf.")])
    latest = crues.saved.latest("crues", seen=seen)
    assert (latest.unseen, latest.total) == (1, 2)
    assert [hit.number > seen.number for hit in latest.hits] == [True, False]
    (standing,) = crues.saved.overview({latest.search.id: seen}).searches
    assert standing.articles == 1
    assert crues.saved.overview(latest.seen).searches[0].articles == 0


def test_who_has_seen_nothing_is_told_no_number(crues):
    assert crues.saved.overview().searches[0].articles is None
    assert crues.saved.overview({}).searches[0].articles is None
    assert crues.saved.latest("crues").unseen is None


def test_an_article_that_has_changed_comes_again(crues):
    seen = crues.saved.overview().seen
    crues.add([article("vieux", "La crue a baissé.")])
    assert crues.saved.latest("crues", seen=seen).unseen == 1


def test_looking_takes_nothing_from_a_run_and_a_run_nothing_from_looking(crues):
    seen = crues.saved.overview().seen
    crues.add([article("a")])
    for _ in range(2):
        assert crues.saved.latest("crues", seen=seen).unseen == 1
    (message,) = crues.saved.run().messages
    assert [each.id for each in message.articles] == ["a"]
    assert crues.saved.latest("crues", seen=seen).unseen == 1
    assert crues.saved.run().messages == []


def test_entries_have_the_ids_that_feeds_in_files_have(crues):
    crues.add([article("a")])
    (message,) = crues.saved.run().messages
    latest = crues.saved.latest("crues")
    assert latest.entries[0] == message.ids[0]
    assert latest.search.id == message.feed_id
    crues.add([article("b")])
    assert crues.saved.latest("crues").entries[1:] == latest.entries


def test_a_rebuilt_index_has_nothing_unseen(new_index):
    new_index.add([article("vieux")])
    new_index.saved.add("crues", "crue")
    seen = new_index.saved.overview().seen
    new_index.add([article("a")])
    searchnews.rebuild(new_index.name)
    assert new_index.saved.latest("crues", seen=seen).unseen == 1
    assert ids(new_index.saved.latest("crues")) == ["a", "vieux"]


@pytest.mark.parametrize("seen", [lambda now: Seen("0badcafe", 1),
                                  lambda now: now._replace(number=now.number + 1)])  # fmt: skip
def test_what_was_seen_of_another_index_or_of_a_state_that_is_gone_says_nothing(crues, seen):
    gone = seen(crues.saved.seen_now)
    assert crues.saved.overview(gone).searches[0].articles is None
    latest = crues.saved.latest("crues", seen=gone)
    assert latest.unseen is None
    assert "a state that is gone" in latest.warnings[-1]


def test_what_was_seen_can_be_kept_as_text(crues):
    kept = str(crues.saved.latest("crues").seen)
    assert crues.saved.latest("crues", seen=kept).unseen == 0
    assert crues.saved.overview(kept).searches[0].articles == 0
    with pytest.raises(InvalidArgumentError, match="does not say what was seen"):
        crues.saved.latest("crues", seen="hier")


def test_a_search_of_the_same_name_is_another_one(crues):
    first = crues.saved.find("crues")
    crues.saved.remove("crues")
    crues.saved.add("crues", "crue")
    assert crues.saved.find("crues").id != first.id


def test_one_that_cannot_be_run_is_named_with_its_reason(crues, tmp_path):
    folder = tmp_path / "listes"
    folder.mkdir()
    (folder / "rivières.txt").write_text("Sorne\n")
    crues.saved.add("eaux", "@rivières", lists=searchnews.Lists.read(folder))
    assert crues.saved.overview().searches[1].problem is None
    (folder / "rivières.txt").unlink()
    crue, eaux = crues.saved.overview(crues.saved.overview().seen).searches
    assert (crue.articles, crue.problem) == (0, None)
    assert eaux.articles is None
    assert "there is no list or saved search rivières" in eaux.problem
    with pytest.raises(InvalidArgumentError, match="no list or saved search rivières"):
        crues.saved.latest("eaux")


def test_there_is_none_of_a_name(crues):
    assert crues.saved.find("absente") is None
    with pytest.raises(InvalidArgumentError, match="did you mean Crues"):
        crues.saved.latest("crue")


def test_nothing_saved_is_nothing_to_look_at(new_index):
    assert new_index.saved.overview().searches == []
    assert new_index.saved.find("crues") is None
    with pytest.raises(InvalidArgumentError, match="there is no saved search crues"):
        new_index.saved.latest("crues")
    assert not (new_index.directory / "saved.db").exists()


def test_while_words_are_not_known_yet_nobody_is_told_that_all_was_seen(new_directory):
    new_directory.add([article("vieux")])
    new_directory.saved.add("crues", "crue")
    (new_directory.directory / "vocabulary.db").unlink()
    with (
        writer_lock(Layout(new_directory.directory)),
        searchnews.open(new_directory.directory) as other,
    ):
        assert other.saved.overview().seen is None
        assert other.saved.latest("crues").seen is None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("crue", "crue-2"),
        ("Crue*", "Crue-2"),
        ("frappes aériennes", "frappes-aériennes"),
        ('"l’État islamique" SAUF Reuters', "État-islamique-Reuters"),
        ("Qu’est-ce qu'il a dit aujourd'hui ?", "est-ce-il-a-dit-aujourd-hui"),
        ("source:ATS titre:Palmyre", "ATS-Palmyre"),
        ("*", "recherche"),
        ("../../etc/passwd <script>", "etc-passwd-script"),
        ("\u202eesrever\x00", "esrever"),
        ("x" * 500, "x" * 40),
        ("mot " * 500, "mot" + "-mot" * 9),
    ],
)
def test_a_name_is_made_of_the_words_of_a_query(crues, query, name):
    crues.saved.add("crue", "crue")
    assert crues.saved.free_name(query) == name
    assert crues.saved.add(name, "crue").name == name


@pytest.mark.parametrize("text", ["", "x", "0badcafe", "0badcafe-", "0BADCAFE-1", "0badcafe-1 ",
                                  "0badcafe-١", "0badcafe--1", "0badcafe-" + "9" * 30])  # fmt: skip
def test_what_was_seen_is_read_as_it_was_written_and_no_other_way(text):
    assert Seen.read(str(Seen("0badcafe", 7))) == Seen("0badcafe", 7)
    with pytest.raises(InvalidArgumentError, match="does not say what was seen"):
        Seen.read(text)


@pytest.mark.parametrize(
    ("query", "options", "is_same"),
    [
        ("crue", {}, True),
        ("  crue ", {"sort": "date", "fresh": None}, True),
        ("crue", {"sources": ["ATS"]}, False),
        ("crue", {"date_from": "2020"}, False),
        ("Crue", {}, False),
        ("crue  OU  pont", {"sources": ["AFP", "ATS"]}, True),
        ("crue OU pont", {"sources": "ATS"}, False),
    ],
)
def test_a_saved_search_is_known_by_what_it_finds(crues, query, options, is_same):
    crues.saved.add("ponts", "crue OU pont", sources=["ATS", "AFP"], sort="-date")
    found = crues.saved.same(query, **options)
    assert (found is not None) == is_same
    assert found is None or found.name == ("ponts" if "pont" in query else "Crues")
