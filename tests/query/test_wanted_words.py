"""Every word typed counts: which words an article must have, and what is said of the others."""

import pytest

from searchnews import Article
from searchnews.query.reading.parser import parse
from searchnews.query.wanted_words import wanted_words

WANTED = [
    # names, by their capitals
    ("En Marche", "En Marche"),
    ("parti En Marche", "parti En Marche"),
    ("AS Monaco", "AS Monaco"),
    ("finale AS Monaco stade Lyon résultat", "finale AS Monaco stade Lyon résultat"),
    ("Notre Dame", "Notre Dame"),
    ("magazine Elle", "magazine Elle"),
    ("Canal Plus", "Canal Plus"),
    # small words that say what is meant
    ("sans masque", "sans masque"),
    ("avec masque", "avec masque"),
    ("pas de retraite", "pas retraite"),
    ("vivre ensemble chez nous", "vivre ensemble chez nous"),
    # the lightest, whatever their capitals
    ("Le Monde", "Monde"),
    ("la guerre de cent ans", "guerre cent ans"),
    ("guerre et paix", "guerre paix"),
    # the first word of a sentence, a question, a sentence, a text in capitals
    ("Dans la forêt", "forêt"),
    ("pourquoi dormir sans fenêtre", "dormir fenêtre"),
    ("un homme sans masque entre dans une banque suisse", "homme masque banque suisse"),
    ("LE MAIRE A DIT", "MAIRE DIT"),
    # nothing but function words
    ("de la", "de la"),
    # signs
    ("+le masque", "le masque"),
    ("=le masque", "le masque"),
]


@pytest.mark.parametrize(("text", "words"), WANTED)
def test_wants(text, words):
    nodes = [getattr(node, "node", node) for node in wanted_words(parse(text).tree.nodes).wanted]
    assert [node.text for node in nodes] == words.split()


BODIES = {
    "party": "Le mouvement En Marche présente ses candidats.",
    "walk": "Une longue marche, la marche, et puis une marche en montagne.",
    "club": "Victoire pour l'AS Monaco hier.",
    "rock": "Monaco, la principauté de Monaco, Monaco encore. Ils ont gagné.",
    "without": "Des élèves sans masque.",
    "with": "Un masque, un masque, toujours avec masque.",
    "magazine": "Le magazine Elle change.",
    "other": "Ce magazine, un autre magazine.",
    "war": "Les ans de la guerre, cent ou plus. Cent ans ! La guerre.",
    "century": "Une longue histoire. C'est la guerre de cent ans.",
}


@pytest.fixture
def small_words(new_index):
    new_index.add(Article(id=name, body=body) for name, body in BODIES.items())
    return new_index


@pytest.mark.parametrize(
    ("query", "strict"),
    [
        ("AS Monaco", ["club"]),
        ("sans masque", ["without"]),
        ("avec masque", ["with"]),
        ("magazine Elle", ["magazine"]),
        ("magazine +elle", ["magazine"]),
        ("magazine +le", ["magazine"]),
        ("en marche", ["party", "walk"]),
        ("guerre de cent ans", ["century", "war"]),
    ],
)
def test_finds(small_words, query, strict):
    hits = small_words.search(query)
    assert [hit.article.id for hit in hits if not hit.relaxed] == strict
    assert hits.total == len(strict)


def test_articles_without_a_small_word_follow_those_with_it(small_words):
    hits = small_words.search("sans masque")
    assert [(hit.article.id, hit.relaxed) for hit in hits] == [("without", False), ("with", True)]


def test_an_article_with_a_small_word_alone_is_no_hit(small_words):
    assert [hit.article.id for hit in small_words.search("En Marche")] == ["party", "walk"]


def test_says_which_words_an_article_may_lack(small_words):
    assert small_words.search("la guerre de cent ans").warnings == (
        "an article may lack la, de; write +la where it must not",
    )
    assert small_words.search("guerre cent ans").warnings == ()
    assert small_words.search("masque ET (la guerre)").warnings == (
        "an article may lack la; write +la where it must not",
    )
