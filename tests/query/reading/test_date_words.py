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
        ("il y a trois jours", "2016-02-27"),
        ("3 jours", "2016-02-27"),
        ("il y a 2 mois", "2016-01-01"),
        ("Il y a un an", "2015-03-01"),
        ("6m", "2015-09-01"),
        ("1y", "2015-03-01"),
        ("2a", "2014-03-01"),
        ("quelques jours", None),
        ("0 jours", "2016-03-01"),
        ("9999 ans", None),
        ("99999w", "0099-08-25"),
        ("99999 semaines", "0099-08-25"),
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
        ("entre le 1er et le 15 août 2015", ("2015-08-01", "2015-08-15")),
        ("2015-09-01..2015-09-30", ("2015-09-01", "2015-09-30")),
        ("cette semaine", ("2016-02-29", "2016-03-06")),
        ("la semaine dernière", ("2016-02-22", "2016-02-28")),
        ("ce mois-ci", ("2016-03", "2016-03")),
        ("le mois dernier", ("2016-02", "2016-02")),
        ("cette année", ("2016", "2016")),
        ("L’an dernier", ("2015", "2015")),
        ("l'année passée", ("2015", "2015")),
        ("été 2015", None),
        ("lundi", None),
        ("du 15 au 1er août 2015", None),
        ("du 1er au 15 août", None),
        ("du matin au soir", None),
        ("15 août 2015", None),
    ],
)
def test_spans_of_days(words, span):
    assert span_in_words(words, TODAY) == span


def test_months_ago_is_no_day_but_for_what_is_since():
    assert day_in_words("il y a 2 mois", TODAY, since=False) is None
    assert day_in_words("il y a 2 jours", TODAY, since=False) == "2016-02-28"


def test_of_months_with_fewer_days_the_last_is_meant():
    assert day_in_words("1m", datetime.date(2015, 3, 31)) == "2015-02-28"
    assert day_in_words("1y", datetime.date(2016, 2, 29)) == "2015-02-28"
