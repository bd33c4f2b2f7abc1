"""A small file of every format, written for these tests."""

import io
import zipfile

P1 = "La rivière a quitté son lit dans la nuit de mardi à mercredi, après trois jours de pluie."
P2 = "Quarante familles ont été relogées dans le gymnase ; la maire demande une digue plus haute."
TITLE = "La crue relogée au gymnase"

NEWSML = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "x.dtd">
<NewsML Version="1.2"><NewsItem xml:lang="fr">
<Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20150918T154234Z</DateId>
<NewsItemId>TX-VAL-01</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
</NewsIdentifier><NameLabel>val-crue</NameLabel></Identification>
<NewsManagement><FirstCreated>20150918T154233+0200</FirstCreated>
<ThisRevisionCreated>20150918T184233+0200</ThisRevisionCreated><Status FormalName="Usable"/>
</NewsManagement>
<NewsComponent><NewsLines><DateLine>Le Val, 18 sept 2015 (AFP) -</DateLine>
<HeadLine>{TITLE}</HeadLine><ByLine>Par Zoé ROY</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="fr"/>
<SubjectCode><Subject FormalName="03000000"/></SubjectCode></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>{P1}</p><p>{P2}</p><p>zr/ldw</p>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""

NEWSML_G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:val:1" version="3"
 standard="NewsML-G2" xml:lang="fr"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="AFP"/><versionCreated>2015-09-18T18:42:33+02:00</versionCreated>
<firstCreated>2015-09-18T15:42:33+02:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>{TITLE}</headline><by>Zoé Roy</by><dateline>LE VAL</dateline>
<language tag="fr"/><subject qcode="medtop:03000000"><name>Catastrophe</name></subject>
<keyword>crue</keyword></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{P1}</p><p>{P2}</p>
</body></html></inlineXML></contentSet></newsItem>"""

NITF = f"""<?xml version="1.0"?><nitf xml:lang="fr"><head><title>{TITLE}</title>
<docdata management-status="usable"><doc-id id-string="val-1" regsrc="ATS"/>
<date.issue norm="20150918T154233+0200"/><key-list><keyword key="crue"/></key-list></docdata>
<pubdata name="Le Courrier du Val" position.section="Vallée" position.sequence="3"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1><hl2>Une digue trop basse</hl2></hedline>
<byline>Par <person>Zoé Roy</person></byline><dateline><location>Le Val</location></dateline>
<abstract><p>Trois jours de pluie.</p></abstract></body.head>
<body.content><block><p>{P1}</p><media media-type="image"><media-caption>Le pont</media-caption>
</media><p>{P2}</p></block></body.content></body></nitf>"""

DISPATCH = f"""\x01bsf025 3 ec 121   val 967

Suisse

Intempéries:
{TITLE} =

   Le Val (ats) La rivière a quitté son lit dans la nuit de mardi à
mercredi, après trois jours de pluie.

   {P2}

(SDA\\/zr)

\x03181542 sep 15
"""

EUROPRESSE = f"""<html><body><article><div class="docOccurContainer">
<span class="DocPublicationName">Le Courrier du Val, no. 12</span>
<span class="DocHeader">Vallée, vendredi 18 septembre 2015, p. 3</span>
<div class="titreArticle"><p class="titreArticleVisu">{TITLE}</p></div>
<p class="docAuthors">Zoé Roy</p>
<div class="docOcurrContainer"><p>{P1}</p><p>{P2}</p></div>
<div class="publiC-lblNodoc">news·20150918·VAL·1234</div>
<div class="apd-wrapper">© 2015 Le Courrier du Val. Tous droits réservés.</div></div></article>
<article><span class="DocPublicationName">AFP - Français</span>
<span class="DocHeader">samedi 19 septembre 2015</span>
<p class="titreArticleVisu">Le pont rouvert</p><div class="docOcurrContainer"><p>{P2}</p></div>
</article></body></html>"""

FACTIVA = f"""<html><head><title>Factiva</title></head><body>
<div class="article frArticle"><table>
<tr><td><b>SE</b></td><td>Vallée</td></tr><tr><td><b>HD</b>&nbsp;</td><td><b>{TITLE}</b></td></tr>
<tr><td><b>BY</b></td><td>Par Zoé Roy</td></tr><tr><td><b>WC</b></td><td>120 mots</td></tr>
<tr><td><b>PD</b></td><td>18 septembre 2015</td></tr><tr><td><b>ET</b></td><td>15:42</td></tr>
<tr><td><b>SN</b></td><td>Le Courrier du Val</td></tr><tr><td><b>LA</b></td><td>Français</td></tr>
<tr><td><b>LP</b></td><td><p>{P1}</p></td></tr><tr><td><b>TD</b></td><td><p>{P2}</p></td></tr>
<tr><td><b>NS</b></td><td>gdis : Disasters | gcat : News</td></tr>
<tr><td><b>AN</b></td><td>Document VAL0000020150918eb9i0001</td></tr></table></div></body></html>"""

FACTIVA_XML = f"""<?xml version="1.0"?><PPSResponse><ppsArticleResponse
 xmlns="http://global.factiva.com/pps/2.0"><ppsarticle><article>
