"""Names and addresses are indexed whatever is in them, in every engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchnews
from searchnews.article import Article
from searchnews.indexing.documents import documents_of

TEXTS = st.text(st.characters(), max_size=20)  # lone surrogates, which no encoding has, too


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_every_term_of_a_document_can_be_encoded(name, other, names):
    article = Article(
        id="a",
        title=name,
        body=other,
        source=name,
        agency=other,
        authors=tuple(names),
        section=name,
        language=other,
        url=f"https://journal.fr/{name}?{other}={name}",
    )
    (made,) = documents_of([article], [1], lambda: [article.to_json()])
    for value in made.document:
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                text.encode()
    for terms in (made.document.publisher, made.document.author_names):
        assert len(set(terms)) == len(terms)


def test_a_name_is_counted_as_it_is_stored(new_index):
    broken = "Le \ud800 Temps"
    new_index.add([searchnews.Article(id="a", title="Un pont", source=broken, authors=(broken,))])
    stored = new_index.get("a").source
    assert stored == "Le \ufffd Temps"
    assert [row.value for row in new_index.facets("pont", by="source")] == [stored]
    assert [row.value for row in new_index.facets("pont", by="author")] == [stored]


@pytest.mark.parametrize("text", ["\ud800", "Le\x00Temps", "x" * 100_000, "\u202e", " \n "])
def test_a_strange_name_takes_no_article_down(new_index, text):
    new_index.add(
        searchnews.Article(id=str(number), title="Un pont", source=name, url=f"https://a.fr/{name}")
        for number, name in enumerate([text, "ATS"])
    )
    facets = new_index.facets("pont", by="source")
    assert sum(row.count for row in facets) == 2
