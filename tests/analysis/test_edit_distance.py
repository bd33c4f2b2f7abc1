"""How many edits lie between two words."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.analysis.edit_distance import are_within, distance

WORDS = st.text(alphabet="abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        pytest.param("palmyre", "palmire", 1, id="replaced"),
        pytest.param("raqa", "raqqa", 1, id="inserted"),
        pytest.param("raqqa", "raqa", 1, id="dropped"),
        pytest.param("choigou", "chiogou", 1, id="swapped"),
        pytest.param("ca", "abc", 3, id="no-character-is-edited-twice"),
        pytest.param("kadhafi", "gadafi", 2, id="two-edits"),
        pytest.param("syrie", "irak", 4, id="far-apart"),
        pytest.param("", "irak", 4, id="nothing"),
    ],
)
def test_counts_edits(one, other, edits):
    assert distance(one, other, 5) == distance(other, one, 5) == edits
    assert distance(one, other, edits - 1) == edits


@given(WORDS, WORDS, st.integers(0, 3))
def test_letters_alone_never_keep_near_words_apart(one, other, edits):
    assert are_within(one, other, edits) == (distance(one, other, edits) <= edits)


def test_is_loaded_only_for_words_that_are_nearly_the_same():
    script = (
        "import sys; from searchnews.analysis.edit_distance import are_within; "
        "are_within('palmyre', 'syrie', 1); print('rapidfuzz' in sys.modules); "
        "are_within('palmyre', 'palmire', 1); print('rapidfuzz' in sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout
    assert printed.split() == ["False", "True"]
