"""Articles packed with a dictionary of what they have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews.engines import ENGINES, packing
from searchnews.engines.packing import DICTIONARY, Packer, Unpacker
from searchnews.errors import IndexDamagedError
from searchnews.storage.check import check
from searchnews.storage.layout import Layout

BODY = "Des soldats ont repris Palmyre ce matin, selon une source militaire jointe au téléphone."


def articles(count):
    for n in range(count):
        yield searchnews.Article(id=f"a{n:03}", title=f"Titre {n}", body=f"{BODY} Suite {n * n}.")


@pytest.fixture
def learns_soon(monkeypatch):
    monkeypatch.setattr(packing, "_LEARNT_FROM", 40)


@given(article=st.binary(max_size=3000).map(lambda data: b'{"body":' + data))
def test_unpacks_what_it_packed(tmp_path_factory, article):
    directory = tmp_path_factory.getbasetemp()
    assert Unpacker(directory).unpack(Packer(directory).pack(article)) == article


@pytest.mark.usefixtures("learns_soon")
def test_what_articles_have_in_common_is_learnt_once(tmp_path):
    packer = Packer(tmp_path, learns=True)
    plain = [article.to_json() for article in articles(200)]
    packed = [packer.pack(article) for article in plain]
    learnt = (tmp_path / DICTIONARY).read_bytes()
    assert not packer.learns
    assert sum(map(len, packed[100:])) < sum(map(len, packed[:39]))
    assert list(map(Unpacker(tmp_path).unpack, packed)) == plain

    again = Packer(tmp_path, learns=True)
    assert not again.learns
    assert Unpacker(tmp_path).unpack(again.pack(plain[0])) == plain[0]
    assert len(again.pack(plain[150])) == len(packed[150])
    assert (tmp_path / DICTIONARY).read_bytes() == learnt


def test_where_there_is_too_little_to_learn_articles_are_packed_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "_LEARNT_FROM", 3)
    packer = Packer(tmp_path, learns=True)
    packed = [packer.pack(b"{}") for _ in range(10)]
    assert not (tmp_path / DICTIONARY).exists()
    assert {Unpacker(tmp_path).unpack(article) for article in packed} == {b"{}"}


@pytest.fixture(params=ENGINES)
def directory(request, tmp_path, learns_soon):
    with searchnews.create(tmp_path / "index", engine=request.param) as index:
        index.add(articles(150))
    return tmp_path / "index"


def test_an_index_gives_the_articles_it_was_given(directory):
    with searchnews.open(directory) as index:
        assert (directory / "engine" / DICTIONARY).is_file()
        assert sorted(index, key=lambda article: article.id) == list(articles(150))
        assert index.get("a149") == list(articles(150))[149]
        assert index.search("palmyre").total == 150


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda path: path.unlink(), "an article cannot be read"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "its checksum is wrong"),
        (lambda path: path.write_bytes(b""), "its checksum is wrong"),
    ],
)
def test_a_lost_or_damaged_dictionary_is_told(directory, damage, told):
    damage(directory / "engine" / DICTIONARY)
    assert told in " ".join(check(Layout(directory)).problems)
    with (
        pytest.raises(IndexDamagedError, match=told) as caught,
        searchnews.open(directory) as index,
    ):
        list(index)
    assert "searchnews index --rebuild" in str(caught.value)


def test_an_index_made_before_articles_were_packed_is_made_anew(tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(Packer, "pack", lambda self, article: article)
        with searchnews.create(tmp_path / "index") as index:
            index.add(articles(3))
    searchnews.rebuild(tmp_path / "index")
    with searchnews.open(tmp_path / "index") as index:
        assert len(list(index)) == 3
