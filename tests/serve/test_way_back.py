"""The way back: from wherever a search leads, the same search is a link away."""

import html
import re

import pytest

SEARCH = {
    "q": "frappe*",
    "from": "2010",
    "to": "2020",
    "sort": "-date",
    "limit": "25",
    "fold": "copies",
}


@pytest.fixture
def hits(client):
    return client.get("/", params=SEARCH)


def links(page):
    return [html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', page.text)]


def asked(client, address):
    """What an address says, by the names of its parameters."""
    return dict(client.build_request("GET", address).url.params)


def link_to(page, path):
    return next(link for link in links(page) if link.startswith(f"{path}?") and "lang=" not in link)


VIEWS = ("/timeline", "/concordance", "/collocates", "/keyness")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_and_back(client, hits, view):
    page = client.get(link_to(hits, view))
    assert page.status_code == 200
    assert asked(client, link_to(page, "/")) == SEARCH


@pytest.mark.parametrize("view", VIEWS)
def test_from_one_view_to_another_and_back(client, hits, view):
    page = client.get(link_to(hits, view))
    for other in VIEWS:
        page = client.get(link_to(page, other))
        assert page.status_code == 200
    assert asked(client, link_to(page, "/")) == SEARCH


def test_what_a_view_is_sorted_by_is_not_what_hits_are(client, hits):
    lines = f"{link_to(hits, '/concordance')}&sort=1R"
    page = client.get(lines)
    assert asked(client, link_to(page, "/"))["sort"] == "-date"
    assert "sort" not in asked(client, link_to(page, "/timeline"))


def test_a_view_that_is_shown_otherwise_keeps_it(client, hits):
    page = client.get(link_to(hits, "/timeline"))
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    assert fields == {
        "from": "2010", "to": "2020", "hits_sort": "-date", "hits_limit": "25",
    }  # fmt: skip


def test_freshness_is_kept(client):
    page = client.get("/?q=frappes&fresh=30d")
    for view in VIEWS:
        back = link_to(client.get(link_to(page, view)), "/")
        assert asked(client, back) == {"q": "frappes", "fresh": "30d"}


def test_an_article_its_copies_its_like_and_back(client, hits):
    first = next(link for link in links(hits) if "/article/" in link and "rank=1" in link)
    article = client.get(first)
    assert asked(client, link_to(article, "/")) == SEARCH
    for beside in ("/stories/", "/similar/"):
        page = client.get(next(link for link in links(article) if link.startswith(beside)))
        assert first in links(page)


def test_the_way_back_knows_how_many_hits_a_page_has(client):
    page = client.get("/article/palmyre?q=raids&sort=date&rank=30&hits_limit=25")
    assert asked(client, link_to(page, "/")) == {
        "q": "raids", "sort": "date", "limit": "25", "page": "2",
    }  # fmt: skip


def test_from_an_article_of_all_that_is_within_filters_one_comes_back(client):
    page = client.get("/article/palmyre?source=ATS&rank=1")
    assert 'class="back" href="/?source=ATS"' in page.text
    assert "occurrence" not in page.text.lower().partition("</nav>")[0]


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/article/nulle-part?q=raids&source=ATS&sort=date", "/?q=raids&source=ATS&sort=date"),
        ("/concordance?q=raids&source=ATS&hits_sort=date&window=x",
         "/?q=raids&source=ATS&sort=date"),
        ("/export.csv?q=raids&from=2015&separator=x", "/?q=raids&from=2015"),
        ("/nulle-part?q=raids&from=2015", "/?q=raids&from=2015"),
        ("/article/nulle-part", "/"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_loses_no_search(client, address, back):
    page = client.get(address, headers={"accept": "text/html"})
    assert page.status_code in (400, 404)
    assert f'<a href="{html.escape(back)}">Retour à la recherche</a>' in page.text
    carried = re.findall(r'<input type="hidden" name="(\w+)"', page.text)
    assert carried == [name for name in asked(client, back) if name != "q"]


def test_of_a_search_that_is_refused_what_narrows_it_can_be_taken_off(client):
    page = client.get("/?q=raids&from=jamais&source=ATS")
    assert page.status_code == 400
    assert {"/?q=raids&source=ATS", "/?q=raids&from=jamais", "/?q=raids"} <= set(links(page))
    assert '<a href="/?q=raids">Retour à la recherche</a>' in page.text


def test_a_search_that_could_not_be_saved_is_not_lost(client_of):
    sent = {"q": "raids", "source": "ATS", "sort": "date"}
    page = client_of(saving=False).post("/saved", data=sent, headers={"accept": "text/html"})
    assert page.status_code == 403
    assert "/?q=raids&source=ATS&sort=date" in links(page)


def test_another_language_says_what_is_wrong_with_the_same_address(client):
    page = client.get("/article/nulle-part?q=raids")
    assert "/article/nulle-part?q=raids&lang=en" in links(page)


def test_without_a_filter_pages_begin_at_the_first(client):
    page = client.get("/?q=*&source=ATS&page=2")
    assert "/?q=%2A" in links(page)


def test_this_page_as_json_is_this_page(client):
    page = client.get("/?q=*&limit=2&page=3")
    as_json = client.get(link_to(page, "/search.json"))
    assert [hit["rank"] for hit in as_json.json()["hits"]] == [5, 6]
