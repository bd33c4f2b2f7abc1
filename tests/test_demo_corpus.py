"""The corpus that ships with the project, indexed and searched as a new user would."""

from pathlib import Path

import pytest

import searchnews

CORPUS = Path(__file__).parents[1] / "scripts" / "demo_corpus"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("demo") / "index") as index:
        report = index.update(CORPUS)
        assert [skipped.path.name for skipped in report.skipped] == ["README.md"]
        assert report.warnings == []
        yield index


def test_has_every_article(demo):
    assert len(demo) == 42
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


def test_knows_who_signed_and_when(demo):
    articles = {article.title: article for article in demo}
    raids = articles["Syrie: nouveaux raids sur Palmyre, vingt morts selon une ONG"]
    assert (raids.source, raids.credit, raids.date) == ("ATS", "Keystone", None)
    strike = articles["Les cheminots reconduisent la grève jusqu'à lundi"]
    assert (strike.agency, strike.authors) == ("AFP", ("Jeanne Martin",))
    assert strike.date == "2016-03-31T18:05"
    assert articles["L’homme a marché sur la Lune"].date == "1969-07-21"
