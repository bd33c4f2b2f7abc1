"""Days in words; what is not certain is none."""

import datetime

import pytest

from searchnews.query.reading.date_words import day_in_words, span_in_words

TODAY = datetime.date(2016, 3, 1)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("aujourd'hui", "2016-03-01"),
        ("Aujourd’hui", "2016-03-01"),
        ("hier", "2016-02-29"),
        ("avant-hier", "2016-02-28"),
        ("il y a un jour", "2016-02-29"),
        ("il y a 3 jours", "2016-02-27"),
        ("Il y a  une semaine", "2016-02-23"),
        ("il y a 2 semaines", "2016-02-16"),
        ("30d", "2016-01-31"),
        ("30j", "2016-01-31"),
        ("2w", "2016-02-16"),
        ("2 mois", None),
        ("l'an dernier", None),
        ("99999w", "0099-08-25"),
        ("99999 semaines", None),
        ("", None),
    ],
)
def test_days_counted_from_today(words, day):
    assert day_in_words(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("du 1er au 15 août 2015", ("2015-08-01", "2015-08-15")),
        ("du 28 août au 3 septembre 2015", ("2015-08-28", "2015-09-03")),
        ("du 28 décembre 2015 au 3 janvier 2016", ("2015-12-28", "2016-01-03")),
        ("du 15 au 1er août 2015", None),
        ("du 1er au 15 août", None),
        ("du matin au soir", None),
        ("15 août 2015", None),
    ],
)
def test_spans_of_days(words, span):
    assert span_in_words(words) == span
