"""Pages in web archives, and saved by browsers."""

import gzip
import io
import sys
import zipfile
from email.message import EmailMessage

import pytest
from ingest.reading import all_of, each_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError

TEXT = "Le moulin, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines."
BODY = "".join(f"<p>{TEXT} Il tourne {n} heures.</p>" for n in ("deux", "trois", "six"))


def page(title):
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{BODY}</body></html>"


def record(url, status, kind, content):
    """As WARC 1.0 writes it."""
    answer = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\n\r\n{content}".encode()
    header = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2015-09-18T00:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return header.encode() + answer + b"\r\n\r\n"


def warc(captures, compress=bytes):
    return b"".join(compress(record(*capture)) for capture in captures)


CAPTURES = [
    ("https://val.example/moulin", 200, "text/html; charset=utf-8", page("Le moulin")),
    ("https://val.example/logo.png", 200, "image/png", "\x89PNG"),
    ("https://val.example/perdu", 404, "text/html", page("Introuvable")),
    ("https://val.example/vide", 200, "text/html", "<html></html>"),
    ("https://val.example/moulin", 200, "text/html", page("Le moulin tourne")),
]


@pytest.fixture
def read(tmp_path):
    def read(data, name="moulin.bin"):
        (tmp_path / name).write_bytes(data)
        return all_of(tmp_path / name)

    return read


def wacz(data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"title": "Le moulin", "text": "x"}')
        archive.writestr("archive/data.warc.gz", data)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(warc(CAPTURES), id="warc"),
        pytest.param(warc(CAPTURES, gzip.compress), id="warc.gz"),
        pytest.param(wacz(warc(CAPTURES, gzip.compress)), id="wacz"),
    ],
)
def test_pages_are_read_with_their_address(read, data):
    items = read(data)
    articles = [item for item in items if isinstance(item, Article)]
    assert [(a.title, a.url, a.source) for a in articles] == [
        ("Le moulin", "https://val.example/moulin", None),
        ("Le moulin tourne", "https://val.example/moulin", None),
    ]
    assert len({article.id for article in articles}) == 1
    told = [(item.reason, item.may_hide_articles) for item in items if item not in articles]
    assert told == [
        ("there is no article on the page", True),
        ("records that are no pages: 1 image/png, 1 answers with status 404", False),
    ]


def test_of_an_archive_cut_in_the_middle_what_came_before_is_kept(read, tmp_path):
    data = warc(CAPTURES, gzip.compress)
    (tmp_path / "cut.warc.gz").write_bytes(data[: len(data) * 3 // 4])
    items = []
    with pytest.raises(UnreadableFileError, match=r"cut short|damaged"):
        items.extend(each_of(tmp_path / "cut.warc.gz"))
    (tmp_path / "cut.warc").write_bytes(gzip.decompress(data)[:-600])
    items = all_of(tmp_path / "cut.warc")
    assert items[0].title == "Le moulin"


def test_a_page_saved_by_a_browser_is_read(read):
    saved = EmailMessage()
    saved["Snapshot-Content-Location"] = "https://val.example/moulin"
    saved["MIME-Version"] = "1.0"
    saved.make_related()
    html = EmailMessage()
    html.set_content(page("Le moulin"), subtype="html", cte="quoted-printable")
    html["Content-Location"] = "https://val.example/moulin"
    saved.attach(html)
    image = EmailMessage()
    image.set_content(b"\x89PNG", maintype="image", subtype="png")
    saved.attach(image)
    (article,) = read(saved.as_bytes())
    assert (article.title, article.url) == ("Le moulin", "https://val.example/moulin")
    assert TEXT in article.body


def test_a_saved_page_without_a_page_is_named(read):
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n"
    with pytest.raises(UnreadableFileError, match="there is no page in it"):
        read(data, "a.mhtml")


class TestBrotli:
    @pytest.fixture
    def read(self, tmp_path):
        """Reads a web archive of one page that says that it was sent with brotli."""

        def read(content):
            kind = "text/html\r\nContent-Encoding: br"
            made = record("https://val.example/moulin", 200, kind, "").partition(b"Content-Length")
            answer = f"HTTP/1.1 200 x\r\nContent-Type: {kind}\r\n\r\n".encode() + content
            length = f"Content-Length: {len(answer)}\r\n\r\n".encode()
            (tmp_path / "a.warc").write_bytes(made[0] + length + answer + b"\r\n\r\n")
            return all_of(tmp_path / "a.warc")

        return read

    def test_a_page_is_read(self, read):
        brotli = pytest.importorskip("brotli")
        (article,) = read(brotli.compress(page("Le moulin").encode()))
        assert article.title == "Le moulin"
        assert TEXT in article.body

    def test_a_damaged_page_and_one_that_explodes_are_named(self, read):
        brotli = pytest.importorskip("brotli")
        (problem,) = read(b"\xff" * 50)
        assert problem.reason.startswith("the compressed data is damaged")
        (problem,) = read(brotli.compress(b"<p>" * (12 << 20)))
        assert problem.reason == "more than 16 MiB, too much for a page"

    def test_without_the_package_the_reason_says_what_to_install(self, read, monkeypatch):
        monkeypatch.setitem(sys.modules, "brotli", None)
        (problem,) = read(b"x")
        assert problem.reason == (
            "compressed with brotli, which needs a package: pip install 'searchnews[brotli]'"
        )
        assert problem.path.name == "moulin"
