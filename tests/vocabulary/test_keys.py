"""Keys of many words at once."""

from searchnews.analysis.lemmas import lemma_keys
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.sound import sound_key
from searchnews.vocabulary.keys import keys_of

WORDS = sorted(
    "arrivee frappons antijihadistes macroniste choigou crimee leur vue 2015 a 3rb".split()
)


def test_many_words_have_the_keys_that_they_have_alone():
    found = keys_of(WORDS)
    more_lemmas = list(found.more_lemmas)
    lexicon = Lexicon()
    for word, lemma, sound in zip(WORDS, found.lemmas, found.sounds, strict=True):
        keys = {*filter(None, [lemma]), *(key for w, key in more_lemmas if w == word)}
        assert keys == lemma_keys(word, lexicon)
        assert (sound or word) == (sound_key(word) or word)
        assert sound != word


def test_a_word_has_each_key_once():
    found = keys_of(WORDS)
    assert list(found.more_lemmas) == [("arrivee", "arriver"), ("vue", "vu")]
    assert list(found.lemmas)[WORDS.index("vue")] == "voir"


def test_no_words_have_no_keys():
    assert [list(keys) for keys in keys_of([])] == [[], [], []]
