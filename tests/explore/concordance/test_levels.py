"""What a concordance may be sorted by."""

import pytest

from searchnews.article import Article
from searchnews.errors import InvalidArgumentError
from searchnews.explore.concordance.levels import key_of, levels_of
from searchnews.explore.concordance.nodes import Node

TEXT = "Les Éléphants d'Asie, hier."
NODE = Node(TEXT, 4, 13, 4)
ARTICLE = Article(id="a", date="2015-09", source="L'Écho du Sud")


def key(name, node=NODE, article=ARTICLE):
    return key_of(node, article, levels_of(name))


def test_words_are_compared_folded():
    assert key("1L,0,1R") == ((False, "les"), (False, "elephants"), (False, "asie"))
    assert key(["2r"]) == ((False, "hier"),)
    assert key("source") == ((False, "echo du sud"),)


def test_what_is_missing_comes_last():
    nothing = Article(id="a")
    for name in ("2L", "3R", "date", "-date", "source"):
        article = ARTICLE if name[1:] in ("L", "R") else nothing
        assert key(name, article=article) > key("0", article=ARTICLE)
        assert key(name, article=article)[0][0]


def test_dates_are_in_the_order_of_time():
    dates = ["1798", "1914-08", "1914-08-02", "2015-09-18T17:42:00+02:00",
             "2015-09-18T16:00:00+00:00"]  # fmt: skip
    for name, wanted in (("date", dates), ("-date", dates[::-1])):
        ordered = sorted(dates, key=lambda date: key(name, article=Article(id="a", date=date)))
        assert ordered == wanted


@pytest.mark.parametrize("name", ["", " , ", []])
def test_none(name):
    assert levels_of(name) == ()


@pytest.mark.parametrize("name", ["0L", "21R", "L", "1", "titre", "1L2R", "-source", "１L"])
def test_an_unknown_level_is_named(name):
    with pytest.raises(InvalidArgumentError, match="1L to 20L"):
        levels_of(name)


def test_three_levels_at_most():
    assert len(levels_of("1L 2L 3L")) == 3
    with pytest.raises(InvalidArgumentError, match="3 levels"):
        levels_of("1L 2L 3L 4L")
