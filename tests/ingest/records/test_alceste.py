"""Corpora made for IRaMuTeQ and Alceste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

TITLE = "Le pont de Valmont rouvre"
TEXT = "Les habitants ont traversé la rivière à pied, vendredi matin, avant le lever du jour."
STARS = "**** *source_Le_Courrier_du_Val *date_2015-09-18 *am_2015-09 *annee_2015"


def test_a_corpus():
    corpus = (
        f"{STARS}\n{TITLE}. {TEXT}\n\n"
        "**** *source_Le_Courrier_du_Val *date_2015-09-19 *genre_breve *age_\n"
        "Carambolage à la gare\nTrois voitures se sont percutées samedi.\n\nAucun blessé.\n"
    )
    first, second = read("a.txt", corpus).articles
    assert fields(first, "title", "body", "date", "source") == (
        TITLE, TEXT, "2015-09-18", "Le Courrier du Val",
    )  # fmt: skip
    assert first.extra == {"am": "2015-09", "annee": "2015"}
    assert fields(second, "title", "body", "extra") == (
        "Carambolage à la gare", "Trois voitures se sont percutées samedi.\n\nAucun blessé.",
        {"genre": "breve"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stars", "text", "expected"),
    [
        # the written title, where a variable holds its letters
        ("**** *titre_Le_pont_rouvre", f"Le pont rouvre ! {TEXT}", ("Le pont rouvre !", TEXT)),
        ("**** *titre_Le_pont_rouvre", f"\nLe pont rouvre\n\n{TEXT}", ("Le pont rouvre", TEXT)),
        # another one, where it does not
        ("**** *titre_Crue", TEXT, ("Crue", TEXT)),
        ("**** *titre_Crue", f"Le pont rouvre. {TEXT}", ("Crue", f"Le pont rouvre. {TEXT}")),
        # not of the press: an interview has no title
        ("**** *ind_01 *sexe_f", f"Alors voilà, oui. {TEXT}", (None, f"Alors voilà, oui. {TEXT}")),
        (STARS, TEXT, (None, TEXT)),
        (STARS, f"Oui. {TEXT}", (None, f"Oui. {TEXT}")),
    ],
)  # fmt: skip
def test_titles(stars, text, expected):
    assert fields(the_article("a.txt", f"{stars}\n{text}"), "title", "body") == expected


@pytest.mark.parametrize(
    ("variables", "date"),
    [
        ("*date_2015-09-18", "2015-09-18"),
        ("*date_20150918", "2015-09-18"),
        ("*date_18_09_2015", "2015-09-18"),
        ("*date_sept *am_2015-09", "2015-09"),
        ("*annee_2015 *mois_09", "2015"),
        ("*mois_septembre_2015 *annee_2015", "2015"),
        ("*age_2015", None),
    ],
)
def test_dates(variables, date):
    article = the_article("a.txt", f"**** *source_Val {variables}\n{TEXT}")
    assert article.date == date


def test_alceste_themes_and_encoding():
    corpus = (
        f"0001 *journal_Val *num_12\n-*ville\n{TEXT}\n-*pont\n{TEXT}\n0002 *journal_Val\n{TEXT}"
    )
    first, second = read("a.txt", corpus.encode("cp1252")).articles
    assert first.extra == {"num": "12", "thematiques": ["ville", "pont"]}
    assert first.body == f"{TEXT}\n\n{TEXT}"
    assert second.source == "Val"


def test_an_id_is_one_of_its_corpus():
    article = the_article("a.txt", f"**** *id_01\n{TEXT}")
    assert article.id.startswith("a-")
    assert article.id.endswith("-01")


def test_a_text_without_a_word_is_named():
    result = read("a.txt", f"**** *id_01\n\n**** *id_02\n{TEXT}")
    assert len(result.articles) == 1
    assert "text 1: it has neither a title nor a text" in result.reasons[0]


@pytest.mark.parametrize(
    "text",
    ["**** Note de la rédaction\nLe pont est fermé.", "2015 *** une année\nLe pont est fermé."],
)
def test_a_text_with_stars_is_no_corpus(text):
    assert "Le pont est fermé." in the_article("a.txt", text).body


@given(st.text(alphabet="* \n-_a0é", max_size=200))
def test_any_text_is_read_or_named(text):
    read("a.txt", f"{STARS}\n{text}")


def test_a_starred_line_above_a_text_is_its_title():
    corpus = f"\n**** *date_1969 *sujet_presse *sujet_radio\n\n*La_gare\n\n{TEXT}\n*fin\n"
    article = the_article("a.txt", corpus)
    assert fields(article, "title", "body", "date", "extra") == (
        "La gare", f"{TEXT}\n*fin", "1969", {"sujet": "presse, radio"},
    )  # fmt: skip


def test_texts_with_the_same_id_are_two():
    first, second = read("a.txt", f"**** *id_1\n{TEXT}\n**** *id_1\n{TITLE}.\n").articles
    assert (first.body, second.body) == (TEXT, f"{TITLE}.")
    assert first.id != second.id
