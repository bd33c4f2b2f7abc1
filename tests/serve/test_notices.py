"""What the search says is said in French too, whatever it is."""

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article
from searchnews.serve.language.locale import ENGLISH, FRENCH
from searchnews.serve.language.notices import is_known, notice
from searchnews.serve.language.texts import _TEXTS


@pytest.mark.parametrize(
    ("query", "french"),
    [
        ("", "aucun mot à chercher"),
        ("chasseurs de Palmire", "«\u00a0Palmire\u00a0»\u202f; lu palmyre"),
        ("de la Syrie", None),
        ("le chasseur", "peut manquer dans un article"),
        ('"raids sur Lyon" trêve', "n’ont pas forcément ces mots à la suite"),
        ("on dit « raids » et « Palmyre » et", None),
        ("champ:Syrie", "il n’y a pas de champ champ"),
        ("Syrie~9", "à deux lettres près, le maximum"),
        ("=Syrie~1", "sans ~"),
        ('"raids', "un guillemet n’est pas fermé"),
        ('"raids Palmyre"~', "demande un nombre de mots"),
        ('"raids Palmyre"~999', "à 20 près, le maximum"),
        ("date:hiver", "n’est pas une date"),
        ("date:[2016 TO 2015]", "vient après 2015"),
        ("a" * 10_001, "seuls ses 10\u202f000 premiers caractères"),
        (" ".join(f"mot{n}" for n in range(120)), "seuls ses 100 premiers mots"),
        ("(raids", "une parenthèse n’est pas fermée"),
        ("raids ET", "n’a rien à relier"),
        ("RAIDS OU TREVE EN SYRIE", "puisque tout est en capitales"),
        ("a" * 300 + "*", None),
    ],
)
def test_a_warning_is_said_in_french(served, query, french):
    warnings = served.search(query).warnings
    said = [notice(warning, FRENCH) for warning in warnings]
    assert [warning for warning in warnings if not is_known(warning)] == []
    assert french is None or any(french in each for each in said), said
    assert [notice(warning, ENGLISH) for warning in warnings] == list(warnings)


def test_what_is_too_much_work_is_said_in_french(tmp_path):
    words = " ".join(f"mot{n:04}" for n in range(1200))
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id=str(n), body=f"de de de la {words}") for n in range(3)])
        walks = " ".join(f"*{c}*" for c in "bcdfghjklmnpqrst")
        misspelt = " ".join(f"mots{c}~2" for c in "bcdfghjklmnpqrst")
        for query in (
            walks,
            misspelt,
            "mot*",
            '"mot* mot* mot*"',
            '"de de de de de"~50',
            '"*a* *e* *o*"~9',
        ):
            warnings = index.search(query).warnings
            assert [warning for warning in warnings if not is_known(warning)] == []


def test_a_page_says_it_in_its_language(served):
    with visitor(served) as client:
        assert "un guillemet n’est pas fermé" in client.get('/?q="raids').text
        assert "a quote is not closed" in client.get('/?q="raids&lang=en').text


def test_both_languages_have_the_same_gaps_in_their_texts():
    import string

    def gaps(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for name, text in _TEXTS.items():
        assert gaps(text.fr) == gaps(text.en), name
