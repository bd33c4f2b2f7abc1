"""What the readers of all formats share."""

import os
import sys
from subprocess import run

import pytest

from searchnews.ingest.readers import (
    READERS,
    ReadingOptions,
    UnreadableFileError,
    format_of,
    read_file,
)


@pytest.mark.parametrize("name", ["a.txt", "A.TEXT", "a.txt.gz", "a.b.JSONL.GZ", "a.ndjson"])
def test_the_name_tells_the_format(name):
    assert format_of(name) in READERS


@pytest.mark.parametrize("name", ["a", "a.gz", "a.pdf", "txt", ".txt", "a.txt.zip", "a.txt.gz.gz"])
def test_other_names_tell_none(name):
    assert format_of(name) is None


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: None, "No such file", id="vanished"),
        pytest.param(lambda path: path.mkdir(), "[Dd]irectory|regular", id="folder"),
        pytest.param(os.mkfifo, "not a regular file", id="pipe"),
        pytest.param(
            lambda path: path.write_bytes(b"\x1f\x8b"), "cut short", id="gzip-without-content"
        ),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, make, reason):
    path = tmp_path / "a.txt"
    make(path)
    with pytest.raises(UnreadableFileError, match=reason) as raised:
        list(read_file(path, ReadingOptions()))
    assert str(raised.value)


def test_files_of_other_formats_are_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"not a format that searchnews reads: \.pdf"):
        list(read_file(tmp_path / "a.pdf", ReadingOptions()))


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
        "import sys, searchnews.ingest.text, searchnews.ingest.json_records, "
        "searchnews.ingest.discover; print(*sys.modules)"
    )
    loaded = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"charset_normalizer", "tantivy", "whoosh", "unidecode"} & {*loaded.stdout.split()}
