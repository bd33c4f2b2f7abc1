"""E-books: issues of newspapers, exports of readers, books."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article
from ingest.samples import zipped

P1 = "Les habitants ont traversé la rivière à pied, vendredi matin."
P2 = "La mairie promet que les voitures suivront."
XHTML = (
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
)


def page(html):
    return f"{XHTML}{html}</body></html>"


def epub(pages, contents, metadata="", ncx=True, **members):
    """An e-book of pages by their names, with a table of contents in XML."""
    nav = "toc.ncx" if ncx else "nav.xhtml"
    kind = "application/x-dtbncx+xml" if ncx else "application/xhtml+xml"
    items = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"{metadata}</metadata><manifest>{items}"
        f'<item id="nav" href="{nav}" media-type="{kind}" properties="{"" if ncx else "nav"}"/>'
        f'</manifest><spine toc="nav">{spine}</spine></package>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/c.opf"/>'
            "</rootfiles></container>",
            "O/c.opf": package,
            f"O/{nav}": contents,
            **{f"O/{name}": page(html) for name, html in pages.items()},
            **members,
        }
    )


def point(title, src, *inside):
    return (
        f"<navPoint><navLabel><text>{title}</text></navLabel><content src='{src}'/>"
        f"{''.join(inside)}</navPoint>"
    )


def ncx(*points):
    return f'<ncx xmlns="urn:ncx"><navMap>{"".join(points)}</navMap></ncx>'


ISSUE = epub(
    {
        "cover.xhtml": "<img src='a.jpg'/><p>Le Courrier du Val</p>",
        "feed.xhtml": "<h1>Vallée</h1><p><a href='a.xhtml'>Le pont rouvre ce vendredi</a></p>",
        "a.xhtml": f"<h2>Le pont rouvre</h2><p>Par Jeanne Martin</p><p>{P1}</p>",
        "a 2.xhtml": f"<p>{P2}</p>",
        "b.xhtml": "<h2>Une crue</h2><p>L'eau&nbsp;monte &agrave; N&icirc;mes &amp; au Val.</p>",
    },
    ncx(
        point(
            "Vallée", "feed.xhtml", point("Le pont rouvre", "a.xhtml"), point("Une crue", "b.xhtml")
        )
    ),
    "<dc:title>Le Courrier du Val [ven. 18 sept. 2015]</dc:title><dc:language>fr</dc:language>"
    "<dc:date>2015-09-18T05:00:00+00:00</dc:date><dc:creator>calibre</dc:creator>"
    '<meta name="calibre:publication_type" content="periodical:unknown:Le Courrier"/>',
)


@pytest.mark.parametrize("name", ["a.epub", "a.zip", "a"])
def test_an_issue(name):
    first, second = read(name, ISSUE).articles
    assert fields(first, "title", "section", "source", "date", "authors", "language") == (
        "Le pont rouvre", "Vallée", "Le Courrier du Val", "2015-09-18T05:00:00+00:00",
        ("Jeanne Martin",), "fr",
    )  # fmt: skip
    assert first.body == f"{P1}\n\n{P2}"
    assert second.body == "L'eau monte à Nîmes & au Val."


def test_a_book_with_several_chapters_a_page():
    html = f"<p>Titre</p><h2 id='un'>Un</h2><p>{P1}</p><div id='deux'><p>{P2}</p></div>"
    nav = (
        f"{XHTML}<nav epub:type='page-list'><ol><li><a href='b.xhtml'>1</a></li></ol></nav>"
        "<nav xmlns:epub='urn:e' epub:type='toc'><ol><li><span>I</span><ol>"
        "<li><a href='b.xhtml#un'>Un</a></li><li><a href='b.xhtml#deux'>Deux</a></li></ol></li>"
        "</ol>"
        "</nav></body></html>"
    )
    metadata = "<dc:title>Le Val</dc:title><dc:creator>Zoé Roy</dc:creator><dc:date>2020</dc:date>"
    first, second = read("a.epub", epub({"b.xhtml": html}, nav, metadata, ncx=False)).articles
    assert fields(first, "title", "section", "body", "authors") == ("Un", "I", P1, ("Zoé Roy",))
    assert fields(second, "title", "body", "date", "source", "extra") == (
        "Deux", P2, None, None, {"book": "Le Val"},
    )  # fmt: skip


def test_without_contents_a_page_is_an_article():
    data = epub({"a.xhtml": f"<h1>Le pont</h1><p>{P1}</p>", "b.xhtml": f"<p>{P2}</p>"}, "")
    first, second = read("a.epub", data).articles
    assert fields(first, "title", "body") == ("Le pont", P1)
    assert second.body == P2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ISSUE[:500], "damaged or cut short"),
        (zipped({"mimetype": "application/epub+zip"}), "no list of its contents"),
        (epub({"a.xhtml": "<img src='a.jpg'/>"}, ""), "are its pages pictures?"),
        (epub({}, "", **{"META-INF/encryption.xml": "<encryption/>"}), "it is protected"),
    ],
)
def test_reasons(data, reason):
    assert reason in read("a.epub", data).reason


def test_a_bomb_is_given_up():
    made = io.BytesIO(ISSUE)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bombe", b"\0" * (300 << 20))
    assert "grows to more than" in read("a.epub", made.getvalue()).reason


def test_paths_stay_in_the_book(tmp_path):
    (tmp_path / "secret.xhtml").write_text(page("<p>secret</p>"))
    data = epub({"../../../secret.xhtml": f"<p>{P1}</p>"}, ncx(point("a", "/../secret.xhtml")))
    result = read("a.epub", data, folder=tmp_path)
    assert "secret" not in "".join(article.body for article in result.articles)


@settings(max_examples=40)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(ISSUE)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.epub", bytes(whole[: data.draw(st.integers(1, len(whole)))]))


def test_an_article_of_one_page():
    data = epub(
        {"a.xhtml": f"<h1>Le pont</h1><p>{P1}</p>"}, ncx(point("Le pont rouvre", "a.xhtml"))
    )
    assert the_article("a.epub", data).title == "Le pont rouvre"
