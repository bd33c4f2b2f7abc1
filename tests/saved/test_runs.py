"""What a run of saved searches delivers: what is new, all of it, each article once."""

import json

import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE

import searchnews
from searchnews import Article, Lists, Synonyms
from searchnews.errors import (
    DeliveryError,
    EngineError,
    IndexLockedError,
    InvalidArgumentError,
)
from searchnews.storage.layout import Layout
from searchnews.storage.lock import running_lock, writer_lock
from searchnews.storage.saved.records import Delivery


def article(name, body="Une crue de la Sorne.", **fields):
    return Article(id=name, title=f"Article {name}", body=body, **fields)


def with_crues(index):
    """An index with an old article, and a saved search for floods."""
    index.add([article("vieux", date="2020-01-01")])
    index.saved.add("crues", "crue")
    return index


@pytest.fixture
def crues(new_index):
    return with_crues(new_index)


@pytest.fixture
def crues_in_a_directory(new_directory):
    """Where the files of the index are what is tested."""
    return with_crues(new_directory)


def run(index, *names):
    """The ids that each search delivers in a run, in order."""
    report = index.saved.run(*names)
    assert report.problems == []
    return [(message.search, each.id) for message in report.messages for each in message.articles]


def test_what_was_there_is_not_new(crues):
    assert run(crues) == []


def test_what_comes_is_delivered_once(crues):
    crues.add([article("a"), article("b", "Rien de neuf.")])
    assert run(crues) == [("crues", "a")]
    assert run(crues) == []
    crues.add([article("c")])
    assert run(crues) == [("crues", "c")]


def test_an_index_without_saved_searches_has_nothing_to_deliver(new_index):
    new_index.add([article("a")])
    assert new_index.saved.run().searches == []
    assert new_index.saved.list() == []
    assert not (new_index.directory / "saved.db").exists()


def test_says_what_was_found_and_why(crues):
    crues.add([article("a", date="2026-02-03", source="Le Courrier", url="https://exemple.fr/a")])
    report = crues.saved.run()
    (message,) = report.messages
    (found,) = message.articles
    assert (message.search, message.query, message.understood) == ("crues", "crue", "crue")
    assert (message.total, message.part, message.parts) == (1, 1, 1)
    assert message.index == crues.name
    assert message.commit == crues._snapshots.latest().stamp
    assert (found.date, found.source, found.url) == (
        "2026-02-03",
        "Le Courrier",
        "https://exemple.fr/a",
    )
    assert found.passage.html() == "Une <mark>crue</mark> de la Sorne."
    assert (found.matched, found.is_changed) == (("crue",), False)
    assert json.loads(message.to_json())["articles"][0]["id"] == "a"


def test_words_that_matched_are_said_as_the_article_has_them(new_index):
    synonyms = new_index.directory.parent / "synonymes.txt"
    synonyms.write_text("crue => inondation\n")
    new_index.saved.add("eaux", "crue", synonyms=Synonyms.read(synonyms))
    new_index.add([article("a", "Des crues, l'INONDATION, une crue et des crues.")])
    ((found,),) = [message.articles for message in new_index.saved.run().messages]
    assert found.matched == ("crues", "INONDATION", "crue")


def test_relaxed_hits_are_not_delivered(new_index):
    new_index.saved.add("ponts", "crue pont passerelle viaduc barrage")
    new_index.add([article("a", "Une crue sous le pont, la passerelle et le viaduc.")])
    assert new_index.search("crue pont passerelle viaduc barrage").hits
    assert run(new_index) == []


def test_more_articles_than_a_message_holds_are_several_messages(crues):
    crues.add(article(f"a{n:04}") for n in range(1203))
    messages = crues.saved.run().messages
    assert [(m.part, m.parts, m.total, len(m.articles)) for m in messages] == [
        (1, 3, 1203, 500), (2, 3, 1203, 500), (3, 3, 1203, 203),
    ]  # fmt: skip
    assert len({each.id for message in messages for each in message.articles}) == 1203
    assert len({message.id for message in messages}) == 3


def test_options_are_those_of_a_search(new_index):
    new_index.saved.add(
        "crues", "crue", sources=["ATS"], date_from="2020", date_to="2021-06", sort="-date"
    )
    new_index.add(
        [
            article("a", source="ATS", date="2020-05-01"),
            article("b", source="ATS", date="2021-06-30"),
            article("c", source="ATS", date="2021-07-01"),
            article("d", source="AFP", date="2020-05-01"),
        ]
    )
    assert run(new_index) == [("crues", "b"), ("crues", "a")]
    assert new_index.saved.list()[0].options == {
        "sort": "-date", "date_from": "2020", "date_to": "2021-06", "sources": ["ATS"],
    }  # fmt: skip


