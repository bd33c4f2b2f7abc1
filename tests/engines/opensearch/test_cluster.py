"""What only an index in a cluster does, on a real one."""

import threading

import pytest
from corpus import document_of
from places import Places, client_of_cluster, needs_cluster

from searchnews.article import Article
from searchnews.engines import load_engine
from searchnews.engines.addresses import address_of
from searchnews.engines.opensearch.commits import Commits
from searchnews.engines.opensearch.http import Patience
from searchnews.engines.opensearch.queries import query_of
from searchnews.engines.opensearch.word_log import JOINED_AT
from searchnews.engines.opensearch.writer import OpenSearchWriter
from searchnews.errors import EngineError, IndexNotFoundError, IndexVersionError
from searchnews.query.clauses import Any, Everything, Ids, Numbers, Words

pytestmark = [needs_cluster, pytest.mark.cluster]

opensearch = load_engine("opensearch")


@pytest.fixture
def place(places, tmp_path):
    """The address of a new index."""
    address = places.new("opensearch", tmp_path)
    opensearch.create(address)
    return address


def name_of(place):
    return address_of(place).name


def add(place, *ids, body="La ville."):
    writer = opensearch.open(place).writer()
    for number, article_id in enumerate(ids, 1):
        writer.add(document_of(Article(id=article_id, body=body), number=number))
    writer.commit()
    writer.close()


def test_ids_may_be_long_and_anything(place):
    ids = ["é" * 1000, "a" * 513, "a" * 512, "_x", "#sha256:", "a/b?c=d", '"', "\\", "a b\tc"]
    add(place, *ids)
    add(place, *ids)  # replaces each
    reader = opensearch.open(place).reader()
    assert [article_id for article_id, _ in reader.stored(ids)] == ids
    assert reader.articles == len(ids)
    writer = opensearch.open(place).writer()
    for article_id in ids:
        writer.delete(article_id)
    writer.commit()
    writer.close()
    assert opensearch.open(place).reader().articles == 0


def test_notes_of_words_are_few_and_lose_none(place):
    commits = 3 * JOINED_AT + 2
    for number in range(commits):
        add(place, f"b{number}", body=f"La ville {number}.")
    last = Commits(client_of_cluster(name_of(place))).last()
    assert [note.size for note in last.notes] == [1, 1, 1, 0, 0]
    words = dict(opensearch.open(place).reader().words("words"))
    assert words["ville"] == words["la"] == commits
    assert {str(number) for number in range(commits)} <= words.keys()


def test_a_reader_of_before_finds_the_words_of_joined_notes(place):
    add(place, "b1")
    before = opensearch.open(place).reader()
    for number in range(JOINED_AT):
        add(place, f"c{number}")
    assert dict(before.words("words"))["ville"] == JOINED_AT + 1


def test_machines_commit_at_the_same_time_and_lose_nothing(place):
    """Each thread has a client of its own, as another machine would."""
    failed = []

    def index(machine):
        try:
            for number in range(JOINED_AT):
                writer = OpenSearchWriter(client_of_cluster(name_of(place)))
                article = Article(id=f"{machine}-{number}", body=f"Machine{machine}.")
                writer.add(document_of(article, number=number + 1))
                writer.commit()
                writer.close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=index, args=(machine,)) for machine in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    reader = opensearch.open(place).reader()
    assert reader.articles == 3 * JOINED_AT
    words = dict(reader.words("words"))
    assert words == {f"machine{machine}": JOINED_AT for machine in range(3)}
    assert opensearch.check(place) == []


def test_an_index_that_somebody_deleted_is_not_made_again(place):
    writer = opensearch.open(place).writer()
    writer.add(document_of(Article(id="b1", body="La ville.")))
    client = client_of_cluster(name_of(place))
    client.ask("DELETE", f"/{name_of(place)}-articles-1,{name_of(place)}-meta-1")
    with pytest.raises(IndexNotFoundError, match="there is no index in opensearch://"):
        writer.commit()
    for ask in (opensearch.open, opensearch.check):
        try:
            assert "there is no index" in ask(place)[0]
        except IndexNotFoundError:
            assert ask is opensearch.open


