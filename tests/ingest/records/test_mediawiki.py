"""Dumps of MediaWiki, such as those of Wikinews."""

import bz2
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

from searchnews.ingest.records.wikitext import text_of_wikitext, value_of_template

P1 = "Les habitants ont traversé la rivière à pied, vendredi matin."


def page(title, *texts, ns=0, number=7, redirect=""):
    revisions = "".join(
        f"<revision><id>{100 + n}</id><timestamp>2016-01-0{n + 1}T00:00:00Z</timestamp>"
        f'<contributor><username>Zoé</username></contributor><text xml:space="preserve">'
        f"{escape(text)}</text></revision>"
        for n, text in enumerate(texts)
    )
    return f"<page><title>{title}</title><ns>{ns}</ns><id>{number}</id>{redirect}{revisions}</page>"


def dump(*pages):
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="fr">'
        "<siteinfo><sitename>Wikinews</sitename><dbname>frwikinews</dbname>"
        "<base>https://fr.wikinews.org/wiki/Accueil</base></siteinfo>"
        f"{''.join(pages)}</mediawiki>"
    )


ARTICLE = (
    "{{date|18 septembre 2015}}\n[[Fichier:Pont.jpg|thumb|Le [[pont]] de Valmont]]\n"
    f"'''{P1}'''<ref>{{{{source|url=http://a}}}}</ref>\n\n== Réactions ==\n\nLe maire de "
    "{{w|Valmont (Val)|Valmont}} promet.\n\n== Sources ==\n*{{source|url=http://a|titre=x}}\n"
    "{{Publié}}\n[[Catégorie:Val]][[Catégorie:Page publiée]][[en:Bridge]]"
)


@pytest.mark.parametrize("name", ["a.xml", "frwikinews-latest-pages-articles.xml.bz2"])
def test_an_article(name):
    xml = dump(page("Valmont : le pont rouvre", "Un brouillon.", ARTICLE)).encode()
    article = the_article(name, bz2.compress(xml) if name.endswith(".bz2") else xml)
    assert fields(article, "id", "title", "date", "source", "language", "url", "extra") == (
        "frwikinews-7", "Valmont : le pont rouvre", "2015-09-18", "Wikinews", "fr",
        "https://fr.wikinews.org/wiki/Valmont_:_le_pont_rouvre",
        {"categories": ["Val", "Page publiée"]},
    )  # fmt: skip
    assert article.body == f"{P1}\n\nRéactions\n\nLe maire de Valmont promet."


def test_what_is_no_article_is_left_out():
    pages = (
        page("Discussion:Le pont", "Une question.", ns=1),
        page("Pont", "#REDIRECTION [[Le pont]]", redirect='<redirect title="Le pont"/>'),
        page("Vide", "{{Publié}}"),
        page("Le pont", P1, number=8),
    )
    assert the_article("a.xml", dump(*pages)).id == "frwikinews-8"
    (problem,) = read("a.xml", dump(*pages[:3])).problems
    assert problem.reason == "a dump without articles, of 3 other pages"


@pytest.mark.parametrize(
    ("wikitext", "date"),
    [
        ("{{Date|18 septembre 2015}}", "2015-09-18"),
        ("{{ date | 18 septembre 2015 | x }}", "2015-09-18"),
        ("[[Catégorie:18 septembre 2015]][[Catégorie:2014]]", "2015-09-18"),
        ("{{date|septembre 2015}}", None),
        ("{{date}}[[Catégorie:2015]]", None),
    ],
)
def test_dates(wikitext, date):
    assert the_article("a.xml", dump(page("Le pont", wikitext + P1))).date == date


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("[[a|[[b|c]]]] d", "c d"),
        ("{{a|{{b|[[c]]}}}}d", "d"),
        ("Le pont<ref name='a'/> de <ref>x</ref>Val<!-- y -->", "Le pont de Val"),
        ("Le <ref>pont rouvre <!-- ce soir", "Le pont rouvre ce soir"),
        ("[http://a.example Le pont] [http://b.example] http://c.example", "Le pont http://c.example"),
        ("* un\n** deux\n# trois\n: quatre", "un\n\ndeux\n\ntrois\n\nquatre"),
        ("Le\npont\n\nrouvre", "Le pont\n\nrouvre"),
        ("{| class='a'\n! Titre\n|-\n| un || deux\n|}\nLe pont", "Le pont"),
        ("H<sub>2</sub>O, 3 < 4 &nbsp;et&eacute; ''l'eau''", "H2O, 3 < 4 eté l'eau"),
        ("__NOTOC__<nowiki>[[a]]</nowiki> b", "a b"),
        ("Un<br/>deux<hr>trois\n----\nquatre", "Un\n\ndeux\n\ntrois\n\nquatre"),
        ("[[:Catégorie:Val]] [[Image:a.jpg]] [[de:Brücke]] Le pont", "Le pont"),
        ("Le [[pont", "Le pont"),
        ("{{lang|en|bridge}} {{unité|12|km}}", "bridge km"),
    ],
)  # fmt: skip
def test_wikitext(wikitext, text):
    assert text_of_wikitext(wikitext) == text


@pytest.mark.parametrize(
    "hostile",
    ["{{" * 200_000, "[[" * 200_000, "[http://" * 100_000, "<ref>" * 100_000, "<!--" * 100_000,
     "'" * 400_000, "{{a|" * 50_000 + "}}" * 50_000, "=" * 200_000, "{|\n" * 100_000,
     "<b " * 100_000, "<ref " * 100_000, "[[a|" * 50_000 + "]]" * 50_000,
     "=" + " " * 200_000 + "x", "= x" + "\t" * 200_000 + "x", "[//a" + " " * 200_000],
    ids=lambda hostile: hostile[:8],
)  # fmt: skip
def test_hostile_wikitext_ends(hostile):
    text_of_wikitext(hostile)


@pytest.mark.parametrize("value", [" " * 200_000 + "x" * 200, "x" + " " * 200_000])
def test_a_hostile_template_ends(value):
    assert value_of_template(f"{{{{date|{value}", "date") is None


def test_a_dump_that_is_cut_short_gives_what_comes_before():
    articles, problems, _ = read("a.xml", dump(page("Le pont", P1), page("La crue", P1))[:-300])
    assert articles[0].title == "Le pont"
    assert "the XML is broken here" in problems[0].reason


@settings(max_examples=40)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(dump(page("Le pont", ARTICLE)).encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.xml", bytes(whole[: data.draw(st.integers(1, len(whole)))]))
