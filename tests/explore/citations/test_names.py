"""Bylines as people, with family and given names, or as institutions."""

import pytest

from searchnews.article import Article
from searchnews.explore.citations.names import Institution, Person, name_of, names_of


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ("Jeanne Martin", Person("Jeanne", "Martin")),
        ("Martin, Jeanne", Person("Jeanne", "Martin")),
        ("Jeanne MARTIN", Person("Jeanne", "Martin")),
        ("MARTIN Jeanne", Person("Jeanne", "Martin")),
        ("JEANNE MARTINEAU", Person("Jeanne", "Martineau")),
        ("Jean-Luc Le Goff", Person("Jean-Luc", "Le Goff")),
        ("LE GOFF Jean-Luc", Person("Jean-Luc", "Le Goff")),
        ("Luc de Wit", Person("Luc", "Wit", "de")),
        ("Jean de La Fontaine", Person("Jean", "La Fontaine", "de")),
        ("Anne van der Linden", Person("Anne", "Linden", "van der")),
        ("Jean d'Ormeville", Person("Jean", "Ormeville", "d'")),
        ("Charles de GAULLE", Person("Charles", "Gaulle", "de")),
        ("Valéry GISCARD D'ESTAING", Person("Valéry", "Giscard D'Estaing")),
        ("Marie-Ève J. Côté", Person("Marie-Ève J.", "Côté")),
        ("Zoé Roy, à Kiev", Person("Zoé", "Roy")),
        ("Zoé Roy, envoyée spéciale à Kiev", Person("Zoé", "Roy")),
        ("Zoé Roy (à Bruxelles)", Person("Zoé", "Roy")),
        ("Zoé Roy - Le Messager", Person("Zoé", "Roy")),
    ],
)
def test_people(author, person):
    assert name_of(author) == person


@pytest.mark.parametrize(
    "author",
    ["AFP", "Plantu", "La rédaction", "Rédaction web", "Le Messager avec AFP", "ATS AFP",
     "LE FIGARO", "Agence France-Presse", "Europe 1", "@zoeroy",
     "Zoé Roy et Luc Wit", "Service politique",
     "a, b, c", ",", "Zoé"],
)  # fmt: skip
def test_what_is_not_clearly_a_person_stays_whole(author):
    assert name_of(author) == Institution(author)


def test_the_agency_signs_where_nobody_else_does():
    assert names_of(Article(id="a", agency="ATS, AFP")) == (Institution("ATS"), Institution("AFP"))
    assert names_of(Article(id="a", agency="ATS", authors=("Zoé Roy",))) == (Person("Zoé", "Roy"),)
    assert names_of(Article(id="a")) == ()


def test_names_of_agencies_and_papers_are_no_people():
    article = Article(
        id="a", agency="Dow Jones", source="Ouest Matin", authors=("dow jones", "Ouest Matin")
    )
    assert names_of(article) == (Institution("dow jones"), Institution("Ouest Matin"))


def test_particles_in_sorted_names():
    assert Person("Jean", "Ormeville", "d'").inverted == "d'Ormeville, Jean"
    assert Person("Luc", "Wit", "de").inverted == "de Wit, Luc"
    assert Person("Zoé", "Roy").inverted == "Roy, Zoé"
