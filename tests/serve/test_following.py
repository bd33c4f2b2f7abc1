"""What is new in saved searches: for each browser, for programs, and for readers of feeds."""

import re
import shutil
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from serve.visitor import visitor

import searchnews
from searchnews import Article
from searchnews.serve.settings import Settings
from searchnews.storage.saved.records import Delivery

ATOM = "{http://www.w3.org/2005/Atom}"


def crue(name, **fields):
    return Article(id=name, title=f"Crue {name}", body="Une crue de la Sorne.", **fields)


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add([crue("vieux", date="2015-09-18"), Article(id="autre", title="Rien")])
        index.saved.add("crues", "crue")
        yield index


@pytest.fixture
def browser(index):
    with visitor(index) as client:
        yield client


@pytest.fixture
def other_browser(index):
    with visitor(index) as client:
        yield client


def said_new(client, address="/saved"):
    """The number that a page says to be new; 0 where it says that nothing is."""
    text = client.get(address).text
    found = re.search(r"(\d+)\u00a0nouveau", text)
    assert found or "rien de nouveau" in text
    return int(found[1]) if found else 0


def see(client, name="", address="/saved"):
    """Send the form that marks what a page shows as seen."""
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(address).text)[1]
    return client.post("/seen", data={"name": name, "seen": seen})


def test_what_came_since_is_new_until_it_is_marked_as_seen(index, browser):
    assert said_new(browser) == 0
    index.add([crue("a"), crue("b", date="1995")])
    assert said_new(browser) == 2
    assert said_new(browser) == 2
    page = browser.get("/saved/crues").text
    assert page.index("Crue</mark> b") < page.index("Crue</mark> a") < page.index("Déjà vus")
    assert page.index("Déjà vus") < page.index("Crue</mark> vieux")
    answer = see(browser, "crues", "/saved/crues")
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved/crues")
    assert said_new(browser) == said_new(browser, "/saved/crues") == 0


def test_what_comes_while_somebody_reads_is_not_marked_as_seen(index, browser):
    said_new(browser)
    index.add([crue("a")])
    page = browser.get("/saved/crues").text
    index.add([crue("b")])
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    browser.post("/seen", data={"name": "crues", "seen": seen})
    assert said_new(browser) == 1


def test_one_browser_takes_nothing_from_another(index, browser, other_browser):
    said_new(browser), said_new(other_browser)
    index.add([crue("a")])
    see(browser)
    assert (said_new(browser), said_new(other_browser)) == (0, 1)
    index.saved.run()
    assert said_new(other_browser) == 1


def test_one_search_or_all_are_marked_as_seen(index, browser):
    index.saved.add("sorne", "Sorne")
    said_new(browser)
    index.add([crue("a")])
    see(browser, "sorne", "/saved/sorne")
    assert [said_new(browser, f"/saved/{name}") for name in ("crues", "sorne")] == [1, 0]
    assert see(browser).headers["location"] == "/saved"
    assert said_new(browser, "/saved/crues") == 0


def test_a_page_that_was_opened_earlier_takes_nothing_back(index, browser):
    said_new(browser)
    earlier = browser.get("/saved.json").json()["seen"]
    index.add([crue("a")])
    see(browser)
    browser.post("/seen", data={"seen": earlier})
    assert said_new(browser) == 0


def test_what_was_seen_in_an_index_that_was_restored_is_begun_anew(index, browser, tmp_path):
    kept = tmp_path / "kept"
    shutil.copytree(index.directory, kept)
    said_new(browser)
    index.add([crue("a"), crue("b")])
    see(browser)
    gone = browser.get("/saved.json").json()["seen"]
    with searchnews.open(kept) as restored, visitor(restored) as later:
        later.cookies.update(browser.cookies)
        assert later.post("/seen", data={"seen": gone}).status_code == 400
        said_new(later)
        restored.add([crue("c")])
        assert said_new(later) == 1


def test_a_search_that_a_browser_has_not_seen_begins_when_it_sees_it(index, browser):
    said_new(browser)
    index.add([crue("a")])
    index.saved.add("sorne", "Sorne")
    page = browser.get("/saved").text
    assert page.count('class="badge"') == 1
    index.add([crue("b")])
    assert browser.get("/saved").text.count('class="badge"') == 2
    assert said_new(browser, "/saved/sorne") == 1


def test_one_that_was_removed_and_saved_again_is_another_one(index, browser):
    said_new(browser)
    index.add([crue("a")])
    index.saved.remove("crues")
    index.saved.add("crues", "crue")
    assert said_new(browser) == 0


def test_the_cookie_is_of_this_server_alone_and_no_script_reads_it(index):
    with visitor(index, Settings(root_path="/presse")) as client:
        cookie = client.get("/presse/saved").headers["set-cookie"]
        assert re.match(r"searchnews_seen_[0-9a-f]{8}=\d+:[0-9a-f]{8}; Path=/presse; ", cookie)
        assert "; HttpOnly; SameSite=Lax" in cookie
        assert "Secure" not in cookie
        assert "; Secure" in client.get("https://127.0.0.1/saved").headers["set-cookie"]
        assert "set-cookie" not in client.get("/saved.json").headers


