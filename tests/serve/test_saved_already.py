"""A search that is saved already is known as such; one that others name is not lost to them."""

import html
import re

import pytest
from corpus import ARTICLES
from serve.visitor import visitor

import searchnews
from searchnews.serve.settings import Settings


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add(ARTICLES)
        yield index


@pytest.fixture
def client(index):
    with visitor(index, Settings(saving=True)) as client:
        yield client


def saved_as(client, address):
    """Under which name a page says that its search is saved; None if it offers to save it."""
    page = client.get(address).text
    found = re.search(r"enregistrée sous le nom <a href=\"([^\"]*)\">([^<]*)</a>", page)
    assert (found is None) == ('class="saving"' in page)
    assert (found is None) == ("Suivre cette recherche" in page)
    if found is None:
        return None
    assert client.get(html.unescape(found[1])).status_code == 200
    return html.unescape(found[2])


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/?q=raids", "frappes"),
        ("/?q=++raids+", "frappes"),
        ("/?q=raids&sort=-date&fold=copies&page=1&limit=25", "frappes"),
        ("/?q=raids&source=ATS&source=AFP&from=2015", "frappes-agences"),
        ("/?q=raids&source=AFP&source=ATS&from=2015&fresh=30d", "frappes-agences"),
        ("/?q=raids&source=AFP", None),
        ("/?q=raids&source=ATS&source=AFP&from=2015&to=2016", None),
        ("/?q=raid", None),
        ("/?q=raids&section=Monde", None),
        ("/?q=*", None),
    ],
)
def test_a_search_that_is_saved_is_known_by_what_it_finds(index, client, address, name):
    index.saved.add("frappes", "raids")
    index.saved.add("frappes-agences", "raids", sources=["AFP", "ATS"], date_from="2015")
    assert saved_as(client, address) == name


def test_what_was_saved_here_is_known_here_and_from_its_own_page(client):
    asked = "/?q=raids&section=Monde&author=Jeanne+Martin&from=2015"
    form = {"q": "raids", "section": "Monde", "author": "Jeanne Martin", "from": "2015"}
    name = client.post("/saved.json", data=form).json()["name"]
    assert saved_as(client, asked) == name
    assert saved_as(client, client.get(f"/saved/{name}.json").json()["url"]) == name
    client.post(f"/saved/{name}/remove")
    assert saved_as(client, asked) is None


def test_it_is_known_also_where_nobody_may_save(index):
    index.saved.add("frappes", "raids")
    with visitor(index, Settings(saving=False)) as client:
        assert ">frappes</a>" in client.get("/?q=raids").text


def test_what_others_name_is_removed_only_where_that_is_meant(index, client):
    index.saved.add("frappes", "raids")
    index.saved.add("palmyre", "Palmyre SAUF @Frappes")
    refused = client.post("/saved/frappes/remove.json")
    assert refused.status_code == 400
    assert "@frappes is used by palmyre" in refused.json()["detail"]
    assert index.saved.find("frappes") is not None
    page = client.get("/saved/frappes").text
    assert "palmyre : @frappes y est cité" in page.replace("\u00a0", " ")
    assert '<input type="hidden" name="force" value="1">' in page
    assert client.post("/saved/frappes/remove", data={"force": "1"}).status_code == 303
    assert index.saved.find("frappes") is None


def test_nothing_is_said_of_what_nobody_names(index, client):
    index.saved.add("frappes", "raids")
    index.saved.add("palmyre", '"@frappes" OU frappes')
    page = client.get("/saved/frappes").text
    assert "y est cité" not in page
    assert 'name="force"' not in page
    assert client.post("/saved/frappes/remove").status_code == 303
