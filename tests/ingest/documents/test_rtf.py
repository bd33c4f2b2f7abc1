"""RTF: what word processors write, and the exports of Factiva and Nexis in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}" + "\n"
P1 = r"Les habitants de Valmont ont de nouveau travers\'e9 la rivi\'e8re \'e0 pied, vendredi."
P2 = r"La mairie promet que les voitures suivront avant la Toussaint."
P1_READ = "Les habitants de Valmont ont de nouveau traversé la rivière à pied, vendredi."
TITLE = "Le pont de Valmont rouvre aux piétons"
NUMBER = "COUVAL0020150918eb9i0000d"


def rtf(*paragraphs, head=HEAD):
    """A document with a paragraph a line."""
    return head + "\n".join(rf"\pard {text}\par" for text in paragraphs) + "}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"l\'e9t\'e9 \'e0 N\'eemes", "lété à Nîmes"),
        (r"\u8217?\'e9t\u233\'e9", "’été"),
        (r"{\uc0\u233}{\b t}\u233 ?", "été"),
        (r"\lquote un\rquote  \emdash  deux\~:", "‘un’ — deux\xa0:"),
        (r"deux\-mots et pr\_s", "deux\xadmots et pr‑s"),
        (r"un {\v cach\'e9}mot", "un mot"),
        (r"\u-10179?\u-8704? un", "😀 un"),
        (r'{\field{\*\fldinst{HYPERLINK "https://val.example/a"}}{\fldrslt{le lien}}} suit',
         "le lien suit"),
        (r"{\pict\wmetafile8 " + "0123456789abcdef" * 100 + r"}image", "image"),
        (r"{\pict\bin5 }}{\par}image", "image"),
        (r"{\*\generator Msftedit 5.41;}texte", "texte"),
        (r"{\footnote une note}texte", "texte"),
        ("texte é brut", "texte é brut"),
    ],
)  # fmt: skip
def test_characters(written, shown):
    article = the_article("a.rtf", rtf("Un titre", f"{written} et la suite de la phrase."))
    assert article.body == f"{shown} et la suite de la phrase."


@pytest.mark.parametrize(
    ("head", "raw", "expected"),
    [
        (rb"{\rtf1\ansi ", "rivière".encode("cp1252"), "rivière"),
        (rb"{\rtf1\ansi\ansicpg1252 ", "rivière".encode(), "rivière"),
        (rb"{\rtf1\mac ", "rivière".encode("mac-roman"), "rivière"),
        (rb"{\rtf1\mac ", rb"rivi\'8fre", "rivière"),
        (rb"{\rtf1\ansi\ansicpg1250 ", "Dvořák".encode("cp1250"), "Dvořák"),
    ],
)
def test_raw_letters_are_in_the_code_page_that_is_declared(head, raw, expected):
    written = head + rb"Un titre\par " + raw + rb" monte depuis hier.\par}"
    assert the_article("a.rtf", written).body == f"{expected} monte depuis hier."


def test_a_title_in_the_properties():
    head = r"{\rtf1\ansi{\info{\title Le pont de Valmont}{\author jmartin}}"
    article = the_article("a.rtf", rtf(P1, P2, head=head))
    assert fields(article, "title", "authors", "body") == (
        "Le pont de Valmont", (), f"{P1_READ}\n\n{P2}",
    )  # fmt: skip


ARTICLE = (
    r"R\'e9gion",
    r"{\b\fs28 Le pont de Valmont rouvre aux pi\'e9tons}",
    "Jeanne Martin",
    "312 mots", "18 septembre 2015", "15:42", "Le Courrier du Val", "COUVAL", "4",
    r"Fran\'e7ais", "Copyright 2015 Le Courrier du Val", "",
    P1, P2, f"Document {NUMBER}",
)  # fmt: skip


def test_factiva_as_an_article():
    second = [
        r"{\b Carambolage \'e0 la gare}",
        "20 words",
        "19 September 2015",
        "AFP",
        "AFPFR",
        r"Fran\'e7ais",
        r"\'a9 2015 AFP",
        "Trois voitures.",
        "Document AFPFR0020150919eb9j",
    ]
    first, other = read("a.rtf", rtf(*ARTICLE, *second, r"R\'e9sum\'e9 de la recherche",
                                     "Texte pont", "Date Toutes")).articles  # fmt: skip
    assert fields(first, "id", "title", "date", "source", "authors", "section", "language") == (
        NUMBER, TITLE, "2015-09-18T15:42", "Le Courrier du Val", ("Jeanne Martin",), "Région", "fr",
    )  # fmt: skip
    assert first.body == f"{P1_READ}\n\n{P2}"
    assert first.extra == {"page": "4", "words": 312}
    assert fields(other, "title", "date", "agency", "section", "body") == (
        "Carambolage à la gare", "2015-09-19", "AFP", None, "Trois voitures.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["Le pont rouvre"], (None, "Le pont rouvre", ())),
        (["Le pont rouvre", "Jeanne Martin"], (None, "Le pont rouvre", ("Jeanne Martin",))),
        (["Vallée", "Le pont rouvre"], ("Vallée", "Le pont rouvre", ())),
        (["Vallée", "Le pont rouvre", "Par Zoé Roy"], ("Vallée", "Le pont rouvre", ("Zoé Roy",))),
    ],
)
def test_factiva_without_bold_type(head, expected):
    article = the_article("a.rtf", rtf(*head, *ARTICLE[3:]))
    assert fields(article, "section", "title", "authors") == expected


@pytest.mark.parametrize(
    "imprint",
    [
        ["Le Courrier du Val", "COUVAL"],
        ["15:42", "Le Courrier du Val", "COUVAL", "4"],
        ["Le Courrier du Val"],
        ["Le Courrier du Val", "COUVAL", "Nord", "4; 5", "Deutsch", "Copyright 2015 Val"],
        ["Le Courrier du Val", "COUVAL", "Nord", "Anglais"],
        ["Le Courrier du Val", "COUVAL", "Anglais", r"(c) 2015 Val. Tous droits r\'e9serv\'e9s"],
    ],
)
def test_imprints_of_factiva(imprint):
    lines = [*ARTICLE[:3], "312 mots", "18 septembre 2015", *imprint, P1, P2]
    article = the_article("a.rtf", rtf(*lines, f"Document {NUMBER}"))
    assert fields(article, "source", "body") == ("Le Courrier du Val", f"{P1_READ}\n\n{P2}")


def test_a_table_of_contents_above_the_first_document():
    contents = [
        r"{\b Table des mati\'e8res}",
        r"Le pont de Valmont rouvre aux pi\'e9tons 3",
        "Page 1",
    ]
    article = the_article("a.rtf", rtf(*contents, *ARTICLE))
    assert fields(article, "title", "section") == (TITLE, "Région")


def cells(code, *paragraphs):
    return rf"\trowd\cellx100\cellx900 {code}\cell " + r"\par ".join(paragraphs) + r"\cell\row"


def test_factiva_with_its_index():
    rows = [
        cells("SE", r"R\'e9gion"),
        cells("HD", ARTICLE[1]),
        cells("BY", "Par Jeanne Martin"),
        cells("WC", "1 312 mots"),
        cells("PD", "18 septembre 2015"),
        cells("SN", "Le Courrier du Val"),
        cells("LA", r"Fran\'e7ais"),
        cells("LP", P1),
        cells("TD", P2, "Fin."),
        cells("NS", "gcat : News | gdis : Disasters"),
        cells("AN", f"Document {NUMBER}"),
    ]
    first, second = read("a.rtf", HEAD + "\n".join(rows * 2) + "}").articles
    assert fields(first, "id", "title", "date", "authors", "section") == (
        NUMBER, TITLE, "2015-09-18", ("Jeanne Martin",), "Région",
    )  # fmt: skip
    assert first.body == second.body == f"{P1_READ}\n\n{P2}\n\nFin."
    assert first.extra == {"words": 1312, "subjects": ["News", "Disasters"]}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_factiva_as_plain_text(end):
    imprint = ["312 mots", "18 septembre 2015", "Le Courrier du Val", "COUVAL", "4", "Français",
               "Copyright 2015 Le Courrier du Val"]  # fmt: skip
    end_of_it = f"Document {NUMBER}"
    plain = ["Région", TITLE, "Jeanne Martin", *imprint, "", P1_READ, "", P2, "", end_of_it]
    coded = [f"HD  {TITLE}", "BY  Par Jeanne Martin", "WC  312 mots", "PD  18 septembre 2015",
             "SN  Le Courrier du Val", "LP", P1_READ, "TD", P2, f"AN  {end_of_it}"]  # fmt: skip
    for lines in (plain, coded):
        article = the_article("a.txt", end.join(lines) + end)
        assert fields(article, "id", "title", "date", "source", "authors", "body") == (
            NUMBER, TITLE, "2015-09-18", "Le Courrier du Val", ("Jeanne Martin",),
            f"{P1_READ}\n\n{P2}",
        )  # fmt: skip


def test_factiva_cut_short():
    _, second = read("a.rtf", rtf(*ARTICLE, *ARTICLE[:-2])[:-1]).articles
    assert second.title == TITLE
    assert second.body == P1_READ


def test_nexis():
    lines = [TITLE.replace("é", r"\'e9"), "Le Courrier du Val", "18 septembre 2015 vendredi",
             "Copyright 2015 Le Courrier du Val", "Section: R\\'c9GION; Pg. 4", "Length: 312 words",
             "Byline: Jeanne Martin", "Body", P1, P2, "Load-Date: September 18, 2015",
             "End of Document"]  # fmt: skip
    first, second = read("a.rtf", rtf(*lines, *lines)).articles
    assert fields(first, "title", "date", "source", "authors", "section") == (
        TITLE, "2015-09-18", "Le Courrier du Val", ("Jeanne Martin",), "RÉGION",
    )  # fmt: skip
    assert second.body == f"{P1_READ}\n\n{P2}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (r"{\rtf1\ansi }", "there is no text in it"),
        (r"{\rtf1\ansi {\pict\bin999999999 }", "there is no text in it"),
        (r"{\rtf1 \u9999999999 texte}", "the RTF is damaged"),
        (r"{\rtf1 \uc texte}", "the RTF is damaged"),
    ],
)
def test_reasons(data, reason):
    assert any(reason in said for said in read("a.rtf", data).reasons)


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 300_000,
        r"{\field{\*\fldinst{ HYPERLINK x}}" * 10_000,
        r"{\fonttbl" + r"\f1" * 100_000,
        r"\pict" + r"\bin" * 100_000,
        ("a" * 999 + "g") * 400,
        r"\b" * 200_000,
        r"{\title " * 40_000,
    ],
    ids=lambda hostile: hostile[:12],
)
def test_hostile_files_end(hostile):
    read("a.rtf", HEAD + hostile + " texte}")


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    whole = bytearray(rtf(*ARTICLE).encode())
    for at in data.draw(st.lists(st.integers(10, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.rtf", bytes(whole[: data.draw(st.integers(5, len(whole)))]))


def test_a_document_as_long_as_a_book_is_read_with_a_warning():
    found = read("a.rtf", rtf(TITLE, *[P2] * 6000))
    assert [article.title for article in found.articles] == [TITLE]
    assert any("words; if it holds several, make" in reason for reason in found.reasons)
