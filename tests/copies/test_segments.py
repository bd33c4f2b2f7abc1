"""Segments: what is written is read, and found."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchnews.copies.merging import merge, to_be_merged
from searchnews.copies.segments import Articles, Segment, source_key, write_segment
from searchnews.errors import IndexDamagedError

LAST = (1 << 32) - 1
# Few values, so that there are long lists, and those at the ends.
FINGERPRINTS = st.one_of(
    st.integers(0, 3), st.integers(LAST - 3, LAST), st.integers(0, LAST), st.just(1 << 31)
)
CONTENTS = st.lists(st.sets(FINGERPRINTS, max_size=8), max_size=9)


def write(path, contents, first_number=1):
    """A segment whose articles have these fingerprints, numbered by twos."""
    count = len(contents)
    articles = Articles(
        np.arange(count, dtype=np.uint32) * 2 + first_number,
        np.arange(count, dtype=np.uint32) % 3,
        np.arange(count, dtype=np.uint16),
    )
    keys = np.array(
        [value << 32 | place for place, values in enumerate(contents) for value in values],
        np.uint64,
    )
    write_segment(path, articles, [np.sort(keys)])
    return Segment(path)


def contents_of(segment):
    """The fingerprints of each article, by number."""
    found = {number: set() for number in segment.articles.numbers.tolist()}
    for key in segment.keys_between(0, 1 << 32).tolist():
        found[int(segment.articles.numbers[key & LAST])].add(key >> 32)
    return found


@settings(max_examples=60)
@given(contents=CONTENTS, others=st.sets(FINGERPRINTS, max_size=20))
def test_what_is_written_is_read_and_found(tmp_path_factory, contents, others):
    segment = write(tmp_path_factory.mktemp("segment") / "one", contents)
    assert contents_of(segment) == {n * 2 + 1: values for n, values in enumerate(contents)}
    assert segment.articles.sources.tolist() == [n % 3 for n in range(len(contents))]
    assert segment.articles.comparable.tolist() == list(range(len(contents)))
    assert segment.problems() == []
    counts = Counter(value for values in contents for value in values)
    asked = np.array(sorted(others | counts.keys()), np.uint32)
    firsts, found = segment.find(asked)
    assert found.tolist() == [counts[value] for value in asked.tolist()]
    for value, first, count in zip(asked.tolist(), firsts.tolist(), found.tolist(), strict=True):
        places = segment.articles_at(np.arange(first, first + count))
        assert places.tolist() == [n for n, values in enumerate(contents) if value in values]


@settings(max_examples=60)
@given(contents=CONTENTS, bounds=st.tuples(FINGERPRINTS, FINGERPRINTS))
def test_a_stretch_of_fingerprints_is_read_alone(tmp_path_factory, contents, bounds):
    segment = write(tmp_path_factory.mktemp("segment") / "one", contents)
    first, end = sorted(bounds)
    keys = sorted(
        value << 32 | place
        for place, values in enumerate(contents)
        for value in values
        if first <= value < end
    )
    assert segment.keys_between(first, end).tolist() == keys


@settings(max_examples=60)
@given(contents=st.lists(CONTENTS, min_size=1, max_size=4), removed=st.sets(st.integers(1, 60)))
def test_segments_merge_without_the_articles_that_are_gone(tmp_path_factory, contents, removed):
    folder = tmp_path_factory.mktemp("segments")
    segments, expected = [], {}
    first = 1
    for place, some in enumerate(contents):
        segments.append(write(folder / str(place), some, first))
        expected |= contents_of(segments[-1])
        first += 2 * len(some)
    merge(folder / "merged", segments, lambda numbers: ~np.isin(numbers, list(removed)))
    merged = Segment(folder / "merged")
    assert contents_of(merged) == {n: v for n, v in expected.items() if n not in removed}
    assert merged.problems() == []


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        ([], 0),
        ([1], 0),
        ([1, 1], 2),
        ([2, 1], 0),
        ([2, 1, 1], 3),
        ([9, 2, 1, 1], 3),
        ([9, 2, 5], 2),
        ([5, 100, 3], 3),
        ([100, 5, 3], 0),
    ],
)
def test_newer_segments_are_merged_with_older_ones_that_are_no_larger(tmp_path, sizes, count):
    segments = [write(tmp_path / str(n), [{1}] * size) for n, size in enumerate(sizes)]
    assert to_be_merged(segments) == count


def test_no_segment_grows_for_ever(tmp_path):
    segments = [write(tmp_path / str(n), [{1}] * size) for n, size in enumerate([4, 2, 2])]
    assert to_be_merged(segments, most_articles=8) == 3
    assert to_be_merged(segments, most_articles=7) == 2
    assert to_be_merged(segments, most_articles=3) == 0


@pytest.mark.parametrize("end", [0, 10, 40, -1])
def test_a_segment_that_was_cut_short_is_damaged(tmp_path, end):
    path = write(tmp_path / "one", [{1, 2}, {3}]).path
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(IndexDamagedError, match="one is damaged"):
        Segment(path)


def test_a_segment_that_was_altered_is_found_out_by_its_checksum(tmp_path):
    path = write(tmp_path / "one", [{1, 2}, {3}]).path
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert ["checksum" in problem for problem in Segment(path).problems()] == [True]


def test_a_missing_segment_is_damage(tmp_path):
    with pytest.raises(IndexDamagedError):
        Segment(tmp_path / "none")


def test_sources_have_keys_of_their_own():
    names = [None, "", "ATS", "ats", "Le Courrier de l'Ouest"]
    assert len({source_key(name) for name in names}) == len(names)
    assert source_key("ATS") == source_key("ATS")
