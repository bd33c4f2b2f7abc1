"""Copies folded under one hit, unfolded with what differs; articles that are alike."""

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article

TEXT = (
    "Le pont de Rochebrune a été fermé mardi matin à la circulation après la rupture d'un câble. "
    "Les ingénieurs du département ont constaté une fissure de plusieurs mètres dans la pile nord, "
    "et la préfète a demandé une expertise complète avant toute réouverture aux camions. "
    "Une déviation par la vallée allonge le trajet de quarante minutes pour les habitants. "
)


@pytest.fixture(scope="module")
def wires(tmp_path_factory):
    added = "La réouverture n'est pas attendue avant le printemps, selon le maire de la commune."
    articles = [
        Article(id="a", title="Un pont fermé", body=TEXT, date="2015-09-18T08:00", source="ATS"),
        Article(id="b", title="Pont fermé", body=TEXT + added, date="2015-09-18T10:00",
                source="Le Fanal", path="/srv/secret/b.html"),
        Article(id="c", title="Un autre pont", body="Le pont de Valmont a rouvert mercredi.",
                date="2016", source="ATS"),
    ]  # fmt: skip
    with searchnews.create(tmp_path_factory.mktemp("wires") / "index") as index:
        index.add(articles)
        with visitor(index) as client:
            yield client


def test_copies_are_folded_under_one_hit_where_it_is_asked_for(wires):
    apart = wires.get("/search.json?q=pont").json()
    folded = wires.get("/search.json?q=pont&fold=copies").json()
    assert (apart["total"], folded["total"], folded["articles"]) == (3, 2, 3)
    page = wires.get("/?q=pont&fold=copies").text
    assert "et 1\u00a0reprise" in page
    assert "<strong>2\u00a0sujets</strong> (3\u00a0articles)" in page
    assert 'data-unfold="/stories/' in page
    assert 'name="fold" value="copies"' in page


def test_people_who_begin_at_the_first_page_have_copies_folded(wires):
    assert '<input type="hidden" name="fold" value="copies">' in wires.get("/").text


def test_views_and_articles_keep_the_way_back_folded(wires):
    for address in ("/timeline?q=pont&fold=copies", "/article/a?q=pont&fold=copies",
                    "/concordance?q=pont&fold=copies"):  # fmt: skip
        assert 'href="/?q=pont&amp;fold=copies"' in wires.get(address).text
    assert "fold" not in wires.get("/?q=pont&fold=copies").text.partition("/export.csv")[2][:40]


def test_a_story_says_what_differs(wires):
    page = wires.get("/stories/b").text
    assert "première publication" in page
    assert "La réouverture n&#39;est pas attendue avant le printemps" in page
    answer = wires.get("/stories/b.json").json()
    tellings = answer["groups"][0]["articles"]
    assert [telling["id"] for telling in tellings] == ["a", "b"]
    assert tellings[1]["added"]
    assert tellings[1]["path"] is None
    assert "Aucune reprise" in wires.get("/stories/c").text


def test_similar_articles_say_what_made_them_so(wires):
    page = wires.get("/similar/a").text
    assert 'href="/article/b"' in page
    rows = wires.get("/similar/a.json").json()["rows"]
    assert rows[0]["id"] == "b"
    assert rows[0]["words"]


@pytest.mark.parametrize("address", ["/stories/zzz", "/stories/zzz.json", "/similar/zzz.csv"])
def test_what_is_not_there_is_a_404_that_tells_no_directory(wires, address):
    answer = wires.get(address)
    assert answer.status_code == 404
    assert "wires" not in answer.text
