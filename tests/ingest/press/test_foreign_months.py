"""The months of databases that are used in other languages, as French ones."""

import pytest

from searchnews.ingest.press.foreign_months import with_french_months


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("Freitag, 3. März 2017", "Freitag, 3 mars 2017"),
        ("3 AUGUST 2017", "3 août 2017"),
        ("3 auguſt 1817", "3 août 1817"),
        ("3 de dıcembre de 2017", "3 de dıcembre de 2017"),
        ("3 mars 2017", "3 mars 2017"),
    ],
)
def test_months_of_other_languages_are_written_in_french(written, french):
    assert with_french_months(written) == french
