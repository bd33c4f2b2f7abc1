"""The page of hits, and the same for programs."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from corpus import ARTICLES

from searchnews.serve import limits


def test_the_first_page_says_what_is_here_and_how_to_search_it(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Chercher dans la presse" in page.text
    assert f"{len(ARTICLES) + 1}\u00a0articles" in page.text
    assert 'href="/?q=%3Dfrappes&amp;fold=copies"' in page.text


def test_hits_are_shown_with_title_date_source_and_marks(client):
    page = client.get("/?q=chasseurs").text
    assert "<strong>1\u00a0article</strong>" in page
    assert "La Syrie intensifie ses raids sur Palmyre" in page
    assert '<time datetime="2015-09-18">18 septembre 2015</time>' in page
    assert '<span class="source">ATS</span>' in page
    assert "<mark>chasseurs</mark>" in page
    assert 'href="/article/palmyre?q=chasseurs&amp;rank=1"' in page


def test_json_is_that_of_the_command_line_and_what_leads_on(client, served):
    answer = client.get("/search.json", params={"q": "frappes aériennes", "limit": 2}).json()
    expected = served.search("frappes aériennes", limit=2).to_dict()
    for name in expected.keys() - {"took_ms", "hits"}:
        assert answer[name] == expected[name]
    assert [hit["id"] for hit in answer["hits"]] == [hit["id"] for hit in expected["hits"]]
    assert answer["commit"] == served.commit
    assert answer["hits"][0].keys() == expected["hits"][0].keys()


def test_the_first_page_has_an_address_with_an_end_too(client):
    assert client.get("/.json?q=grève").json()["total"] == 1


def test_next_leads_through_all_hits_once(client, served):
    found, address = [], "/search.json?q=*&sort=date&limit=3"
    while address:
        answer = client.get(address).json()
        found += [hit["id"] for hit in answer["hits"]]
        address = answer["next_url"]
        assert (address is None) == (answer["next"] is None)
    assert found == [hit.article.id for hit in served.stream("*", sort="date")]


def test_next_is_what_a_page_gave_and_nothing_else(client):
    for address in (
        "/search.json?next=12",
        "/search.json?next=w6k",
        "/search.json?next=MQ==&page=2",
    ):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "next" in answer.json()["detail"]


def test_pages_for_people_are_counted_from_one(client, served):
    all_ids = [hit.article.id for hit in served.stream("*", sort="date")]
    second = client.get("/search.json?q=*&sort=date&limit=3&page=2").json()
    assert [hit["id"] for hit in second["hits"]] == all_ids[3:6]
    page = client.get("/?q=*&sort=date&limit=3&page=2").text
    assert 'rel="prev" href="/?q=%2A&amp;sort=date&amp;limit=3"' in page
    assert 'rel="next" href="/?q=%2A&amp;sort=date&amp;limit=3&amp;page=3"' in page


def test_a_page_beyond_the_deepest_hit_says_where_the_rest_is(client):
    answer = client.get(f"/search.json?q=*&page={limits.DEEPEST_HIT}")
    assert answer.status_code == 400
    assert "/export" in answer.json()["detail"]


def test_a_browser_that_cannot_have_a_file_gets_a_page_and_a_program_a_problem(client):
    asked = "/export.csv?q=raids&from=jamais"
    page = client.get(asked, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "« jamais » n’est pas une date" in page.text.replace("\u00a0", " ")
    assert 'value="raids"' in page.text  # what was typed is not lost
    assert client.get(asked).headers["content-type"] == "application/problem+json"


def test_lines_and_rows_have_the_same_hits(client):
    asked = "?q=frappes&limit=5"
    hits = client.get(f"/search.json{asked}").json()["hits"]
    lines = client.get(f"/search.jsonl{asked}")
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == hits
    rows = list(csv.DictReader(io.StringIO(client.get(f"/search.csv{asked}").text)))
    assert [row["id"] for row in rows] == [hit["id"] for hit in hits]
    dated = list(csv.DictReader(io.StringIO(client.get(f"/search.csv{asked}&sort=date").text)))
    assert {row["score"] for row in dated} == {""}
    folded = list(csv.DictReader(io.StringIO(client.get(f"/search.csv{asked}&fold=copies").text)))
    assert {row["folded"] for row in folded} == {"0"}


def test_a_feed_has_the_newest_first(client):
    answer = client.get("/search.rss?q=frappes")
    assert answer.headers["content-type"] == "application/rss+xml"
    channel = ElementTree.fromstring(answer.text).find("channel")
    titles = [item.findtext("title") for item in channel.iter("item")]
    assert titles[0] == "La grève frappe les transports"
    item = channel.find("item")
    assert item.findtext("link") == "http://127.0.0.1:8080/article/greve?q=frappes"
    assert item.findtext("pubDate") == "Thu, 31 Mar 2016 00:00:00 +0000"


def test_a_feed_leaves_out_dates_that_it_cannot_say(client):
    channel = ElementTree.fromstring(client.get("/search.rss?q=Rakka").text)
    assert channel.find(".//item/title").text == "Née à Rakka"
    assert channel.find(".//item/pubDate") is None


def test_filters_narrow_and_each_can_be_removed(client):
    page = client.get("/?q=frappe&source=ATS&from=2015-09&to=2016").text
    assert "<strong>1\u00a0article</strong>" in page
    for chip, without in (
        ("ATS", "/?q=frappe&amp;from=2015-09&amp;to=2016"),
        ("depuis septembre 2015", "/?q=frappe&amp;to=2016&amp;source=ATS"),
        ("jusqu’à 2016", "/?q=frappe&amp;from=2015-09&amp;source=ATS"),
    ):
        assert f"{chip} <span" in page
        assert f'href="{without}"' in page


def test_what_was_understood_corrected_and_relaxed_is_said(client):
    page = client.get('/?q="Palmire chasseurs').text
    assert "Lu comme" in page
    assert 'class="warnings"' in page
    relaxed = client.get("/?q=chasseurs+grève").text
    assert "une partie des mots seulement" in relaxed


def test_explain_shows_the_parts_of_each_score(client):
    page = client.get("/?q=frappes&explain=1").text
    assert 'class="score"' in page
    assert client.get("/search.json?q=frappes&explain=true").json()["forms"]


def test_past_the_last_page_that_is_said_and_not_that_nothing_matches(client):
    text = client.get("/?q=*&page=50&sort=date").text
    assert "Il n’y a pas autant de pages" in text
    assert "Aucun article ne correspond" not in text
    assert 'href="/?q=%2A&amp;sort=date">Première page' in text
    assert "Aucun article ne correspond" in client.get("/?q=introuvable").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("page=0", "page is a whole number from 1 to 10,000, not '0'"),
        ("page=x", "page is a whole number"),
        ("page=%D9%A1", "page is a whole number"),
        ("limit=1000", "limit is a whole number from 1 to 100"),
        ("sort=best", "sort is one of 'relevance', 'date', '-date', not 'best'"),
        ("from=hiver", "'hiver' is not a date"),
        ("from=2016&to=2015", "the first date, 2016, comes after the last, 2015"),
        ("fresh=a", "a"),
        ("fresh=30d&sort=date", "fresh goes with the sort by relevance"),
        ("explain=oui", "explain is 1 or 0"),
        ("q=a&q=b", "q is given 2 times"),
        ("form=2015", "there is no parameter 'form' here"),
        ("q=%E9", "not in UTF-8"),
        (f"q={'a' * 10_001}", "q has 10,001 characters; the limit is 10,000"),
        ("&".join(["source=a"] * 51), "source is given 51 times; the limit is 50"),
        ("&".join(["q=a"] * 300), "more than 200 parameters"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_a_400_that_says_so(client, asked, said):
    answer = client.get(f"/search.json?{asked}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    page = client.get(f"/?{asked}")
    assert page.status_code == 400
    assert "Demande incomprise" in page.text


@pytest.mark.parametrize(
    ("address", "french"),
    [
        ("/?page=0", "page est un nombre entier de 1 à 10\u202f000, non «\u00a00\u00a0»"),
        ("/?sort=best", "sort est l’un de «\xa0relevance\xa0», «\xa0date\xa0», «\xa0-date\xa0»"),
        ("/?from=hiver", "n’est pas une date\u202f; écrivez"),
        ("/?from=2016&to=2015", "la première date, 2016, vient après la dernière, 2015"),
        ("/?form=2015", "il n’y a pas de paramètre «\u00a0form\u00a0» ici"),
        ("/?q=a&q=b", "donnez-le une fois"),
        ("/?q=*&page=9999", "l’export les a tous"),
        ("/nulle-part", "il n’y a rien à /nulle-part"),
        ("/article/zzz", "il n’y a pas d’article «\u00a0zzz\u00a0» dans cet index"),
    ],
)
def test_people_are_told_in_their_language_what_was_refused(client, address, french):
    assert french in client.get(address).text
    assert french not in client.get(address, headers={"accept-language": "en"}).text


@pytest.mark.parametrize("query", ["", "*", '"', "(((", "-a", "l'", "a" * 10_000, "\x00", "é" * 99])
def test_any_text_is_a_query(client, query):
    assert client.get("/search.json", params={"q": query}).status_code == 200
    assert client.get("/", params={"q": query}).status_code == 200


def test_a_link_to_another_state_of_the_index_says_so(client, served):
    assert "a changé" not in client.get(f"/?q=raids&commit={served.commit}").text
    page = client.get("/?q=raids&commit=old").text
    assert "L’index a changé depuis que ce lien a été fait" in page


def test_states_are_in_links_and_links_in_the_other_language(client):
    page = client.get("/?q=raids&from=2015&sort=date").text
    english = next(
        line for line in page.splitlines() if 'hreflang="en"' in line
    ).partition('href="')[2].partition('"')[0].replace("&amp;", "&")  # fmt: skip
    assert parse_qs(urlsplit(english).query) == {
        "q": ["raids"], "from": ["2015"], "sort": ["date"], "lang": ["en"],
    }  # fmt: skip
    assert '<html lang="en">' in client.get(english).text
