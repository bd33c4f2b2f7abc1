"""What is counted together, and how it is called."""

import numpy as np
import pytest
from sequences.texts import Texts

from searchnews.explore.words.units import CountedWords
from searchnews.sequences.corpus import of_corpus


def counted(path, text, by, *, function_words=False, in_part=None):
    """The words of a text with their counts; `in_part` counts forms of interest."""

    def answer(corpus):
        words = CountedWords(corpus, by)
        counts = words.counted(corpus.frequencies)
        shown = words.shown(counts, function_words=function_words)
        there = np.zeros(len(corpus.words), np.int64)
        for form, count in (in_part or {}).items():
            there[corpus.numbers_of([form])[form]] = count
        return dict(zip(words.names(shown, there), counts[shown].tolist(), strict=True))

    return of_corpus(path, Texts({1: ("", text)}), answer)


@pytest.mark.parametrize(
    ("text", "by", "words"),
    [
        ("État, état ! L'Etat", "form", {"état": 3}),
        ("tué tue TUE", "form", {"tue": 3}),
        ("frappe frappes", "form", {"frappe": 1, "frappes": 1}),
        ("frappes frappe frapper", "lemma", {"frappe": 2, "frapper": 1}),
        ("actions action", "lemma", {"action": 2}),
        ("ministres", "lemma", {"ministre": 1}),  # the lemma itself is nowhere
        ("Macron Macron", "lemma", {"macron": 2}),
        ("12 % et 5 pourcent", "form", {"12": 1, "%": 2, "5": 1}),
        ("le la de Palmyre", "form", {"palmyre": 1}),
        ("", "form", {}),
    ],
)
def test_words(tmp_path, text, by, words):
    assert counted(tmp_path / "s.db", text, by) == words


def test_of_several_lemmas_the_more_frequent_word(tmp_path):
    """« tombes » may be of *tombe* and of *tomber*."""
    text = "tombes tomber tomber tomber"
    assert counted(tmp_path / "s.db", text, "lemma") == {"tomber": 4}
    assert counted(tmp_path / "t.db", f"{text} {'tombe ' * 4}", "lemma") == {
        "tombe": 5, "tomber": 3
    }  # fmt: skip


def test_function_words_when_asked_for(tmp_path):
    words = counted(tmp_path / "s.db", "à la une", "form", function_words=True)
    assert words == {"à": 1, "la": 1, "une": 1}


def test_written_as_where_it_is_of_interest(tmp_path):
    text = "coupé coupé coupé coupe"
    assert counted(tmp_path / "s.db", text, "form") == {"coupé": 4}
    assert counted(tmp_path / "s.db", text, "form", in_part={"coupe": 1}) == {"coupe": 4}
