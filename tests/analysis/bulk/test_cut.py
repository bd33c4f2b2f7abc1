"""The fast path for whole texts gives exactly the words of the reference tokenizer."""

import pytest
from analysis.french_cases import CASES, FRENCH_LOOKING
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.bulk.cut import (
    folded_words_of_each,
    words_of_each,
    written_words_of_each,
)
from searchnews.analysis.fold import fold
from searchnews.analysis.lexicon import usual_form, usual_forms
from searchnews.analysis.tokenize import MAX_WORD, tokenize

TEXTS = st.one_of(FRENCH_LOOKING, st.text(), st.text(alphabet=st.characters(codec="cp1252")))


def titled_words(title, text):
    (words,) = words_of_each([(title, text)])
    return words


def words_and_forms(text):
    """The words of a text, folded, and those that `written` must have and may have."""
    tokens = tokenize(text)
    forms = {token.written for token in tokens}
    unusual = {fold(form) for form in forms if usual_form(fold(form)) != form}
    least = {form for form in forms if fold(form) in unusual}
    return " ".join(token.word for token in tokens), least, forms


def written_words(text):
    return " ".join(token.written for token in tokenize(text))


def assert_as_by_the_reference(words, title, text):
    assert words.title == words_and_forms(title)[0]
    assert words.text == words_and_forms(text)[0]
    _, least, most = words_and_forms(f"{title}\n{text}")
    assert least <= set(words.written.split()) <= most


@pytest.mark.parametrize(("text", "words"), CASES)
def test_cuts_the_words_of_the_table(text, words):
    assert titled_words("", text).text.split() == words


@given(TEXTS, TEXTS)
def test_gives_the_words_of_the_reference(title, text):
    assert_as_by_the_reference(titled_words(title, text), title, text)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_texts_of_a_batch_do_not_touch_each_other(titled):
    cut = words_of_each(titled)
    assert len(cut) == len(titled)
    for words, (title, text) in zip(cut, titled, strict=True):
        assert_as_by_the_reference(words, title, text)


def test_lines_with_other_letters_change_nothing_in_the_rest():
    title, text = "Le Ćuk", "L'été, 12 000 frappés.\nLe Ćuk, l'ćuk.\nOn frappe à l'ete."
    assert_as_by_the_reference(titled_words(title, text), title, text)


@pytest.mark.parametrize("letter", ["a", "é", "œ", "ć"])
def test_cuts_giant_words_like_the_reference(letter):
    text = f"mot {letter * (MAX_WORD + 5)} fin"
    assert_as_by_the_reference(titled_words("titre", text), "titre", text)


@pytest.mark.parametrize(
    ("title", "text", "written"),
    [
        ("", "On marche.", []),
        ("", "On a marché.", ["a", "marché"]),
        ("On marche", "Marché", ["marche", "marché"]),
        ("", "L'État, l'été.", []),
        ("", "L'Etat.", ["etat"]),
        ("L'ETAT", "L'État, l'État.", ["etat", "état", "état"]),
        ("", "Le développement.", []),
        ("", "Le developpement.", ["developpement"]),
        ("", "Le dévéloppement.", ["dévéloppement"]),
        # Its first eight letters, and sixteen, are those of usual words.
        ("", "L'étérnité étrangère", ["étérnité"]),
        ("", "La présidentiellement.", ["présidentiellement"]),
    ],
)
def test_notes_what_is_not_written_as_usual(title, text, written):
    assert sorted(titled_words(title, text).written.split()) == written
    # The same by the reference, which cuts lines with letters of other alphabets.
    in_lines = titled_words(f"ć {title}", f"ć {text}").written.split()
    assert sorted(set(in_lines) - {"ć"}) == sorted(set(written))


def test_words_of_other_articles_tell_nothing_of_accents():
    cut = words_of_each([("", "Marché, l'Etat."), ("", "On marche, l'État."), ("", "")])
    assert [words.written for words in cut] == ["marché etat", "", ""]


def test_every_usual_form_is_known_as_usual():
    forms = list(usual_forms().values())
    assert [words.written for words in words_of_each([("", form) for form in forms])] == [""] * len(
        forms
    )
    plain = [words.written for words in words_of_each([("", word) for word in usual_forms()])]
    assert plain == list(usual_forms())


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_gives_folded_words_alone(titled):
    assert folded_words_of_each(titled) == [words[:2] for words in words_of_each(titled)]


def test_lines_with_other_letters_are_folded_like_the_reference():
    (words,) = folded_words_of_each([("Le Ćuk", "L'été, 12 000.\nLe Ćuk, l'ćuk.\nÀ l'Œuvre.")])
    assert words == ("le cuk", "ete 12000 le cuk cuk a oeuvre")


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_gives_words_as_they_are_written_like_the_reference(titled):
    cut = written_words_of_each(titled)
    assert cut == [(written_words(title), written_words(text)) for title, text in titled]


def test_lines_with_other_letters_are_written_as_they_are():
    titled = ("Le Ćuk", "L'été, 12 000 frappés.\nLe Ćuk, l'ćuk.\nOn frappe à l'Œuvre.")
    assert written_words_of_each([titled]) == [
        ("le ćuk", "été 12000 frappés le ćuk ćuk on frappe à oeuvre")
    ]
