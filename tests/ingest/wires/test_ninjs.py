"""ninjs as agencies and Superdesk write it."""

import json

import pytest
from ingest.reading import all_of

ITEM = {
    "guid": "urn:newsml:val.example:1",
    "version": "2",
    "type": "text",
    "versioncreated": "2015-09-18T10:00:00+0000",
    "firstcreated": "2015-09-18T09:00:00+0000",
    "pubstatus": "usable",
    "headline": "Le pont rouvre",
    "byline": "Zoé Roy",
    "source": "Agence du Val",
    "body_html": "<p>Les habitants traversent la rivière.</p><p>Enfin.</p>",
}


@pytest.fixture
def read(tmp_path):
    def read(*items):
        (tmp_path / "a.json").write_text(json.dumps(items))
        return all_of(tmp_path / "a.json")

    return read


def test_an_item_of_superdesk_is_one_of_ninjs(read):
    (article,) = read(ITEM)
    assert article.body == "Les habitants traversent la rivière.\n\nEnfin."
    assert (article.id, article.date) == ("urn:newsml:val.example:1", "2015-09-18T09:00:00+00:00")
    assert (article.agency, article.authors) == ("Agence du Val", ("Zoé Roy",))
    assert article.extra == {"revision": 2}


def test_authors_are_read_where_there_is_no_byline(read):
    names = [{"name": "Zoé Roy", "role": "writer"}, {"name": "Luc de Wit"}]
    (article,) = read({**ITEM, "byline": None, "authors": names})
    assert article.authors == ("Zoé Roy", "Luc de Wit")


@pytest.mark.parametrize("kind", ["picture", "audio", "video", "graphic"])
def test_what_is_no_text_is_no_article_and_is_counted(read, kind):
    picture = {**ITEM, "guid": "urn:x:2", "type": kind, "body_html": "", "description_text": "Vu."}
    article, problem = read(ITEM, picture)
    assert article.title == "Le pont rouvre"
    assert problem.reason == f"items without a text, of the kind {kind} (1)"


def test_line_by_line_they_are_counted_too(tmp_path):
    pictures = [{**ITEM, "guid": f"urn:x:{n}", "type": "picture", "body_html": ""} for n in "123"]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in pictures))
    (problem,) = all_of(tmp_path / "a.jsonl")
    assert problem.reason == "items without a text, of the kind picture (3)"
