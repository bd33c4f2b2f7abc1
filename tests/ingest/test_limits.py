"""The limit of time: for every format, without a clock, and without a quick machine."""

import gzip
import io
import tarfile
from concurrent.futures import Future
from contextlib import suppress

import pytest
from ingest import samples
from ingest.reading import all_of, each_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.files import FileReading, read_file
from searchnews.ingest.formats.table import FORMATS
from searchnews.ingest.limits import Limits, TimeLimit
from searchnews.ingest.workers import Workers
from searchnews.processes import ProcessError

RECORD = '{"id": "r%d", "titre": "Crue", "texte": "L\'eau monte."}\n'


class Clock:
    """A second passes whenever it is asked."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        self.seconds += 1.0
        return self.seconds


def tarred(members):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def issue_of(pages):
    files = (f'<file ID="F{n}"><FLocat href="{n}.xml"/></file>' for n in range(pages))
    articles = (
        f'<div TYPE="ARTICLE"><fptr><area FILEID="F{n}" BEGIN="B"/></fptr></div>'
        for n in range(pages)
    )
    structure = f'<structMap TYPE="LOGICAL">{"".join(articles)}</structMap>'
    return f"<mets><fileSec>{''.join(files)}</fileSec>{structure}</mets>"


def limits(seconds):
    return Limits(seconds=seconds, clock=Clock())


def test_time_is_counted_from_the_last_article():
    limit = TimeLimit(limits(3))
    for _ in range(2):
        for _ in range(4):
            limit.check()
        limit.restart()
    for _ in range(4):
        limit.check()
    with pytest.raises(UnreadableFileError, match="given up after 3 seconds of work without an ar"):
        limit.check()


# More than a few buffers, and no article in it.
LARGE = 2 << 20
WITHOUT_ARTICLES = {
    "lines": ("a.jsonl", b'{"vues": 7}\n' * (LARGE // 12)),
    "empty lines": ("a.jsonl", b"\n" * LARGE),
    "records": ("a.json", b"[\n" + b'{"vues": 7},\n' * 100 + b"{}]"),
    "rows": ("a.csv", b"titre;texte\n" + b";\n" * LARGE),
    "empty rows": ("a.csv", b"titre;texte\n" + b"\n" * LARGE),
    "feed": ("a.xml", b"<rss><channel>" + b"<item/>" * 100 + b"</channel></rss>"),
    "members": ("a.zip", samples.zipped({"a.jsonl": b"\n" * LARGE})),
    "members of a tar": ("a.tar", tarred({"a.jsonl": b"\n" * LARGE})),
    "issue": ("a.xml", issue_of(99).encode()),
}  # fmt: skip


@pytest.mark.parametrize("compress", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", WITHOUT_ARTICLES)
def test_what_gives_no_article_is_given_up_here(tmp_path, name, compress):
    file, content = WITHOUT_ARTICLES[name]
    path = tmp_path / file
    path.write_bytes(compress(content))
    reasons = []
    try:
        reasons += [item.reason for item in each_of(path, limits(4))]
    except UnreadableFileError as error:
        reasons.append(str(error))
    assert any("given up after 4 seconds" in reason for reason in reasons)


class Processes:
    """Stands for processes of which each takes too long."""

    count = 2

    def submit(self, work, argument):
        late = Future()
        late.set_exception(ProcessError("given up after 60 seconds"))
        return late


DOCUMENTS = {
    "page": ("a.html", "<html><p>Crue</p></html>"),
    "saved page": ("a.mhtml", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n"),
    "text": ("a.txt", "Crue\n\nLe Gard monte encore."),
    "document of Word": ("a.docx", samples.docx(["Crue"])),
    "pdf": ("a.pdf", samples.pdf([["Crue"]])),
    "rss": ("a.xml", samples.RSS),
    "atom": ("a.xml", samples.ATOM),
    "tei": ("a.xml", samples.TEI),
    "newsml": ("a.xml", samples.NEWSML),
    "newsml-g2": ("a.xml", samples.NEWSML_G2),
    "nitf": ("a.xml", samples.NITF),
    "dispatch": ("a.txt", samples.DISPATCH),
    "factiva": ("a.html", samples.FACTIVA),
    "factiva-xml": ("a.xml", samples.FACTIVA_XML),
    "europresse": ("a.html", samples.EUROPRESSE),
    "lexisnexis": ("a.html", samples.LEXISNEXIS),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_large_documents_of_all_other_formats_are_given_to_processes(tmp_path, name):
    file, content = DOCUMENTS[name]
    path = tmp_path / file
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    workers = Workers(Processes(), quick_size=20)
    with pytest.raises(UnreadableFileError, match="given up after 60 seconds"):
        list(read_file(path, ReadingOptions(), workers=workers))
    small = Workers(Processes(), quick_size=1 << 20)
    with suppress(UnreadableFileError):
        assert list(read_file(path, ReadingOptions(), workers=small))


def test_every_format_has_its_limit():
    """A format is limited by the clock, or is a document, which processes read; see above."""
    here = {"Parquet", "JSON", "table", "METS", "ALTO", "ABBYY FineReader XML", "Olive XML"}
    here |= {
        "XML",
        "IRaMuTeQ corpus",
        "Lexico corpus",
        "MediaWiki dump",
        "RIS",
        "BibTeX",
        "CSL JSON",
        "Zotero library",
    }
    documents = {entry.name for entry in FORMATS if entry.is_document}
    containers = {entry.name for entry in FORMATS if entry.is_container}
    assert here | documents | containers == {entry.name for entry in FORMATS}
    assert not here & documents
    assert len(documents) >= 14


def test_a_large_file_that_gives_articles_is_read_to_its_end(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(RECORD % number for number in range(40_000)))
    assert path.stat().st_size > 2 << 20
    assert len(all_of(path, limits(8))) == 40_000


def test_what_is_done_with_an_article_is_no_time_of_its_file(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(RECORD % number for number in range(9)))
    clock = Clock()
    for _ in each_of(path, Limits(seconds=20, clock=clock)):
        clock.seconds += 1000


def test_a_file_that_waits_for_its_turn_has_all_its_time(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(RECORD % 1)
    clock = Clock()
    reading = FileReading(path, ReadingOptions(), limits=Limits(seconds=20, clock=clock))
    reading.start()
    clock.seconds += 1000
    assert len(list(reading.items())) == 1


@pytest.mark.parametrize("pack", [samples.zipped, tarred])
def test_each_member_of_an_archive_has_the_time_of_a_file(tmp_path, pack):
    good = (RECORD % 1).encode()
    members = {f"{number}.jsonl": good for number in range(30)}
    members["15-lent.jsonl"] = b"\n" * (3 * LARGE)
    members |= {f"fin-{number}.jsonl": good for number in range(30)}
    path = tmp_path / "a.bin"
    path.write_bytes(pack(members))
    items = all_of(path, limits(12))
    problems = [item for item in items if not isinstance(item, Article)]
    assert len(items) - len(problems) == 60
    assert [(problem.path.name, problem.reason) for problem in problems] == [
        ("15-lent.jsonl", "given up after 12 seconds of work without an article")
    ]
