"""Reasons: what is lost says what the user can do, and what loses nothing says so."""

import bz2
import gzip
import json
import re

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import Problem

ADVICE = re.compile(
    r"; (?:put|say|save|split|unpack|make|tell|get|if)\b|--map|pip install|first$|do not have$"
)
PICTURE = {"guid": "1", "type": "picture", "headline": "Le pont", "pubstatus": "usable"}
FIVE_TIMES = gzip.compress(gzip.compress(gzip.compress(bz2.compress(bz2.compress(b"x")))))

LOST = {
    "records without known names": ("a.json", json.dumps([{"x": "y"}, {"x": "z"}])),
    "a table without known names": ("a.csv", "x,y\n1,2\n"),
    "a METS file whose pages are missing": ("a.xml", samples.METS),
    "an issue of Olive whose pieces are missing": ("TOC.xml", samples.OLIVE_TOC),
    "a page without words": ("a.xml", "<alto><Layout><Page/></Layout></alto>"),
    "a scan without words": (
        "a.xml", '<document xmlns="http://www.abbyy.com/FineReader_xml/10"><page/></document>'),
    "too much compression": ("a.txt", FIVE_TIMES),
    "an old office document": ("a.txt", b"\xd0\xcf\x11\xe0" + bytes(100)),
    "a dispatch of a megabyte": ("a.txt", samples.DISPATCH + "x" * (1 << 20)),
}  # fmt: skip
NOT_LOST = {
    "a picture of an agency": ("a.json", json.dumps([PICTURE])),
    "pictures line by line": ("a.jsonl", f"{json.dumps(PICTURE)}\n" * 2),
    "what an agency canceled": ("a.xml", samples.NEWSML.replace("Usable", "Canceled")),
    "a METS file without articles": ("a.xml", samples.METS.replace("<mets:area", "<mets:par")),
    "a page of Olive": ("a.xml", "<XMD-PAGE/>"),
}  # fmt: skip


def problems_of(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    try:
        items = all_of(path)
    except UnreadableFileError as error:
        return [Problem(str(error))]
    return [item for item in items if not isinstance(item, Article)]


@pytest.mark.parametrize(("name", "data"), LOST.values(), ids=LOST)
def test_a_reason_for_what_is_lost_names_what_a_user_can_do(tmp_path, name, data):
    found = problems_of(tmp_path / name, data)
    assert found
    for problem in found:
        assert problem.may_hide_articles
        assert ADVICE.search(problem.reason), problem.reason


@pytest.mark.parametrize(("name", "data"), NOT_LOST.values(), ids=NOT_LOST)
def test_what_has_no_article_is_not_called_lost(tmp_path, name, data):
    found = problems_of(tmp_path / name, data)
    assert found
    assert not any(problem.may_hide_articles for problem in found)
