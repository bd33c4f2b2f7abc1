"""No query looks at more words of an index, or stands for more of them, than it may."""

import pytest
from query.vocabularies import index_words

from searchnews.query.budget.words import within_budget
from searchnews.query.reading.parser import parse
from searchnews.query.render import render

WORDS = {f"mot{n}": n + 1 for n in range(100)}


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    vocabulary = index_words(tmp_path_factory.mktemp("words"), WORDS).vocabulary
    yield vocabulary
    vocabulary.close()


def affordable(query, vocabulary, walks):
    return within_budget(parse(query).tree, vocabulary, words_walked=walks * len(WORDS))


@pytest.mark.parametrize(
    "query",
    [
        "raids Palmyre",
        "*a* *b* *c* *d*",
        "a~2 b~2 c~2 d~2",
        " ".join(f"{letter}*" for letter in "abcdefghij"),
        " ".join(f"*{letter}ion" for letter in "abcdefghij"),
        " ".join(f"{letter}~" for letter in "abcdefghij"),
        " ".join(["*a*"] * 50),
        " ".join(["raid~2"] * 50),
    ],
)
def test_leaves_what_takes_few_walks_through_all_words(vocabulary, query):
    tree = parse(query).tree
    assert within_budget(tree, vocabulary, words_walked=0)[::2] == (tree, ())


@pytest.mark.parametrize(
    ("query", "walks", "read_as", "warning"),
    [
        ("*a* *b* *c* *d* *e* *f*", 5, "*a* *b* *c* *d* *e*", "left out: *f*; no more than 5"),
        ("*a* *b* *c* *d* *e* *f*", 6, "*a* *b* *c* *d* *e* *f*", None),
        ("*a* *b* *c* *d* *e* raid", 0, "*a* *b* *c* *d* raid", "left out: *e*; no more than 4"),
        ("*a* OU *b* OU *c* OU *d* OU *e* raid", 0, "*a* OU *b* OU *c* OU *d* OU raid", "left out"),
        ("*a* *b* *c* *d* -*e* titre:*f*", 0, "*a* *b* *c* *d*", "left out: *e*, *f*;"),
        ("*a* *b* *c* *d* (*e* OU raid)", 0, "*a* *b* *c* *d* raid", "left out"),
        ('*a* *b* *c* *d* "le *e* *a*"', 0, '*a* *b* *c* *d* "le * *a*"', "left out: *e*"),
        ("a~2 b~2 c~2 d~2 e~2 f~2", 5, "a~2 b~2 c~2 d~2 e~2 f~", "one letter off: f~2; no more"),
        ("*a* *b* *c* *d* *a* x~2", 0, "*a* *b* *c* *d* *a* x~", "one letter off: x~2;"),
        ("a-b-c-d~2 e-f~2", 0, "a-b-c-d~2 e-f~", "one letter off: e-f~2;"),
        ("*a* *b* *c* *d* *e* *f* *g* *h* *i* *e*", 0, "*a* *b* *c* *d*",
         "left out: *e*, *f*, *g* and 2 more;"),
    ],
)  # fmt: skip
def test_takes_out_what_is_beyond_and_says_so(vocabulary, query, walks, read_as, warning):
    tree, _, warnings = affordable(query, vocabulary, walks)
    assert render(tree) == read_as
    assert any(warning in each for each in warnings) if warning else not warnings


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("raids", 1000),
        ("a*", 1000),
        ("a* b* c* d* e*", 1000),
        (" ".join(f"a{n}*" for n in range(10)), 500),
        (" ".join(["a~2"] * 50), 100),
        ('"' + " ".join(["a*"] * 100) + '"', 50),
        ("-".join(["a"] * 20) + "~", 250),
    ],
)
def test_wildcards_and_misspellings_share_the_words_they_may_stand_for(vocabulary, query, most):
    assert affordable(query, vocabulary, 100).max_forms == most
