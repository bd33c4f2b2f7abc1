"""Markup that is nested deeper than parsers go: read all the same, or named."""

import io
import zipfile

import pytest
from ingest.reading import read

from searchnews.ingest.markup import html_tree, paragraphs_in, text_of_html
from searchnews.ingest.nesting import flattened

TEXT = "Le conseil municipal a voté mardi la rénovation de l'école. " * 5
BODY = TEXT.strip()
TOO_DEEP = "it is nested too deeply to be read"
# libxml2 stops at 256, at 2,048 where it is told that documents are huge; the last is hostile.
DEPTHS = [200, 300, 800, 2500, 100_000]


def page(depth):
    opened = "<div>" * depth
    return f"<html><head><title>Crue</title></head><body>{opened}<h1>Crue</h1><p>{TEXT}</p>"


def saved_page(depth):
    return (
        "From: <Saved by Blink>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\n\n{page(depth)}\n--b--\n"
    )


def e_book(depth):
    made = io.BytesIO()
    rootfile = '<rootfile full-path="a.opf"/>'
    spine = "<spine><itemref idref='a'/></spine>"
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f"<container><rootfiles>{rootfile}</rootfiles></container>",
        "a.opf": f"<package><manifest>{item}</manifest>{spine}</package>",
        "a.xhtml": page(depth) + "</div>" * depth + "</body></html>",
    }
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def e_mail(depth):
    headers = "From: a@val.example\nTo: b@val.example\nSubject: Crue\n"
    return f"{headers}Content-Type: text/html; charset=utf-8\n\n{'<div>' * depth}<p>{TEXT}</p>"


def feed(depth):
    item = f"<title>Crue</title><description><![CDATA[{'<div>' * depth}<p>{TEXT}]]></description>"
    return f"<rss><channel><item>{item}</item></channel></rss>"


def record(depth):
    return f'{{"titre": "Crue", "texte": "{"<div>" * depth}<p>{TEXT}</p>"}}'


def wire(depth):
    body = f"{'<block>' * depth}<p>{TEXT}</p>{'</block>' * depth}"
    head = "<body.head><hedline><hl1>Crue</hl1></hedline></body.head>"
    return f"<nitf><body>{head}<body.content>{body}</body.content></body></nitf>"


def tei(depth):
    body = f"{'<div>' * depth}<p>{TEXT}</p>{'</div>' * depth}"
    return f"<TEI><text><body><div type='article'><head>Crue</head>{body}</div></body></text></TEI>"


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.html", page),
        ("a.mhtml", saved_page),
        ("a.epub", e_book),
        ("a.eml", e_mail),
        ("a.rss", feed),
        ("a.json", record),
        ("a.xml", wire),
        ("a.tei.xml", tei),
    ],
)
def test_a_text_is_read_however_deep_it_is(name, made, depth):
    articles, problems, reason = read(name, made(depth))
    assert [(article.title, article.body) for article in articles] == [("Crue", BODY)]
    assert not any(problem.lost for problem in problems)
    assert reason is None


def test_old_pages_are_deep_by_elements_that_nobody_closes():
    paragraphs = [
        f"Le {number}e article de la convention a été voté mardi." for number in range(3000)
    ]
    body = "".join(f"<p><font><b>{paragraph}" for paragraph in paragraphs)
    (article,), *_ = read("a.html", f"<title>Convention</title><body><h1>Convention</h1>{body}")
    assert article.body.split("\n\n") == paragraphs


@pytest.mark.parametrize("depth", DEPTHS)
def test_scanned_pages_are_read_or_named(depth):
    words = "".join(f"<span class='ocrx_word'>{word}</span> " for word in TEXT.split())
    line = f"<span class='ocr_line'>{words}</span>"
    page = f"<html><body><div class='ocr_page'>{'<div>' * depth}{line}"
    articles, _, reason = read("a.hocr", page)
    assert [article.body for article in articles] == ([BODY] if depth < 2000 else [])
    assert reason == (None if articles else TOO_DEEP)


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_records_that_are_too_deep_are_named(depth):
    deep = (
        f"<article><titre>Un</titre><texte>{'<b>' * depth}{TEXT}{'</b>' * depth}</texte></article>"
    )
    good = f"<article><titre>Deux</titre><texte>{TEXT}</texte></article>"
    assert read("a.xml", f"<articles>{deep}</articles>").reason == TOO_DEEP
    articles, problems, _ = read("a.xml", f"<articles>{good * 2}{deep}{good}</articles>")
    assert [article.title for article in articles if article.body == BODY] == ["Deux"] * 3
    assert "the XML is broken here (elements nested too deeply)" in problems[0].reason


@pytest.mark.parametrize("name", ["div", "p", "h1", "ul", "blockquote", "table", "b", "time", "x"])
def test_whatever_is_nested_gives_its_text(name):
    html = f"<{name}>" * 5000 + "Le pont a rouvert."
    assert text_of_html(html).split() == "Le pont a rouvert.".split()


def test_what_only_holds_others_is_left_out():
    page = b"<title>Crue</title><section x='>'><h1>Crue</h1><P>Un <i>pont</i>.</P></section>"
    assert flattened(page) == b"<title>Crue</title><p><h1>Crue</h1><P>Un pont.</P><p>"
    text = "<div>Une digue.<div>Un quai.</div>Un <b>pont</b>.</div>"
    assert paragraphs_in(html_tree(flattened(text.encode()).decode())) == [
        "Une digue.",
        "Un quai.",
        "Un pont.",
    ]
    assert flattened(b"<" * 100_000 + b'<a "' * 100_000).count(b"<") == 200_000
