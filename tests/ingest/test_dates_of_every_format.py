"""One order of dates for all formats: stated, in the address, name or path, time of change."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ingest import samples
from ingest.reading import all_of
from ingest.test_every_format import FILES, content

from searchnews.article import Article

MTIME = datetime(2016, 3, 4, 5, 6, 7, tzinfo=UTC)
CHANGED = "2016-03-04T05:06:07+00:00"
# All ways of writing a date in the samples; marks of other things look like none of them.
DATES = re.compile(
    rb"\d{8}T\d{6}(?:Z|[+-]\d{4})|\d{4}-\d\d-\d\d(?:T[\d:]+(?:Z|[+-][\d:]+)?)?"
    rb"|\d{1,2} [^\W\d]+ \d{4}(?: [\d:]+ \+\d{4}| vendredi)?|\d\d/\d\d/\d{4}|\d\d\.\d\d\.\d{4}"
    rb"|18 sept 2015",
)


def undated(made):
    return DATES.sub(b"", made.encode() if isinstance(made, str) else made)


PAGE = (
    f"<html><body><h1>Crue</h1><p>{samples.P1}</p><p>{samples.P2}</p><p>{samples.P1}</p></body>"
    "</html>"
)
UNDATED = {
    **{name: (FILES[name][0], undated(content(name))) for name in FILES},
    "dispatch": ("a.txt", samples.DISPATCH.replace("181542 sep 15", "999999 sep 99").encode()),
    "text": ("a.txt", f"Crue\n\n{samples.P1}\n\n{samples.P2}".encode()),
    "page": ("a.html", PAGE.encode()),
    "json": ("a.json", b'{"titre": "Crue"}'),
    "lines": ("a.jsonl", b'{"titre": "Crue"}\n'),
    "pdf": ("a.pdf", samples.pdf([["Crue", "", samples.P1, samples.P2]])),
    "alto": ("a.xml", samples.ALTO.encode()),
    "abbyy": ("a.xml", samples.ABBYY.encode()),
    "zip": ("a.zip", samples.zipped({"a.txt": f"Crue\n\n{samples.P1}"})),
}


@pytest.fixture(params=UNDATED)
def read(request, tmp_path):
    """Reads an article without a date of a format, from a file with a name like that."""
    name, made = UNDATED[request.param]

    def read(stem, **options):
        path = tmp_path / f"{stem}{Path(name).suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
        os.utime(path, (MTIME.timestamp(), MTIME.timestamp()))
        items = all_of(path, **options)
        assert items
        return {item.date for item in items if isinstance(item, Article)}

    return read


def test_the_time_of_change_is_taken_when_it_is_asked_for(read):
    assert read("crue", date_from_mtime=True) == {CHANGED}


def test_otherwise_an_article_has_none(read):
    assert read("crue") == {None}


def test_the_date_in_the_name_goes_before_that_in_the_path_and_that_before_the_change(read):
    # A member of an archive has a name of its own, and the path of the archive.
    in_name = read("2014/04/04/2013-03-03_crue", date_from_mtime=True)
    assert in_name in ({"2013-03-03"}, {"2014-04-04"})
    assert read("2014/04/04/crue", date_from_mtime=True) == {"2014-04-04"}


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][3].get("date")])
def test_what_the_article_states_goes_before_all_of_them(tmp_path, name):
    file, _, _, expected = FILES[name]
    path = tmp_path / "2014" / "04" / "04" / f"2013-03-03{Path(file).suffix}"
    path.parent.mkdir(parents=True)
    path.write_bytes(content(name))
    article = next(i for i in all_of(path, date_from_mtime=True) if isinstance(i, Article))
    assert article.date == expected["date"]


def test_issues_and_their_pages_take_it_too(tmp_path):
    (tmp_path / "ALTO").mkdir()
    (tmp_path / "ALTO" / "page1.xml").write_text(samples.ALTO)
    mets = tmp_path / "issue-METS.xml"
    mets.write_bytes(undated(samples.METS))
    toc = tmp_path / "TOC.xml"
    toc.write_bytes(undated(samples.OLIVE_TOC))
    (tmp_path / "1").mkdir()
    for name, piece in samples.OLIVE_PIECES.items():
        (tmp_path / name).write_text(piece)
    for path in (mets, toc):
        os.utime(path, (MTIME.timestamp(), MTIME.timestamp()))
        assert {article.date for article in all_of(path, date_from_mtime=True)} == {CHANGED}
        assert {article.date for article in all_of(path)} == {None}


def test_the_address_goes_before_the_name(tmp_path):
    path = tmp_path / "2013-03-03.html"
    link = '<link rel="canonical" href="https://val.example/2012/02/02/crue">'
    path.write_text(PAGE.replace("<body>", f"<head>{link}</head><body>"))
    (article,) = all_of(path)
    assert article.date == "2012-02-02"


WRONG = {
    "json": ("a.json", b'{"titre": "Crue", "date": "2020-03-04 25:00"}'),
    "json, in words": ("a.json", '{"titre": "Crue", "date": "Le 4 mars 2020 à 25h00"}'.encode()),
    "table": ("a.csv", b"titre;date;texte\nCrue;04/03/2020 25:61;Le pont est sous les eaux.\n"),
    "feed": (
        "a.xml",
        b"<rss><channel><item><title>Crue</title><pubDate>Wed, 04 Mar 2020 25:00:00 GMT</pubDate>"
        b"</item></channel></rss>",
    ),
    "e-mail": (
        "a.eml",
        b"From: a@val.example\nTo: b@val.example\nSubject: Crue\n"
        b"Date: Wed, 04 Mar 2020 25:00:00 +0100\n\nLe pont est sous les eaux depuis mardi.\n",
    ),
    "wire": (
        "a.json",
        b'{"uri": "x", "type": "text", "headline": "Crue", "language": "fr",'
        b' "versioncreated": "2020-03-04T25:00:00Z", "body_text": "Le pont est sous les eaux."}',
    ),
}


@pytest.mark.parametrize(("name", "data"), WRONG.values(), ids=WRONG)
def test_of_an_hour_that_no_day_has_the_day_is_kept_and_that_is_said(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    *problems, article = all_of(tmp_path / name)
    assert article.date == "2020-03-04"
    (problem,) = problems
    assert problem.reason.endswith(" has a time that does not exist; 2020-03-04 is kept of it")
    assert not problem.lost
