"""What Mediargus exported as text."""

import pytest
from ingest.reading import all_of

from searchnews.ingest.base import Problem

P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
LIST = f"""{{mark}}1. Le bac repart

L’Écho du Bac, jeudi 8 octobre 2015, p. 4, 312w.

{P1[:40]}...


2. Brume  sur les rives

La Vigie, vendredi 9 oktober 2015, p. 12, 98w.

{P2[:40]}...





"""
FIRST = f"""08-10-2015, p.4

Namur, Liège

Le bac repart

Trois heures de retard

{P1}

{P2}

 © Éditions du Bac





"""
SECOND = f"""09-10-2015, p.12

Brume sur les rives

{P2}

 © Éditions de la Vigie
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        (tmp_path / "export.txt").write_text(text)
        return all_of(tmp_path / "export.txt")

    return read


@pytest.mark.parametrize("mark", ["", "?", "\ufeff"])
def test_the_list_and_the_texts_are_put_together(read, mark):
    first, second = read(LIST.format(mark=mark) + FIRST + SECOND)
    assert (first.title, first.source, first.date) == (
        "Le bac repart", "L’Écho du Bac", "2015-10-08",
    )  # fmt: skip
    assert first.body == f"Trois heures de retard\n\n{P1}\n\n{P2}"
    assert first.section == "Namur, Liège"
    assert first.extra == {"page": "4", "words": 312}
    assert (second.title, second.source, second.date) == (
        "Brume sur les rives", "La Vigie", "2015-10-09",
    )  # fmt: skip
    assert (second.body, second.section) == (P2, None)


def test_texts_that_are_missing_are_named_and_no_newspaper_is_guessed(read):
    problem, article = read(LIST.format(mark="") + FIRST)
    assert isinstance(problem, Problem)
    assert "names 2 articles, but the texts of 1 follow" in problem.reason
    assert (article.title, article.date, article.source) == ("Le bac repart", "2015-10-08", None)


def test_a_list_without_texts_is_named(read):
    (problem,) = read(LIST.format(mark=""))
    assert problem.lost
    assert "the texts of 0 follow; export it again with all full texts" in problem.reason


def test_a_numbered_list_is_an_article(read):
    (article,) = read(f"1. Le bac repart\n\n{P1}\n\n2. La brume\n\n{P2}\n")
    assert P1 in article.body
