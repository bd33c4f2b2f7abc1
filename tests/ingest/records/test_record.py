"""From records to articles: names of fields and kinds of values."""

from pathlib import Path

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.origin import Place
from searchnews.ingest.records.record import read_record

PLACE = Place(Path("/presse/a.jsonl"), "a")


def article_of(record, **mapping):
    reading = read_record(record, PLACE, 1, ReadingOptions(mapping=mapping))
    assert reading.complaints == ()
    return reading.article


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("title", "title titre Titre TITRE headline title_s intitulé"),
        ("body", "body text texte content contenu corps articleBody article_body text_fr"),
        ("date", "date published datePublished published_at pubDate publication_date "
                 "date_publication created Publié-le"),
        ("source", "source journal media média publisher outlet newspaper site"),
        ("agency", "agency agence"),
        ("url", "url link lien permalink URL"),
        ("authors", "author authors auteur auteurs byline"),
        ("section", "section rubrique category catégorie"),
        ("lead", "lead chapo chapeau standfirst heading description summary"),
        ("credit", "credit crédit photo_credit"),
        ("language", "language langue lang"),
        ("id", "id _id uuid guid identifiant"),
    ],
)  # fmt: skip
def test_knows_the_usual_names(field, names):
    value = "2015" if field == "date" else "Valeur"
    expected = (value,) if field == "authors" else value
    for name in names.split():
        other = "body" if field == "title" else "title"
        article = article_of({other: "x", name: value})
        assert getattr(article, field) == expected, name
        assert article.extra == {}


def test_of_two_names_of_a_field_the_more_usual_counts_and_the_other_is_kept():
    article = article_of({"headline": "B", "title": "A", "content": "", "texte": "T"})
    assert (article.title, article.body) == ("A", "T")
    assert article.extra == {"headline": "B"}


def test_what_no_field_is_for_is_kept():
    extra = {"vues": 7, "lieux": ["Millau", {"nom": "Rodez"}], "gratuit": True}
    assert article_of({"title": "x", "vide": None, "rien": [], **extra}).extra == extra


def test_the_mapping_goes_before_usual_names():
    record = {"title": "Le Causse", "manchette": "La foire", "description": "Elle a ouvert."}
    article = article_of(record, title="manchette", body="description")
    assert (article.title, article.body, article.lead) == ("La foire", "Elle a ouvert.", None)
    assert article.extra == {"title": "Le Causse"}


def test_where_the_mapped_name_says_nothing_the_usual_ones_do():
    assert article_of({"title": "La foire", "manchette": ""}, title="manchette").title == "La foire"


def test_the_mapping_reaches_into_objects():
    record = {"article": {"text": "Elle a ouvert.", "mots": 3}, "a.b": "La foire"}
    article = article_of(record, body="article.text", title="a.b")
    assert (article.title, article.body) == ("La foire", "Elle a ouvert.")
    assert article.extra == {"article": {"mots": 3}}
    assert article_of({"title": "x", "article": "y"}, body="article.text.z").body == ""


@pytest.mark.parametrize(("mapping", "message"), [
    ({"titel": "x"}, r"no field 'titel'; the fields are id, title, body, date"),
    ({"path": "x"}, "no field 'path'"),
    ({"title": " "}, "which name does the field 'title' have"),
])  # fmt: skip
def test_a_mapping_of_unknown_fields_is_refused(mapping, message):
    with pytest.raises(InvalidArgumentError, match=message):
        ReadingOptions(mapping=mapping)


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Par Zoé Roy et Luc de Wit", ("Zoé Roy", "Luc de Wit")),
        ("Roy, Zoé", ("Roy, Zoé",)),
        ("AFP", ("AFP",)),
        (["Zoé Roy", "Zoé Roy", "", None, "Luc"], ("Zoé Roy", "Luc")),
        ({"@type": "Person", "name": "Zoé Roy"}, ("Zoé Roy",)),
        ([{"name": "Zoé Roy"}, {"name": "Luc"}], ("Zoé Roy", "Luc")),
        ("mot, " * 100_000, (("mot, " * 100_000).strip(),)),
        (True, ()),
    ],
)
def test_understands_authors(value, authors):
    assert article_of({"title": "x", "author": value}).authors == authors


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        (["Un.", "", "Deux."], "Un.\n\nDeux."),
        ({"rendered": "<p>Un.</p>"}, "<p>Un.</p>"),
        ([{"text": "Un."}, {"text": "Deux."}], "Un.\n\nDeux."),
        (42, "42"),
    ],
)
def test_understands_texts(value, body):
    assert article_of({"title": "x", "body": value}).body == body


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("18/09/2015", "2015-09-18"),
        ("Fri, 18 Sep 2015 17:42:00 +0200", "2015-09-18T17:42:00+02:00"),
        ("Publié le 18 septembre 2015", "2015-09-18"),
        (2015, "2015"),
        (20150918, "2015-09-18"),
        (1442590920, "2015-09-18T15:42:00+00:00"),
        (1442590920000, "2015-09-18T15:42:00+00:00"),
        ({"$date": "2015-09-18T15:42:00Z"}, "2015-09-18T15:42:00+00:00"),
    ],
)
def test_understands_dates(value, date):
    assert article_of({"title": "x", "date": value}).date == date


@pytest.mark.parametrize("value", ["2015-13-45", "hier", "x" * 100_000, [[]], True, 1e300, -5])
def test_says_what_is_no_date(value):
    reading = read_record({"title": "x", "date": value}, PLACE, 1, ReadingOptions())
    assert reading.article.date is None
    assert reading.article.extra == {"date": value}
    assert len(reading.complaints) == 1
    assert reading.complaints[0].endswith("is not a date; the article has none")
    assert len(reading.complaints[0]) < 150


def test_a_source_that_is_an_object_is_its_name():
    assert article_of({"title": "x", "publisher": {"name": "AFP"}, "id": 12.5}).source == "AFP"
