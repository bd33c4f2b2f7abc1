"""Chunks: what is stored is read again, and damage is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.sequences.chunks import BrokenChunkError, Chunk, are_in, numbers_from

SEQUENCES = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=9), max_size=5)


def same(one, other):
    return all(map(np.array_equal, one, other))


@given(SEQUENCES)
def test_stored_and_read_again(sequences):
    chunk = Chunk.of(range(len(sequences)), sequences)
    assert same(Chunk.unpacked(chunk.packed()), chunk)


def test_only_some_articles():
    chunk = Chunk.of([3, 5, 8], [[1, 0, 2, 0], [0, 0], [4, 0, 0]])
    kept = chunk.only(np.array([True, False, True]))
    assert same(kept, Chunk.of([3, 8], [[1, 0, 2, 0], [4, 0, 0]]))


def test_counts_leave_borders_out():
    assert Chunk.of([1, 2], [[1, 0, 2, 0], [0, 2, 0]]).counts().tolist() == [0, 1, 2]
    assert Chunk.of([], []).counts().sum() == 0


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b"", lambda b: b"x" + b[1:]])
def test_damage_is_known(change):
    stored = Chunk.of([1], [[1, 0, 2, 0]]).packed()
    with pytest.raises(BrokenChunkError):
        Chunk.unpacked(change(stored))


def test_every_altered_byte_is_known():
    chunk = Chunk.of([1, 2], [[1, 0, 2, 0], [3, 0, 4, 5, 0]])
    stored = chunk.packed()
    for place in range(len(stored)):
        altered = bytearray(stored)
        altered[place] ^= 0x55
        try:
            read = Chunk.unpacked(bytes(altered))
        except BrokenChunkError:
            continue
        assert same(read, chunk)  # a bit of the frame that says nothing


def test_numbers_that_are_cut_short():
    with pytest.raises(BrokenChunkError):
        numbers_from(b"1234567")


@given(st.sets(st.integers(0, 20)), st.lists(st.integers(0, 20)))
def test_which_numbers_are_there(there, numbers):
    found = are_in(np.array(numbers, np.int64), np.array(sorted(there), np.int64))
    assert found.tolist() == [number in there for number in numbers]
