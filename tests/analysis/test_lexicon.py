"""The file of a lexicon."""

import pytest

from searchnews.analysis.lexicon import Lexicon, packed

MANY = {f"mot{number:04}": [f"lemme{number % 7}"] for number in range(2345)}


def lexicon_of(tmp_path, lemmas):
    path = tmp_path / "words.lexicon"
    path.write_bytes(packed(lemmas))
    return Lexicon(path)


def test_gives_the_lemmas_of_a_word_and_tells_none_from_unknown(tmp_path):
    lexicon = lexicon_of(tmp_path, {"vue": ["voir", "vu"], "yeux": ["oeil"], "paris": []})
    assert lexicon.lemmas("vue") == ("voir", "vu")
    assert lexicon.lemmas("yeux") == ("oeil",)
    assert lexicon.lemmas("paris") == ()
    unknown = ("", "a", "pari", "pariss", "zzz", "été")
    assert [lexicon.lemmas(word) for word in unknown] == [None] * len(unknown)


def test_finds_every_word_of_many_blocks_in_any_order(tmp_path):
    lexicon = lexicon_of(tmp_path, MANY)
    assert all(lexicon.lemmas(word) == tuple(lemmas) for word, lemmas in MANY.items())
    assert all(lexicon.lemmas(word) for word in reversed(MANY))
    assert lexicon.lemmas("mot0499z") is lexicon.lemmas("mot9999") is None


@pytest.mark.parametrize("word", ["aaaa", "zzzz"])
def test_an_empty_lexicon_knows_no_word(tmp_path, word):
    assert lexicon_of(tmp_path, {}).lemmas(word) is None


def test_the_french_one_has_what_papers_write():
    lexicon = Lexicon()
    assert lexicon.lemmas("chevaux") == ("cheval",)
    assert lexicon.lemmas("aujourdhui") == ()
    assert lexicon.lemmas("chalghoumi") is None


def test_finds_sorted_words_of_several_sequences_together(tmp_path):
    lexicon = lexicon_of(tmp_path, MANY)
    words = sorted(["", "a", "mot0000", "mot0499", "mot0499z", "mot0500", "mot2344", "\U0010ffff"])
    expected = [" ".join(MANY[word]) if word in MANY else None for word in words]
    assert lexicon.of_sorted(words, [], list(MANY), words[3:5]) == [
        expected, [], [lemma for (lemma,) in MANY.values()], expected[3:5],
    ]  # fmt: skip
    assert lexicon_of(tmp_path, {}).of_sorted(words, []) == [[None] * len(words), []]