def test_articles_since_a_date_can_count_as_new(new_index):
    new_index.add(
        [
            article("a", date="2019"),
            article("b", date="2020-03-01"),
            article("c"),
            article("d", date="2021"),
        ]
    )
    new_index.saved.add("crues", "crue", since="2020")
    new_index.add([article("e", date="1998")])
    assert sorted(run(new_index)) == [("crues", "b"), ("crues", "d"), ("crues", "e")]
    assert run(new_index) == []


# --- articles that change ------------------------------------------------------------------------


def test_a_changed_article_is_delivered_only_if_it_did_not_match_before(crues):
    crues.add([article("a"), article("b", "Rien.")])
    assert run(crues) == [("crues", "a")]
    crues.add([article("a", "Une crue de la Birse."), article("b", "Une crue enfin.")])
    assert run(crues) == [("crues", "b")]
    crues.add([article("vieux", "Une crue ancienne, corrigée.")])
    assert run(crues) == []


def test_an_article_that_matches_no_more_and_then_again_is_new_again(crues):
    crues.add([article("a")])
    assert run(crues) == [("crues", "a")]
    crues.add([article("a", "Rien.")])
    assert run(crues) == []
    crues.add([article("a", "Encore une crue.")])
    assert run(crues) == [("crues", "a")]


def test_updates_are_delivered_as_such_where_they_are_wanted(new_index):
    new_index.add([article("vieux")])
    new_index.saved.add("crues", "crue", updates=True)
    new_index.add([article("a")])
    assert run(new_index) == [("crues", "a")]
    new_index.add([article("a", "Une crue, corrigée."), article("b"), article("vieux", "Crue !")])
    (message,) = new_index.saved.run().messages
    changed = {each.id: each.is_changed for each in message.articles}
    assert changed == {"b": False, "a": True, "vieux": True}
    assert run(new_index) == []


def test_an_article_that_was_added_again_as_it_is_is_not_new(crues):
    crues.add([article("a")])
    assert run(crues) == [("crues", "a")]
    crues.add([article("a")])
    assert run(crues) == []
    crues.delete(["a"])
    crues.add([article("a")])
    assert run(crues) == []


def test_the_newest_article_may_be_deleted(crues):
    crues.add([article("a"), article("b")])
    assert len(run(crues)) == 2
    crues.delete(["b"])
    assert run(crues) == []
    crues.add([article("c")])
    assert run(crues) == [("crues", "c")]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_rebuilt_index_has_nothing_new(crues_in_a_directory, engine):
    crues = crues_in_a_directory
    crues.add([article("a")])
    assert run(crues) == [("crues", "a")]
    crues.add([article("b")])
    searchnews.rebuild(crues.directory, engine=engine)
    assert run(crues) == [("crues", "b")]
    crues.add([article("c")])
    assert run(crues) == [("crues", "c")]


def test_an_index_made_anew_beside_its_saved_searches_has_what_did_not_match(
    crues_in_a_directory, tmp_path
):
    """All files of the index but the saved searches were lost."""
    crues = crues_in_a_directory
    crues.add([article("a")])
    assert run(crues) == [("crues", "a")]
    saved = crues.directory / "saved.db"
    with searchnews.create(tmp_path / "nouveau") as other:
        other.add([article("a"), article("vieux"), article("z")])
        (other.directory / "saved.db").write_bytes(saved.read_bytes())
        assert run(other) == [("crues", "z")]


def test_copies_of_a_dispatch_are_one_record(new_index):
    new_index.saved.add("feux", "Vernoy", sort="date")
    dispatch = [
        ("une", FIRE, "2021-03-02", "Le Courrier"),
        ("deux", CUT_FIRE, "2021-03-02", "La Gazette"),
        ("budget", BUDGET.replace("région", "région de Vernoy"), "2021-03-03", "Le Courrier"),
        ("trois", FIRE, "2021-03-04", "Le Courrier"),
    ]
    new_index.add(
        Article(id=name, title=name, body=f"Vernoy. {body}", date=date, source=source)
        for name, body, date, source in dispatch
    )
    report = new_index.saved.run()
    (message,) = report.messages
    assert (message.total, message.copies, report.searches[0].new) == (2, 2, 4)
    first = message.articles[0]
    records = {each.id: {copy.id for copy in each.copies} for each in message.articles}
    assert sorted({first.id, *records[first.id]}) == ["deux", "trois", "une"]
    assert records["budget"] == set()
    assert {copy.source for copy in first.copies} <= {"Le Courrier", "La Gazette"}
    assert run(new_index) == []


# --- what goes wrong ------------------------------------------------------------------------------


class Broken:
    """A printer that fails at some messages."""

    def __init__(self, *failing):
        self.failing = set(failing)
        self.taken = []
        self.count = 0

    def __call__(self, message):
        self.count += 1
        if self.count in self.failing:
            raise DeliveryError("le papier manque")
        self.taken.append(message)


