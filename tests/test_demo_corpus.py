"""The corpus that ships with the project, indexed and searched as a new user would."""

from pathlib import Path

import pytest

import searchnews

CORPUS = Path(__file__).parents[1] / "scripts" / "demo_corpus"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("demo") / "index") as index:
        report = index.update(CORPUS)
        assert {skipped.path.name for skipped in report.skipped} == {"README.md", "page1.xml"}
        assert report.warnings == []
        yield index


def test_has_every_article(demo):
    assert len(demo) == 300
    assert demo.check().problems == ()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("Palmyre", ["À Palmyre, des archéologues relèvent l'arc", "Syrie: nouveaux raids"]),
        ("frappe aérienne Choigou", ["Syrie: nouveaux raids"]),
        ("C.G.T. gare", ["Les cheminots reconduisent la grève"]),
        ("source:AFP 1500 euros", ["Les cheminots reconduisent la grève"]),
        ("newsletter", ["Nos boîtes aux lettres débordent de newsletters"]),
        ("météo", ["Pourquoi la météo se trompe encore"]),
        ("abonnez-vous", []),
        ("cookies", []),
        ("auteur:Martin newsletters", ["Nos boîtes aux lettres débordent de newsletters"]),
        ("autrice roman", ["Trois autrices en lice"]),
        ("date:1914", ["La mobilisation générale est décrétée"]),
        ("avant:1970 lune", ["L’homme a marché sur la Lune"]),
        ("presqu’île", ["La mobilisation générale est décrétée"]),
        ("œuvre date:1936", ["Les accords de Matignon sont signés"]),
        ("ETAT islamique Raqa", ["La bataille de Raqa est terminée"]),
        ("date:2015-09-18", ["Une météorite tombe"]),
        ('source:"Le Matin de Lorraine" Idleb', ["L'ONU condamne les frappes"]),
    ],
)
def test_finds(demo, query, titles):
    found = [hit.article.title for hit in demo.search(query) if not hit.relaxed]
    assert len(found) == len(titles)
    for title, expected in zip(sorted(found), sorted(titles), strict=True):
        assert title.startswith(expected)


def test_a_thread_runs_through_thirty_years(demo):
    years = [hit.article.date[:4] for hit in demo.stream("viaduc Rochebrune", sort="date")]
    assert (years[0], years[-1]) == ("1994", "2024")
    assert max(years, key=years.count) == "2018"


def test_papers_print_the_dispatches_of_agencies(demo):
    cable = list(demo.stream('"Un câble du viaduc de Rochebrune s\'est rompu"'))
    assert len({hit.article.source for hit in cable}) == 6
    assert {hit.article.agency for hit in cable} == {"AFP"}


def test_digitised_pages_have_faults_and_are_found(demo):
    (article,) = (hit.article for hit in demo.stream("armistice cloches"))
    assert (article.source, article.date) == ("L'Éclaireur du Haut-Val", "1918-11-12")
    assert "toute la vallce" in article.body


def test_knows_who_signed_and_when(demo):
    articles = {article.title: article for article in demo}
    raids = articles["Syrie: nouveaux raids sur Palmyre, vingt morts selon une ONG"]
    assert (raids.source, raids.credit, raids.date) == ("ATS", "Keystone", None)
    strike = articles["Les cheminots reconduisent la grève jusqu'à lundi"]
    assert (strike.agency, strike.authors) == ("AFP", ("Jeanne Martin",))
    assert strike.date == "2016-03-31T18:05"
    assert articles["L’homme a marché sur la Lune"].date == "1969-07-21"
