"""METS with ALTO: how articles are tied to pages, who wrote them, what the newspaper is called."""

import gzip

import pytest
from ingest.reading import all_of

from searchnews.errors import UnreadableFileError

BLOCKS = {"B1": "LE PONT", "B2": "La rivière monte.", "B3": "Vins du Val."}
ALTO = (
    '<alto><Layout><Page ID="P1"><PrintSpace>'
    + '<ComposedBlock ID="C1">{}{}</ComposedBlock>{}'.format(
        *(
            f'<TextBlock ID="{name}"><TextLine><String CONTENT="{text}"/></TextLine></TextBlock>'
            for name, text in BLOCKS.items()
        )
    )
    + "</PrintSpace></Page></Layout></alto>"
)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
FILES = '<fileSec><file ID="A1"><FLocat xlink:href="0001.xml"/></file></fileSec>'
TITLE = "<titleInfo><title>Le pont de Valmont</title></titleInfo>"


def area(begin, end=""):
    ends = f'BEGIN="{begin}"' + (f' END="{end}"' if end else "") if begin else ""
    return f'<fptr><area FILEID="A1" {ends}/></fptr>'


def described(article=TITLE, paper="Le Courrier du Val"):
    return (
        f'<dmdSec ID="D1"><mods><titleInfo><title>{paper}</title></titleInfo>'
        f"<dateIssued>1915-09-18</dateIssued></mods></dmdSec><dmdSec ID='D2'><mods>{article}</mods>"
        "</dmdSec>"
    )


def issue(areas, label="", description=None):
    return (
        f"<mets {XLINK}>{described() if description is None else description}{FILES}"
        '<structMap TYPE="LOGICAL"><div TYPE="Newspaper" DMDID="D1">'
        f'<div TYPE="ARTICLE" LABEL="{label}" DMDID="D2">{areas}</div></div></structMap></mets>'
    )


@pytest.fixture
def read(tmp_path):
    """Reads a METS file next to a page, and the page."""

    def read(mets, page="0001.xml"):
        data = ALTO.encode()
        (tmp_path / page).write_bytes(gzip.compress(data) if page.endswith(".gz") else data)
        (tmp_path / "issue.xml").write_text(mets)
        return all_of(tmp_path / "issue.xml"), all_of(tmp_path / page)

    return read


@pytest.mark.parametrize("page", ["0001.xml", "0001.xml.gz"])
def test_pages_may_be_compressed(read, page):
    (article,), (problem,) = read(issue(area("B2")), page)
    assert (article.title, article.body) == ("Le pont de Valmont", "La rivière monte.")
    assert (problem.reason, problem.may_hide_articles) == ("a page of issue.xml", False)


@pytest.mark.parametrize(
    ("areas", "body"),
    [
        (area("B2"), "La rivière monte."),
        (area("C1"), "LE PONT\n\nLa rivière monte."),
        (area("B2", "B3"), "La rivière monte.\n\nVins du Val."),
        (area("P1"), "LE PONT\n\nLa rivière monte.\n\nVins du Val."),
        (area(""), "LE PONT\n\nLa rivière monte.\n\nVins du Val."),
    ],
)
def test_an_area_is_a_block_several_or_a_page(read, areas, body):
    (article,), (problem,) = read(issue(areas))
    assert article.body == body
    assert problem.reason == "a page of issue.xml"


LINKS = {
    "links": '<smLink xlink:from="#L2" xlink:to="#P2"/>',
    "links back": '<smLink xlink:from="#P2" xlink:to="#L2"/>',
    "groups": '<smLinkGrp><smLocatorLink xlink:href="#L2" xlink:label="article"/>'
    '<smLocatorLink xlink:href="#P2" xlink:label="page1 area1"/>'
    '<smArcLink xlink:from="article" xlink:to="page1 area1"/></smLinkGrp>',
}


AREA = f'<div ID="P2" TYPE="pageArea">{area("B2")}</div>'


def linked(links, physical=AREA):
    return (
        f'<mets {XLINK} LABEL="Le Courrier du Val, no. 12, 1915-09-18">{FILES}'
        '<structMap TYPE="LOGICAL"><div ID="L1" TYPE="NewspaperIssue">'
        '<div ID="L2" TYPE="ARTICLE" LABEL="Le pont"/></div></structMap><structMap TYPE="PHYSICAL">'
        f'<div ID="P1" TYPE="page"><fptr FILEID="A1"/>{physical}</div></structMap>'
        f"<structLink>{links}</structLink></mets>"
    )


@pytest.mark.parametrize("links", LINKS.values(), ids=LINKS)
def test_articles_may_be_tied_to_areas_by_links(read, links):
    (article,), (problem,) = read(linked(links))
    assert (article.title, article.body) == ("Le pont", "La rivière monte.")
    assert (article.source, article.date) == ("Le Courrier du Val", "1915-09-18")
    assert problem.reason == "a page of issue.xml"


