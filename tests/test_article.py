"""Articles as they are stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.article import Article

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
