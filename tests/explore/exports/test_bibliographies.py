"""Bibliographies in files, read back by their parsers."""

import io
import json

import bibtexparser
import rispy
from explore.citations.cited import ALL

from searchnews.explore.exports.bibliographies import write_biblatex, write_csl, write_ris


def written(write, articles=ALL):
    file = io.BytesIO()
    write(file, articles)
    assert not file.closed
    return file.getvalue().decode()


def test_ris():
    records = rispy.loads(written(write_ris))
    assert [record["id"] for record in records] == ["messager-2015-0918-7", "nu", "d1", "x y"]


def test_biblatex():
    library = bibtexparser.parse_string(written(write_biblatex))
    assert library.failed_blocks == []
    assert len({entry.key for entry in library.entries}) == 4


def test_csl():
    items = json.loads(written(write_csl))
    assert [item["id"] for item in items] == [article.id for article in ALL]


def test_nothing():
    assert written(write_ris, ()) == written(write_biblatex, ()) == ""
    assert json.loads(written(write_csl, ())) == []
