"""A name is found however it is spelt, among the first ten hits."""

from itertools import permutations
from pathlib import Path

import pytest

import searchnews
from searchnews.analysis.tokenize import words_of

CORPUS = Path(__file__).parents[2] / "scripts" / "demo_corpus"

NAMES = {
    "minister": ["Choïgou", "Choigou", "Shoigu", "Chojgou"],
    "town": ["Raqa", "Raqqa", "Rakka"],
    "colonel": ["Kadhafi", "Gaddafi", "Khadafi", "Qaddafi"],
    "president": ["Bachar al-Assad", "Bachar el-Assad", "Bachar al Assad", "Bashar al-Assad"],
    "comedian": ["Zelensky", "Zelenski", "Zelenskyy"],
    "secretary": ["Gorbatchev", "Gorbachev", "Gorbatchov"],
    "group": ["Daech", "Daesh"],
    "imam": ["Khomeiny", "Khomeini", "Khomeyni"],
}
# Articles that are about somebody else, in the same words.
OTHERS = ["Martin", "Kowalski", "Chagall", "Rossi", "Assange", "Zola", "Goddard", "Shanghai"]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with searchnews.create(tmp_path_factory.mktemp("names") / "index") as index:
        index.update(CORPUS)
        index.add(
            searchnews.Article(
                id=name,
                title=f"{name} attendu mardi",
                body=f"La visite de {name} était annoncée depuis une semaine, dit-on au palais.",
            )
            for name in [*OTHERS, *(name for names in NAMES.values() for name in names)]
        )
        yield index


@pytest.mark.parametrize(
    ("typed", "written"),
    [pair for names in NAMES.values() for pair in permutations(names, 2)],
)
def test_finds_every_other_spelling(index, typed, written):
    assert written in [hit.article.id for hit in index.search(typed)]


@pytest.mark.parametrize("typed", [name for names in NAMES.values() for name in names])
def test_its_own_spelling_comes_first(index, typed):
    best = index.search(typed).hits[0].article.id
    assert words_of(best) == words_of(typed)


SMALL_WORDS = {
    "En Marche": "Le parti En Marche se réunit.",
    "magazine Elle": "Le magazine Elle paraît lundi.",
    "sans masque": "Il voyageait sans masque.",
    "La Poste": "À Lyon, La Poste ferme deux bureaux.",
    "Canal Plus": "La chaîne Canal Plus diffuse le match.",
}


def test_names_with_small_words_come_first_where_they_stand_in_a_row(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        for name, body in SMALL_WORDS.items():
            first, second = name.split()
            often = f"{second}, {second} ou {second} : {first} si {second}, si {first}."
            index.add([searchnews.Article(id=name, body=f"{body} " + "Rien de plus à dire. " * 9)])
            index.add(searchnews.Article(id=f"{name} {n}", body=often) for n in range(5))
        for name in SMALL_WORDS:
            assert index.search(name).hits[0].article.id == name