def test_a_failed_delivery_is_tried_again_under_the_same_id(crues):
    crues.add([article("a")])
    broken = Broken(1, 2)
    first = crues.saved.run(printer=broken)
    assert first.problems == ["crues: print: le papier manque; it waits for the next run"]
    crues.add([article("b")])
    second = crues.saved.run(printer=broken)
    assert len(second.problems) == 1
    (saved,) = crues.saved.list()
    assert [(each.messages, each.problem) for each in saved.waiting] == [(2, "le papier manque")]
    assert crues.saved.run(printer=broken).problems == []
    assert [[each.id for each in message.articles] for message in broken.taken] == [["a"], ["b"]]
    assert crues.saved.list()[0].waiting == ()


def test_a_crash_between_delivery_and_note_delivers_again_under_the_same_id(crues):
    taken = []

    def crash(message):
        taken.append(message)
        raise MemoryError

    crues.add([article("a")])
    with pytest.raises(MemoryError):
        crues.saved.run(printer=crash)
    (message,) = crues.saved.run().messages
    assert message == taken[0]
    assert message.id == taken[0].id


def test_what_waits_is_delivered_as_it_was_found(crues):
    crues.add([article("a")])
    crues.saved.run(printer=Broken(1))
    crues.delete(["a"])
    assert run(crues) == [("crues", "a")]


def test_one_search_that_fails_holds_up_no_other(new_index, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "eaux.txt").write_text("crue\n")
    new_index.saved.add("par-liste", "@eaux", lists=Lists.read(lists))
    new_index.saved.add("crues", "crue")
    new_index.add([article("a")])
    (lists / "eaux.txt").rename(lists / "autres.txt")
    report = new_index.saved.run()
    assert [message.search for message in report.messages] == ["crues"]
    assert report.problems == [
        "par-liste: it was not run: there is no list or saved search eaux; bring it back, or write "
        "the query without @eaux"
    ]
    assert new_index.saved.list()[1].problem.startswith("there is no list")
    (lists / "autres.txt").rename(lists / "eaux.txt")
    assert run(new_index) == [("par-liste", "a")]
    assert new_index.saved.list()[1].problem is None


def test_a_file_of_synonyms_that_is_gone_is_said(new_index, tmp_path):
    path = tmp_path / "synonymes.txt"
    path.write_text("crue, inondation\n")
    new_index.saved.add("eaux", "crue", synonyms=Synonyms.read(path))
    path.unlink()
    (problem,) = new_index.saved.run().problems
    assert problem.startswith("eaux: it was not run: there is no file of synonyms")


def test_only_some_searches_can_be_run(crues):
    crues.saved.add("sorne", "Sorne")
    crues.add([article("a")])
    assert run(crues, "sorne") == [("sorne", "a")]
    assert run(crues) == [("crues", "a")]


def test_a_run_ends_between_two_messages_when_it_is_stopped(crues):
    crues.add(article(f"a{n:03}") for n in range(700))
    taken = []
    crues.saved.run(printer=taken.append, is_stopped=lambda: len(taken) == 1)
    assert len(taken) == 1
    assert len(run(crues)) == 200


def test_one_process_at_a_time_runs_them(crues):
    held = running_lock(Layout(crues.directory))
    with held, pytest.raises(IndexLockedError, match="are being run by process"):
        crues.saved.run()


def test_searches_are_saved_and_run_while_somebody_writes(crues):
    crues.add([article("a")])
    with writer_lock(Layout(crues.directory)):
        crues.saved.add("sorne", "Sorne")
        assert run(crues) == [("crues", "a")]


def test_words_that_are_not_known_yet_are_waited_for(crues_in_a_directory):
    """Else an article with a new inflection alone would be passed over."""
    crues = crues_in_a_directory
    crues.add([article("a")])
    (crues.directory / "vocabulary.db").unlink()
    with (
        writer_lock(Layout(crues.directory)),
        searchnews.open(crues.directory) as other,
        pytest.raises(IndexLockedError, match="not all its words are known yet"),
    ):
        other.saved.run()
    with searchnews.open(crues.directory) as other:
        assert run(other) == [("crues", "a")]


def test_a_folder_that_cannot_be_written_to_is_told(crues_in_a_directory, monkeypatch):
    import searchnews.storage.saved.opening as module

    def refuse(path):
        import sqlite3

        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise error

    monkeypatch.setattr(module, "open_for_writing", refuse)
    with pytest.raises(EngineError, match="cannot be read or written"):
        crues_in_a_directory.saved.run()


