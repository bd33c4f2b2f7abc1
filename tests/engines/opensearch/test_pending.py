"""What waits for a commit: in lots, and in waves in which no article stands twice."""

import pytest

from searchnews.engines.opensearch.pending import Pending


def sent(pending):
    return [[bytes(lot) for lot in wave] for wave in pending.waves()]


@pytest.mark.parametrize(
    ("rows", "waves"),
    [
        ("", [[]]),
        ("a", [[b"a0"]]),
        ("abc", [[b"a0b1", b"c2"]]),
        ("abcabc", [[b"a0b1", b"c2"], [b"a3b4", b"c5"]]),
        ("aa", [[b"a0"], [b"a1"]]),
        ("abba", [[b"a0b1"], [b"b2a3"]]),
        ("aab", [[b"a0"], [b"a1b2"]]),
    ],
)
def test_keeps_the_order_of_what_becomes_of_an_article(rows, waves):
    pending = Pending(lot=4)
    for number, row in enumerate(rows):
        pending.add(row, f"{row}{number}".encode())
    assert bool(pending) == bool(rows)
    assert sent(pending) == waves
    pending.close()
    pending.close()


def test_large_rows_are_lots_of_their_own():
    pending = Pending(lot=4)
    for row in "abc":
        pending.add(row, row.encode() * 9)
    assert sent(pending) == [[b"a" * 9, b"b" * 9, b"c" * 9]]
    pending.close()