def test_an_article_may_be_tied_to_a_whole_page_of_an_issue_with_areas(read):
    links = '<smLink xlink:from="#L2" xlink:to="#P3"/>'
    (article,), _ = read(
        linked(links, f'<div ID="P2">{area("B2")}</div></div><div ID="P3"><fptr FILEID="A1"/>')
    )
    assert article.body == "\n\n".join(BLOCKS.values())


@pytest.mark.parametrize("links", ["", '<smLink xlink:from="#L2" xlink:to="#P9"/>'])
def test_where_mets_gives_no_article_its_pages_are_articles_of_the_issue(read, links):
    (problem,), (page,) = read(linked(links))
    assert problem.reason.startswith("METS that names no articles; its pages")
    assert page.body == "\n\n".join(BLOCKS.values())
    assert (page.date, page.source) == ("1915-09-18", "Le Courrier du Val")


def test_a_page_of_which_no_article_takes_a_block_is_an_article(tmp_path):
    (tmp_path / "0001.xml").write_text(ALTO)
    (tmp_path / "issue.xml").write_text(issue(area("B99")))
    (page,) = all_of(tmp_path / "0001.xml")
    assert page.body == "\n\n".join(BLOCKS.values())
    with pytest.raises(UnreadableFileError, match="names blocks that its pages do not have"):
        all_of(tmp_path / "issue.xml")


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ('<name><namePart type="given">Jeanne</namePart><namePart type="family">Martin</namePart>'
         "</name>", ("Jeanne Martin",)),
        ('<name><namePart type="family">Martin</namePart><namePart type="given">Jeanne</namePart>'
         '<namePart type="date">1870-1931</namePart></name>', ("Jeanne Martin",)),
        ("<name><namePart>Martin, Jeanne</namePart></name>"
         "<name><namePart>Zoé Roy</namePart></name>", ("Martin, Jeanne", "Zoé Roy")),
        ("<name><namePart>Luc Roy</namePart><role><roleTerm>ill</roleTerm></role></name>", ()),
        ("<name><namePart>Luc Roy</namePart><role><roleTerm>Author</roleTerm></role></name>",
         ("Luc Roy",)),
    ],
)  # fmt: skip
def test_an_author_has_one_name(read, names, authors):
    (article,), _ = read(issue(area("B2"), description=described(TITLE + names)))
    assert article.authors == authors


@pytest.mark.parametrize("unknown", ["UNKNOWN", "Unknown", "[Sans titre]", "Untitled Article"])
def test_a_word_for_no_title_is_none(read, unknown):
    title = f"<titleInfo><title>{unknown}</title></titleInfo>"
    (article,), _ = read(issue(area("B2"), label=unknown, description=described(title)))
    assert article.title is None


HOST = "<relatedItem type='host'><titleInfo><title>La Feuille</title></titleInfo></relatedItem>"


@pytest.mark.parametrize(
    ("description", "source"),
    [
        (described(), "Le Courrier du Val"),
        (described(TITLE + HOST, paper="UNKNOWN"), "La Feuille"),
        (described(TITLE + HOST, paper="1915-09-18 (no 12)"), "La Feuille"),
    ],
)
def test_the_source_is_the_newspaper_not_the_title_of_an_issue_or_an_article(
    read, description, source
):
    (article,), _ = read(issue(area("B2"), description=description))
    assert article.source == source


def test_advertisements_that_are_in_a_body_are_units_of_their_own(read):
    inside = "".join(f'<div TYPE="ADVERTISEMENT">{area(block)}</div>' for block in ("B1", "B3"))
    mets = issue(area("B2")).replace("</div></div>", f'</div><div TYPE="BODY">{inside}</div></div>')
    articles, _ = read(mets)
    assert [each.body for each in articles] == ["La rivière monte.", "LE PONT", "Vins du Val."]


def test_a_name_that_nobody_has_filled_in_is_none(read):
    placeholder = "DOCUMENT_TITLE_PLACEHOLDER"
    mets = issue(area("B2"), description="").replace("<mets ", f'<mets LABEL="{placeholder}" ')
    (article,), _ = read(
        mets.replace('TYPE="Newspaper"', f'TYPE="Newspaper" LABEL="{placeholder}"')
    )
    assert (article.source, "issue" in article.extra) == (None, False)


@pytest.mark.parametrize(
    ("label", "title"),
    [("LE PON...", "LE PONT"), ("Le po…", "LE PONT"), ("Suite...", "Suite..."), ("Le", "Le")],
)
def test_a_title_that_a_label_cuts_is_the_printed_one(read, label, title):
    heading = f'<div TYPE="HEADING"><div TYPE="TITLE">{area("B1")}</div></div>'
    (article,), _ = read(issue(f"{heading}<div TYPE='BODY'>{area('B2')}</div>", label, ""))
    assert (article.title, article.body) == (title, "La rivière monte.")
