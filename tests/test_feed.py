"""Feeds as readers of feeds parse them."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchnews.feed import Entry, Feed, atom, rss

ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
MOMENT = datetime(2026, 2, 3, 10, 30, tzinfo=timezone(timedelta(hours=1)))
ENTRY = Entry(
    id="urn:uuid:1",
    title="Crue\n de la  Sorne",
    html="<b>Une</b> crue &amp; plus",
    link="https://exemple.fr/a?x=1&y=2",
    updated=MOMENT,
    published=datetime(2015, 9, 18, tzinfo=UTC),
    authors=("Jeanne Martin", "Paul <Roux>"),
    source="Le Courrier",
    section="Météo",
)
FEED = Feed(
    id="urn:uuid:0",
    title="crues",
    about="crue*",
    entries=(ENTRY, Entry(id="urn:uuid:2", title="Autre", html="", updated=MOMENT)),
    updated=MOMENT,
    page="https://presse.example/saved/crues",
    own="https://presse.example/saved/crues.atom",
    language="fr",
)


def test_atom_says_all_that_is_known():
    root = ElementTree.fromstring(atom(FEED))
    assert root.find(f"{ATOM}id").text == "urn:uuid:0"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links == {"alternate": FEED.page, "self": FEED.own}
    entry, other = root.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Crue de la Sorne"
    assert entry.find(f"{ATOM}updated").text == "2026-02-03T09:30:00Z"
    assert entry.find(f"{ATOM}published").text == "2015-09-18T00:00:00Z"
    assert entry.find(f"{ATOM}content").text == ENTRY.html
    names = [each.text for each in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == list(ENTRY.authors)
    assert other.find(f"{ATOM}published") is None
    assert other.find(f"{ATOM}author") is None


def test_rss_says_all_that_is_known():
    channel = ElementTree.fromstring(rss(FEED)).find("channel")
    assert channel.find("link").text == FEED.page
    assert channel.find(f"{ATOM}link").get("href") == FEED.own
    assert channel.find("language").text == "fr"
    assert parsedate_to_datetime(channel.find("lastBuildDate").text) == MOMENT
    item, _ = channel.findall("item")
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert parsedate_to_datetime(item.find("pubDate").text) == MOMENT
    assert [each.text for each in item.findall(f"{DUBLIN_CORE}creator")] == list(ENTRY.authors)
    assert item.find(f"{DUBLIN_CORE}publisher").text == "Le Courrier"
    assert item.find("description").text == ENTRY.html


def test_rss_may_leave_out_what_is_not_known_and_atom_may_not():
    bare = Feed("urn:uuid:0", "crues", "crue*", (Entry("1", "", ""),))
    channel = ElementTree.fromstring(rss(bare)).find("channel")
    assert channel.find("link").text == "urn:uuid:0"
    assert channel.find("lastBuildDate") is None
    assert channel.find("item/pubDate") is None
    with pytest.raises(ValueError, match="when a feed and its entries were updated"):
        atom(bare)


@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_well_formed_feed(one, two, three):
    entry = ENTRY._replace(
        id=one, title=two, html=three, link=one, authors=(two, three), source=one, section=two
    )
    odd = FEED._replace(title=one, about=two, entries=(entry,), page=three, own=one, language="fr")
    for write in (atom, rss):
        ElementTree.fromstring(write(odd))