def test_a_cookie_of_many_searches_stays_small_and_keeps_those_seen_last(index):
    for n in range(500):
        index.saved.add(f"s{n:03}", "crue")
    with visitor(index) as client:
        cookie = client.get("/saved").headers["set-cookie"]
        assert 3500 < len(cookie) < 4000
        assert re.search(
            r"retient ce que vous avez vu de 4\d\d recherches", client.get("/saved").text
        )
        index.add([crue("a")])
        assert client.get("/saved").text.count("1\u00a0nouveau") > 400


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "1:", ":aaaaaaaa", "1:aaaaaaa", "1:AAAAAAAA", "9" * 30 + ":aaaaaaaa", "%00", "é" * 9,
     "." * 5000, "1:" + "a" * 9000, "-1:aaaaaaaa", "<script>"],
)  # fmt: skip
def test_a_cookie_that_is_none_of_ours_says_nothing(index, browser, cookie):
    name = f"searchnews_seen_{index.saved.index_id}"
    sent = {"cookie": f"{name}={cookie}".encode()}
    index.add([crue("a")])
    answer = browser.get("/saved", headers=sent)
    assert answer.status_code == 200
    assert "rien de nouveau" in answer.text
    assert name in answer.headers["set-cookie"]
    assert browser.get("/saved/crues", headers=sent).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "0badcafe-1", "12345678-99999999999999999999"])
def test_what_was_never_said_cannot_be_seen(browser, seen):
    answer = browser.post("/seen", data={"seen": seen})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


def test_of_no_saved_search_nothing_is_seen(index, browser):
    seen = browser.get("/saved.json").json()["seen"]
    answer = browser.post("/seen", data={"seen": seen, "name": "absente"})
    assert answer.status_code == 404


def test_programs_say_what_they_have_seen(index, browser):
    first = browser.get("/saved/crues.json").json()
    assert (first["unseen"], first["total"]) == (None, 1)
    assert [hit["unseen"] for hit in first["hits"]] == [False]
    index.add([crue("a"), crue("b")])
    seen = {"seen": first["seen"]}
    (search,) = browser.get("/saved.json", params=seen).json()["searches"]
    assert search["unseen"] == 2
    page = browser.get("/saved/crues.json", params={**seen, "limit": 1}).json()
    ids = []
    while True:
        ids += [hit["id"] for hit in page["hits"] if hit["unseen"]]
        if page["next_url"] is None:
            break
        page = browser.get(page["next_url"]).json()
    assert ids == ["b", "a"]
    assert browser.get("/saved/crues.json", params={"seen": page["seen"]}).json()["unseen"] == 0
    for address in ("/saved", "/saved/crues"):  # people may be given such an address
        assert said_new(browser, f"{address}?seen={first['seen']}") == 2
    assert browser.get("/saved/crues.json", params={"seen": "x"}).status_code == 400
    assert browser.get("/saved.json", params={"seen": "x"}).status_code == 400
    of_another = browser.get("/saved/crues.json", params={"seen": "0badcafe-1"}).json()
    assert of_another["unseen"] is None


def entries(client, ending="atom"):
    """The ids and titles of a feed, as a reader of feeds has them."""
    answer = client.get(f"/saved/crues.{ending}")
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.content)
    if ending == "rss":
        return [(each.find("guid").text, each.find("title").text) for each in root.iter("item")]
    return [(each.find(f"{ATOM}id").text, each.find(f"{ATOM}title").text)
            for each in root.iter(f"{ATOM}entry")]  # fmt: skip


def test_a_reader_of_feeds_gets_every_article_and_none_twice(index, browser):
    got = {}
    for n in range(12):
        index.add([crue(f"a{n}", date="1995" if n % 3 else None)])
        if n % 4 == 3:
            index.add([Article(id="a0", title="Crue a0, suite", body="Une crue.")])
        if n == 5:
            index.saved.run()
        if n == 8:
            searchnews.rebuild(index.directory)
        for ending in ("atom", "rss"):
            for name, title in entries(browser, ending):
                got.setdefault(name, set()).add(title)
    assert len(got) == 13
    assert sum("Crue a0" in titles for titles in got.values()) == 1
    assert entries(browser, "rss") == entries(browser)


def test_feeds_of_the_page_and_in_files_have_the_same_ids(index, browser, tmp_path):
    index.saved.add("sorne", "Sorne", deliveries=[Delivery("feed", str(tmp_path / "s.atom"))])
    index.add([crue("a")])
    index.saved.run("sorne")
    of_file = ElementTree.fromstring((tmp_path / "s.atom").read_bytes())
    of_page = ElementTree.fromstring(browser.get("/saved/sorne.atom").content)
    assert of_file.find(f"{ATOM}id").text == of_page.find(f"{ATOM}id").text
    first = of_page.find(f"{ATOM}entry/{ATOM}id").text
    assert of_file.find(f"{ATOM}entry/{ATOM}id").text == first


