"""What browsers may keep, and how they know that it is still true."""

import re

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