<accessionNo>VAL0000020150918eb9i0001</accessionNo><baseLanguage>FR</baseLanguage>
<headline><paragraph>{TITLE}</paragraph></headline>
<leadParagraph><paragraph>{P1}</paragraph></leadParagraph>
<publicationDate><dateTime>2015-09-18T15:42:00Z</dateTime></publicationDate>
<sourceName>Le Courrier du Val</sourceName><wordCount>120</wordCount>
<tailParagraphs><paragraph>{P2}</paragraph></tailParagraphs></article></ppsarticle>
</ppsArticleResponse></PPSResponse>"""

LEXISNEXIS = f"""<html><body><!-- LXNComment 1 --><!-- Hide XML section from browser
<DOC NUMBER=1> --><div><p><span>1 of 1 DOCUMENTS</span></p></div>
<div><p>Le Courrier du Val</p></div><div><p>18 septembre 2015 vendredi</p></div>
<div><p>{TITLE}</p></div><div><p>AUTEUR: Zoé Roy</p></div><div><p>RUBRIQUE: VALLÉE; Pg. 3</p></div>
<div><p>LONGUEUR: 120 mots</p></div><div><p>ENCART: Trois jours de pluie.</p></div>
<div><p>{P1}</p><p>{P2}</p></div><div><p>SUJET: INTEMPÉRIES (90%); CRUE (80%)</p></div>
<div><p>LANGUE: FRENCH; FRANÇAIS</p></div><div><p>Copyright 2015 Le Courrier du Val</p></div>
</body></html>"""

RSS = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Courrier du Val</title><language>fr</language><item>
<title>La crue relogée au gymnase</title><link>https://val.example/crue</link>
<guid isPermaLink="false">val-1</guid><pubDate>Fri, 18 Sep 2015 15:42:00 +0200</pubDate>
<dc:creator>Zoé Roy</dc:creator><category>Vallée</category><category>crue</category>
<description>Trois jours de pluie.</description>
<content:encoded><![CDATA[<p>{P1}</p><script>x()</script><p>{P2}</p>]]></content:encoded>
</item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Courrier du Val</title>
<entry><title type="html">La crue relogée au gymnase</title><id>val-1</id>
<link rel="edit" href="https://val.example/edit"/><link href="https://val.example/crue"/>
<published>2015-09-18T15:42:00+02:00</published><updated>2016-01-01T00:00:00Z</updated>
<author><name>Zoé Roy</name></author><category term="Vallée"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{P1}</p><p>{P2}</p></div></content>
</entry></feed>"""

TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Le Courrier du Val</title></titleStmt><sourceDesc><date when="1882-02-08"/></sourceDesc>
</fileDesc></teiHeader><text xml:lang="fr"><body><div type="article" xml:id="a1">
<head>{TITLE}</head><byline><name>Zoé Roy</name></byline><p>{P1}</p><p>{P2}</p></div>
<div type="advertisement"><p>Vins du Val, gros et détail.</p></div></body></text></TEI>"""

ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page ID="P1"><PrintSpace>
<TextBlock ID="B0"><TextLine><String CONTENT="LE" WC="0.9"/><SP/><String CONTENT="VAL" WC="0.9"/>
</TextLine></TextBlock>
<TextBlock ID="B1"><TextLine><String CONTENT="La" WC="1.0"/><SP/><String CONTENT="crue" WC="0.8"/>
</TextLine></TextBlock>
<TextBlock ID="B2"><TextLine><String CONTENT="La" WC="0.5"/><SP/>
<String CONTENT="ri" SUBS_TYPE="HypPart1" SUBS_CONTENT="rivière"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="vière" SUBS_TYPE="HypPart2" SUBS_CONTENT="rivière"/><SP/>
<String CONTENT="monte"/></TextLine><TextLine><String CONTENT="len-"/></TextLine>
<TextLine><String CONTENT="tement."/></TextLine></TextBlock>
<TextBlock ID="B3"><TextLine><String CONTENT="Vins"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""

METS = """<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3"
 xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="Le Val no. 12">
