"""Addresses in one spelling, however they were copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.urls import (
    beginnings,
    is_pasted_url,
    normalized_url,
    terms_of,
    words_of_url,
)

SAME = "journal.fr/actu/crue_12.html"
WAYS = [
    "journal.fr/actu/crue_12.html",
    "https://www.journal.fr/actu/crue_12.html",
    "http://JOURNAL.fr/actu/crue_12.html/",
    "//www.journal.fr:443/actu/crue_12.html",
    "https://www.journal.fr/actu/crue_12.html#commentaires",
    "https://www.journal.fr/actu/crue_12.html?utm_source=lettre&utm_medium=e-mail",
    "https://www.journal.fr/actu/crue_12.html?xtor=RSS-1&fbclid=Iw&at_medium=x&_ga=1#haut",
    "https://www.journal.fr/actu/crue_12.html?amp=1",
    "https://www.journal.fr/actu/crue_12.amp.html",
    "https://www.journal.fr/actu/crue_12.html/amp",
    "https://www.journal.fr/amp/actu/crue_12.html",
    "https://amp.journal.fr/actu/crue_12.html",
    "https://www.google.fr/amp/s/www.journal.fr/actu/crue_12.html",
    "https://www-journal-fr.cdn.ampproject.org/c/s/www.journal.fr/actu/crue_12.html",
    "https://web.archive.org/web/20150918101500/https://www.journal.fr/actu/crue_12.html",
    "https://www.journal.fr/actu/crue%5F12.html;jsessionid=A1B2",
]
OTHER = [
    "https://www.journal.fr/actu/crue_13.html",
    "https://www.journal.fr/actu/crue_12.html?page=2",
    "https://sport.journal.fr/actu/crue_12.html",
    "https://www.journal.fr/actu/Crue_12.html",
    "https://www.journal.fr:8080/actu/crue_12.html",
]


@pytest.mark.parametrize("address", WAYS)
def test_ways_to_write_one_address(address):
    assert normalized_url(address) == SAME


@pytest.mark.parametrize("address", OTHER)
def test_what_makes_another_address(address):
    assert normalized_url(address) not in (SAME, None)


@pytest.mark.parametrize(
    "text",
    ["", "raids", "mailto:j@journal.fr", "ftp://journal.fr/a", "https://", "https://[::1/",
     "https://journal.fr:999999/", "3,5", "18/09/2015", "/actu/crue.html", "https://a b.fr", "\0",
     "https://journal.fr/" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_address(text):
    assert normalized_url(text) is None
    assert beginnings(text) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("https://journal.fr", True), ("www.journal.fr", True), ("journal.fr/crue", True),
     ("journal.fr", False), ("et/ou", False), ("FCA/Renault", False), ("M.Dupont/Mme", False),
     ("S.N.C.F/R.A.T.P", False), ("http://", False), ("https:", False)],
)  # fmt: skip
def test_what_is_typed_as_an_address(text, is_one):
    assert is_pasted_url(text) == is_one


def is_found(address, typed):
    return not set(terms_of(normalized_url(typed))).isdisjoint(beginnings(address))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("journal.fr", True),
        ("sport.journal.fr", True),
        ("sport.journal.fr/foot", True),
        ("sport.journal.fr/foot/but?x=1", True),  # a parameter that was added
        ("sport.journal.fr/fo", False),
        ("journal.fr/foot", False),
        ("al.fr", False),
        ("sport.journal.fr/foot/but/2", False),
    ],
)
def test_an_address_is_found_by_its_beginnings(typed, found):
    assert is_found("https://sport.journal.fr/foot/but", typed) == found


def test_parameters_tell_articles_apart():
    seventh = "http://journal.fr/lire.php?id=7"
    assert is_found(seventh, "journal.fr/lire.php")
    assert is_found(seventh, "journal.fr/lire.php?utm_source=x&id=7")
    assert not is_found(seventh, "journal.fr/lire.php?id=8")


def test_words_of_an_address_are_those_of_a_text():
    assert words_of_url("journal.fr/%C3%A9t%C3%A9?a=1") == "journal.fr/été"


ADDRESSES = st.one_of(
    st.lists(st.sampled_from("https:// www. journal .fr / amp ? & = x %C3 %zz # é ; : 80".split())
             ).map("".join),
    st.text(),
)  # fmt: skip


@given(ADDRESSES)
def test_a_normalised_address_is_normalised(text):
    normalized = normalized_url(text)
    if normalized is not None:
        assert normalized_url(normalized) == normalized
        assert is_found(text, normalized)
        assert not any(map(str.isspace, "".join(beginnings(text))))


@given(st.from_regex(r"https?://(www\.)?[a-z]{2,5}\.fr(/[\w.~=,-]{1,6}){0,3}/?", fullmatch=True))
def test_plain_addresses_are_read_as_all_are(text):
    assert normalized_url(text) == normalized_url(f"{text}?utm_source=x")
