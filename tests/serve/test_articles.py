"""An article: read, cited, taken away."""

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article


def test_an_article_leads_to_the_hits_beside_it(client):
    hits = client.get("/search.json?q=frappes").json()["hits"]
    ids = [hit["id"] for hit in hits]
    assert len(ids) > 2
    page = client.get(f"/article/{ids[1]}?q=frappes&rank=2").text
    assert f'rel="prev" href="/article/{ids[0]}?q=frappes&amp;rank=1"' in page
    assert f'rel="next" href="/article/{ids[2]}?q=frappes&amp;rank=3"' in page
    first = client.get(f"/article/{ids[0]}?q=frappes&rank=1").text
    assert 'rel="prev"' not in first
    last = client.get(f"/article/{ids[-1]}?q=frappes&rank={len(ids)}").text
    assert 'rel="next"' not in last
    # Come to otherwise, or no more at this place.
    for address in (
        f"/article/{ids[1]}?q=frappes",
        f"/article/{ids[1]}?q=frappes&rank=1",
        f"/article/{ids[1]}?rank=2",
        f"/article/{ids[1]}?q=frappes&rank=900",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert 'class="neighbours"' not in page.text


def test_the_way_back_leads_to_the_page_of_the_hit(client):
    assert (
        'class="back" href="/?q=raids&amp;sort=date&amp;page=2"'
        in client.get("/article/palmyre?q=raids&sort=date&rank=13").text
    )
    assert 'class="back" href="/?q=raids"' in client.get("/article/palmyre?q=raids&rank=10").text


def test_an_article_is_whole_and_its_matches_are_marked_and_counted(client):
    page = client.get("/article/palmyre?q=Palmyre+raids").text
    assert '<h1>La Syrie intensifie ses <mark id="m1">raids</mark> sur' in page
    assert '<mark id="m3">Palmyre</mark>' in page
    assert "3\u00a0occurrences" in page
    assert "<p>Le groupe Etat islamique (EI) n&#39;a pas réagi.</p>" in page
    assert 'class="back" href="/?q=Palmyre+raids"' in page


def test_without_a_query_nothing_is_marked(client):
    page = client.get("/article/palmyre").text
    assert "<mark" not in page
    assert 'class="steps"' not in page


@pytest.mark.parametrize(
    ("article_id", "date"),
    [
        ("palmyre", "18 septembre 2015"),
        ("idleb", "septembre 2015"),
        ("nee", "2017"),
        ("sans-date", "sans date"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(client, article_id, date):
    page = client.get(f"/article/{article_id}").text
    assert f"<dt>Publié</dt><dd>{date}</dd>" in page


def test_an_article_can_be_cited_in_four_ways(client):
    for ending, start, media_type in (
        ("ris", "TY  - NEWS\r\nTI  - Idleb", "application/x-research-info-systems; charset=utf-8"),
        ("bib", "@article{letemps2015-", "application/x-bibtex; charset=utf-8"),
        ("csl", '[{"id": "idleb", "type": "article-newspaper"', "application/vnd.citationstyles"),
        ("txt", "Martin, J. et de Wit, L. (2015, septembre). Idleb", "text/plain; charset=utf-8"),
    ):
        answer = client.get(f"/article/idleb.{ending}")
        assert answer.text.startswith(start)
        assert answer.headers["content-type"].startswith(media_type)
    assert "Martin, J. et de Wit, L. (2015, septembre)." in client.get("/article/idleb").text


def test_json_has_every_field_the_highlights_and_the_citation(client, served):
    answer = client.get("/article/palmyre.json?q=raids").json()
    article = served.get("palmyre")
    assert answer["body"] == article.body
    assert answer["highlights"] == {"title": [[24, 29]], "lead": [], "body": []}
    assert answer["citation"].startswith("ATS. (2015, 18 septembre).")
    assert answer["commit"] == served.commit
    assert "highlights" not in client.get("/article/palmyre.json").json()


def test_an_article_that_is_not_there_is_a_404(client):
    answer = client.get("/article/nulle-part.json")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "there is no article 'nulle-part' in this index"
    assert client.get("/article/nulle-part").status_code == 404
    assert client.get("/article/palmyre.pdf").status_code == 404
    assert client.get("/article/").status_code == 404


@pytest.mark.parametrize(
    "article_id",
    ["a/b//c", "a b", "a?b#c", "été.json", "a.b", "a\nb", "é" * 1000, "a;b&c=d", "'\"<>"],
)
def test_every_id_has_an_address(tmp_path, article_id):
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id=article_id, title="Palmyre")])
        with visitor(index) as client:
            hits = client.get("/?q=Palmyre").text
            link = hits.partition('<h2><a href="')[2].partition('"')[0].replace("&amp;", "&")
            assert "<h1>" in client.get(link).text
            page = client.get(link)
            assert page.status_code == 200
            ris = page.text.partition("Copier")[2].partition('href="')[2].partition('"')[0]
            assert client.get(ris.replace("&amp;", "&")).text.startswith("TY  - NEWS")


def test_files_of_the_server_are_shown_only_if_it_is_asked_for(client_of, tmp_path):
    hostile = "/article/%3Cscript%3Ealert('id')%3C%2Fscript%3E.json"
    shy, open_ = client_of(), client_of(show_paths=True)
    for address in (
        f"{hostile}.html",
        f"{hostile}.json",
        "/search.json?q=Palmyre",
        "/export.csv?q=*",
        "/export/about.json?q=Palmyre",
    ):
        assert "/srv/secret" not in shy.get(address).text
        assert "served" not in shy.get(address).text
    assert open_.get(f"{hostile}.json").json()["path"] == "/srv/secret/piege.html"
    assert "/srv/secret/piege.html" in open_.get(f"{hostile}.html").text
    assert "/srv/secret/piege.html" in open_.get("/export.csv?q=*").text
