"""Libraries of references: RIS, BibTeX, Zotero, and the pages that are kept with them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

TITLE = "Le pont de Valmont rouvre"
P1 = "Les habitants de Valmont ont de nouveau traversé la rivière à pied, vendredi matin."
P2 = "La mairie promet que les voitures suivront avant la Toussaint, sans dire comment."
VAL = "Le Courrier du Val"
EXPECTED = (
    TITLE,
    P1,
    "2015-09-18",
    VAL,
    ("Jeanne Martin", "Luc de Wit"),
    "https://val.example/pont",
)
FIELDS = ("title", "body", "date", "source", "authors", "url")

RIS = f"""TY  - NEWS
TI  - {TITLE}
AU  - Martin, Jeanne
AU  - de Wit, Luc
T2  - {VAL}
DA  - 2015/09/18/
PY  - 2015
SP  - 4
SE  - Vallée
AB  - {P1}
KW  - pont
KW  - crue
UR  - https://val.example/pont
LA  - fr-FR
ER  -
"""

BIBTEX = f"""
@article{{martin_pont_2015,
    title = {{Le {{pont}} de {{Valmont}} rouvre}},
    author = {{Martin, Jeanne and de Wit, Luc}},
    date = {{2015-09-18}},
    journaltitle = {{{VAL}}},
    pages = {{4}},
    abstract = {{{P1}}},
    keywords = {{pont, crue}},
    langid = {{french}},
    url = {{https://val.example/pont}},
    file = {{Snapshot:files/12/pont.html:text/html}},
}}
"""

NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
    'xmlns:link="http://purl.org/rss/1.0/modules/link/"'
)


def person(surname, given):
    return (
        f"<rdf:li><foaf:Person><foaf:surname>{surname}</foaf:surname>"
        f"<foaf:givenName>{given}</foaf:givenName></foaf:Person></rdf:li>"
    )


ZOTERO = f"""<rdf:RDF {NAMESPACES}>
<bib:Article rdf:about="https://val.example/pont"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
<bib:authors><rdf:Seq>{person("Martin", "Jeanne")}{person("de Wit", "Luc")}</rdf:Seq></bib:authors>
<dcterms:isReferencedBy rdf:resource="#item_9"/><link:link rdf:resource="#item_12"/>
<dc:subject>pont</dc:subject>
<dc:subject><z:AutomaticTag><rdf:value>crue</rdf:value></z:AutomaticTag></dc:subject>
<dc:identifier><dcterms:URI><rdf:value>https://val.example/pont</rdf:value></dcterms:URI></dc:identifier>
<dc:date>18 septembre 2015</dc:date><bib:pages>4</bib:pages>
<dcterms:abstract>{P1}</dcterms:abstract><dc:title>{TITLE}</dc:title><z:language>fr</z:language>
<dcterms:dateSubmitted>2020-01-02 10:00:00</dcterms:dateSubmitted></bib:Article>
<bib:Newspaper rdf:about="urn:issn:1234-5678"><dc:title>{VAL}</dc:title></bib:Newspaper>
<z:Attachment rdf:about="#item_12"><z:itemType>attachment</z:itemType>
<rdf:resource rdf:resource="files/12/pont.html"/><link:type>text/html</link:type></z:Attachment>
<bib:Memo rdf:about="#item_9"><rdf:value>&lt;p&gt;À citer.&lt;/p&gt;</rdf:value></bib:Memo>
</rdf:RDF>"""

CSL = json.dumps([{
    "id": "http://zotero.org/users/1/items/A", "type": "article-newspaper", "title": TITLE,
    "container-title": VAL, "abstract": P1, "page": "4", "language": "fr-FR",
    "keyword": "pont, crue",
    "URL": "https://val.example/pont", "issued": {"date-parts": [["2015", 9, 18]]},
    "author": [{"family": "Martin", "given": "Jeanne"},
               {"family": "Wit", "given": "Luc", "non-dropping-particle": "de"}],
}])  # fmt: skip

LIBRARIES = {"a.json": CSL, "a.ris": RIS, "a.bib": BIBTEX, "a.rdf": ZOTERO}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_reference(name):
    article = the_article(name, LIBRARIES[name])
    assert fields(article, *FIELDS) == EXPECTED
    assert article.language == "fr"
    assert article.extra["pages"] == "4"
    assert article.extra["keywords"] == ["pont", "crue"]


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_content_tells_the_format(name):
    suffix = ".xml" if name == "a.rdf" else ".txt"
    assert fields(the_article(f"a{suffix}", LIBRARIES[name]), *FIELDS) == EXPECTED


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2015, 9]]}, "2015-09"),
        ({"date-parts": [["2015"]]}, "2015"),
        ({"raw": "18 septembre 2015"}, "2015-09-18"),
        ({"date-parts": [], "literal": "s. d."}, None),
        ({"date-parts": [[None, {}, []]]}, None),
        ([], None),
    ],
)
def test_dates_of_csl(issued, date):
    item = {"type": "webpage", "container-title": VAL, "title": TITLE, "issued": issued}
    assert the_article("a.json", json.dumps([item])).date == date


def test_csl_that_is_not_as_it_should_be():
    items = [
        {"type": "book", "issued": {}, "title": TITLE, "author": "x", "id": 7},
        12,
        {"type": "a"},
    ]
    articles, problems, _ = read("a.json", json.dumps(items))
    assert [article.title for article in articles] == [TITLE]
    assert len(problems) == 2
    assert "not JSON" in read("a.json", json.dumps(items)[:-1]).reason


def test_records_of_json_are_no_references():
    record = {"type": "article", "title": TITLE, "content": P1, "date": "2015-09-18"}
    assert the_article("a.json", json.dumps([record])).body == P1


def test_notes_of_zotero_are_kept():
    assert the_article("a.rdf", ZOTERO).extra["notes"] == "À citer."


PAGE = (
    f"<html><head><title>{TITLE} - {VAL}</title><meta property='article:section' content='Vallée'>"
    f"</head><body><article><h1>{TITLE}</h1><p>{P1}</p><p>{P2}</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("Ma bibliothèque.rdf", ZOTERO),
        ("Ma bibliothèque.bib", BIBTEX),
        ("Ma bibliothèque.ris", RIS.replace("ER  -", "L2  - files/12/pont.html\nER  -")),
    ],
)
def test_the_page_that_is_kept_is_the_text_and_no_article_of_its_own(tmp_path, name, library):
    page = tmp_path / "files/12/pont.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    article = the_article(name, library, folder=tmp_path)
    assert fields(article, "title", "body", "date", "authors") == (
        TITLE, f"{P1}\n\n{P2}", "2015-09-18", EXPECTED[4],
    )  # fmt: skip
    assert article.lead is None  # it is the beginning of the text
    assert article.extra["files"] == ["files/12/pont.html"]
    result = read("files/12/pont.html", PAGE, folder=tmp_path)
    assert result.articles == []
    assert result.reasons == [f"kept by {name}, with which it is read"]
    assert len(read("files/13/pont.html", PAGE, folder=tmp_path).articles) == 1


def test_a_page_that_is_lost_or_says_nothing_leaves_the_abstract(tmp_path):
    (tmp_path / "files/12").mkdir(parents=True)
    (tmp_path / "files/12/pont.html").write_bytes(b"\x89PNG")
    assert the_article("a.bib", BIBTEX, folder=tmp_path).body == P1
    outside = BIBTEX.replace("files/12/pont.html", "../../../../etc/passwd")
    assert the_article("b.bib", outside, folder=tmp_path).body == P1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("PY  - 2015", ("2015",)),
        ("DA  - 2015/9//", ("2015-09",)),
        ("Y1  - 2015/09/18/soir", ("2015-09-18",)),
        ("Y1  - 18 septembre 2015", ("2015-09-18",)),
        ("DA  - s. d.", (None,)),
    ],
)
def test_dates_of_ris(lines, expected):
    ris = f"TY  - NEWS\nTI  - {TITLE}\n{lines}\nER  - \n"
    assert fields(the_article("a.ris", ris), "date") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("year = 2015, month = sep, day = 18", "2015-09-18"),
        ("year = {2015}, month = {9}", "2015-09"),
        ('year = "2015", month = sep # "~18"', "2015-09-18"),
        ("date = {2015-09-18/2015-09-20}", "2015-09-18"),
        ("date = {2015-09-18T17:42:00}", "2015-09-18T17:42:00"),
        ("urldate = {2020-01-01}", None),
    ],
)
def test_dates_of_bibtex(written, expected):
    article = the_article("a.bib", f"@misc{{a, title = {{Le pont}}, {written}}}")
    assert article.date == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"L'{\'e}t{\'e} {\`a} N{\^\i}mes", "L'été à Nîmes"),
        (r"L'\'et\'e \`a N\^{\i}mes", "L'été à Nîmes"),
        (r"C{\oe}ur \& \c{c}a, 20~\%", "Cœur & ça, 20\xa0%"),
        ("{{Le} Pont} {rouvre}", "Le Pont rouvre"),
        ("L’été, en UTF-8", "L’été, en UTF-8"),
    ],
)
def test_letters_of_latex(written, shown):
    assert the_article("a.bib", f"@misc{{a, title = {{{written}}}}}").title == shown


def test_a_broken_entry_takes_no_other_down():
    bib = f"{BIBTEX}\n@online{{b, title = {{Un {{titre, year = 2015\n@misc{{c, title={{Crue}}}}"
    articles, problems, reason = read("a.bib", bib)
    assert [article.title for article in articles] == [TITLE, "Crue"]
    assert problems[0].reason.startswith("not BibTeX: ")
    assert problems[0].line == 15
    assert reason is None


def test_ris_as_it_is_met():
    ris = (
        f"\ufeffTY - NEWS\r\nT1 - {TITLE}\r\nN2 - {P1}\r\n\r\n{P2}\r\n"  # one space, and no end
        f"TY  - JOUR\nTI  - Crue\nER  -\n\nTY  - JOUR\nPY  - 2015\nER\nTY  - NEWS\nTI  - La fin"
    )
    articles, problems, _ = read("a.ris", ris)
    assert [article.title for article in articles] == [TITLE, "Crue", "La fin"]
    assert articles[0].body == f"{P1}\n\n{P2}"
    assert [p.reason for p in problems] == ["reference 3: it has neither a title nor an abstract"]


def test_an_agency_is_one():
    ris = RIS.replace(VAL, "Agence France-Presse")
    assert fields(the_article("a.ris", ris), "source", "agency") == ("Agence France-Presse", "AFP")


def test_a_feed_in_rdf_is_none_of_zotero():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel><title>Le Val</title></channel>'
        f"<item><title>{TITLE}</title><link>https://val.example</link></item></rdf:RDF>"
    )
    assert fields(the_article("a.rdf", rdf), "title", "source") == (TITLE, "Le Val")


@pytest.mark.parametrize(
    ("name", "hostile"),
    [
        ("a.bib", "@a{" * 20_000),
        ("a.bib", "@a{b, c = {" + "{" * 100_000),
        ("a.bib", "@a{b, title = {" + "\\" * 50_001 + "}}"),
        ("a.bib", "@a{b, title = {" + "\\'{" * 5000 + "}" * 5000 + "}}"),
        ("a.bib", '@string{x = "' + "a" * 1000 + '"}' + "@string{x = x # x}" * 40),
        ("a.ris", "TY  - NEWS\n" * 50_000),
        ("a.ris", "TY  - NEWS\nAB  - " + "a\n" * 200_000),
        ("a.bib", "@a{b, file = {" + "\\:" * 50_000 + "}}"),
    ],
)
def test_hostile_files_end(name, hostile):
    read(name, hostile)


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    name = data.draw(st.sampled_from(sorted(LIBRARIES)))
    whole = bytearray(LIBRARIES[name].encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read(name, bytes(whole[: data.draw(st.integers(1, len(whole)))]))


def test_what_a_library_says_otherwise_is_kept():
    rdf = (
        ZOTERO.replace("18 septembre 2015", "09/18/2015")
        .replace("<dc:identifier><dcterms:URI>", "<dc:identifier><dcterms:URN>")
        .replace("</dcterms:URI></dc:identifier>", "</dcterms:URN></dc:identifier>")
    )
    assert fields(the_article("a.rdf", rdf), "date", "url") == (
        "2015-09-18", "https://val.example/pont",
    )  # fmt: skip
    unknown = the_article("a.rdf", ZOTERO.replace("18 septembre 2015", "automne dernier"))
    assert (unknown.date, unknown.extra["date"]) == (None, "automne dernier")


def test_references_with_the_same_key_are_two():
    other = BIBTEX.replace(TITLE, "La gare est vendue")
    found = read("a.bib", f"{BIBTEX}\n{other}").articles
    assert len({article.id for article in found}) == len(found) >= 2
