"""Articles packed with a dictionary of what they have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews.engines import EMBEDDED
from searchnews.errors import EngineError, IndexDamagedError
from searchnews.indexing.batches import BatchLimits
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.check import check
from searchnews.storage.layout import Layout
from searchnews.storage.packing import Packer, Unpacker
from searchnews.storage.snapshots import Snapshots

BODY = "Des soldats ont repris Palmyre ce matin, selon une source militaire jointe au téléphone."


def articles(count):
    for n in range(count):
        yield searchnews.Article(id=f"a{n:03}", title=f"Titre {n}", body=f"{BODY} Suite {n * n}.")


@given(article=st.binary(max_size=3000).map(lambda data: b'{"body":' + data))
def test_unpacks_what_it_packed(tmp_path_factory, article):
    dictionary = tmp_path_factory.getbasetemp() / "articles.dictionary"
    assert Unpacker(dictionary).unpack(Packer(dictionary).pack(article)) == article


def test_what_articles_have_in_common_is_learnt_once(tmp_path):
    dictionary = tmp_path / "articles.dictionary"
    packer = Packer(dictionary, learnt_from=40)
    plain = [article.to_json() for article in articles(200)]
    packed = [packer.pack(article) for article in plain]
    learnt = dictionary.read_bytes()
    assert not packer.learns
    assert sum(map(len, packed[100:])) < sum(map(len, packed[:39]))
    assert list(map(Unpacker(dictionary).unpack, packed)) == plain

    again = Packer(dictionary, learnt_from=40)
    assert not again.learns
    assert Unpacker(dictionary).unpack(again.pack(plain[0])) == plain[0]
    assert len(again.pack(plain[150])) == len(packed[150])
    assert dictionary.read_bytes() == learnt
    assert list(tmp_path.iterdir()) == [dictionary]


def test_where_there_is_too_little_to_learn_articles_are_packed_alone(tmp_path):
    dictionary = tmp_path / "articles.dictionary"
    packer = Packer(dictionary, learnt_from=3)
    packed = [packer.pack(b"{}") for _ in range(10)]
    assert not dictionary.exists()
    assert {Unpacker(dictionary).unpack(article) for article in packed} == {b"{}"}


def test_a_dictionary_that_cannot_be_written_or_read_is_one_line(tmp_path):
    packer = Packer(tmp_path / "no such folder" / "articles.dictionary", learnt_from=40)
    with pytest.raises(EngineError, match=r"cannot be written \(No such file"):
        [packer.pack(article.to_json()) for article in articles(40)]
    with pytest.raises(EngineError, match=r"cannot be read \(Is a directory"):
        Unpacker(tmp_path)


@pytest.fixture(params=EMBEDDED)
def directory(request, tmp_path):
    layout = Layout(tmp_path / "index")
    searchnews.create(layout.directory, engine=request.param).close()
    limits = WriterLimits(batches=BatchLimits(learnt_from=40))
    with open_writer(layout, Snapshots(layout).engine, limits=limits) as writer:
        writer.add_all(articles(150))
    return layout.directory


def test_an_index_gives_the_articles_it_was_given(directory):
    with searchnews.open(directory) as index:
        assert Layout(directory).dictionary.is_file()
        assert sorted(index, key=lambda article: article.id) == list(articles(150))
        assert index.get("a149") == list(articles(150))[149]
        assert index.search("palmyre").total == 150


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.unlink(), "an article cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "its checksum is wrong"),
        (lambda path: path.write_bytes(b""), "its checksum is wrong"),
    ],
)
def test_a_lost_or_damaged_dictionary_is_damage(directory, damage, message):
    damage(Layout(directory).dictionary)
    assert message in " ".join(check(Layout(directory)).problems)
    with (
        pytest.raises(IndexDamagedError, match=message) as caught,
        searchnews.open(directory) as index,
    ):
        list(index)
    assert "searchnews index --rebuild" in str(caught.value)


def test_an_index_made_before_articles_were_packed_is_rebuilt(tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(Packer, "pack", lambda self, article: article)
        with searchnews.create(tmp_path / "index") as index:
            index.add(articles(3))
    searchnews.rebuild(tmp_path / "index")
    with searchnews.open(tmp_path / "index") as index:
        assert len(list(index)) == 3
