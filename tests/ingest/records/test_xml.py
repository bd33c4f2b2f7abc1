"""XML of articles in whatever vocabulary a lab, a database or a script gave it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest.reading import fields, read, the_article

from searchnews.errors import UnreadableFileError
from searchnews.ingest.streams import stream_of
from searchnews.ingest.xml.stream import elements

TITLE = "Le pont de Valmont rouvre"
P1 = "Les habitants ont traversé la rivière à pied, vendredi matin."
P2 = "La mairie promet que les voitures suivront."
BODY = f"{P1}\n\n{P2}"
VAL = "Le Courrier du Val"
MARTIN = ("Jeanne Martin",)

# What one article says, in the vocabularies that are met.
VOCABULARIES = {
    "elements": f"""<articles><article><titre>{TITLE}</titre><date>18/09/2015</date>
        <journal>{VAL}</journal><auteur>Jeanne Martin</auteur>
        <texte><p>{P1}</p><p>{P2}</p></texte></article></articles>""",
    "attributes, as TXM imports them": f"""<corpus><text id="a1" titre="{TITLE}" date="2015-09-18"
        journal="{VAL}" auteur="Jeanne Martin">{P1}<lb/><lb/>{P2}</text></corpus>""",
    "one text, with the link to its page": f"""<text source="{VAL}" author="Jeanne Martin"
        title="{TITLE}" date="2015-09-18">
        <ref target="https://val.example/pont">Link to original document</ref><lb></lb><lb></lb>

        {P1}<lb></lb><lb></lb>{P2}</text>""",
    "paragraphs without an element around them": f"""<corpus><document><title>{TITLE}</title>
        <pubDate>2015-09-18</pubDate><source>{VAL}</source><author>Jeanne Martin</author>
        <p>{P1}</p>
        <p>{P2}</p></document></corpus>""",
    "metadata in an element of their own": f"""<base><doc id="1"><meta><titre>{TITLE}</titre>
        <date>2015-09-18</date><journal>{VAL}</journal>
        <auteurs><auteur>Jeanne Martin</auteur></auteurs></meta>
        <contenu><al>{P1}</al><al>{P2}</al></contenu></doc></base>""",
    "Solr": f"""<response><result numFound="1"><doc><str name="title">{TITLE}</str>
        <date name="published">2015-09-18</date><str name="source">{VAL}</str>
        <arr name="author"><str>Jeanne Martin</str></arr>
        <str name="content">{P1}

        {P2}</str></doc></result></response>""",
    "MySQL": f"""<resultset statement="select * from a"><row><field name="titre">{TITLE}</field>
        <field name="date_publication">2015-09-18</field><field name="journal">{VAL}</field>
        <field name="auteur">Jeanne Martin</field>
        <field name="texte">
        &lt;p&gt;{P1}&lt;/p&gt;&lt;p&gt;{P2}&lt;/p&gt;</field></row></resultset>""",
    "HTML in CDATA": f"""<items><item><headline>{TITLE}</headline><date>2015-09-18</date>
        <publisher>{VAL}</publisher><byline>Par Jeanne Martin</byline>
        <body><![CDATA[<p>{P1}</p><p>{P2}</p>]]></body></item></items>""",
    "namespaces": f"""<x:corpus xmlns:x="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <x:article><dc:title>{TITLE}</dc:title><dc:date>2015-09-18</dc:date>
        <dc:publisher>{VAL}</dc:publisher><dc:creator>Jeanne Martin</dc:creator>
        <x:texte><x:p>{P1}</x:p><x:p>{P2}</x:p></x:texte></x:article></x:corpus>""",
    "inline elements, sentences and words": f"""<corpus><article titre="{TITLE}" date="2015-09-18"
        journal="{VAL}" auteur="Jeanne Martin"><p><s>Les <hi>habitants</hi> ont traversé la
        rivière à pied, vendredi matin.</s></p>
        <p>{"".join(f"<w pos='N'>{word}</w>" for word in P2.split())}</p></article></corpus>""",
    "years and months around the articles": f"""<corpus titre="Corpus du Val"><annee n="2015">
        <mois n="9"><article><titre>{TITLE}</titre><date when="2015-09-18">18 sept.</date>
        <journal>{VAL}</journal><auteur nom="Jeanne Martin"/><texte>{P1}

        {P2}</texte></article></mois></annee></corpus>""",
    "comments of readers": f"""<articles><article><titre>{TITLE}</titre><texte><p>{P1}</p>
        <p>{P2}</p></texte><date>2015-09-18</date><journal>{VAL}</journal>
        <auteur>Jeanne Martin</auteur><comments>
        <comment author="x" date="2015-09-19">Ce n'est pas trop tôt, dit-il.</comment>
        <comment author="y" date="2015-09-19">Enfin une bonne nouvelle ici.</comment></comments>
        </article></articles>""",
}  # fmt: skip


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_vocabularies(vocabulary):
    xml = VOCABULARIES[vocabulary].replace('<date when="2015-09-18">18 sept.', "<date>2015-09-18")
    article = the_article("a.xml", xml)
    assert fields(article, "title", "body", "date", "source", "authors") == (
        TITLE, BODY, "2015-09-18", VAL, MARTIN,
    )  # fmt: skip


def test_what_has_no_field_is_kept_and_the_link_is_the_address():
    article = the_article("a.xml", VOCABULARIES["one text, with the link to its page"])
    assert article.url == "https://val.example/pont"
    article = the_article("a.xml", VOCABULARIES["comments of readers"])
    assert article.extra["comments"] == [
        "Ce n'est pas trop tôt, dit-il.", "Enfin une bonne nouvelle ici.",
    ]  # fmt: skip


def test_a_corpus_with_a_title_holds_texts():
    xml = "<corpus><titre>Mon corpus</titre>" + "".join(
        f"<text id='t{n}'>Le pont numéro {n} rouvre.</text>" for n in (1, 2)
    )
    articles = read("a.xml", f"{xml}</corpus>").articles
    assert [a.body for a in articles] == ["Le pont numéro 1 rouvre.", "Le pont numéro 2 rouvre."]
    assert [a.id.rpartition("-")[2] for a in articles] == ["t1", "t2"]


def test_an_attribute_is_an_id_in_its_file_an_element_in_all(tmp_path):
    article = "<a{}>{}<titre>Le pont</titre><texte>Il rouvre ce soir.</texte></a>"
    first, second = (
        the_article(name, article.format(" id='1'", ""), folder=tmp_path)
        for name in ("a.xml", "b.xml")
    )
    assert first.id != second.id
    assert the_article("a.xml", article.format("", "<id>val-1</id>")).id == "val-1"


def test_the_names_may_be_told():
    xml = "<base><fiche><t1>Le pont rouvre</t1><t2>Les habitants traversent.</t2></fiche></base>"
    (reason,) = read("a.xml", xml).reasons
    assert "t1, t2" in reason or ("t1" in reason and "t2" in reason)
    assert "--map title=… and --map body=…" in reason
    article = the_article("a.xml", xml, mapping={"title": "t1", "body": "t2"})
    assert fields(article, "title", "body") == ("Le pont rouvre", "Les habitants traversent.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("R&D et &eacute;t&eacute; &amp; fils", "R&D et été & fils"),
        ("3 < 4 et 5 > 4", "3 < 4 et 5 > 4"),
        ("&#233;t&#xE9; &inconnue; &", "été &inconnue; &"),
        ("<![CDATA[R&D &eacute; < ]]>&lt;", "R&D &eacute; < <"),
        ("un\x0c deux\x00", "un deux"),
        ("<!-- & rien --><?php echo 1 ?>texte", "texte"),
    ],
)
def test_what_is_not_well_formed_is_put_right(written, expected):
    xml = f"<r><a><titre>{TITLE}</titre><texte>{written} et la suite</texte></a></r>"
    assert the_article("a.xml", xml).body == f"{expected} et la suite"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("windows-1250", "cp1250"),
        ("utf-16", "utf-16"),
        (None, "cp1252"),
        ("inconnu-12", "utf-8-sig"),
    ],
)
def test_encodings(declared, encoding):
    title = "Dvořák à Nîmes" if encoding == "cp1250" else "Un été à Nîmes"
    title = title if encoding != "cp1250" else "Dvořák à Prague, déjà vu".replace("à", "é")
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    xml = f"{head}<r><a><titre>{title}</titre><texte>{P2}</texte></a></r>"
    assert the_article("a.xml", xml.encode(encoding)).title == title


def test_the_extension_says_that_an_article_is_no_page():
    xml = f"<article><titre>{TITLE}</titre><p>{P1}</p><p>{P2}</p></article>"
    assert fields(the_article("a.xml", xml), "title", "body") == (TITLE, BODY)
    xml = f'<?xml version="1.0"?>{xml}'
    assert fields(the_article("a.txt", xml), "title", "body") == (TITLE, BODY)


@pytest.mark.parametrize(
    "xml",
    [
        "<inventaire><objet><nom>Pont</nom></objet></inventaire>",
        '<svg xmlns="http://www.w3.org/2000/svg">'
        "<title>Carte</title><text>Le Val et le pont</text></svg>",
        "<project><name>a</name><description>Un projet de test</description></project>",
        "<r><a id='1'>Un texte sans titre ni date.</a></r>",
        "<r><section><title>Une partie</title></section></r>",
        "<i><doc>Voir <link url='https://a.example'>le manuel complet</link></doc></i>",
    ],
)
def test_other_xml_gives_no_article(xml):
    result = read("a.xml", xml)
    assert result.articles == []
    assert "no element holds a title and a text" in result.reason


def test_a_broken_file_gives_what_comes_before():
    article = f"<a><titre>{TITLE}</titre><texte>{P1}</texte></a>\n"
    result = read("a.xml", f"<r>{article * 3}<a><titre>Le pont")
    assert [a.title for a in result.articles] == [TITLE, TITLE, TITLE, "Le pont"]
    (problem,) = result.problems
    assert problem.line == 4
    assert "the XML is broken here" in problem.reason


@pytest.mark.parametrize(
    "broken",
    [
        "<a><titre>Deux</titre><texte>Le <i>pont <b>rouvre</i></b> ce soir.</texte></a>",
        "<a><titre>Deux</titre><texte>Le pont rouvre</a>",
        "<a><titre>Deux</titre></texte>Le pont rouvre</a>",
        "<a titre='Deux'><texte>Le pont rouvre</mois></annee></a>",
    ],
)
def test_a_broken_article_takes_no_other_down(broken):
    good = "<a><titre>{}</titre><texte>Les habitants traversent.</texte></a>\n"
    xml = f"<r><annee><mois>\n{good.format('Un')}{broken}\n{good.format('Trois')}</mois><mois>"
    xml += f"{good.format('Quatre') * 3}</mois></annee></r>"
    articles, problems, reason = read("a.xml", xml)
    assert [article.title for article in articles] == ["Un", "Deux", "Trois", *["Quatre"] * 3]
    assert [(problem.line, problem.lost) for problem in problems] == [(3, False)]
    assert reason is None


def test_an_element_that_is_too_long_is_no_article():
    xml = "<r><a>" + "Le pont " * 100_000 + "</a></r>"
    with pytest.raises(UnreadableFileError, match="more than 5,000 characters"):
        list(elements(stream_of(xml.encode()), {"a"}, longest=5000))


def test_nothing_is_expanded_or_opened(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    xml = (
        f'<!DOCTYPE r [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
        )
        + f"]><r><a><titre>{TITLE} &s; &h;</titre><texte>{P1}</texte></a></r>"
    )
    assert the_article("a.xml", xml).title == f"{TITLE} &s; &h;"


def test_a_text_may_have_any_number_of_paragraphs():
    """With time in proportion to it: none is looked for among all the others."""
    paragraphs = f"<p>{P1}</p>" * 100_000
    article = the_article("a.xml", f"<r><a><titre>{TITLE}</titre>{paragraphs}</a></r>")
    assert article.body.count(P1) == 100_000


def test_what_was_read_is_forgotten():
    def pieces():
        yield "<r>"
        for number in range(20_000):
            yield f"<autre>{number}</autre><a n='{number}'><t>Le pont</t><p>{P1 * 10}</p></a>"

        yield "</r>"

    data = "".join(pieces()).encode()
    siblings = [len(each.getparent()) for each in elements(stream_of(data), {"a"})]
    assert len(siblings) == 20_000
    # The rest is what the parser has read ahead.
    assert max(siblings) < 1000


@settings(max_examples=100)
@given(data=st.data())
def test_any_damage_is_read_or_named(data):
    name = data.draw(st.sampled_from(sorted(VOCABULARIES)))
    whole = bytearray(VOCABULARIES[name].encode())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    read("a.xml", bytes(whole[: data.draw(st.integers(1, len(whole)))]))