def test_a_full_disk_is_said_at_once_and_the_last_commit_stands(place):
    add(place, "b1")
    client = client_of_cluster(name_of(place), Patience(retry=600))
    block = {"index.blocks.read_only_allow_delete": True}
    client.ask("PUT", f"/{name_of(place)}/_settings", block)
    writer = OpenSearchWriter(client)
    writer.add(document_of(Article(id="b2", body="La ville.")))
    with pytest.raises(EngineError, match="the disks of the cluster are full"):
        writer.commit()
    with pytest.raises(EngineError, match="index again"):
        writer.delete("b1")
    assert opensearch.open(place).reader().articles == 1
    (problem,) = opensearch.check(place)
    assert "read_only_allow_delete" in problem
    client.ask("PUT", f"/{name_of(place)}/_settings", {"index.blocks.read_only_allow_delete": None})
    add(place, "b2")
    assert opensearch.open(place).reader().articles == 2
    assert opensearch.check(place) == []


def test_an_index_that_is_closed_to_writing_is_named(place):
    client = client_of_cluster(name_of(place))
    client.ask("PUT", f"/{name_of(place)}/_settings", {"index.blocks.write": True})
    with pytest.raises(EngineError, match="closed to writing"):
        add(place, "b1")


def test_fields_of_another_version_are_refused(place):
    client = client_of_cluster(name_of(place))
    meta = {"_meta": {"searchnews": {"format": 0}}}
    client.ask("PUT", f"/{name_of(place)}/_mapping", meta)
    with pytest.raises(IndexVersionError, match=r"format 0, not .* --rebuild"):
        opensearch.open(place)
    (problem,) = opensearch.check(place)
    assert "format 0" in problem


def test_making_an_index_goes_on_where_it_was_interrupted(place):
    name = name_of(place)
    client = client_of_cluster(name)
    actions = [
        {"remove": {"index": f"{name}-articles-1", "alias": name}},
        {"remove": {"index": f"{name}-meta-1", "alias": f"{name}-meta"}},
    ]
    client.ask("POST", "/_aliases", {"actions": actions})
    with pytest.raises(IndexNotFoundError):
        opensearch.open(place)
    opensearch.create(place)
    add(place, "b1")
    assert opensearch.open(place).reader().articles == 1


def test_says_which_setting_lets_a_query_have_more_words(place):
    add(place, "b1")
    members = tuple((f"mot{number}", 1.0) for number in range(20_000))
    with pytest.raises(EngineError, match=r"indices\.query\.bool\.max_clause_count"):
        opensearch.open(place).reader().search(Words("words", members), limit=1)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A reader of more articles than one answer of a cluster can give."""
    places = Places()
    engine = opensearch.create(places.new("opensearch", tmp_path_factory.mktemp("many")))
    writer = engine.writer()
    empty = document_of(Article(id="x", body="La ville."))
    for number in range(1, 10_501):
        row = empty._replace(
            id=f"b{number:05}", number=number, author_names=(f"n{number}",), stored=b"x",
            day=20150101000000 if number % 2 else None,
            moment=20150101000000 if number % 2 else None,
        )  # fmt: skip
        writer.add(row)
    writer.commit()
    writer.close()
    yield engine.reader()
    places.close()


@pytest.mark.slow
@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
def test_pages_go_beyond_what_a_cluster_gives_at_once(many, sort):
    clause = Words("words", (("ville", 1.0),))
    everything = [match.id for match in many.stream(clause, sort=sort)]
    dated = [f"b{n:05}" for n in range(1, 10_501, 2)]
    assert everything == dated + [f"b{n:05}" for n in range(2, 10_501, 2)]
    for offset, limit in ((9_990, 20), (10_000, 1), (10_490, 20), (20_000, 3), (0, 10_500)):
        found = many.search(clause, limit=limit, offset=offset, sort=sort)
        assert found.total == 10_500
        assert [match.id for match in found.page] == everything[offset : offset + limit]


@pytest.mark.slow
def test_counts_go_beyond_what_a_cluster_gives_at_once(many):
    names = dict(many.values(Everything(), "author_names"))
    assert names == {f"n{number}": 1 for number in range(1, 10_501)}
    assert many.numbers(Everything()).numbers.tolist() == list(range(1, 10_501))
    assert many.last_number == 10_500
    for most in (1, 300, 50_000):
        texts = many._searches.numbers(query_of(Numbers(3, 150)), most=most)
        pairs = sorted(" ".join(texts).split()[::2], key=int)
        assert pairs == [str(number) for number in range(3, 151)]
    assert len(list(many.every())) == len(list(many.numbered(range(20_000)))) == 10_500
    ids = frozenset(f"b{number:05}" for number in range(1, 70_000))
    some = Any((Words("author_names", tuple((f"n{n}", 1.0) for n in range(1, 9))),))
    assert many.search(some, limit=0).total == 8
    assert many.search(Ids(ids), limit=0).total == 10_500
