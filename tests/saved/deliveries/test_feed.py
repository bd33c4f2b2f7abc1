"""Feeds: well-formed, with stable ids, and never over a file of somebody else."""

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved.messages import message, new_article, parcel

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.ingest.web.feeds import read as read_feed
from searchnews.saved.deliveries import feed
from searchnews.saved.message import MOST_ARTICLES

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FIRST = message(new_article("a1"), new_article("a2", url=None, title=None), number=1)
SECOND = message(new_article("a3", section="Météo"), number=2, made="2026-02-04T08:00:00+00:00")


def atom(*messages, **options):
    return ElementTree.fromstring(feed.feed(messages, is_rss=False, **options))


def rss(*messages):
    return ElementTree.fromstring(feed.feed(messages, is_rss=True)).find("channel")


def test_atom_has_what_the_format_demands():
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    root = atom(SECOND, FIRST)
    assert root.find("a:id", ATOM).text == f"urn:uuid:{FIRST.feed_id}"
    assert root.find("a:title", ATOM).text == "crues"
    assert root.find("a:updated", ATOM).text == "2026-02-04T08:00:00Z"
    assert root.find("a:author/a:name", ATOM).text
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == 3
    for entry in entries:
        assert entry.find("a:id", ATOM).text.startswith("urn:uuid:")
        assert entry.find("a:title", ATOM).text
        assert entry.find("a:updated", ATOM).text.endswith("Z")
        content = entry.find("a:content", ATOM)
        assert content.get("type") == "html"
        assert "crue</mark> &lt;soudaine&gt;" in content.text
        assert "matched: Crue, soudaine" in content.text
    assert entries[0].find("a:category", ATOM).get("term") == "Météo"
    assert entries[0].find("a:link", ATOM).get("href") == "https://exemple.fr/a1?x=1&y=2"
    assert entries[2].find("a:link", ATOM) is None


def test_rss_has_what_the_format_demands():
    channel = rss(SECOND, FIRST)
    assert [channel.find(name).text for name in ("title", "description")] == ["crues", "crue"]
    assert channel.find("link").text
    items = channel.findall("item")
    assert [item.find("guid").get("isPermaLink") for item in items] == ["false"] * 3
    assert parsedate_to_datetime(items[0].find("pubDate").text).isoformat() == SECOND.made
    assert items[0].find("link").text == "https://exemple.fr/a1?x=1&y=2"


def test_an_article_has_one_id_in_every_format_and_every_time():
    of_atom = [each.text for each in atom(SECOND, FIRST).findall("a:entry/a:id", ATOM)]
    of_rss = [each.text for each in rss(SECOND, FIRST).findall("item/guid")]
    assert of_atom == of_rss == [f"urn:uuid:{name}" for name in (*SECOND.ids, *FIRST.ids)]
    assert len(set(of_atom)) == 3


def test_an_article_that_was_sent_again_stands_in_it_once():
    changed = message(new_article("a1", title="Crue, suite"), number=3)
    titles = [each.text for each in atom(changed, FIRST).findall("a:entry/a:title", ATOM)]
    assert titles == ["Crue, suite", "(without a title)"]


def test_the_newest_articles_fit():
    assert len(atom(SECOND, FIRST, most=2).findall("a:entry", ATOM)) == 2
    assert feed.MOST_ARTICLES <= MOST_ARTICLES


@given(st.text(), st.text())
def test_any_article_makes_a_well_formed_feed(title, word):
    odd = new_article(title=title, url=f"http://{word}", section=word, source=title)
    for is_rss in (False, True):
        ElementTree.fromstring(feed.feed([message(odd, search="x", query=title)], is_rss=is_rss))


@pytest.mark.parametrize("name", ["crues.atom", "crues.xml", "crues.rss", "CRUES.RSS"])
def test_a_feed_is_written_anew_with_each_message(tmp_path, name):
    path = tmp_path / name
    feed.check_target(str(path))
    feed.deliver(str(path), parcel(FIRST))
    feed.deliver(str(path), parcel(FIRST, SECOND))
    content = path.read_bytes()
    assert content.count(b"urn:uuid:") >= 4
    assert (b"<rss" in content) == (path.suffix.lower() == ".rss")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_feed_can_be_indexed():
    assert callable(read_feed)


def test_a_file_that_is_no_feed_of_ours_is_kept(tmp_path):
    path = tmp_path / "blog.atom"
    path.write_text("<feed><generator>autre</generator></feed>")
    with pytest.raises(InvalidArgumentError, match="exists and is no feed by searchnews"):
        feed.check_target(str(path))
    with pytest.raises(DeliveryError, match="no feed by searchnews any more"):
        feed.deliver(str(path), parcel())
    assert "autre" in path.read_text()


@pytest.mark.parametrize(
    ("name", "message"), [("crues.txt", "is no feed"), ("absent/crues.atom", "there is no folder")]
)
def test_a_file_that_can_be_no_feed_is_refused(tmp_path, name, message):
    with pytest.raises(InvalidArgumentError, match=message):
        feed.check_target(str(tmp_path / name))


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(DeliveryError, match="could not be written"):
        feed.deliver(str(tmp_path / "absent" / "crues.atom"), parcel())


def test_a_link_to_a_feed_stays_a_link(tmp_path):
    (tmp_path / "site").mkdir()
    link = tmp_path / "crues.atom"
    link.symlink_to(tmp_path / "site" / "crues.atom")
    feed.deliver(str(link), parcel())
    assert link.is_symlink()
    assert (tmp_path / "site" / "crues.atom").read_bytes().startswith(b"<?xml")
