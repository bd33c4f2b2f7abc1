"""What browsers may keep, and how they know that it is still true."""

import re

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/?q=raids")
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get("/?q=raids", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "form", ["{}", 'W/"other", {}', "{strong}", '"a, b" , {strong}', "*", " * "]
)
@pytest.mark.parametrize("address", ["/?q=raids", "/search.json?q=raids", "/article/palmyre"])
def test_a_tag_is_known_in_every_form_that_http_has(client, address, form):
    """RFC 9110, 13.1.2: any of a list, compared weakly; * is any answer there is."""
    tag = client.get(address).headers["etag"]
    said = form.replace("{strong}", tag.removeprefix("W/")).replace("{}", tag)
    again = client.get(address, headers={"if-none-match": said})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_a_tag_may_stand_in_any_line_of_a_request(client):
    tag = client.get("/?q=raids").headers["etag"]
    lines = [("if-none-match", '"other"'), ("if-none-match", tag)]
    assert client.get("/?q=raids", headers=lines).status_code == 304


@pytest.mark.parametrize("said", ['"other"', 'W/"other"', "other", "", "**", '"*"', "{bare}"])
def test_another_tag_is_none(client, said):
    tag = client.get("/?q=raids").headers["etag"]
    said = said.replace("{bare}", tag.removeprefix('W/"').removesuffix('"'))
    assert client.get("/?q=raids", headers={"if-none-match": said}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"), [("/article/zzz", 404), ("/?page=x", 400), ("/health.json", 304)]
)
def test_where_there_is_no_answer_none_is_known(client, address, status):
    assert client.get(address, headers={"if-none-match": "*"}).status_code == status


def test_a_file_that_is_known_is_not_written(client):
    answer = client.get("/export.csv?q=*&watch=mine", headers={"if-none-match": "*"})
    assert answer.status_code == 304
    assert client.get("/export/progress.json?watch=mine").json()["state"] == "waiting"
    assert client.application.exports.running == 0


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("gzip", "gzip"),
        ("GZip;q=0.5", "gzip"),
        ("br, gzip ; q=1.0", "gzip"),
        ("*", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.000", None),
        ("identity;q=1, gzip;q=0", None),
        ("identity;q=1, gzip;q=0.5", None),
        ("*;q=0", None),
        ("gzip;q=many", None),
        ("br", None),
        ("", None),
    ],
)
def test_an_answer_is_compressed_where_the_visitor_likes_it(client, said, encoding):
    answer = client.get("/help", headers={"accept-encoding": said})
    assert answer.headers.get("content-encoding") == encoding
    assert "Accept-Encoding" in answer.headers["vary"]


def test_each_address_language_and_format_has_its_own_tag(client):
    tags = [
        client.get(address, headers={"accept-language": language}).headers["etag"]
        for address in ("/?q=raids", "/?q=raid", "/search.json?q=raids", "/article/palmyre")
        for language in ("fr", "en")
    ]
    assert len(set(tags)) == len(tags)


def test_new_commits_appear_by_themselves_and_change_the_tag(tmp_path):
    with searchnews.create(tmp_path / "index") as index, visitor(index) as client:
        before = client.get("/search.json?q=pont")
        assert before.json()["total"] == 0
        with searchnews.open(tmp_path / "index") as other:
            other.add([Article(id="pont", title="Un pont")])
        after = client.get("/search.json?q=pont", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["total"] == 1
        assert after.json()["commit"] != before.json()["commit"]


def test_what_depends_on_the_moment_has_no_tag(client):
    for address in ("/health.json", "/export/about.json?q=*", "/login", "/?page=x"):
        assert "etag" not in client.get(address).headers


def test_style_and_script_are_kept_for_ever_under_names_with_digests(client):
    names = re.findall(r"/static/[\w.]+", client.get("/").text)
    assert len(names) == 3
    for name in names:
        answer = client.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/style.css").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


def test_everything_before_the_first_search_is_less_than_100_kb(client):
    first = client.get("/")
    loaded = [first, *map(client.get, re.findall(r"/static/[\w.]+", first.text))]
    assert sum(len(answer.content) for answer in loaded) < 100_000
