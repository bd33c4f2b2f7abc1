"""Articles inside zip and tar archives."""

import io
import tarfile
import zipfile

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.limits import LIMITS, Limits

RECORD = b'{"titre": "Crue du Gard"}'
MEMBERS = {
    "2015/a.json": RECORD,
    "2015/b.txt": "Grève à Lyon\n\nLes trains sont à l'arrêt depuis mardi matin.".encode(),
    "photo.png": b"\x89PNG\r\n",
    "vide.txt": b"",
    ".cache/c.json": RECORD,
    "__MACOSX/d.json": RECORD,
    "../../etc/e.json": RECORD,
    "/f.json": RECORD,
}
TITLES = {
    "2015/a.json": "Crue du Gard",
    "2015/b.txt": "Grève à Lyon",
    "etc/e.json": "Crue du Gard",
    "f.json": "Crue du Gard",
}
SKIPPED = {
    "photo.png": "not a format that searchnews reads: .png",
    "vide.txt": "the file is empty",
}


def zipped(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(members, mode="w"):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(data, name="dump.bin", limits=LIMITS):
        (tmp_path / name).write_bytes(data)
        return all_of(tmp_path / name, limits)

    return read


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped(MEMBERS), id="zip"),
        pytest.param(tarred(MEMBERS), id="tar"),
        pytest.param(tarred(MEMBERS, "w:gz"), id="tar.gz"),
        pytest.param(tarred(MEMBERS, "w:xz"), id="tar.xz"),
        pytest.param(tarred(MEMBERS, "w:bz2"), id="tar.bz2"),
    ],
)
def test_every_member_is_read_or_named(read, tmp_path, data):
    items = read(data)
    found = {i.path: i.title for i in items if isinstance(i, Article)}
    problems = {str(i.path): i.reason for i in items if not isinstance(i, Article)}
    root = tmp_path / "dump.bin"
    assert found == {str(root / name): title for name, title in TITLES.items()}
    assert problems == {str(root / name): reason for name, reason in SKIPPED.items()}
    assert len({item.id for item in items if isinstance(item, Article)}) == len(TITLES)
    assert [i.may_hide_articles for i in items if not isinstance(i, Article)] == [False, True]


def test_archives_in_archives_are_read(read, tmp_path):
    (article,) = read(zipped({"mois.tar.gz": tarred({"a.json": RECORD}, "w:gz")}))
    assert article.path == str(tmp_path / "dump.bin/mois.tar.gz/a.json")


def test_but_not_without_end(read):
    data = RECORD
    for depth in range(7):
        data = zipped({f"{depth}.zip" if depth else "a.json": data})
    (problem,) = read(data)
    assert problem.reason == "in more than 4 archives, one in the other; unpack some"


def test_a_zip_that_explodes_is_given_up(read):
    with pytest.raises(UnreadableFileError, match="it grows to more than 1 MiB, 250 times"):
        read(zipped({"a.txt": bytes(8 << 20)}), limits=Limits(harmless=1 << 20))


@pytest.mark.parametrize("make", [zipped, tarred])
def test_what_is_cut_short_is_named(read, make):
    whole = make({f"{n}.json": RECORD for n in range(200)})
    with pytest.raises(UnreadableFileError, match=r"damaged|cut short"):
        read(whole[: len(whole) // 2 + 100])


def test_a_damaged_member_harms_itself_alone(read):
    data = bytearray(zipped({"a.json": RECORD, "b.json": RECORD}))
    at = data.index(b"a.json") + 8
    data[at : at + 5] = b"\xff" * 5
    items = read(bytes(data))
    assert [isinstance(item, Article) for item in items] == [False, True]


def test_an_encrypted_member_is_named(read):
    data = bytearray(zipped({"a.json": RECORD}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    (problem,) = read(bytes(data))
    assert "encrypted" in problem.reason


def test_an_archive_is_listed_as_often_for_many_pages_as_for_one(tmp_path, monkeypatch):
    """Each page looks for the METS file of its issue in several folders."""
    listed = []
    namelist = zipfile.ZipFile.namelist
    monkeypatch.setattr(
        zipfile.ZipFile, "namelist", lambda archive: listed.append(archive) or namelist(archive)
    )
    counts = []
    for pages in (1, 20):
        listed.clear()
        path = tmp_path / f"{pages}.zip"
        path.write_bytes(zipped({f"{n}/p.xml": samples.ALTO for n in range(pages)}))
        assert len(all_of(path)) == pages
        counts.append(len(listed))
    assert counts[0] == counts[1]
