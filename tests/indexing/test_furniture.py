"""Lines that return: furniture where an article was taken from a page, text everywhere else."""

import json

import pytest
from ingest import samples

import searchnews
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.files import read_file

NOTICE = "Le Val vit de ses lectrices."
MANY = 40


def paragraph(number):
    return f"Un pont de la vallée a été emporté par la crue {number}, a dit la mairie."


def page(number):
    text = "".join(f"<p>{paragraph(f'{number} {n}')}</p>" for n in range(6))
    return (
        f"<html><head><title>Crue {number}</title></head><body>{text}<p>{NOTICE}</p></body></html>"
    )


def text(number):
    return f"Crue {number}\n\n{paragraph(number)}\n\n{NOTICE}\n"


def record(number, **more):
    body = f"{paragraph(number)}\n\n{NOTICE}"
    return json.dumps({"titre": f"Crue {number}", "texte": body, **more}) + "\n"


def wire(sample):
    def make(number):
        return (
            sample.replace(samples.P1, paragraph(number))
            .replace(samples.P2, NOTICE)
            .replace("<p>zr/ldw</p>", "")
            .replace("TX-VAL-01", f"TX-{number}")
            .replace("urn:x:val:1", f"urn:x:val:{number}")
            .replace("val-1", f"val-{number}")
            .replace("eb9i0001", f"eb9i{number:04}")
            .replace("VAL·1234", f"VAL·{number}")
        )

    return make


def warc(number):
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page(number)}".encode()
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: https://val.example/{number}\r\nWARC-Date: 2015-09-18T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


PAGES = {
    "page": ("{}.html", page),
    "page-without-suffix": ("{}", page),
    "page-of-another-suffix": ("{}.php", page),
    "page-in-a-zip": ("{}.zip", lambda number: samples.zipped({"a.html": page(number)})),
    "page-in-a-web-archive": ("{}.warc", warc),
    "text": ("{}.txt", text),
    "text-in-a-zip": ("{}.zip", lambda number: samples.zipped({"a.txt": text(number)})),
}
OTHERS = {
    "json": ("{}.jsonl", record),
    "json-without-suffix": ("{}", record),
    "json-in-a-zip": ("{}.zip", lambda number: samples.zipped({"a.json": record(number)})),
    "table": ("{}.csv", lambda n: f'titre;texte\nCrue {n};"{paragraph(n)}\n\n{NOTICE}"\n'),
    "newsml": ("{}.xml", wire(samples.NEWSML)),
    "newsml-g2": ("{}.xml", wire(samples.NEWSML_G2)),
    "nitf": ("{}.xml", wire(samples.NITF)),
    "ninjs": ("{}.json", wire(samples.NINJS)),
    "ninjs-without-suffix": ("{}", wire(samples.NINJS)),
    "dispatch": ("{}.txt", lambda n: samples.DISPATCH.replace(samples.P2, f"{n}\n\n   {NOTICE}")),
    "rss": ("{}.xml", wire(samples.RSS)),
    "europresse": ("{}.html", wire(samples.EUROPRESSE)),
    "europresse-without-suffix": ("{}", wire(samples.EUROPRESSE)),
    "factiva": ("{}.html", wire(samples.FACTIVA)),
    "lexisnexis": ("{}.html", wire(samples.LEXISNEXIS)),
    "tei": ("{}.xml", wire(samples.TEI)),
    "docx": ("{}.docx", lambda n: samples.docx([f"Crue {n}", paragraph(n), NOTICE])),
    "odt": ("{}.odt", lambda n: samples.odt([paragraph(n), NOTICE], f"Crue {n}")),
    "pdf": ("{}.pdf", lambda n: samples.pdf([[f"Crue {n}", "", paragraph(n), "", NOTICE]])),
}


FAST = {"page-without-suffix", "text", "json", "newsml", "europresse-without-suffix", "tei", "pdf"}


def marked(cases):
    return [case if case in FAST else pytest.param(case, marks=pytest.mark.slow) for case in cases]


def write_all(folder, name, content):
    folder.mkdir()
    for number in range(MANY):
        made = content(number)
        path = folder / name.format(f"{number:03}")
        path.write_bytes(made if isinstance(made, bytes) else made.encode())


@pytest.mark.parametrize("case", marked(PAGES))
def test_they_are_taken_out_of_pages_and_texts(tmp_path, case):
    write_all(tmp_path / "presse", *PAGES[case])
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(tmp_path / "presse", source="Le Val")
        assert len(index) == MANY
        assert [line.line for line in report.furniture] == [NOTICE]
        assert [article.id for article in index if NOTICE in article.body] == []


@pytest.mark.parametrize("case", marked(OTHERS))
def test_they_stay_in_everything_else(tmp_path, case):
    write_all(tmp_path / "presse", *OTHERS[case])
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(tmp_path / "presse", source="Le Val")
        assert report.furniture == []
        assert sum(NOTICE in article.body for article in index) >= MANY


def test_they_are_said_and_those_that_return_less_often_stay(tmp_path):
    folder = tmp_path / "presse"
    folder.mkdir()

    def add(number, last=NOTICE):
        (folder / f"{number:02}.txt").write_text(text(number).replace(NOTICE, last))

    for number in range(MANY):
        add(number, NOTICE if number % 4 else f"Rien de plus le {number}.")
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(folder)
        assert (report.added, report.updated) == (MANY, 0)
        assert [line.line for line in report.furniture] == [NOTICE]
        assert index.search("lectrices").total == 0
        assert index.search('"rien de plus"').total == 10
        add(41)
        again = index.update(folder)
        assert (again.added, again.updated, again.unchanged) == (1, 0, MANY)
        assert index.search("lectrices").total == 0


def test_what_was_learnt_of_pages_is_not_taken_out_of_records_of_the_same_source(tmp_path):
    folder = tmp_path / "presse"
    write_all(folder, "{}.txt", text)
    with searchnews.create(tmp_path / "index") as index:
        index.update(folder, source="Le Val")
        (folder / "z.jsonl").write_text(record(99, id="z"))
        index.update(folder, source="Le Val")
        assert NOTICE in index.get("z").body


def test_nor_of_a_record_that_took_the_place_of_a_page_in_the_same_run(tmp_path):
    folder = tmp_path / "presse"
    write_all(folder, "{}.txt", text)
    (first,) = read_file(folder / "003.txt", ReadingOptions())
    (folder / "z.jsonl").write_text(record(99, id=first.article.id))
    with searchnews.create(tmp_path / "index") as index:
        index.update(folder)
        article = index.get(first.article.id)
        assert article.path == str(folder / "z.jsonl")
        assert NOTICE in article.body
