"""A saved search, or a list, that others name is not taken from them unawares."""

import pytest

from searchnews import Article
from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.lists import Lists


@pytest.fixture
def eaux(new_index, tmp_path):
    """An index whose list and saved searches name each other, and what puts a list into it."""
    new_index.add([Article(id="a", body="Une crue de la Sorne.")])

    def put(name, text):
        file = tmp_path / f"{name}.txt"
        file.write_text(text)
        new_index.lists.add(file)

    new_index.put = put
    new_index.saved.add("crues", "crue")
    return new_index


@pytest.mark.parametrize(
    "query",
    [
        "@crues", "=@Crues", "@CRUES~", "titre:@crues", "Sorne SAUF @crues",
        "(Sorne ET (pont OU @crues))", "+@crues pont", "@crues PRÈS/5 pont",
    ],
)  # fmt: skip
def test_a_search_that_another_one_names_stays(eaux, query):
    eaux.saved.add("ponts", query)
    with pytest.raises(InvalidArgumentError, match="@crues is used by ponts, and is missing"):
        eaux.saved.remove("Crues")
    assert eaux.saved.users("crues") == ("ponts",)
    eaux.saved.remove("ponts")
    eaux.saved.remove("crues")
    assert eaux.saved.list() == []


def test_all_that_use_it_are_named_and_it_is_removed_where_that_is_meant(eaux):
    eaux.put("fleuves", "Sorne\n@crues  # et ce qui déborde\n")
    eaux.put("villes", "Valmorin\n# @crues\n")
    eaux.saved.add("ponts", "pont @crues")
    eaux.saved.add("alertes", "@crues")
    assert eaux.saved.users("crues") == ("alertes", "ponts", "@fleuves")
    with pytest.raises(InvalidArgumentError, match="is used by alertes, ponts, @fleuves, and"):
        eaux.saved.remove("crues")
    eaux.saved.remove("crues", force=True)
    assert [each.name for each in eaux.saved.list()] == ["alertes", "ponts"]


@pytest.mark.parametrize("query", ["crues", '"@crues"', "@cru*", "poste@crues.example"])
def test_what_only_looks_like_it_does_not_hold_it(eaux, query):
    eaux.saved.add("ponts", f"pont OU {query}")
    eaux.saved.remove("crues")


def test_a_list_that_others_name_stays(eaux):
    eaux.put("rivières", "Sorne\n")
    eaux.put("eaux", "@rivieres\n")
    eaux.saved.add("ponts", "pont @Rivières")
    with pytest.raises(InvalidArgumentError, match="@rivières is used by ponts, @eaux, and"):
        eaux.lists.remove("rivières")
    assert eaux.lists.names() == ["eaux", "rivières"]
    eaux.lists.remove("rivieres", force=True)
    eaux.lists.remove("eaux")
    assert eaux.lists.names() == []


def test_who_has_lists_of_their_own_does_not_miss_one_of_the_index(eaux, tmp_path):
    own = tmp_path / "mine"
    own.mkdir()
    (own / "rivières.txt").write_text("Sorne\n")
    eaux.put("rivières", "Sorne\n")
    eaux.saved.add("ponts", "pont @rivières", lists=Lists(own))
    eaux.lists.remove("rivières")


def test_a_list_that_cannot_be_read_holds_nothing(new_directory):
    new_directory.add([Article(id="a", body="Une crue de la Sorne.")])
    new_directory.saved.add("crues", "crue")
    folder = new_directory.directory / "lists"
    folder.mkdir()
    (folder / "rivières.txt").write_bytes(b"\xff\xfe@crues")
    new_directory.saved.remove("crues")
    assert new_directory.saved.list() == []


def test_what_is_not_there_is_said_as_before(eaux):
    for remove in (eaux.saved.remove, eaux.lists.remove):
        with pytest.raises(InvalidArgumentError, match=r"there is no .* absent"):
            remove("absent")