<mets:dmdSec ID="ISSUE"><mods:mods><mods:titleInfo><mods:nonSort>Le</mods:nonSort>
<mods:title>Courrier du Val</mods:title></mods:titleInfo>
<mods:dateIssued>08.02.1882</mods:dateIssued></mods:mods></mets:dmdSec>
<mets:fileSec><mets:fileGrp><mets:file ID="IMG1"><mets:FLocat xlink:href="img/1.jp2"/></mets:file>
<mets:file ID="A1"><mets:FLocat xlink:href="file://./ALTO/page1.xml"/></mets:file></mets:fileGrp>
</mets:fileSec><mets:structMap TYPE="LOGICAL"><mets:div TYPE="Newspaper">
<mets:div TYPE="ISSUE" DMDID="ISSUE"><mets:div TYPE="TITLE_SECTION"><mets:fptr>
<mets:area FILEID="A1" BEGIN="B0"/></mets:fptr></mets:div><mets:div TYPE="CONTENT">
<mets:div TYPE="SECTION" LABEL="Vallée"><mets:div TYPE="ARTICLE"><mets:div TYPE="HEADING">
<mets:div TYPE="TITLE"><mets:fptr><mets:area FILEID="A1" BEGIN="B1"/></mets:fptr></mets:div>
</mets:div><mets:div TYPE="BODY"><mets:fptr><mets:area FILEID="A1" BEGIN="B2"/></mets:fptr>
</mets:div></mets:div>
</mets:div><mets:div TYPE="ADVERTISEMENT"><mets:fptr><mets:area FILEID="A1" BEGIN="B3"/></mets:fptr>
</mets:div></mets:div></mets:div></mets:div></mets:structMap></mets:mets>"""

ABBYY = """<document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"><page>
<block blockType="Text"><text><par><line><formatting>
<charParams charConfidence="90">r</charParams><charParams charConfidence="70">i</charParams>
<charParams>-</charParams></formatting></line><line><formatting><charParams>v</charParams>
<charParams>e</charParams></formatting></line></par></text></block></page></document>"""

OLIVE_TOC = """<Xmd_toc PUBLICATION="VAL" ISSUE_DATE="08/02/1882" RELEASE_NO="VAL1"
 LANGUAGE="French"><Body_np><Section NAME="Vallée"><Page PAGE_NO="1">
<Entity ENTITY_TYPE="Article" PAGE_NO="1" NAME="La crue" ID="Ar1" HREF="/1/Ar1"
 CONTINUATION_TO="Ar2"/>
<Entity ENTITY_TYPE="Article" PAGE_NO="2" NAME="Untitled" ID="Ar2" HREF="/1/Ar2"
 CONTINUATION_FROM="Ar1"/></Page></Section></Body_np></Xmd_toc>"""
OLIVE_PIECES = {
    "1/Ar1.xml": "<XMD-entity><Content><HedLine_hl1><L><W>La</W><W>crue</W></L></HedLine_hl1>"
    "<P><L><W>La</W><W>ri-</W></L><L><W>vière</W><W>monte.</W></L></P></Content></XMD-entity>",
    "1/Ar2.xml": "<XMD-entity><Content><P><L><W>Elle</W><W>baisse.</W></L></P></Content>"
    "</XMD-entity>",
}

NINJS = f"""{{"uri": "urn:x:val:1", "version": "2", "versioncreated": "2015-09-18T18:42:00Z",
"firstcreated": "2015-09-18T15:42:00Z", "pubstatus": "usable", "headline": "{TITLE}",
"byline": "Zoé Roy", "language": "fr", "infosource": [{{"name": "AFP"}}],
"subject": [{{"code": "03", "name": "Catastrophe"}}], "body_xhtml": "<p>{P1}</p><p>{P2}</p>"}}"""

NINJS_3 = f"""{{"uri": "urn:x:val:1", "versionCreated": "2015-09-18T18:42:00Z",
"contentCreated": "2015-09-18T15:42:00Z", "pubStatus": "usable",
"headlines": [{{"role": "short", "value": "Crue"}}, {{"role": "main", "value": "{TITLE}"}}],
"infoSources": [{{"name": "AFP"}}], "by": "Zoé Roy", "language": "fr",
"bodies": [{{"contentType": "text/html", "value": "<p>{P1}</p><p>{P2}</p>"}}]}}"""

CSV = f'titre;date;journal;texte\n"{TITLE}";18/09/2015;Le Courrier du Val;"{P1}\n\n{P2}"\n'


def zipped(members):
    """A zip archive; the first member stands first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs, title=None, style="Titre"):
    """A document of Word, with a title of that style if there is one."""
    styled = [(title, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')] if title else []
    body = "".join(
        f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, properties in [*styled, *((text, "") for text in paragraphs)]
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        }
    )


def odt(paragraphs, title):
    """A document of LibreOffice, its first paragraph a heading."""
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": '<o:document-content xmlns:o="urn:o" xmlns:text="urn:t"><o:body><o:text>'
            f"<text:h>{title}</text:h>{body}</o:text></o:body></o:document-content>",
        }
    )


def pdf(lines):
    """A document of one page for each list of lines, as PDF 1.4 writes it."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for page in lines:
        shown = " ".join(f"1 0 0 1 50 {780 - 14 * n} Tm ({line}) Tj" for n, line in enumerate(page))
        stream = f"BT /F1 11 Tf {shown} ET"
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            "/Encoding/WinAnsiEncoding>>>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    made = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj{content}endobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        made
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
        ).encode()
    )
