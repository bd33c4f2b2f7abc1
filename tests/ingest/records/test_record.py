"""From records to articles: names of fields and kinds of values."""

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.records.record import draft_of_record


def draft_of(record, **mapping):
    draft, complaints = draft_of_record(record, 1, mapping)
    assert complaints == ()
    return draft


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("title", "title titre Titre TITRE headline title_s intitulé dcterms:title dc:title"),
        ("body", "body text texte content contenu corps articleBody article_body text_fr "
                 "body_html bodyHtml content_html content_text bibo:content "
                 "extracttext:extracted_text"),
        ("date", "date published datePublished published_at pubDate publication_date "
                 "date_publication created Publié-le publish_date dcterms:date dcterms:issued "
                 "webPublicationDate"),
        ("source", "source journal media média publisher outlet newspaper site media_name "
                   "container-title publicationTitle Publication-Title dcterms:publisher "
                   "journal_clean"),
        ("agency", "agency agence"),
        ("url", "url link lien permalink URL"),
        ("authors", "author authors auteur auteurs byline dcterms:creator"),
        ("section", "section rubrique category catégorie"),
        ("lead", "lead chapo chapeau standfirst heading description summary abstractNote "
                 "dcterms:abstract"),
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
        draft = draft_of({other: "x", name: value})
        assert getattr(draft, field) == expected, name
        assert draft.extra == {}


def test_of_two_names_of_a_field_the_more_usual_counts_and_the_other_is_kept():
    draft = draft_of({"headline": "B", "title": "A", "content": "", "texte": "T"})
    assert (draft.title, draft.body) == ("A", "T")
    assert draft.extra == {"headline": "B"}


def test_what_no_field_is_for_is_kept():
    extra = {"vues": 7, "lieux": ["Millau", {"nom": "Rodez"}], "gratuit": True}
    assert draft_of({"title": "x", "vide": None, "rien": [], **extra}).extra == extra


def test_the_mapping_goes_before_usual_names():
    record = {"title": "Le Causse", "manchette": "La foire", "description": "Elle a ouvert."}
    draft = draft_of(record, title="manchette", body="description")
    assert (draft.title, draft.body, draft.lead) == ("La foire", "Elle a ouvert.", None)
    assert draft.extra == {"title": "Le Causse"}


def test_where_the_mapped_name_says_nothing_the_usual_ones_do():
    assert draft_of({"title": "La foire", "manchette": ""}, title="manchette").title == "La foire"


def test_the_mapping_reaches_into_objects():
    record = {"article": {"text": "Elle a ouvert.", "mots": 3}, "a.b": "La foire"}
    draft = draft_of(record, body="article.text", title="a.b")
    assert (draft.title, draft.body) == ("La foire", "Elle a ouvert.")
    assert draft.extra == {"article": {"mots": 3}}
    assert draft_of({"title": "x", "article": "y"}, body="article.text.z").body == ""


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
        (
            [{"family": "Roy", "given": "Zoé"}, {"literal": "AFP", "name": "AFP"}],
            ("Zoé Roy", "AFP"),
        ),
        ({"firstName": "Zoé", "lastName": "Roy"}, ("Zoé Roy",)),
        ([{"family": "Wit", "given": "Luc", "non-dropping-particle": "de"}], ("Luc de Wit",)),
        ("Roy, Zoé; Wit, Luc de; Roy, Zoé", ("Roy, Zoé", "Wit, Luc de")),
        ([{"name": "Zoé Roy"}, {"name": "Luc"}], ("Zoé Roy", "Luc")),
        ("mot, " * 100_000, (("mot, " * 100_000).strip(),)),
        (True, ()),
    ],
)
def test_understands_authors(value, authors):
    assert draft_of({"title": "x", "author": value}).authors == authors


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        (["Un.", "", "Deux."], "Un.\n\nDeux."),
        ({"rendered": "<p>Un.</p>"}, "Un."),
        ([{"type": "literal", "@value": "Un."}], "Un."),
        ([{"text": "Un."}, {"text": "Deux."}], "Un.\n\nDeux."),
        (42, "42"),
    ],
)
def test_understands_texts(value, body):
    assert draft_of({"title": "x", "body": value}).body == body


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
        ("1442590920", "2015-09-18T15:42:00+00:00"),
        ("1442590920.0", "2015-09-18T15:42:00+00:00"),
        ("1442590920000", "2015-09-18T15:42:00+00:00"),
        ("Fri Sep 18 2015 17:42:00 GMT+0200 (CEST)", "2015-09-18T17:42:00+02:00"),
        ("20150918T154200Z", "2015-09-18T15:42:00+00:00"),
        ("2015-09-00", "2015-09"),
        ("2015 09 18T00:00:00", "2015-09-18T00:00:00"),
        ({"date-parts": [["2015", 9, 18]]}, "2015-09-18"),
        ({"date-parts": [[2015, 9]]}, "2015-09"),
        ({"date-parts": [[2015]]}, "2015"),
        ({"date-parts": [[]], "raw": "septembre 2015"}, "2015-09"),
    ],
)
def test_understands_dates(value, date):
    assert draft_of({"title": "x", "date": value}).date == date


@pytest.mark.parametrize(
    "value", ["2015-13-45", "hier", "x" * 100_000, [[]], True, 1e300, -5, 10**310, 10**15]
)
def test_says_what_is_no_date(value):
    draft, (complaint,) = draft_of_record({"title": "x", "date": value}, 1, {})
    assert draft.date is None
    assert draft.extra == {"date": value}
    assert complaint.endswith("is not a date")
    assert len(complaint) < 150


def test_a_source_that_is_an_object_is_its_name():
    assert draft_of({"title": "x", "publisher": {"name": "AFP"}, "id": 12.5}).source == "AFP"


def test_the_source_of_a_catalogue_is_the_publisher_not_what_a_thing_was_made_of():
    record = {"title": "x", "dcterms:source": "Cote 12", "dcterms:publisher": "Le Courrier du Val"}
    draft = draft_of(record)
    assert (draft.source, draft.extra) == ("Le Courrier du Val", {"dcterms:source": "Cote 12"})


def test_what_a_catalogue_says_of_its_entry_is_not_said_of_the_article():
    entry = {"o:id": 1, "o:created": "2023-01-02"}  # another catalogue has a first entry, too
    draft = draft_of({"title": "x", **entry})
    assert (draft.id, draft.date, draft.extra) == (None, None, entry)


def test_articles_that_impresso_rebuilt_are_known_by_several_names():
    record = {"id": "CDV-1915-09-18-a-i0001", "ts": "2020-01-01T00:00:00Z", "d": "1915-09-18",
              "lg": "fr", "tp": "ar", "t": "Le pont",
              "ft": "Les habitants traversent."}  # fmt: skip
    draft = draft_of(record)
    assert (draft.title, draft.body) == ("Le pont", "Les habitants traversent.")
    assert (draft.date, draft.language) == ("1915-09-18", "fr")
    assert draft.extra == {"ts": "2020-01-01T00:00:00Z", "tp": "ar"}
    assert draft_of(record, section="t").section == "Le pont"
    assert draft_of({"title": "x", "t": "y", "d": "z"}).extra == {"t": "y", "d": "z"}
