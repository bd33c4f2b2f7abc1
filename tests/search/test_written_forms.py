"""`=été` finds what is written so, though the index notes only what is not written as usual."""

from itertools import chain, combinations

import pytest

import searchnews
from searchnews import Article
from searchnews.analysis.lexicon import usual_form

# The first is the usual form; a word that no table knows is usually written without accents.
WRITTEN = {
    "etat": ("état", "etat", "êtat"),
    "marche": ("marche", "marché"),
    "palmyre": ("palmyre", "pàlmyre", "palmyré"),
}


def some_of(forms):
    return chain.from_iterable(combinations(forms, n) for n in range(len(forms) + 1))


ARTICLES = {
    f"{word} {number}": forms
    for word, every in WRITTEN.items()
    for number, forms in enumerate(some_of(every))
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def index(tmp_path_factory, request):
    directory = tmp_path_factory.mktemp("written")
    with searchnews.create(directory, engine=request.param) as index:
        # A ć is cut by the reference tokenizer, all else by tables.
        index.add(
            Article(id=f"{name} {letter}", title="Titre", body=f"{' '.join(forms)} {letter}")
            for name, forms in ARTICLES.items()
            for letter in "cć"
        )
        yield index


@pytest.mark.parametrize(("word", "forms"), WRITTEN.items())
def test_the_first_form_is_the_usual_one(word, forms):
    assert usual_form(word) == forms[0]


@pytest.mark.parametrize("form", [form for every in WRITTEN.values() for form in every])
def test_a_form_is_found_in_whatever_company(index, form):
    found = {hit.article.id for hit in index.search(f"={form}", limit=100)}
    expected = {name for name, forms in ARTICLES.items() if form in forms}
    assert found == {f"{name} {letter}" for name in expected for letter in "cć"}


def test_a_form_that_nobody_writes_finds_nothing(index):
    assert index.search("=étàt").total == 0


def test_a_new_form_changes_what_the_others_find(tmp_path):
    one, same, other = (
        Article(id=name, title="", body=text)
        for name, text in (("a", "L'État."), ("a", "L'ETAT."), ("b", "État"))
    )
    with searchnews.create(tmp_path) as index:
        index.add([one])
        assert (index.search("=état").total, index.search("=etat").total) == (1, 0)
        index.add([same, other])
        assert [hit.article.id for hit in index.search("=état")] == ["b"]
        assert [hit.article.id for hit in index.search("=etat")] == ["a"]
