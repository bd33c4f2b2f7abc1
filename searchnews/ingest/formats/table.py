"""The table of formats: a new one is one module with one entry here."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from searchnews.ingest.base import Medium
from searchnews.ingest.compression import without_compression
from searchnews.ingest.formats import beginnings
from searchnews.ingest.formats.format import Format


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


# In the order in which they are tried: a format comes before those that it could be taken for.
FORMATS: Final = (
    Format("Parquet", "records.parquet", Medium.RECORD, magic=(b"PAR1",), is_streamed=True),
    Format("RTF document", "documents.rtf", Medium.DOCUMENT, magic=(b"{\\rtf",)),
    Format(
        "PDF",
        "documents.pdf",
        Medium.DOCUMENT,
        magic=(b"%PDF-",),
        is_slow=True,
        is_packed=True,
    ),
    Format(
        "office document",
        "documents.office",
        Medium.DOCUMENT,
        suffixes=(".docx", ".odt"),
        is_slow=True,
        is_packed=True,
    ),
    Format(
        "Excel workbook",
        "records.xlsx",
        Medium.RECORD,
        suffixes=(".xlsx", ".xlsm"),
        is_packed=True,
    ),
    Format("EPUB", "documents.epub", Medium.DOCUMENT, suffixes=(".epub",), is_packed=True),
    Format("zip archive", "archives.zips", None, magic=(b"PK\x03\x04", b"PK\x05\x06")),
    Format(
        "tar archive",
        "archives.tars",
        None,
        suffixes=(".tar", ".tgz", ".tbz2", ".txz", ".tzst"),
    ),
    Format(
        "web archive",
        "archives.warcs",
        None,
        magic=(b"WARC/",),
        suffixes=(".warc", ".arc"),
    ),
    Format(
        "mailbox",
        "archives.mailboxes",
        None,
        suffixes=(".mbox",),
        beginning=beginnings.MAILBOX,
    ),
    Format(
        "e-mail",
        "archives.emails",
        None,
        suffixes=(".eml",),
        beginning=beginnings.E_MAIL,
    ),
    Format(
        "saved web page",
        "web.mhtml",
        Medium.PAGE,
        suffixes=(".mhtml", ".mht"),
        beginning=beginnings.SAVED_WEB_PAGE,
        is_slow=True,
    ),
    Format(
        "Zotero library",
        "references.zotero",
        Medium.RECORD,
        root=_pattern(r"\{[^}]*rdf-syntax-ns#\}RDF"),
        namespace="http://www.zotero.org/namespaces/export#",
        reads_neighbours=True,
    ),
    Format("feed", "web.feeds", Medium.RECORD, root=_pattern(r"rss|(?:\{[^}]*\})?(?:RDF|feed)")),
    Format(
        "METS",
        "newspapers.mets",
        Medium.SCAN,
        root=_pattern(r"(?:\{[^}]*\})?mets"),
        reads_neighbours=True,
    ),
    Format(
        "ALTO",
        "newspapers.alto",
        Medium.SCAN,
        root=_pattern(r"(?:\{[^}]*\})?alto"),
        reads_neighbours=True,
    ),
    Format(
        "ABBYY FineReader XML",
        "newspapers.abbyy",
        Medium.SCAN,
        root=_pattern(r"\{[^}]*FineReader[^}]*\}document|ticket|page"),
        reads_neighbours=True,
    ),
    Format(
        "Olive XML",
        "newspapers.olive",
        Medium.SCAN,
        root=_pattern("Xmd_toc|XMD-entity|XMD-PAGE"),
        reads_neighbours=True,
    ),
    Format("PAGE XML", "newspapers.page_xml", Medium.SCAN, root=_pattern(r"(?:\{[^}]*\})?PcGts")),
    Format(
        "hOCR",
        "newspapers.hocr",
        Medium.SCAN,
        suffixes=(".hocr",),
        signs=('class="ocr_page"', "class='ocr_page'"),
    ),
    Format(
        "MediaWiki dump",
        "records.mediawiki",
        Medium.RECORD,
        root=_pattern(r"(?:\{[^}]*\})?mediawiki"),
        is_streamed=True,
    ),
    Format("TEI", "newspapers.tei", Medium.SCAN, root=_pattern(r"(?:\{[^}]*\})?(?:TEI|teiCorpus)")),
    Format("NewsML", "wires.newsml", Medium.WIRE, root=_pattern("NewsML")),
    Format(
        "NewsML-G2",
        "wires.newsml_g2",
        Medium.WIRE,
        root=_pattern(r"(?:\{[^}]*\})?(?:newsItem|newsMessage)"),
    ),
    Format("NITF", "wires.nitf", Medium.WIRE, root=_pattern(r"(?:\{[^}]*\})?nitf")),
    Format(
        "Factiva export",
        "press.factiva",
        Medium.EXPORT,
        root=_pattern(r"(?:\{[^}]*\})?PPS\w*"),
        signs=(
            "<title>Factiva",
            '"article frArticle"',
            '"article enArticle"',
            "frarticleParagraph",
        ),
    ),
    Format(
        "Europresse export",
        "press.europresse",
        Medium.EXPORT,
        signs=("www.cedrom-sni.com", "DocPublicationName"),
    ),
    Format(
        "LexisNexis export",
        "press.lexisnexis",
        Medium.EXPORT,
        signs=("<!-- LXNComment", "<DOC NUMBER=1>", "DOCUMENTS</span>"),
    ),
    Format(
        "text of Gallica",
        "documents.gallica",
        Medium.SCAN,
        signs=("Rappel de votre demande:</p>", "Format de téléchargement: :"),
    ),
    Format(
        "agency dispatch",
        "wires.dispatches",
        Medium.WIRE,
        beginning=beginnings.AGENCY_DISPATCH,
    ),
    Format(
        "web page",
        "web.pages",
        Medium.PAGE,
        suffixes=(".html", ".htm", ".xhtml"),
        is_slow=True,
    ),
    Format(
        "IRaMuTeQ corpus",
        "records.alceste",
        Medium.RECORD,
        beginning=beginnings.IRAMUTEQ_CORPUS,
        is_streamed=True,
    ),
    Format(
        "Factiva export as text",
        "press.factiva_text",
        Medium.EXPORT,
        beginning=beginnings.FACTIVA_EXPORT_AS_TEXT,
    ),
    Format(
        "Lexico corpus",
        "records.lexico",
        Medium.RECORD,
        beginning=beginnings.LEXICO_CORPUS,
        is_streamed=True,
    ),
    Format(
        "RIS",
        "references.ris",
        Medium.RECORD,
        suffixes=(".ris",),
        beginning=beginnings.RIS,
        reads_neighbours=True,
    ),
    Format(
        "CSL JSON",
        "references.csl",
        Medium.RECORD,
        beginning=beginnings.CSL_JSON,
        reads_neighbours=True,
    ),
    Format(
        "BibTeX",
        "references.bibtex",
        Medium.RECORD,
        suffixes=(".bib", ".bibtex"),
        beginning=beginnings.BIBTEX,
        reads_neighbours=True,
    ),
    Format(
        "Markdown",
        "documents.markdown",
        Medium.DOCUMENT,
        suffixes=(".md", ".markdown"),
        beginning=beginnings.MARKDOWN,
    ),
    Format("XML", "records.xml", Medium.RECORD, suffixes=(".xml",), is_streamed=True),
    Format(
        "JSON",
        "records.json",
        Medium.RECORD,
        suffixes=(".json", ".jsonl", ".ndjson"),
        is_streamed=True,
    ),
    Format("table", "records.tables", Medium.RECORD, suffixes=(".csv", ".tsv"), is_streamed=True),
    Format("text", "documents.text", Medium.TEXT, suffixes=(".txt", ".text")),
)

_OF_SUFFIX: Final = {suffix: entry for entry in FORMATS for suffix in entry.suffixes}


def format_of_name(name: str) -> Format | None:
    """The format that the suffix of a name stands for; None if it stands for none."""
    return _OF_SUFFIX.get(PurePath(name).suffix.lower())


def is_probably_slow(name: str) -> bool:
    """Whether a file is of a format that is slow to read, judging by its name.

    It decides, before the file is opened, whether to start reading it early; a wrong answer costs
    only time.
    """
    entry = format_of_name(without_compression(name))
    return entry is not None and entry.is_slow
