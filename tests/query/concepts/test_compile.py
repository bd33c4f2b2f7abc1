"""A concept as clauses, within the budget of a query."""

import pytest
from query.vocabularies import index_words

from searchnews.query.budget.rows import RowBudget
from searchnews.query.clauses import Near, Nothing, Words
from searchnews.query.compile import Compiler
from searchnews.query.syntax import Concept, Phrase, Word


@pytest.fixture
def words(tmp_path):
    counts = {"ps": 500, "lr": 3, "parti": 900, "socialiste": 40, "greve": 20, "greves": 10}
    return index_words(tmp_path, counts)


def concept(*lines):
    nodes = [
        Phrase(tuple(map(Word, line.split()))) if " " in line else Word(line) for line in lines
    ]
    return Concept(Word("@partis"), tuple(nodes))


def compiled(words, node, work=1_000_000, max_forms=5000):
    return Compiler(words, RowBudget(1000, work), max_forms).compile(node)


def test_all_expressions_share_one_rarity(words):
    found = compiled(words, concept("PS", "LR", "Parti socialiste"))
    shared = words.rarity.shared([500, 3, 40])
    singles, near, in_title = found.clause.clauses
    assert isinstance(singles, Words)
    boosts = dict(singles.members)
    assert boosts["lr"] * words.rarity.of(3) == pytest.approx(shared)
    assert boosts["ps"] * words.rarity.of(500) == pytest.approx(shared)
    assert isinstance(near, Near)
    assert near.score == in_title.score == pytest.approx(shared)


def test_words_have_their_inflections(words):
    assert compiled(words, concept("grève")).words[0].forms.words == ("greve", "greves")


def test_what_the_index_does_not_have_is_not_looked_for(words):
    found = compiled(words, concept("PS", "Parti pirate", "UDF"))
    assert found.warnings == ()
    assert isinstance(found.clause, Words)
    assert compiled(words, concept("UDF", "Parti pirate")).clause == Nothing()


def test_phrases_that_take_too_much_work_are_left_out_and_counted(words):
    node = concept("PS", *["Parti socialiste", "PS Parti", "PS LR"] * 10)
    found = compiled(words, node, work=1500)
    assert found.warnings == (
        "26 phrases of @partis were left out: to look for all takes too much work in one query",
    )
    assert len(found.patterns) == 5
