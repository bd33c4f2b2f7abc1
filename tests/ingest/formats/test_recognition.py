"""How the format of a file is recognised."""

import re
from pathlib import Path

import pytest

from searchnews.ingest.formats.recognition import HEAD, recognise, unknown_format
from searchnews.ingest.formats.table import FORMATS

PAGE = "<!DOCTYPE html>\n<html><head><title>Crue</title></head></html>"
RECOGNISED = [
    # the content decides
    ("a.txt", PAGE, "web page"),
    ("a", PAGE, "web page"),
    ("a.txt", "\ufeff <!-- page -->\n<HTML lang=fr>", "web page"),
    ("a.xhtml", "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD'>\n<html>", "web page"),
    ("a.html", f"{PAGE}<p>www.cedrom-sni.com", "Europresse export"),
    ("a.html", f'{PAGE}<meta property="og:title"><p>www.cedrom-sni.com', "web page"),
    ("a", '{"titre": "Crue"}', "JSON"),
    ("a", '[{"titre": "Crue"}]', "JSON"),
    ("a.txt", "PK\x03\x04...", "zip archive"),
    # the name, where the content says nothing
    ("a.txt", "La crue du Gard", "text"),
    ("a.TXT", "{sic} La crue", "text"),
    ("a.jsonl", "broken", "JSON"),
    ("a.htm", "La crue", "web page"),
    # neither
    ("a", "La crue du Gard", None),
    ("a.css", "body { color: red }", None),
    ("a.xml", "<inventaire><article/></inventaire>", "XML"),
    ("a.svg", "<?xml version='1.0'?><svg/>", None),
    ("a.xml", "<article><titre>La crue</titre></article>", "XML"),
    ("a.txt", "%PDF-1.7", "PDF"),
    ("a.json", "\x00\x01\x02\x03\x04\x05", None),
]


@pytest.mark.parametrize(("name", "content", "expected"), RECOGNISED)
def test_recognises(name, content, expected):
    found = recognise(name, content.encode())
    assert (found.name if found else None) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_in_any_encoding(encoding):
    page = PAGE.replace("Crue", "Crue et été, déjà")
    assert recognise("a.txt", page.encode(encoding)).name == "web page"


@pytest.mark.parametrize(
    "line",
    ["%%%%%%%%\n", "a: b\n", " a\n", "- a\n", "# a\n", "---\n", "+++\n", "a=\n", "\n", " ",
     "From a\n", "From: a\n b\n", "TY  - \n", "@a{\n", "**** *\n", "<!-- ", "<?a ", "&lt;"],
)  # fmt: skip
def test_no_text_takes_long_to_recognise(line):
    for begun in ("", "---\n", "+++\n", "From: a\n", "% "):
        recognise("a.txt", (begun + line * (HEAD // len(line))).encode())


@pytest.mark.parametrize(
    ("name", "head", "instead"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.XLS", b"\xd0\xcf\x11\xe0", "save it as .xlsx or .csv"),
        ("a.msg", b"\xd0\xcf\x11\xe0", "save or export it as .eml or mbox"),
        ("a.azw3", b"\0\0", "convert it to EPUB"),
    ],
)
def test_a_reason_names_what_can_be_done(name, head, instead):
    assert recognise(name, head) is None
    assert instead in unknown_format(name, head)


def test_every_format_is_in_the_documentation():
    docs = Path(__file__).parents[3] / "docs/formats.md"
    rows = (line for line in docs.read_text(encoding="utf-8").splitlines() if line[:2] == "| ")
    names = " ".join(row.split("|")[1] for row in rows)
    missing = [entry.name for entry in FORMATS if not re.search(rf"\b{entry.name}\b", names)]
    assert missing == []
