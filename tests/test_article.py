"""Articles as they are stored."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.article import Article
from searchnews.errors import InvalidArgumentError

TEXTS = st.text(st.characters())  # surrogates too
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=5,
)

EXTRAS = st.dictionaries(TEXTS, TEXTS, max_size=3) | st.dictionaries(TEXTS, VALUES, max_size=3)


def without_surrogates(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(title=TEXTS, body=TEXTS, extra=EXTRAS)
def test_an_article_is_stored_as_compact_json(title, body, extra):
    article = Article(id="é", title=title, body=body, extra=extra)
    known = {"id": "é", "title": title, "body": body, "extra": extra}
    filled = {name: value for name, value in known.items() if value}
    compact = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
    assert article.to_json().decode() == without_surrogates(compact)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2**70, -1])
def test_numbers_are_stored_as_they_are(number):
    stored = Article(id="1", extra={"n": number}).to_json()
    assert repr(Article.from_json(stored).extra["n"]) == repr(number)


def test_one_author_may_be_given_as_one_text():
    assert Article(id="1", authors="Jeanne Dupont").authors == ("Jeanne Dupont",)
    assert Article(id="1", authors=["Jeanne Dupont", "AFP"]).authors == ("Jeanne Dupont", "AFP")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"title": 12}, "article a1: title is a text, not 12"),
        ({"source": b"AFP"}, "article a1: source is a text"),
        ({"date": datetime.date(2020, 1, 1)}, "article a1: date is a text"),
        ({"authors": [None]}, "article a1: author is a text, not None"),
    ],
)
def test_what_is_to_be_a_text_is_one(field, message):
    with pytest.raises(InvalidArgumentError, match=message):
        Article(id="a1", **field)


def test_what_cannot_be_kept_is_told_with_its_article():
    inside_itself: list[object] = []
    inside_itself.append(inside_itself)
    for value in (object(), inside_itself):
        with pytest.raises(InvalidArgumentError, match="article a1: what is in `extra`"):
            Article(id="a1", extra={"k": value}).to_json()
