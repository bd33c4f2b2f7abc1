"""What the readers of all formats share."""

import bz2
import gzip
import lzma
import os
import sys
from random import Random
from subprocess import run

import pytest
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.base import ReadingOptions
from searchnews.ingest.limits import LIMITS, Limits

RECORD = b'{"id": "a", "titre": "Crue du Gard"}\n'
UNNAMED = "not a format that searchnews reads: a name without extension"


def read(path, limits=LIMITS):
    return all_of(path, limits)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: None, "No such file", id="vanished"),
        pytest.param(lambda path: path.mkdir(), "[Dd]irectory|regular", id="folder"),
        pytest.param(os.mkfifo, "not a regular file", id="pipe"),
        pytest.param(lambda path: path.touch(), "empty", id="empty"),
        pytest.param(
            lambda path: path.write_bytes(b"\x1f\x8b"), "cut short", id="gzip-without-content"
        ),
        pytest.param(
            lambda path: path.write_bytes(bz2.compress(RECORD)[:-9]), "cut short", id="cut-bzip2"
        ),
        pytest.param(
            lambda path: path.write_bytes(b"\xfd7zXZ\0" + b"x" * 50), "damaged", id="damaged-xz"
        ),
        pytest.param(
            lambda path: path.write_bytes(gzip.compress(gzip.compress(gzip.compress(RECORD)))),
            "compressed more than 3 times", id="compressed-over-and-over",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(tmp_path, make, reason):
    path = tmp_path / "a.txt"
    make(path)
    with pytest.raises(UnreadableFileError, match=reason) as raised:
        read(path)
    assert str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.css", b"body { color: red }", "not a format that searchnews reads: .css"),
        ("LISEZMOI", b"Lisez-moi", UNNAMED),
        (
            "pont",
            b"pont = 3\n",
            f"{UNNAMED}; if it is an article, give it a name that ends in .txt",
        ),
        (
            "b.0012",
            b"pont = 3\n",
            "not a format that searchnews reads: .0012; if it is an article, "
            "give it a name that ends in .txt",
        ),
        ("a.png", b"\x89PNG....", "not a format that searchnews reads: .png"),
        ("a.txt", b"\x89PNG....", "not text, but an image"),
    ],
)
def test_files_of_other_formats_are_refused(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError) as raised:
        read(tmp_path / name)
    assert str(raised.value) == reason


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_data_of_no_format_that_is_cut_short_is_said_to_be_so(tmp_path, compress):
    data = compress(Random(1).randbytes(100_000).hex().encode())
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UnreadableFileError, match=UNNAMED):
        read(tmp_path / "a")
    (tmp_path / "a").write_bytes(data[:-300])
    with pytest.raises(UnreadableFileError, match=r"^the compressed data is cut short$"):
        read(tmp_path / "a")


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("", bytes),
     ("gz", lambda data: gzip.compress(bz2.compress(data))), ("wrong", lzma.compress)],
)  # fmt: skip
def test_compression_is_taken_off_whatever_the_name_says(tmp_path, suffix, compress):
    path = tmp_path / f"a.jsonl.{suffix}"
    path.write_bytes(compress(RECORD))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("a", "Crue du Gard")


@pytest.mark.slow
def test_what_explodes_is_given_up(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(RECORD + b"\n" * (1 << 24)))
    with pytest.raises(UnreadableFileError, match="grows to more than 3 MiB, 250 times its size"):
        read(path, Limits(harmless=1 << 20))


def test_whatever_changes_what_is_read_changes_the_fingerprint():
    options = [
        ReadingOptions(),
        ReadingOptions(source="ATS"),
        ReadingOptions(mapping={"title": "x"}),
        ReadingOptions(date_from_mtime=True),
    ]
    assert len({one.fingerprint() for one in options}) == len(options)
    one = ReadingOptions(mapping={"title": "x", "body": "y"})
    assert one.fingerprint() == ReadingOptions(mapping={"body": "y", "title": "x"}).fingerprint()


def test_importing_the_readers_imports_no_heavy_library():
    code = (
        "import sys, searchnews.ingest.documents.text, searchnews.ingest.records.json, "
        "searchnews.ingest.files, searchnews.ingest.discover; print(*sys.modules)"
    )
    loaded = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"charset_normalizer", "tantivy", "whoosh", "unidecode", "lxml", "trafilatura"}
    assert not heavy & {*loaded.stdout.split()}