# --- names, queries, concepts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "query", "message"),
    [
        ("Crues", "x", "there is a saved search crues already"),
        ("a b", "x", "is no name of a saved search"),
        ("", "x", "is no name of a saved search"),
        ("x" * 65, "x", "is no name of a saved search"),
        ("b", "", "no word to search for"),
        ("b", " ,;! ", "no word to search for"),
        ("b", "x" * 10_001, "10,000 characters at most"),
        ("b", "x \ud800", "10,000 characters at most"),
        ("b", "@partis", "there is no list or saved search partis"),
        ("b", "@b", "@b stands in itself"),
    ],
)
def test_what_cannot_be_saved_is_told(crues, name, query, message):
    with pytest.raises(InvalidArgumentError, match=message):
        crues.saved.add(name, query)
    assert [each.name for each in crues.saved.list()] == ["crues"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"date_from": "jadis"}, "'jadis' is not a date"),
        ({"since": "jadis"}, "'jadis' is not a date"),
        ({"sort": "size"}, "sort is one of"),
        ({"synonyms": Synonyms.parse("a, b")}, "takes its synonyms from a file"),
        ({"deliveries": [Delivery("pigeon", "Zoé")]}, "there is no delivery 'pigeon'"),
    ],
)
def test_options_that_make_no_sense_are_told(crues, options, message):
    with pytest.raises(InvalidArgumentError, match=message):
        crues.saved.add("b", "x", **options)


@pytest.mark.parametrize("method", ["remove", "run"])
@pytest.mark.parametrize(
    ("name", "hint"), [("crue", "did you mean crues"), ("zzz", "`searchnews saved list`")]
)
def test_a_name_that_no_search_has_is_told(crues, method, name, hint):
    with pytest.raises(InvalidArgumentError, match=f"there is no saved search {name}; {hint}"):
        getattr(crues.saved, method)(name)


def test_a_removed_search_is_gone_with_what_waits(crues):
    crues.add([article("a")])
    crues.saved.run(printer=Broken(1))
    crues.saved.remove("CRUES")
    assert crues.saved.list() == []
    crues.saved.add("crues", "crue")
    assert run(crues) == []


def test_a_saved_search_can_stand_in_searches(new_index):
    new_index.add([article("a", date="2020", source="ATS"), article("b", date="2021")])
    new_index.saved.add("crues", "crue OU inondation", date_from="2021")
    assert [hit.article.id for hit in new_index.stream("@crues")] == ["b"]
    assert [hit.article.id for hit in new_index.stream("Sorne -@crues")] == ["a"]
    assert new_index.search("titre:article ET @crues").understood == "titre:article ET @crues"
    (hit,) = new_index.search("@crues").hits
    assert hit.snippet.html() == "Une <mark>crue</mark> de la Sorne."
    assert new_index.search("@crue").warnings[0].endswith("did you mean @crues?")


def test_a_saved_search_in_another_has_its_own_lists(new_index, tmp_path):
    for folder, word in (("a", "crue"), ("b", "neige")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mots.txt").write_text(f"{word}\n")
    lists = {name: Lists.read(tmp_path / name) for name in "ab"}
    new_index.saved.add("meteo", "@mots", lists=lists["a"])
    new_index.add([article("1"), article("2", "La neige."), article("3", "Crue et neige.")])
    found = new_index.stream("@meteo @mots", lists=lists["b"])
    assert [hit.article.id for hit in found] == ["3"]


def test_a_saved_search_that_comes_to_stand_in_itself_is_said(new_directory):
    folder = new_directory.directory / "lists"
    folder.mkdir()
    (folder / "eaux.txt").write_text("crue\n")
    new_directory.saved.add("veille", "@eaux")
    (folder / "eaux.txt").write_text("crue\n@veille\n")
    (problem,) = new_directory.saved.run().problems
    assert "@veille stands in itself: veille > eaux > veille" in problem
    with pytest.raises(InvalidArgumentError, match="stands in itself"):
        new_directory.search("@veille")


def test_a_name_is_of_a_list_or_of_a_search(new_directory):
    folder = new_directory.directory / "lists"
    folder.mkdir()
    (folder / "eaux.txt").write_text("crue\n")
    with pytest.raises(InvalidArgumentError, match=r"eaux\.txt is a list of this name"):
        new_directory.saved.add("eaux", "crue")
    new_directory.saved.add("fleuves", "Rhône")
    (folder / "fleuves.txt").write_text("Rhin\n")
    with pytest.raises(InvalidArgumentError, match="name of a list and of a saved search"):
        new_directory.search("@fleuves")


def test_an_argument_that_there_is_not_is_refused_and_nothing_saved(new_index):
    new_index.add([article("a")])
    for unknown in ({"source": "AFP"}, {"feed": "crues.atom"}):
        with pytest.raises(TypeError, match="takes no argument"):
            new_index.saved.add("crues", "crue", **unknown)
    assert new_index.saved.list() == []
