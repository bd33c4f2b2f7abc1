"""BibLaTeX, read back by another parser."""

import datetime

import bibtexparser
import pytest
from explore.citations.cited import ALL, BARE, DISPATCH, FULL, NASTY
from hypothesis import given
from hypothesis import strategies as st

from searchnews.article import Article
from searchnews.explore.citations.biblatex import citation_key, to_biblatex
from searchnews.explore.citations.latex import latex


def read(*articles):
    library = bibtexparser.parse_string("\n".join(map(to_biblatex, articles)))
    assert library.failed_blocks == []
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def test_a_newspaper_article():
    assert to_biblatex(FULL, accessed=datetime.date(2026, 3, 2)) == (
        r"""@article{lemessager2015-KEY,
  author = {Roy, Zoé and de Gaulle, Charles},
  title = {{« Raids » sur Palmyre~: 20 \% de plus \& toujours plus\_fort}},
  journaltitle = {Le Messager},
  date = {2015-09-18},
  entrysubtype = {newspaper},
  url = {https://messager.example/monde/%C3%A9t%C3%A9?id=7#haut},
  urldate = {2026-03-02},
  langid = {french},
  keywords = {Monde},
  note = {ATS},
  abstract = {Les avions ont frappé la ville.},
}
""".replace("lemessager2015-KEY", citation_key(FULL))
    )


def test_every_entry_is_read_back():
    entries = read(*ALL)
    assert len(entries) == 4
    assert all(entry["entrysubtype"] == "newspaper" for entry in entries)
    assert entries[0]["journaltitle"] == "Le Messager"


def test_dates_are_as_precise_as_they_are_known():
    assert [entry.get("date") for entry in read(*ALL)] == ["2015-09-18", None, "1910-01", "1631"]


def test_agencies_stand_in_braces():
    assert "author = {{ATS} and {AFP}}," in to_biblatex(DISPATCH)
    assert read(DISPATCH)[0]["author"] == "{ATS} and {AFP}"


def test_what_is_not_known_is_left_out():
    assert (
        to_biblatex(BARE)
        == f"@article{{{citation_key(BARE)},\n  entrysubtype = {{newspaper}},\n}}\n"
    )


def test_no_value_ends_a_field():
    (entry,) = read(NASTY)
    assert entry["journaltitle"] == r"L’Écho, \textbraceleft{}et\textbraceright{} fils ER -"
    assert entry["url"] == "https://e.example/a%7Bb%7Dc%20d%5C"
    assert entry["keywords"] == "Arts  lettres"


@given(st.text())
def test_braces_are_balanced_whatever_the_text(text):
    escaped = latex(text)
    depth = 0
    for character in escaped:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert "\n" not in escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("100 %", r"100 \%"),
        ("A_b & c #1 $", r"A\_b \& c \#1 \$"),
        ("~^\\", r"\textasciitilde{}\textasciicircum{}\textbackslash{}"),
        ("Quoi\u202f?\u00a0!", r"Quoi\,?~!"),
        ("e\u0301te\u0301", "été"),
        ("jour\u00adnal", r"jour\-nal"),
        ("« œuvre » – l’été", "« œuvre » – l’été"),
        (None, ""),
    ],
)
def test_signs_of_latex(text, escaped):
    assert latex(text) == escaped


@pytest.mark.parametrize(
    ("language", "langid"),
    [("fr", "french"), ("fr_CH", "french"), ("fra", "french"), ("en-US", "american"), ("xx", None),
     (None, None)],
)  # fmt: skip
def test_languages_as_babel_names_them(language, langid):
    assert read(Article(id="a", language=language))[0].get("langid") == langid


def test_keys_are_stable_and_unique():
    articles = [Article(id=f"a{i}", source="ATS", date="2015") for i in range(2000)]
    keys = [citation_key(article) for article in articles]
    assert len(set(keys)) == 2000
    assert keys[0] == "ats2015-lf7c2fxfjy"
    assert citation_key(Article(id="a0", title="Autre", source="ATS", date="2015-03")) == keys[0]


@pytest.mark.parametrize(
    ("source", "start"),
    [(None, "article-"), ("L’Écho, {et} fils", "lechoetfils-"), ("日本", "riben-"),
     ("…", "article-"),     ("Le Messager de la Haute-Vallée", "lemessagerdelahautev-")],
)  # fmt: skip
def test_keys_are_letters_and_digits(source, start):
    key = citation_key(Article(id="a\u2028é", source=source))
    assert key.startswith(start)
    assert key.replace("-", "").isalnum()
    assert key.isascii()
