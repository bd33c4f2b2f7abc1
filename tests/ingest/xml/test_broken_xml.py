"""What is read of XML whose tags do not match, which ends too early, or which HTML would be."""

import re
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest import samples
from ingest.reading import fields, read, the_article

from searchnews.ingest.xml.balanced_tags import balanced

NITF = (
    '<?xml version="1.0"?>\n<nitf><head><docdata><doc-id id-string="val-{0}"/></docdata></head>'
    "<body><body.head><hedline><hl1>Le pont rouvre</hl1></hedline><byline>Par Zoé Roy</byline>"
    "</body.head><body.content><p>Les habitants ont traversé.</p><p>La <em>mairie</em> promet.</p>"
    "</body.content></body></nitf>"
)
BODY = "Les habitants ont traversé.\n\nLa mairie promet."
METS = (
    '<mets xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<dmdSec ID='D'><mods><titleInfo><title>Le Val</title></titleInfo></mods></dmdSec>"
    '<fileSec><file ID="A1"><FLocat xlink:href="1.xml"/></file></fileSec>'
    '<structMap TYPE="LOGICAL"><div TYPE="NEWSPAPER"><div TYPE="ARTICLE" LABEL="Le pont">'
    '<fptr><area FILEID="A1" BEGIN="B1"/></fptr></div><div TYPE="ARTICLE" LABEL="La gare">'
    '<fptr><area FILEID="A1" BEGIN="B2"/></fptr></div></div></structMap></mets>'
)
ALTO = (
    "<alto><Layout><Page><PrintSpace>"
    '<TextBlock ID="B1"><TextLine><String CONTENT="Rouvert."/></TextLine></TextBlock>'
    '<TextBlock ID="B2"><TextLine><String CONTENT="Vendue."/></TextLine></TextBlock>'
    "</PrintSpace></Page></Layout></alto>"
)
FEED = (
    "<rss><channel><title>Le Val</title><item><title>Un</title><description>Texte un.</description>"
    "</item><item><title>Deux</title><description>Texte deux.</description></item>"
    "<item><title>Trois</title><description>Texte trois.</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("<b><p>Un<p>Deux</p></b>", "<b><p>Un</p><p>Deux</p></b>"),
        ("<b><p>Un</i></p></b>", "<b><p>Un</p></b>"),
        ("<b><p>Un <em>deux</p></b>", "<b><p>Un <em>deux</em></p></b>"),
        (
            "<c><i><t>1<i><t>2</t></i><i>3</i></c>",
            "<c><i><t>1</t></i><i><t>2</t></i><i>3</i></c>",
        ),
        (
            "<d><d>1</d><d>2</d></d><p><d><i/>3<d>4</d></p>",
            "<d><d>1</d><d>2</d></d><p><d><i/>3<d>4</d></d></p>",
        ),
        ("<b><p>Un", "<b><p>Un</p></b>"),
        ("<b x=1 y='2' x=\"3\">Un<br/></b>", '<b x="1" y="2">Un<br/></b>'),
        ("<b t='l'eau'>Un</b>", '<b t="l">Un</b>'),
        ("<b><![CDATA[<i>]]></b>", "<b><![CDATA[<i>]]></b>"),
        ("<b>Un<!-- <i> </b>", "<b>Un</b>"),
        ("<!DOCTYPE b [<!ELEMENT b ANY>]><b>Un", "<!DOCTYPE b [<!ELEMENT b ANY>]><b>Un</b>"),
    ],
)
def test_each_element_gets_an_end(broken, mended):
    assert balanced(broken).text == mended


def test_what_was_wrong_is_known():
    assert balanced("<b>\n<i></b></u>")[1:] == (2, ("i", 2), None, 1)
    assert balanced("<b><i>")[1:] == (0, None, "i", 1)
    assert balanced("<b/><i/>").roots == 2


TREES = st.recursive(
    st.text("ab é", max_size=5),
    lambda inside: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["p", "div", "em"]),
        st.lists(inside, max_size=4),
    ),
    max_leaves=12,
)


def test_an_element_does_not_end_inside_another_that_has_its_end():
    broken = "<root><p><div><p>Un</p><p>Deux</p></div></root>"
    assert balanced(broken).text == "<root><p><div><p>Un</p><p>Deux</p></div></p></root>"


@given(TREES, st.lists(st.integers(0, 200), max_size=4))
def test_whatever_is_lost_the_rest_is_xml_with_its_text_in_order(inside, lost):
    whole = f"<root>{inside}</root>"
    assert balanced(whole).text == whole
    tags = list(re.finditer("<[^>]*>", whole))
    broken = whole
    for tag in sorted({tags[n % len(tags)].span() for n in lost}, reverse=True):
        broken = broken[: tag[0]] + broken[tag[1] :]
    root = ElementTree.fromstring(f"<all>{balanced(broken).text}</all>")
    assert "".join(root.itertext()) == re.sub("<[^>]*>", "", whole)


