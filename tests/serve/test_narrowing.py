"""Narrowing down: facets whose values are links, the strip to choose a period from."""

import datetime
import re

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article

ARTICLES = [
    Article(
        id=f"pont-{number}",
        title=f"Un pont {number}",
        date=f"20{14 + number % 3}-0{1 + number % 9}-11",
        source=("Le Fanal", 'L\'Écho "du" Val', "La Gazette")[number % 3],
        section=("Monde", "Économie & Société")[number % 2],
        authors=("Zoé Roy",) if number % 2 else (),
    )
    for number in range(12)
]


@pytest.fixture(scope="module")
def bridges(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("narrow") / "index") as index:
        index.add(ARTICLES)
        with visitor(index) as client:
            yield client


def facet_links(page):
    """Each value of the facets with its count and its address, and whether it is on."""
    found = re.findall(
        r'<li><a href="([^"]*)" rel="nofollow"( aria-current="true")?><span>(.*?)</span> '
        r'<span class="number">(.*?)</span>',
        page,
    )
    return {
        label: (link.replace("&amp;", "&"), count, bool(on)) for link, on, label, count in found
    }


def total(client, address):
    return client.get(address.replace("/?", "/search.json?")).json()["total"]


def test_each_value_has_its_count_and_leads_to_as_many_hits(bridges):
    values = facet_links(bridges.get("/?q=pont").text)
    assert values.keys() >= {"Le Fanal", "Monde", "Économie &amp; Société", "2015"}
    for link, count, on in values.values():
        assert total(bridges, link) == int(count)
        assert not on


def test_a_value_that_is_on_leads_back(bridges):
    fanal, _, _ = facet_links(bridges.get("/?q=pont&sort=date").text)["Le Fanal"]
    page = bridges.get(fanal)
    back, count, on = facet_links(page.text)["Le Fanal"]
    assert on
    assert count == "4"
    assert back == "/?q=pont&sort=date"


def test_sections_and_authors_narrow_exactly_whatever_was_typed(bridges):
    for query in ("pont", '"pont', "pont OU viaduc", "(pont", "un pont", "*"):
        found = bridges.get("/search.json", params={"q": query, "section": "Monde"}).json()
        assert found["total"] == 6, query
        assert found["query"] == query
    both = {"q": "pont", "section": ["Monde", "Économie & Société"], "author": "Zoé Roy"}
    assert bridges.get("/search.json", params=both).json()["total"] == 6
    assert bridges.get("/search.json", params={"q": "pont", "section": "Mon"}).json()["total"] == 0


def test_names_with_quotes_narrow_too(bridges):
    values = facet_links(bridges.get("/?q=pont").text)
    link, count, _ = values["L&#39;Écho &#34;du&#34; Val"]
    assert total(bridges, link) == int(count) == 4


def test_filters_without_words_are_of_all_articles(bridges):
    assert bridges.get("/search.json?source=Le+Fanal").json()["total"] == 4
    assert bridges.get("/search.json?from=2015&to=2015").json()["total"] == 4
    assert bridges.get("/search.json").json()["total"] == 0


def test_the_chips_of_all_filters_lead_to_the_page_without(bridges):
    page = bridges.get("/?q=pont&source=Le+Fanal&section=Monde&author=Zo%C3%A9+Roy&from=2015").text
    chips = page.partition('class="chips"')[2].partition("</ul>")[0]
    assert chips.count("<li>") == 4
    assert 'href="/?q=pont&amp;from=2015&amp;source=Le+Fanal&amp;author=Zo%C3%A9+Roy"' in chips


def test_the_last_days_are_offered_where_hits_are_of_these_days(tmp_path):
    today = datetime.date.today()
    old = Article(id="a", title="Un pont", date="2015-09-18")
    new = Article(id="b", title="Un pont", date=(today - datetime.timedelta(9)).isoformat())
    with searchnews.create(tmp_path / "index") as index:
        index.add([old])
        with visitor(index) as client:
            assert "from=7d" not in client.get("/?q=pont").text
            index.add([new])
            page = client.get("/?q=pont&sort=date").text
            assert 'href="/?q=pont&amp;from=30d&amp;sort=date"' in page
            assert total(client, "/?q=pont&from=7d") == 0
            assert total(client, "/?q=pont&from=30d") == 1
            page = client.get("/?q=pont&from=30d").text
            assert "depuis 30\u00a0jours" in page
            assert 'aria-current="true">30\u00a0jours' in page


def test_how_many_hits_a_page_has_is_chosen(bridges):
    page = bridges.get("/?q=pont&page=2").text
    assert 'href="/?q=pont&amp;limit=50"' in page
    page = bridges.get("/?q=pont&limit=50").text
    assert page.count('class="hit"') == 12
    assert 'href="/?q=pont"' in page
    assert "limit=" not in bridges.get("/?q=hippopotame").text


def test_what_narrows_is_carried_by_the_form(bridges):
    page = bridges.get("/?q=pont&source=Le+Fanal&section=Monde&sort=date").text
    for name, value in (("source", "Le Fanal"), ("section", "Monde"), ("sort", "date")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_the_strip_leads_to_each_period_and_stands_in_a_table_too(bridges):
    page = bridges.get("/?q=pont").text
    links = re.findall(r'<a href="([^"]*)" tabindex="-1" data-first', page)
    found = [total(bridges, link.replace("&amp;", "&")) for link in links]
    assert sum(found) == 12
    table = page.partition('<table class="bars">')[2].partition("</table>")[0]
    assert table.count('<th scope="row">') == sum(1 for count in found if count)


def test_the_strip_speaks_the_language_of_the_page(bridges):
    french, english = (bridges.get(f"/?q=pont&lang={tag}").text for tag in ("fr", "en"))
    for page, first, mark in (
        (french, "sem. du 6 janv. 2014", "juill."),
        (english, "week of 6 January 2014", "Jul"),
    ):
        assert f'<p class="ends"><span>{first}</span>' in page
        assert f'text-anchor="middle">{mark}</text>' in page
    assert "juill." not in english


def test_without_hits_there_is_nothing_to_narrow(bridges):
    page = bridges.get("/?q=viaduc").text
    assert 'class="period"' not in page
    assert 'class="facet"' not in page


def test_facets_for_programs_have_an_address_in_each_value(bridges):
    answer = bridges.get("/facets.json?q=pont&by=section&by=weekday&section=Monde").json()
    rows = {(row["field"], row["value"]): row for row in answer["rows"]}
    monde = rows["section", "Monde"]
    assert (monde["count"], monde["selected"]) == (6, True)
    assert monde["toggle_url"] == "/?q=pont"
    assert rows["weekday", "lundi"]["toggle_url"] is None
    lines = bridges.get("/facets.csv?q=pont&by=source").text.split("\r\n")
    assert lines[0] == "value,count,total_count,ratio"
    assert {row["value"] for row in bridges.get("/facets.json?q=pont").json()["rows"]} >= {
        "Le Fanal"
    }
    assert (
        "by is one of 'source', 'agency'"
        in bridges.get("/facets.json?q=pont&by=couleur").json()["detail"]
    )
