"""Furniture learnt from the corpus."""

import pytest

from searchnews.article import Article
from searchnews.ingest.cleaning.recurring import RecurringLines, without_lines

NOTICE = "Le Val vit de ses lecteurs, merci à eux."


def article(number, *more, source="Le Val", before=()):
    text = [*before, f"La crue numéro {number} a emporté un pont de la vallée.", *more]
    return Article(id=f"a{number}", body="\n\n".join(text), source=source)


def test_a_line_that_returns_is_learnt_and_taken_out_of_what_follows():
    lines = RecurringLines({})
    bodies = [lines.cleaned(article(n, NOTICE)).body for n in range(40)]
    assert [NOTICE in body for body in bodies] == [True] * 25 + [False] * 15
    ((learnt, seen),) = lines.learnt()
    assert learnt == ("Le Val", NOTICE, 25)
    assert seen == [(f"a{n}", None) for n in range(25)]


SUITE = [f"Suite {n}." for n in range(15)]
DEBUT = [f"Début {n}." for n in range(5)]
LEFT = {
    "seldom": [article(n, NOTICE if n < 9 else f"Fin {n}.") for n in range(80)],
    "of many sources": [article(n, NOTICE, source=f"S{n % 8}") for n in range(64)],
    "a paragraph": [article(n, NOTICE * 9) for n in range(40)],
    "no line": [article(n, "–") for n in range(40)],
}


@pytest.mark.parametrize("articles", LEFT.values(), ids=LEFT)
def test_other_lines_are_left(articles):
    lines = RecurringLines({})
    assert [lines.cleaned(each) for each in articles] == articles
    assert lines.learnt() == []


def test_lines_in_the_middle_of_articles_are_left():
    lines = RecurringLines({})
    for n in range(40):
        lines.cleaned(article(n, NOTICE, *(f"{n} {line}" for line in SUITE), before=DEBUT))
    assert NOTICE not in [learnt.line for learnt, _ in lines.learnt()]


def test_what_was_learnt_before_is_taken_out_at_once():
    lines = RecurringLines({"Le Val": {NOTICE}})
    assert NOTICE not in lines.cleaned(article(1, NOTICE)).body
    assert NOTICE in lines.cleaned(article(1, NOTICE, source="Autre")).body


def test_an_article_never_becomes_empty():
    only = Article(id="a", body=NOTICE)
    assert without_lines(only, {NOTICE}) is only
