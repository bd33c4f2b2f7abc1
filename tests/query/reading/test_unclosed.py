"""Quotes and brackets without a partner, and numbers that are none."""

import datetime

import pytest

from searchnews.query.reading.parser import MAX_WORDS, parse
from searchnews.query.render import render

TODAY = datetime.date(2015, 9, 18)
BRACKET = "a bracket is not closed: it was closed at the end of the query"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ('auteur:"Daval viaduc', 'auteur:"Daval viaduc"'),
        ('viaduc -auteur:"Daval', 'viaduc -auteur:"Daval"'),
        ('viaduc -"Daval pont', 'viaduc -"Daval pont"'),
        ('+"Daval pont', '+"Daval pont"'),
        ('="Macron', '="Macron"'),
        ('source:="Le Monde', 'source:="Le Monde"'),
        ("titre:«Macron", 'titre:"Macron"'),
        ("titre:« Macron a", 'titre:"Macron a"'),
        ("titre:„Macron OU a", 'titre:"Macron OU a"'),
        ('pont date:"septembre 2015', 'pont date:"septembre 2015"'),
        ('titre:"for* l', 'titre:"for* l"'),
    ],
)
def test_a_quote_behind_a_field_or_a_sign_goes_to_the_end(text, closed):
    parsed = parse(text, TODAY)
    assert parsed.tree == parse(closed, TODAY).tree
    assert parse(closed, TODAY).warnings == ()
    read = closed.removeprefix("viaduc ").removeprefix("pont ")
    assert parsed.warnings == (f"a quote is not closed: read as {read}",)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("auteur:(Daval", "auteur:Daval"),
        ("titre:(Macron OU Philippe", "titre:(Macron OU Philippe)"),
        ("viaduc SAUF (pont OU rue", "viaduc SAUF (pont OU rue)"),
        ("((pont OU rue) viaduc", "(pont OU rue) viaduc"),
        ("texte:(a titre:(b c", "texte:(a titre:(b c))"),
        ("(raids Palmyre", "raids Palmyre"),
    ],
)
def test_a_bracket_that_is_not_closed_goes_to_the_end(text, closed):
    assert parse(text).tree == parse(closed).tree
    assert parse(text).warnings == (BRACKET,)


def test_the_brackets_of_a_long_query_keep_their_field():
    parsed = parse(f"titre:({'mot ' * MAX_WORDS} mot)")
    assert parsed.tree.field == "title"
    assert BRACKET not in parsed.warnings


@pytest.mark.parametrize(
    ("text", "read", "warning"),
    [
        ('écran 15" plat', "écran 15 plat", 'a quote is not closed: " was left out'),
        ('viaduc titre:"', "viaduc", 'a quote is not closed: " was left out'),
        ("viaduc titre:(", "viaduc", "brackets without a partner, or with nothing inside"),
        ("viaduc (|) pont", "viaduc pont", "brackets without a partner, or with nothing inside"),
        ("viaduc ET (||)", "viaduc et", "ET has nothing to join"),
        ('date:"du matin', "du matin", '"du matin is not a date'),
        ("date:(2015 OU 2016)", "2015 OU 2016", "(2015 is not a date"),
        ("date:ra*", "ra*", "ra* is not a date"),
        ('"loup"~-1', '"loup"', "~ after a phrase needs a number of words"),
        ('"loup gris"~0.5 pont', '"loup gris" pont', "~ after a phrase needs a number of words"),
        ("loup~-1", "loup~", "loup~-1: searched one letter off"),
        ("loup~0.8", "loup~", "loup~0.8: searched one letter off"),
    ],
)
def test_what_is_left_out_takes_nothing_along(text, read, warning):
    parsed = parse(text)
    assert render(parsed.tree) == read
    assert warning in "\n".join(parsed.warnings)


def test_a_sign_behind_a_field_is_the_sign_of_the_field():
    assert parse("viaduc titre:-pont").tree == parse("viaduc -titre:pont").tree
    assert parse('titre:-"pont').tree == parse('-titre:"pont"').tree
    assert parse("été -#MeToo").tree == parse("été SAUF #MeToo").tree
