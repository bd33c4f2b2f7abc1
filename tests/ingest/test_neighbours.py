"""What the pages of a newspaper ask of the files next to them."""

import gzip
import os
import zipfile

import pytest
from ingest.reading import all_of

from searchnews.ingest.neighbours import FolderNeighbours, Sign

METS = Sign(b"<mets", within=100)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "page1.xml").write_text("<alto/>")
    (tmp_path / "issue.XML").write_text("<METS/>")
    (tmp_path / "packed.xml.gz").write_bytes(gzip.compress(b"<mets/>"))
    (tmp_path / "late.xml").write_text(" " * 200 + "<mets/>")
    (tmp_path / "mets.txt").write_text("<mets/>")
    return tmp_path


def test_xml_files_that_begin_with_a_sign(folder):
    assert FolderNeighbours(folder).xml_with(".", METS) == ("issue.XML", "packed.xml.gz")
    assert FolderNeighbours(folder / "none").xml_with(".", METS) == ()
    assert FolderNeighbours(folder).xml_with("../../../..", METS) == ()


def test_each_is_looked_into_once_until_there_are_others(folder):
    before = FolderNeighbours(folder).xml_with(".", METS)
    (folder / "page1.xml").write_text("<mets/>")
    assert FolderNeighbours(folder).xml_with(".", METS) == before
    (folder / "other.xml").write_text("<mets/>")
    os.utime(folder, (1, 1))  # as if that was a while ago
    found = FolderNeighbours(folder).xml_with(".", METS)
    assert found == ("issue.XML", "other.xml", "packed.xml.gz", "page1.xml")


def test_in_an_archive_too(tmp_path, monkeypatch):
    page = (
        '<alto><Layout><Page><PrintSpace><TextBlock ID="B"><TextLine><String CONTENT="Crue"/>'
        "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    )
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(20):
            archive.writestr(f"issue/p{number}.xml", page)
    opened = []
    original = zipfile.ZipFile.open

    def counted(self, name, *arguments, **options):
        opened.append(name)
        return original(self, name, *arguments, **options)

    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    assert len(all_of(tmp_path / "a.zip")) == 20
    assert len(opened) <= 3 * 20
