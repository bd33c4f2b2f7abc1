"""Saved searches: those of the command line, saved and removed here as there, and no secret."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from corpus import ARTICLES
from serve.visitor import visitor

import searchnews
from searchnews import Article
from searchnews.serve.settings import Settings
from searchnews.storage.layout import Layout
from searchnews.storage.lock import writer_lock
from searchnews.storage.saved.records import Delivery


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add(ARTICLES)
        yield index


@pytest.fixture
def client(index):
    """A visitor who may save searches."""
    with visitor(index, Settings(saving=True)) as client:
        yield client


def names(index):
    return [each.name for each in index.saved.list()]


def test_saved_searches_lead_to_their_hits_and_feeds(index, client):
    assert "Aucune recherche" in client.get("/saved").text
    index.saved.add(
        "raids",
        "raids aériens",
        sources=["ATS"],
        date_from="2015",
        deliveries=[Delivery("webhook", "https://journal.example/secret")],
    )
    (search,) = client.get("/saved.json").json()["searches"]
    assert search["url"] == "/?q=raids+a%C3%A9riens&from=2015&source=ATS"
    assert search["options"] == {"sources": ["ATS"], "date_from": "2015"}
    assert search["deliveries"] == ["webhook"]
    for name in ("url", "page", "atom", "feed"):
        assert client.get(search[name]).status_code == 200
    page = client.get("/saved").text
    assert "raids aériens" in page
    assert "livrée par webhook" in page
    for address in ("/saved", "/saved.json", "/saved/raids", "/saved/raids.json"):
        assert "secret" not in client.get(address).text


def test_a_search_is_saved_with_all_that_narrows_it(index, client):
    form = {"q": "raids", "from": "2015", "source": ["ATS", "AFP"], "section": "Monde",
            "author": "Jeanne", "sort": "-date", "name": "raids"}  # fmt: skip
    saved = client.post("/saved", data=form)
    assert (saved.status_code, saved.headers["location"]) == (303, "/saved/raids")
    (search,) = index.saved.list()
    assert search.query == '(raids) (rubrique:="Monde") (auteur:="Jeanne")'
    assert search.options == {"sources": ["ATS", "AFP"], "date_from": "2015", "sort": "-date"}
    assert search.deliveries == ()
    found = client.get("/search.json", params={k: v for k, v in form.items() if k != "name"})
    assert client.get("/saved/raids.json").json()["total"] == found.json()["total"]


def test_a_program_saves_lists_and_removes(index, client):
    saved = client.post("/saved.json", data={"q": "Palmyre"})
    assert (saved.status_code, saved.headers["location"]) == (201, "/saved/Palmyre")
    assert saved.json()["name"] == "Palmyre"
    assert names(index) == ["Palmyre"]
    again = client.post("/saved.json", data={"q": "Palmyre"}).json()
    assert again["name"] == "Palmyre-2"
    listed = client.get("/saved.json").json()
    assert [each["name"] for each in listed["searches"]] == ["Palmyre", "Palmyre-2"]
    removed = client.post("/saved/palmyre/remove.json")
    assert (removed.status_code, removed.json()) == (200, {"removed": "Palmyre"})
    assert names(index) == ["Palmyre-2"]
    assert client.post("/saved/Palmyre/remove.json").status_code == 404
    assert client.post("/saved/palmyre-2/remove").headers["location"] == "/saved"
    assert names(index) == []


def test_the_command_line_and_the_page_have_the_same_searches(index, client):
    def command(*arguments):
        line = [sys.executable, "-m", "searchnews", "saved", *arguments]
        done = subprocess.run(
            [*line, "--index", str(index.directory)], capture_output=True, text=True, check=True
        )
        return done.stdout

    client.post("/saved", data={"q": "Palmyre", "name": "palmyre", "from": "2015"})
    (listed,) = json.loads(command("list", "--format", "json"))
    assert (listed["name"], listed["query"]) == ("palmyre", "Palmyre")
    assert listed["id"] == client.get("/saved.json").json()["searches"][0]["id"]
    command("add", "raids", "raids")
    command("remove", "palmyre")
    assert [each["name"] for each in client.get("/saved.json").json()["searches"]] == ["raids"]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>", "a/b", "../../etc", "a.json", "nul\x00", "deux mots", "-tiret",
        "x" * 65, "\u202eesrever", "a\r\nset-cookie:x", "👍", "‮", " ",
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_refused_and_another_one_asked_for(index, client, name):
    refused = client.post("/saved.json", data={"q": "raids", "name": name})
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    page = client.post("/saved", data={"q": "raids & <b>", "from": "2015", "name": name})
    assert page.status_code == 400
    assert "<script>alert" not in page.text
    if len(name) <= 64:
        assert 'role="alert"' in page.text
        for kept in ('name="q" value="raids &amp; &lt;b&gt;"', 'name="from" value="2015"'):
            assert kept in page.text
    assert names(index) == []
    for ending in ("", ".json", ".atom"):
        path = f"/saved/{quote(name, safe='')}{ending}"
        assert client.get(path).status_code in (400, 404)


@pytest.mark.parametrize("name", ["مياه", "水", "Élections_2027", "x" * 64, "seen", "remove"])
def test_names_of_any_script_have_their_page(client, name):
    saved = client.post("/saved", data={"q": "raids", "name": name})
    assert saved.status_code == 303
    assert client.get(saved.headers["location"]).status_code == 200
    atom = client.get(f"{saved.headers['location']}.atom")
    assert atom.status_code == 200


def test_a_name_is_given_once(index, client):
    assert client.post("/saved", data={"q": "raids", "name": "Raids"}).status_code == 303
    again = client.post("/saved", data={"q": "Palmyre", "name": "raids"})
    assert again.status_code == 400
    assert "il y a déjà une recherche enregistrée Raids" in again.text
    assert [each.query for each in index.saved.list()] == ["raids"]


@pytest.mark.parametrize(
    "form",
    [
        {}, {"q": ""}, {"q": "raids", "from": "jamais"}, {"q": "raids", "sort": "rang"},
        {"q": "x" * 10_001}, {"q": "@absente"}, {"q": "raids", "webhook": "https://x.example"},
        {"q": "raids", "feed": "x.atom"}, {"q": "raids", "command": "rm"},
        {"q": "raids", "fresh": "30d", "sort": "date"}, {"q": "raids", "name": ["a", "b"]},
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_refused(index, client, form):
    for ending in ("", ".json"):
        assert client.post(f"/saved{ending}", data=form).status_code == 400
    assert names(index) == []


def test_a_form_is_read_as_curl_sends_it(index, client):
    form = "name=crèche&q=crêpe OU crèche".encode()
    typed = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/saved.json", content=form, headers=typed).status_code == 201
    assert [(each.name, each.query) for each in index.saved.list()] == [
        ("crèche", "crêpe OU crèche")
    ]


def test_what_is_said_of_lists_names_no_path_of_the_server(index, client):
    warnings = client.get("/search.json?q=@absente").json()["warnings"]
    assert any("lists/partis.txt" in each for each in warnings)
    assert not any(str(index.directory) in each for each in warnings)


@pytest.mark.parametrize(
    ("content", "content_type", "said"),
    [
        (b'{"q": "raids"}', "application/json", "send a form"),
        (b"q=%ff%fe", "application/x-www-form-urlencoded", "not in UTF-8"),
        (b"q=cr\xe8che", "application/x-www-form-urlencoded", "not in UTF-8"),
        (b"a=1&" * 300, "application/x-www-form-urlencoded", "more than 200 parameters"),
        (b"q\x00=raids", "application/x-www-form-urlencoded", "there is no parameter"),
    ],
)
def test_what_is_no_form_is_refused(client, content, content_type, said):
    for address in ("/saved.json", "/saved/x/remove.json"):
        answer = client.post(address, content=content, headers={"content-type": content_type})
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


def test_pages_of_other_sites_save_and_remove_nothing(index, client):
    index.saved.add("raids", "raids")
    for foreign in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
        for address in ("/saved", "/saved.json", "/saved/raids/remove", "/seen"):
            assert client.post(address, data={"q": "x"}, headers=foreign).status_code == 403
    assert names(index) == ["raids"]


def test_where_saving_is_not_allowed_that_is_said(index):
    index.saved.add("raids", "raids")
    for saving in (False, None):
        with visitor(index, Settings(saving=saving)) as client:
            for address in ("/saved", "/saved/raids/remove"):
                refused = client.post(f"{address}.json", data={"q": "x"} if saving else {})
                assert refused.status_code == 403
                assert "this server lets nobody save" in refused.json()["detail"]
                assert client.post(address).status_code == 403
            assert client.get("/saved.json").json()["saving"] is False
            hits = client.get("/?q=Palmyre").text
            assert "n’enregistre pas les recherches" in hits
            assert 'action="/saved"' not in hits
            assert "remove" not in client.get("/saved/raids").text
    assert names(index) == ["raids"]


def test_what_is_sent_is_not_asked_for_and_the_other_way_round(client):
    for address in ("/seen", "/saved/x/remove", "/saved/x/remove.json"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert client.put("/saved.json").headers["allow"] == "GET, HEAD, POST"
    for address in ("/saved/x", "/saved/x.json", "/saved/x.atom", "/help"):
        assert client.post(address).status_code == 405


def test_two_who_save_at_once_both_save_and_one_name_is_given_once(index, client):
    with visitor(index, Settings(saving=True)) as other, ThreadPoolExecutor(8) as people:

        def save(n):
            who = (client, other)[n % 2]
            return who.post("/saved.json", data={"q": "raids", "name": f"r{n // 2}"}).status_code

        statuses = list(people.map(save, range(20)))
    assert sorted(statuses) == [201] * 10 + [400] * 10
    assert len(names(index)) == 10


def test_an_index_that_cannot_be_written_to_is_read_and_says_that_it_cannot(index, client):
    client.post("/saved", data={"q": "raids", "name": "raids"})
    # A file where a folder would have to be made stands for a disk that takes nothing.
    saved = index.directory / "saved.db"
    kept = saved.read_bytes()
    for each in index.directory.glob("saved.db*"):
        each.unlink()
    saved.mkdir()
    try:
        refused = client.post("/saved.json", data={"q": "Palmyre"})
        assert refused.status_code == 503
        assert str(index.directory) not in refused.text
        assert client.get("/?q=raids").status_code == 200
    finally:
        saved.rmdir()
        saved.write_bytes(kept)
    assert names(index) == ["raids"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_directory_without_the_right_to_write(index, client):
    client.post("/saved", data={"q": "raids", "name": "raids"})
    index.directory.chmod(0o555)
    try:
        refused = client.post("/saved.json", data={"q": "Palmyre"})
        assert refused.status_code == 503
        assert "cannot be written" in refused.json()["detail"]
        assert client.get("/saved/raids").status_code == 200
    finally:
        index.directory.chmod(0o755)


def test_while_words_are_not_known_yet_saving_has_to_wait(index):
    (index.directory / "vocabulary.db").unlink()
    with (
        writer_lock(Layout(index.directory)),
        searchnews.open(index.directory) as other,
        visitor(other, Settings(saving=True)) as client,
    ):
        answer = client.post("/saved.json", data={"q": "Palmyre"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "save the search again when that is done" in answer.json()["detail"]


def test_a_limit_of_searches_is_said(index, client, monkeypatch):
    monkeypatch.setattr("searchnews.serve.limits.SAVED", 1)
    assert client.post("/saved.json", data={"q": "raids"}).status_code == 201
    refused = client.post("/saved.json", data={"q": "Palmyre"})
    assert refused.status_code == 400
    assert "1 searches are saved, which is the limit" in refused.json()["detail"]


def test_a_search_that_cannot_be_run_is_named_and_paths_are_not(index, tmp_path):
    folder = tmp_path / "listes"
    folder.mkdir()
    (folder / "rivières.txt").write_text("raids\n")
    index.saved.add("eaux", "@rivières", lists=searchnews.Lists.read(folder))
    (folder / "rivières.txt").unlink()
    folder.rmdir()
    with visitor(index) as client:
        (search,) = client.get("/saved.json").json()["searches"]
        assert search["problem"]
        assert search["options"] == {"lists": "listes"}
        page = client.get("/saved")
        assert page.status_code == 200
        broken = client.get("/saved/eaux")
        assert broken.status_code == 400
        assert "Ne peut pas être lancée" in broken.text
        for answer in (page, client.get("/saved.json"), client.get("/saved/eaux.json")):
            assert str(tmp_path) not in answer.text


def test_a_run_beside_the_page_delivers_everything_once(index, client):
    """The page takes nothing from a run, and doubles nothing in it."""
    client.post("/saved", data={"q": "crue", "name": "crues"})
    delivered = []
    for n in range(6):
        index.add([Article(id=f"c{n}", title="Une crue")])
        seen = client.get("/saved/crues.json").json()["seen"]
        if n % 2:
            client.post("/seen", data={"name": "crues", "seen": seen})
            messages = index.saved.run().messages
            delivered += [each.id for message in messages for each in message.articles]
        client.get("/saved/crues.atom")
    assert delivered == [f"c{n}" for n in range(6)]
    assert client.get("/saved/crues.json").json()["total"] == 6
