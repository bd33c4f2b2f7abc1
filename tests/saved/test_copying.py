"""What `searchnews.copy` takes along besides articles: lists and saved searches."""

import pytest

import searchnews
from searchnews import Article
from searchnews.errors import DeliveryError
from searchnews.storage.saved.records import Delivery

PAIRS = [
    pytest.param(("tantivy", "whoosh"), id="between directories"),
    pytest.param(("tantivy", "opensearch"), id="to a cluster", marks=pytest.mark.cluster),
    pytest.param(("opensearch", "tantivy"), id="from a cluster", marks=pytest.mark.cluster),
]


def article(name, body="Une crue de la Sorne."):
    return Article(id=name, title=f"Article {name}", body=body)


@pytest.fixture(params=PAIRS)
def pair(request, tmp_path, places, monkeypatch):
    """An index with searches, one of which has a message that waits, and where its copy will be."""
    monkeypatch.setenv("SEARCHNEWS_MACHINE", "portable")
    engine, other = request.param
    place = places.new(engine, tmp_path / "source")
    lists = tmp_path / "listes"
    lists.mkdir()
    (lists / "eaux.txt").write_text("crue\ninondation\n")
    with searchnews.create(place, engine=engine) as index:
        index.lists.add(lists / "eaux.txt")
        index.add([article("vieux")])
        index.saved.add("crues", "@eaux")
        index.saved.add("fil", "crue", deliveries=[Delivery("feed", str(tmp_path / "crues.atom"))])
        index.add([article("a")])
        index.saved.run(printer=refuse)
        index.add([article("b")])
    return place, places.new(other, tmp_path / "target")


def refuse(message):
    raise DeliveryError("le papier manque")


def delivered(index):
    return [
        (message.id, sorted(each.id for each in message.articles))
        for message in index.saved.run("crues").messages
    ]


def test_saved_searches_go_on_where_they_were(pair, tmp_path):
    source, target = pair
    searchnews.copy(source, target)
    with searchnews.open(target) as index, searchnews.open(source) as original:
        assert [each.name for each in index.saved.list()] == ["crues", "fil"]
        assert index.lists.text("eaux") == "crue\ninondation\n"
        machine = index.saved.list()[1].machine
        assert machine == ("portable" if target.startswith("opensearch") else None)
        ids = [each.id for each in index.saved.list()]
        assert ids == [each.id for each in original.saved.list()]
        (waited, first), (new, second) = delivered(index)
        assert (first, second) == (["a"], ["b"])
        assert delivered(index) == []
        # Where both are run, what was found before comes under the same id, what comes later not.
        (waited_there, _), (new_there, _) = delivered(original)
        assert waited == waited_there
        assert new != new_there
        before = (tmp_path / "crues.atom").read_text()
        index.saved.run("fil")
        after = (tmp_path / "crues.atom").read_text()
        assert before.count("<entry>") == 1
        assert after.count("<entry>") == 2
        entry = before[before.index("<entry>") : before.index("</entry>")]
        assert entry in after


def test_copied_again_it_leaves_what_is_there_and_adds_what_is_not(pair, tmp_path):
    source, target = pair
    searchnews.copy(source, target)
    with searchnews.open(target) as index, searchnews.open(source) as original:
        assert len(delivered(index)) == 2
        index.saved.remove("fil")
        original.saved.add("sorne", "Sorne")
        (tmp_path / "listes" / "fleuves.txt").write_text("Rhin\n")
        original.lists.add(tmp_path / "listes" / "fleuves.txt")
    searchnews.copy(source, target)
    with searchnews.open(target) as index:
        assert [each.name for each in index.saved.list()] == ["crues", "fil", "sorne"]
        assert delivered(index) == []
        assert index.lists.names() == ["eaux", "fleuves"]


def test_an_index_without_them_gets_none(tmp_path):
    searchnews.create(tmp_path / "source").close()
    searchnews.copy(tmp_path / "source", tmp_path / "target")
    assert not (tmp_path / "target" / "saved.db").exists()
    assert not (tmp_path / "target" / "lists").exists()
