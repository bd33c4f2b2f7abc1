"""RIS, read back by another parser."""

import datetime
import re

import rispy
from explore.citations.cited import ALL, BARE, DISPATCH, FULL, NASTY
from hypothesis import given
from hypothesis import strategies as st

from searchnews.article import Article
from searchnews.explore.citations.ris import to_ris


def read(*articles):
    return rispy.loads("".join(map(to_ris, articles)))


def test_a_newspaper_article_as_zotero_maps_it():
    assert to_ris(FULL, accessed=datetime.date(2026, 3, 2)) == "\r\n".join(
        [
            "TY  - NEWS",
            "TI  - « Raids » sur Palmyre\u00a0: 20 % de plus & toujours plus_fort",
            "AU  - Roy, Zoé",
            "AU  - de Gaulle, Charles",
            "T2  - Le Messager",
            "DA  - 2015/09/18",
            "PY  - 2015",
            "SE  - Monde",
            "AB  - Les avions ont frappé la ville.",
            "LA  - fr-CH",
            "UR  - https://messager.example/monde/%C3%A9t%C3%A9?id=7#haut",
            "Y2  - 2026/03/02",
            "N1  - ATS",
            "ID  - messager-2015-0918-7",
            "ER  - ",
            "",
            "",
        ]
    )


def test_every_record_is_read_back():
    records = read(*ALL)
    assert [record["type_of_reference"] for record in records] == ["NEWS"] * 4
    assert records[0]["title"] == FULL.title
    assert records[0]["authors"] == ["Roy, Zoé", "de Gaulle, Charles"]
    assert records[0]["secondary_title"] == "Le Messager"


def test_dates_are_as_precise_as_they_are_known():
    assert [record.get("date") for record in read(*ALL)] == ["2015/09/18", None, "1910/01", "1631"]
    assert [record.get("year") for record in read(*ALL)] == ["2015", None, "1910", "1631"]


def test_what_is_not_known_is_left_out():
    assert to_ris(BARE) == "TY  - NEWS\r\nID  - nu\r\nER  - \r\n\r\n"


def test_agencies_are_whole_names():
    (record,) = read(DISPATCH)
    assert record["authors"] == ["ATS", "AFP"]
    assert record["secondary_title"] == "ATS, AFP"


def test_no_value_ends_a_line_or_a_record():
    (record,) = read(NASTY)
    assert record["secondary_title"] == "L’Écho, {et} fils ER -"
    assert record["id"] == "x y"
    # A comma would make a given name of what is behind it.
    assert record["authors"][0] == "Agence France Presse"
    assert "\x1b" not in to_ris(NASTY)


@given(st.text(), st.text(min_size=1), st.text())
def test_a_line_a_field_whatever_the_text(title, author, section):
    record = to_ris(Article(id="a", title=title, authors=(author,), section=section))
    *lines, end, empty, last = record.split("\r\n")
    assert (end, empty, last) == ("ER  - ", "", "")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .+", line) for line in lines)
    assert not re.search(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", "".join(lines))