def test_a_feed_says_what_the_formats_demand(index, browser):
    index.add([crue("demain", date="2999-01-01"), crue("flou", date="2015")])
    added = index.saved.find("crues").added
    root = ElementTree.fromstring(browser.get("/saved/crues.atom").content)
    assert root.find(f"{ATOM}title").text == "crues"
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://127.0.0.1:8080/saved/crues",
        "self": "http://127.0.0.1:8080/saved/crues.atom",
    }
    moments = {
        each.find(f"{ATOM}title").text: (
            each.find(f"{ATOM}updated").text,
            each.findtext(f"{ATOM}published"),
        )
        for each in root.iter(f"{ATOM}entry")
    }
    saved_at = added.replace("+00:00", "Z")
    assert moments == {
        "Crue flou": (saved_at, None),
        "Crue demain": ("2999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
        "Crue vieux": (saved_at, "2015-09-18T00:00:00Z"),
    }
    channel = ElementTree.fromstring(browser.get("/saved/crues.rss").content).find("channel")
    dates = [parsedate_to_datetime(each.text) for each in channel.iter("pubDate")]
    assert len(dates) == 3
    link = channel.find("item/link").text
    assert link == "http://127.0.0.1:8080/article/flou?q=crue"
    assert browser.get(link).status_code == 200


def test_browsers_find_the_feeds(browser):
    page = browser.get("/saved/crues").text
    for kind in ("atom", "rss"):
        found = re.search(
            rf'<link rel="alternate" type="application/{kind}\+xml"[^>]*href="([^"]+)"', page
        )
        answer = browser.get(found[1])
        assert answer.headers["content-type"] == f"application/{kind}+xml"


def test_a_feed_that_has_not_changed_is_not_sent_again(index, browser):
    first = browser.get("/saved/crues.atom")
    again = {"if-none-match": first.headers["etag"]}
    assert browser.get("/saved/crues.atom", headers=again).status_code == 304
    index.add([Article(id="sans", title="Rien")])
    assert browser.get("/saved/crues.atom", headers=again).status_code == 304
    index.add([crue("a")])
    assert browser.get("/saved/crues.atom", headers=again).status_code == 200
    index.saved.remove("crues")
    assert browser.get("/saved/crues.atom", headers=again).status_code == 404


def test_pages_lead_on(index, browser):
    index.add([crue(f"a{n:02}") for n in range(25)])
    page = browser.get("/saved/crues").text
    after = re.search(r'rel="next" href="([^"]+)"', page)[1]
    assert after == "/saved/crues?page=2"
    assert 'rel="prev"' in browser.get(after).text
    assert browser.get("/saved/crues?page=2000").status_code == 400
    assert browser.get("/saved/crues?page=99").status_code == 200


def test_below_a_path_of_a_proxy_all_addresses_have_it(index):
    with visitor(index, Settings(root_path="/presse", saving=True)) as client:
        client.get("/presse/saved")
        index.add([crue("a")])
        for address in ("/presse/saved", "/presse/saved/crues", "/saved/crues", "/presse/?q=crue"):
            page = client.get(address).text
            links = re.findall(r'(?:src|href|action)="(/[^"]*)"', page)
            assert [link for link in links if not link.startswith("/presse/")] == []
            assert "<form" in page
        saved = client.post("/presse/saved?lang=en", data={"q": "Sorne"})
        assert saved.headers["location"] == "/presse/saved/Sorne?lang=en"
        feed = client.get("/presse/saved/Sorne.atom").text
        assert 'href="http://127.0.0.1:8080/presse/saved/Sorne.atom"' in feed


def test_links_keep_the_language_and_the_words_searched(index, browser):
    page = browser.get("/saved/crues?lang=en").text
    assert "nothing new" in page
    assert 'href="/article/vieux?q=crue&amp;lang=en"' in page
    assert 'href="/saved/crues?lang=fr"' in page
    assert 'action="/?' not in page


def test_what_was_only_moved_is_not_said_to_be_new(index, browser, tmp_path):
    presse = tmp_path / "presse"
    presse.mkdir()
    said = '{{"id": "{0}", "title": "Crue {0}", "body": "Une crue."}}\n'
    (presse / "a.jsonl").write_text("".join(map(said.format, ("m1", "m2"))))
    index.update(presse)
    assert said_new(browser) == 0
    (presse / "a.jsonl").rename(presse / "z.jsonl")
    (presse / "b.jsonl").write_text(said.format("n1"))
    index.update(presse)
    assert said_new(browser) == said_new(browser, "/saved/crues") == 1
    page = browser.get("/saved/crues").text
    assert len(re.findall(r'<b class="badge">nouveau</b>', page)) == 1
    assert page.count("Déjà vus") == 1
    known = browser.get("/saved/crues.json", params={"seen": "00000000-1"}).json()
    assert not any(hit["unseen"] for hit in known["hits"])
