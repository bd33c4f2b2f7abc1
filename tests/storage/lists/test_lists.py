"""The lists that all queries of an index know: the same for files and in a cluster."""

import pytest
from places import EVERY_ENGINE

import searchnews
from searchnews import Article
from searchnews.errors import EngineError, InvalidArgumentError


@pytest.fixture(params=[EVERY_ENGINE[0], EVERY_ENGINE[-1]])
def index(request, tmp_path, places):
    place = places.new(request.param, tmp_path / "index")
    with searchnews.create(place, engine=request.param) as index:
        index.add([Article(id="a", body="Le PS."), Article(id="b", body="Les écologistes.")])
        yield index


@pytest.fixture
def file(tmp_path):
    def file(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return file


def found(index, query):
    return {hit.article.id for hit in index.search(query)}


def test_a_list_is_known_to_all_queries(index, file):
    assert index.lists.names() == []
    assert index.search("@partis").warnings
    assert index.lists.add(file("Partis.txt", "PS  # socialistes\nécolo*\n")) == "Partis"
    assert index.lists.names() == ["Partis"]
    assert index.lists.text("partis") == "PS  # socialistes\nécolo*\n"
    assert found(index, "@partis") == {"a", "b"}
    with searchnews.open(index.name) as other:
        assert found(other, "@PARTIS") == {"a", "b"}


def test_a_list_takes_the_place_of_the_one_of_its_name(index, file):
    index.lists.add(file("partis.txt", "PS\n"))
    index.lists.add(file("Été 21.txt", "écologistes\n"))
    assert index.lists.add(file("PARTIS.txt", "écologistes\n")) == "PARTIS"
    assert [name.casefold() for name in index.lists.names()] == ["été-21", "partis"]
    assert found(index, "@partis") == found(index, "@été-21") == {"b"}


def test_a_list_is_removed(index, file):
    index.lists.add(file("partis.txt", "PS\n"))
    index.lists.remove("Partis")
    assert index.lists.names() == []
    for forgotten in (index.lists.remove, index.lists.text):
        with pytest.raises(InvalidArgumentError, match="there is no list partis; `searchnews li"):
            forgotten("partis")
    index.lists.add(file("syndicats.txt", "CFDT\n"))
    with pytest.raises(InvalidArgumentError, match="did you mean syndicats"):
        index.lists.text("syndicat")


def test_what_is_no_list_is_told(index, file, tmp_path):
    for path in (file("partis.csv", "PS\n"), file("-.txt", "PS\n")):
        with pytest.raises(InvalidArgumentError, match="is no list; the file of the list @partis"):
            index.lists.add(path)
    (tmp_path / "latin.txt").write_bytes(b"\xe9colo\n")
    with pytest.raises(InvalidArgumentError, match="cannot be read"):
        index.lists.add(tmp_path / "latin.txt")
    with pytest.raises(InvalidArgumentError, match=r"there is no file .*absent\.txt"):
        index.lists.add(tmp_path / "absent.txt")
    assert index.lists.names() == []


def test_a_name_is_of_a_list_or_of_a_saved_search(index, file):
    index.saved.add("partis", "PS")
    with pytest.raises(InvalidArgumentError, match="there is a saved search Partis; choose"):
        index.lists.add(file("Partis.txt", "PS\n"))
    index.lists.add(file("eaux.txt", "crue\n"))
    with pytest.raises(InvalidArgumentError, match="is a list of this name"):
        index.saved.add("eaux", "crue")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, file):
    with searchnews.create(tmp_path / "index") as index:
        (index.directory / "lists").touch()
        with pytest.raises(EngineError, match=r"the list .*partis\.txt cannot be written"):
            index.lists.add(file("partis.txt", "PS\n"))


@pytest.mark.cluster
def test_the_lists_of_a_cluster_stay_when_the_index_is_made_again(places, tmp_path, file):
    place = places.new("opensearch", tmp_path)
    searchnews.create(place).close()
    with searchnews.open(place) as index:
        index.lists.add(file("partis.txt", "PS\n"))
        index.add([Article(id="a", body="Le PS.")])
    searchnews.rebuild(place)
    with searchnews.open(place) as index:
        assert found(index, "@partis") == {"a"}
