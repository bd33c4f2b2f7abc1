"""Corpora made for Lexico and Hyperbase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

TITLE = "Le pont de Valmont rouvre"
TEXT = "Les habitants ont traversé la rivière à pied, vendredi matin, avant le lever du jour."


def test_a_corpus():
    corpus = (
        f"<journal=Le_Courrier_du_Val><date=2015-09-18>\n{TITLE}. {TEXT}\n"
        f'<date="2015-09-19">\nCarambolage à la gare\n{TEXT}§Aucun blessé.\n'
    )
    first, second = read("a.txt", corpus.encode("cp1252")).articles
    assert fields(first, "title", "body", "date", "source") == (
        TITLE, TEXT, "2015-09-18", "Le Courrier du Val",
    )  # fmt: skip
    assert fields(second, "title", "body", "date", "source") == (
        "Carambolage à la gare", f"{TEXT}\n\nAucun blessé.", "2015-09-19", "Le Courrier du Val",
    )  # fmt: skip


def test_texts_and_keys_may_be_in_one_line():
    corpus = f"<journal=Val> <annee=2015> {TEXT} <annee=2016> {TEXT} <annee=2017>"
    assert [article.date for article in read("a.txt", corpus).articles] == ["2015", "2016"]


@pytest.mark.parametrize("text", ["<p>Le pont</p>", "<a href='x'>Le pont</a>"])
def test_markup_is_no_corpus(text):
    result = read("a.html", f"{text} {TEXT}")
    assert TEXT in result.articles[0].body


def test_the_only_text():
    assert the_article("corpus", f"<titre=Crue>\n{TEXT}").title == "Crue"


@given(st.text(alphabet='<>= \n§_a0é"', max_size=200))
def test_any_text_is_read_or_named(text):
    read("a.txt", f"<journal=Val>\n{text}")
