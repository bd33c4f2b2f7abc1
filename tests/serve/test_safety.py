"""Who may ask, and what browsers may do with an answer."""

import re
import socket
import threading
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from serve.visitor import visitor

import searchnews
from searchnews.article import Article
from searchnews.errors import InvalidArgumentError, OutputError
from searchnews.serve.guards.visits import Visits
from searchnews.serve.server import Listening, serve, settings_for
from searchnews.serve.settings import Settings

TOKEN = "un-jeton-assez-long-0123"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200), ("localhost", 200), ("LOCALHOST:1", 200), ("[::1]:8080", 200),
        ("localhost.", 200),
        ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("", 403), ("10.0.0.1", 403),
        ("localhost:80@evil.example", 403), ("[::1].evil", 403), ("localhost evil", 403),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered_to(client, host, status):
    assert client.get("/health.json", headers={"host": host}).status_code == status


def test_other_names_are_answered_to_if_they_are_said(client_of):
    client = client_of(hosts=frozenset(("presse.example",)))
    assert client.get("/", headers={"host": "Presse.Example:443"}).status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403


def test_beyond_this_machine_numbers_are_names_and_a_token_is_wanted():
    own = settings_for(Settings(), Listening(host="::1"))
    assert own == Settings(saving=True)
    beyond = settings_for(Settings(), Listening(host="0.0.0.0"))
    assert len(beyond.token) >= 32
    assert beyond.by_number
    assert beyond.visits_per_minute == 600
    given = settings_for(Settings(token=TOKEN), Listening(host="192.0.2.1"))
    assert given.token == TOKEN
    behind = settings_for(Settings(), Listening(host="0.0.0.0", proxies=("192.0.2.9",)))
    assert behind.token is None


@pytest.mark.parametrize(
    ("said", "listening", "saving"),
    [
        (Settings(), Listening(), True),
        (Settings(), Listening(host="::1"), True),
        (Settings(), Listening(host="0.0.0.0"), False),
        (Settings(token=TOKEN), Listening(host="192.0.2.1"), False),
        (Settings(), Listening(proxies=("127.0.0.1",)), False),
        (Settings(hosts=frozenset(["presse.example"])), Listening(), False),
        (Settings(root_path="/presse"), Listening(), False),
        (Settings(saving=False), Listening(), False),
        (Settings(saving=True), Listening(host="0.0.0.0"), True),
    ],
)
def test_searches_are_saved_for_those_of_this_machine_alone_unless_that_is_said(
    said, listening, saving
):
    assert settings_for(said, listening).saving is saving


def test_every_answer_says_what_browsers_may_do(client):
    for address in (
        "/",
        "/saved",
        "/search.json",
        "/nowhere",
        "/static/none.js",
        "/?page=x",
        "/export.csv?q=*",
    ):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


