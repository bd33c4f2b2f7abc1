"""Fingerprints: which 5-grams are kept, and that they are always the same."""

import numpy as np
from copies.dispatches import CUT_FIRE, FIRE, Index
from hypothesis import given
from hypothesis import strategies as st

from searchnews.copies import COPIES_VERSION
from searchnews.copies.fingerprints import (
    Fingerprints,
    distinct,
    fingerprints_of,
    grams_of,
)

WORDS = st.lists(st.text("abcdeé7,", min_size=1, max_size=5), max_size=40).map(" ".join)
WORD_COUNT = st.integers(0, 400)


def folded(*texts):
    index = Index()
    for text in texts:
        index.add(text)
    return [text.words for text in index.articles.values()]


def values_of_each(fingerprints):
    return np.split(fingerprints.values, np.cumsum(fingerprints.counts)[:-1])


def hash_of(words):
    """The hash of a 5-gram, as its documentation defines it."""
    most = 1 << 64
    gram = 0
    for place, word in enumerate(words):
        of_word = sum(
            byte * pow(0x9E3779B97F4A7C15, i, most) for i, byte in enumerate(word.encode())
        )
        gram += of_word * pow(0xC2B2AE3D27D4EB4F, place, most)
    gram %= most
    gram = (gram ^ gram >> 30) * 0xBF58476D1CE4E5B9 % most
    gram = (gram ^ gram >> 27) * 0x94D049BB133111EB % most
    return gram ^ gram >> 31


def grams_by_definition(text):
    words = text.split()
    return [hash_of(words[place : place + 5]) for place in range(len(words) - 4)]


@given(texts=st.lists(WORDS, max_size=6))
def test_hashes_are_those_of_the_definition(texts):
    grams = grams_of(texts)
    of_each = np.split(grams.hashes, grams.bounds[1:-1]) if texts else []
    assert [hashes.tolist() for hashes in of_each] == list(map(grams_by_definition, texts))


def test_a_version_has_its_fingerprints():
    values = fingerprints_of([" ".join(f"mot{n}" for n in range(40))]).values.tolist()
    assert COPIES_VERSION == 2
    assert values[:4] == [26751725, 315973469, 795114319, 1725467480]
    assert len(values) == 12


@given(lengths=st.lists(WORD_COUNT, max_size=8), repeated=st.booleans())
def test_one_text_has_the_fingerprints_that_it_has_among_many(lengths, repeated):
    vocabulary = [f"mot{number % 7 if repeated else number}" for number in range(400)]
    texts = [" ".join(vocabulary[:length]) for length in lengths]
    together = fingerprints_of(texts)
    alone = [fingerprints_of([text]) for text in texts]
    assert together.values.tolist() == Fingerprints.joined(alone).values.tolist()
    assert together.counts.tolist() == [int(one.counts[0]) for one in alone]
    assert together.comparable.tolist() == [int(one.comparable[0]) for one in alone]


def test_one_5_gram_in_sixteen_is_kept_and_of_short_texts_one_in_four():
    for words, part in ((40_000, 16), (130, 4)):
        texts = [" ".join(f"mot{text}x{n}" for n in range(words)) for text in range(40)]
        kept = fingerprints_of(texts).counts.sum() / (words * 40)
        assert 0.9 / part < kept < 1.1 / part


def test_what_texts_of_any_length_keep_is_comparable():
    long = " ".join(f"mot{n}" for n in range(1000))
    short = " ".join(f"mot{n}" for n in range(100))
    of_long, of_short = fingerprints_of([long]), fingerprints_of([short])
    assert of_long.comparable.tolist() == of_long.counts.tolist()
    shared = np.intersect1d(of_long.values, of_short.values)
    assert of_short.comparable.tolist() == [len(shared)]
    assert of_short.counts[0] > len(shared)


def test_they_are_distinct_and_rise():
    text = " ".join(["le feu a repris mardi soir dans un hangar"] * 50)
    (values,) = values_of_each(fingerprints_of([text]))
    assert values.tolist() == sorted(set(values.tolist()))


def test_a_passage_has_its_fingerprints_wherever_it_stands():
    fire, cut = folded(FIRE * 3, "Rappel des faits. " + CUT_FIRE)
    of_fire, of_cut = fingerprints_of([fire]).values, fingerprints_of([cut]).values
    assert len(np.intersect1d(of_fire, of_cut)) >= 0.9 * fingerprints_of([cut]).comparable[0]


def test_texts_without_a_5_gram_have_none():
    assert fingerprints_of(["", "un deux trois quatre", ""]).counts.tolist() == [0, 0, 0]
    assert fingerprints_of([]).counts.tolist() == []


def test_a_word_longer_than_a_block_is_one_word():
    long = "x" * 100_000
    assert grams_of([f"a b {long} d e"]).hashes.tolist() == [hash_of(["a", "b", long, "d", "e"])]


@given(values=st.lists(st.integers(0, 20)))
def test_distinct_values_rise(values):
    assert distinct(np.array(values, np.uint32)).tolist() == sorted(set(values))