@pytest.mark.parametrize("lost", ["</hl1>", "</hedline>", "</body.head>", "</em>", "</docdata>"])
def test_a_wire_without_one_of_its_ends_is_read_whole(lost):
    article = the_article("a.xml", NITF.format(1).replace(lost, ""))
    assert fields(article, "id", "title", "body") == ("val-1", "Le pont rouvre", BODY)
    assert article.authors == ("Zoé Roy",)
    (problem,) = read("a.xml", NITF.format(1).replace(lost, "")).problems
    assert problem.message.startswith("line 2: the XML is broken here: the tags <")


@pytest.mark.parametrize("name", ["NEWSML", "ALTO", "TEI", "FACTIVA_XML"])
def test_whichever_end_is_lost_it_is_said_and_little_is_lost(name):
    sample = getattr(samples, name)
    ends = list(re.finditer("</[^>]*>", sample))
    whole = words_in(read("a.xml", sample))
    complete = 0
    for end in ends:
        found = read("a.xml", sample[: end.start()] + sample[end.end() :])
        assert any("broken here" in reason or "cut short" in reason for reason in found.reasons)
        complete += words_in(found) >= whole
    assert complete >= 0.8 * len(ends)


def words_in(found):
    texts = (f"{article.lead or ''} {article.body}" for article in found.articles)
    return sum(len(text.split()) for text in texts)


def test_of_a_wire_that_was_cut_short_it_is_said():
    articles, (problem,), reason = read("a.xml", NITF.format(1)[:-60])
    assert (articles[0].title, reason) == ("Le pont rouvre", None)
    assert problem.lost
    assert (
        problem.reason == "the file ends inside <body.content>, and so was cut short; get it again"
    )


def test_entities_and_signs_of_html_are_read_and_nothing_is_said():
    text = NITF.format(1).replace("La <em>", "Dupont & Fils, d&eacute;&ccedil;u &lt; <em>")
    assert the_article("a.xml", text).body.endswith("Dupont & Fils, déçu < mairie promet.")
    with_type = text.replace("<nitf>", '<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf>')
    assert "déçu" in the_article("a.xml", with_type).body
    assert not read("a.xml", text).problems


def test_several_documents_in_one_file_are_all_read():
    found = read("a.xml", NITF.format(1) + "\n" + NITF.format(2))
    assert [article.id for article in found.articles] == ["val-1", "val-2"]
    assert not found.reasons


@pytest.mark.parametrize(
    "lost", ["</item><item>", "</description></item>", "</title><description>", "</title>"]
)
def test_no_item_of_a_feed_is_lost_but_the_one_that_is_broken(lost):
    broken = FEED.replace(lost, "<item>" if lost.endswith("<item>") else "", 1)
    found = read("a.xml", broken)
    assert [article.title for article in found.articles][-2:] == ["Deux", "Trois"]
    assert len(found.articles) == 3
    assert "broken here" in found.reasons[0]


def test_an_issue_without_an_end_of_a_division_loses_nothing(tmp_path):
    (tmp_path / "1.xml").write_text(ALTO)
    at = METS.index("</div><div TYPE")
    found = read("mets.xml", METS[:at] + METS[at + 6 :], folder=tmp_path)
    texts = "\n".join(f"{article.title} {article.body}" for article in found.articles)
    assert "Rouvert." in texts
    assert "Vendue." in texts
    assert "broken here" in found.reasons[0]


def test_a_page_of_an_issue_that_was_cut_short_is_named(tmp_path):
    (tmp_path / "1.xml").write_text(ALTO[: ALTO.index('<TextBlock ID="B2"')])
    found = read("mets.xml", METS, folder=tmp_path)
    assert [article.body for article in found.articles] == ["Rouvert."]
    (reason,) = found.reasons
    assert reason.startswith("1.xml: the file ends inside <PrintSpace>, and so was cut short")


@pytest.mark.parametrize(
    "hostile",
    ["<a>" * 100_000, "<a b='" * 100_000, "<!--" * 100_000, "</a>" * 100_000, "<a><b></a>" * 50_000]
    + ["<" + "".join(f"<t{n}>" for n in range(100_000)), "<!DOCTYPE [" * 100_000],
    ids=range(7),
)
def test_hostile_tags_take_linear_time(hostile):
    began = time.process_time()
    balanced(hostile)
    once = time.process_time() - began
    began = time.process_time()
    balanced(hostile * 4)
    assert time.process_time() - began < 4 * (4 * once + 0.5)