class Elements(HTMLParser):
    """All elements of a page, with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.elements = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))


HOSTILE = "/article/%3Cscript%3Ealert('id')%3C%2Fscript%3E.json.html?q=palmyre"
PAGES = ["/", "/?q=palmyre", "/?q=*&explain=1", "/help", "/stats", "/article/palmyre?q=raids",
         HOSTILE, "/?page=x", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_run_and_load_nothing_but_what_is_ours(client, address, language):
    page = client.get(address, headers={"accept-language": language}).text
    elements = Elements(page).elements
    for tag, attributes in elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert tag not in ("style", "iframe", "object", "embed", "base", "img", "font")
        for name in ("src", "href", "action", "formaction"):
            assert attributes.get(name, "/").startswith(("/", "#"))
    scripts = [attributes for tag, attributes in elements if tag == "script"]
    assert [each["src"].startswith("/static/") for each in scripts] == [True]


def test_an_article_that_wishes_ill_is_harmless(client):
    page = client.get(HOSTILE)
    assert page.status_code == 200
    assert "&lt;script&gt;alert(&#39;titre&#39;)&lt;/script&gt;" in page.text
    assert "{{ 7*7 }}" in page.text
    hits, feed = client.get("/?q=palmyre"), client.get("/search.rss?q=palmyre")
    assert len(hits.content) < 100_000
    for each in (page, hits, feed, client.get("/stats")):
        assert each.status_code == 200
        assert "\x1b" not in each.text
        assert "\x00" not in each.text
    ElementTree.fromstring(feed.text)


def test_a_token_is_wanted_everywhere_but_at_the_door(client_of):
    client = client_of(token=TOKEN)
    for address in ("/", "/search.json", "/export.csv?q=*", "/openapi.json", "/nowhere", "/saved"):
        assert client.get(address).status_code in (401, 404)
    assert client.get("/search.json").headers["www-authenticate"] == "Bearer"
    assert client.get("/health.json").status_code == 200
    assert client.get("/login").status_code == 200
    for wrong in (f"Bearer {TOKEN}x", "Bearer ", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        headers = {"authorization": wrong.encode("latin-1")}
        assert client.get("/search.json", headers=headers).status_code == 401
    headers = {"authorization": f"bearer {TOKEN}"}
    assert client.get("/search.json", headers=headers).status_code == 200


def test_readers_of_feeds_send_the_token_as_a_password(client_of, served):
    client = client_of(token=TOKEN)
    asked_for = client.get("/search.rss?q=raids").headers["www-authenticate"]
    assert asked_for.startswith('Bearer, Basic realm="searchnews"')
    for auth, status in (
        (("", TOKEN), 200), (("flux", TOKEN), 200), (("flux", "faux"), 401), ((TOKEN, ""), 401),
    ):  # fmt: skip
        assert client.get("/search.rss?q=raids", auth=auth).status_code == status
    for wrong in ("Basic", "Basic ", "Basic é", "Basic ////", "Basic /w=="):
        headers = {"authorization": wrong.encode("latin-1")}
        assert client.get("/search.rss", headers=headers).status_code == 401


def test_people_type_the_token_once(client_of):
    client = client_of(token=TOKEN)
    assert client.post("/login", data={"token": "faux"}).status_code == 401
    let_in = client.post("/login", data={"token": f" {TOKEN} "})
    assert let_in.status_code == 303
    cookie = let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/?q=palmyre").status_code == 200


def test_a_ticket_lets_one_browser_in(client_of):
    client = client_of(token=TOKEN)
    ticket = client.application.door.tokens.ticket
    assert client.get("/login?ticket=faux").status_code == 401
    let_in = client.get(f"/login?ticket={ticket}")
    assert let_in.status_code == 303
    client.cookies.clear()
    assert client.get(f"/login?ticket={ticket}").status_code == 401


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://127.0.0.1:8080"}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8080"}, False),
    ],
)
def test_pages_of_other_sites_change_nothing(client_of, headers, allowed):
    answer = client_of(token=TOKEN).post("/login", data={"token": TOKEN}, headers=headers)
    assert answer.status_code == (303 if allowed else 403)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_what_is_only_read_is_not_written_to(client, method):
    answer = client.request(method, "/search.json")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_form_may_not_be_large(client_of):
    answer = client_of(token=TOKEN).post("/login", data={"token": "a" * 300_000})
    assert answer.status_code == 413
    assert "262\u202f144 octets" in answer.text


def test_a_visitor_may_come_so_often_and_is_told_the_limit(client_of):
    client = client_of(visits_per_minute=3)
    statuses = [client.get("/robots.txt").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = client.get("/search.json")
    assert "more than 3 requests a minute" in answer.json()["detail"]
    assert answer.headers["retry-after"] == "60"


def test_visits_come_back_with_time_and_visitors_are_forgotten():
    now = [0.0]
    visits = Visits(60, clock=lambda: now[0])
    for _ in range(60):
        visits.count("a")
    now[0] = 1.0
    visits.count("a")
    with pytest.raises(Exception, match="60 requests"):
        visits.count("a")
    visits.count("b")


def test_a_server_says_what_is_wrong_with_its_host_or_port(served):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=f"cannot listen at port {port}"):
            serve(served, Settings(), Listening(port=port), say=print)
    with pytest.raises(InvalidArgumentError, match="there is no host"):
        serve(served, Settings(), Listening(host="nulle.part.invalid"), say=print)


def test_below_a_path_of_a_proxy_all_addresses_have_it(client_of):
    client = client_of(root_path="/presse")
    for address in ("/presse/?q=palmyre", "/?q=palmyre"):  # proxies may leave it out
        page = client.get(address).text
        links = re.findall(r'(?:src|href|action)="(/[^"]*)"', page)
        assert links
        assert [link for link in links if not link.startswith("/presse/")] == []
    assert threading.active_count() < 50


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/timeline/?q=Palmyre&from=2015", "/timeline?q=Palmyre&from=2015"),
        ("/search/?q=d%C3%A9j%C3%A0", "/search?q=d%C3%A9j%C3%A0"),
        ("/search.json/?q=*", "/search.json?q=*"),
        ("/article/palmyre/", "/article/palmyre"),
        ("/article/d%C3%A9p%2Fche//?q=a", "/article/d%C3%A9p/che?q=a"),
        ("/saved//", "/saved"),
        ("/%0d%0aset-cookie:a/", None),
        ("//presse.example/", None),
        ("//presse.example/timeline/", None),
        ("/\\presse.example/", None),
        ("/%5Cpresse.example/", None),
        ("/%2F%2Fpresse.example/", None),
        ("/static/style.css/", None),
        ("/nulle-part/", None),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without_it(client_of, address, location):
    """And never to another server."""
    for client, root in ((client_of(), ""), (client_of(root_path="/presse"), "/presse")):
        answer = client.get(f"http://127.0.0.1:8080{root}{address}")
        if location is None:
            assert answer.status_code in (400, 404)
            assert "location" not in answer.headers
        else:
            assert answer.status_code == 308
            assert answer.headers["location"] == f"{root}{location}"


def test_what_is_sent_to_an_address_with_a_slash_is_sent_on(client):
    for address in ("/saved", "/saved/palmyre/remove"):
        answer = client.post(f"{address}/", data={"q": "raids"})
        assert (answer.status_code, answer.headers["location"]) == (308, address)


def test_an_article_whose_id_ends_in_a_slash_is_read(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([Article(id="https://presse.example/12/", title="Viaduc")])
        with visitor(index) as client:
            page = client.get("/article/https%3A%2F%2Fpresse.example%2F12%2F")
    assert page.status_code == 200
    assert "<h1>Viaduc</h1>" in page.text
