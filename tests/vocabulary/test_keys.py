"""Keys of many words at once."""

from searchnews.analysis.lemmas import lemma_keys
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.sound import sound_key
from searchnews.vocabulary.keys import keys_of

WORDS = "arrivee frappons antijihadistes macroniste choigou crimee leur vue 2015 a 3rb".split()


def test_many_words_have_the_keys_that_they_have_alone():
    lemmas, more, sounds = keys_of(WORDS)
    lexicon = Lexicon()
    for word in WORDS:
        keys = {*filter(None, [lemmas.get(word)]), *(key for w, key in more if w == word)}
        assert keys == lemma_keys(word, lexicon)
        assert sounds.get(word, word) == (sound_key(word) or word)
        assert sounds.get(word) != word


def test_a_word_has_each_key_once():
    lemmas, more, _ = keys_of(WORDS)
    assert more == [("arrivee", "arriver"), ("vue", "vu")]
    assert lemmas["vue"] == "voir"
    assert len(set(more)) == len(more)
