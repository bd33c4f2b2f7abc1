"""Copies folded under one hit, unfolded with what differs; articles that are alike."""

import re

import pytest
from serve.visitor import visitor
from stories.events import BUDGET, FIRE, FIRE_TOLD

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


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Two events: one in two dispatches, of which one is printed twice."""
    articles = [
        Article(id=f"s{n}", title=title, body=body, date=date, source=source)
        for n, ((title, body), date, source) in enumerate(
            [
                (FIRE, "2021-03-02", "Le Temps"),
                (FIRE, "2021-03-03", "La Gazette"),
                (FIRE_TOLD, "2021-03-03", "Le Temps"),
                (BUDGET, "2021-03-04", "Le Temps"),
            ]
        )
    ]
    with searchnews.create(tmp_path_factory.mktemp("told") / "index") as index:
        index.add(articles)
        with visitor(index) as client:
            yield client


def test_copies_are_folded_under_one_hit_where_it_is_asked_for(wires):
    apart = wires.get("/search.json?q=pont").json()
    folded = wires.get("/search.json?q=pont&fold=copies").json()
    assert (apart["total"], folded["total"], folded["articles"]) == (3, 2, 3)
    page = wires.get("/?q=pont&fold=copies").text
    assert "et 1\u00a0reprise" in page
    assert "<strong>2\u00a0articles hors reprises</strong> (3\u00a0articles en tout)" in page
    assert 'data-unfold="/stories/' in page
    assert 'name="fold" value="copies"' in page


def test_people_who_begin_at_the_first_page_have_copies_folded(wires):
    assert '<input type="hidden" name="fold" value="copies">' in wires.get("/").text


def test_views_and_articles_keep_the_way_back_folded(wires):
    for address in ("/timeline?q=pont&count=copies", "/article/a?q=pont&fold=copies",
                    "/concordance?q=pont&fold=copies"):  # fmt: skip
        assert 'href="/?q=pont&amp;fold=copies"' in wires.get(address).text
    assert "fold" not in wires.get("/?q=pont&fold=copies").text.partition("/export.csv")[2][:40]


def test_what_is_counted_goes_from_view_to_view(wires):
    hits = wires.get("/?q=pont&fold=stories").text
    for view in ("timeline", "collocates", "keyness"):
        assert f'href="/{view}?q=pont&amp;count=stories"' in hits
    assert 'href="/concordance?q=pont&amp;fold=stories"' in hits
    timeline = wires.get("/timeline?q=pont&count=stories").text
    assert 'href="/?q=pont&amp;fold=stories"' in timeline
    assert '<option value="stories" selected>par sujet</option>' in timeline
    assert 'href="/?q=pont"' in wires.get("/timeline?q=pont").text


def test_everything_beside_hits_counts_what_they_do(told):
    """Of the fire there are two dispatches, one of them in two papers; of the budget one."""
    for unit, total, temps, bins in (("", 4, 3, 4), ("copies", 3, 3, 4), ("stories", 2, 2, 3)):
        page = told.get(f"/?q=*&fold={unit}").text
        hits = told.get(f"/search.json?q=*&fold={unit}").json()
        assert (hits["total"], len(hits["hits"])) == (total, total)
        assert f"<strong>{total}\u00a0" in page
        assert re.search(rf'<span>Le Temps</span> <span class="number">{temps}</span>', page)
        table = page.partition('<table class="bars">')[2].partition("</table>")[0]
        counts = re.findall(r'<td class="number">(\d+)</td>', table)
        assert sum(map(int, counts)) == bins
        count = unit or "articles"
        facets = told.get(f"/facets.json?q=*&by=source&count={count}").json()
        assert (facets["unit"], facets["queries"][0]["matches"]) == (count, total)
        assert {row["value"]: row["count"] for row in facets["rows"]}["Le Temps"] == temps
        timeline = told.get(f"/timeline.json?q=*&by=month&count={count}").json()
        assert timeline["rows"][0]["count"] == total


def test_a_hit_for_a_story_stands_for_its_other_articles(told):
    page = told.get("/?q=vernoy&fold=stories").text
    assert "<strong>1\u00a0sujet</strong> (3\u00a0articles en tout)" in page
    assert "et 2\u00a0autres articles du même sujet" in page
    assert "compte une fois dans chaque ligne" in page


def test_a_story_has_its_copies_and_its_other_dispatches(told):
    page = told.get("/stories/s0").text
    copies, _, others = page.partition("Le même sujet, raconté autrement")
    assert "/article/s1" in copies
    assert "/article/s2" in others
    assert "/article/s3" not in page
    alone = told.get("/stories/s3").text
    assert "Aucune reprise" in alone
    assert "raconté autrement" not in alone


def test_what_cannot_be_counted_is_a_400(told):
    for address, said in (
        ("/search.json?fold=pages", "fold is one of 'copies', 'stories'"),
        ("/facets.json?count=pages", "count is one of 'articles', 'copies'"),
    ):
        answer = told.get(address)
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


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
