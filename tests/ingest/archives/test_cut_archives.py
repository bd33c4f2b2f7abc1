"""Archives that are cut short, several in one file, or with something behind their end."""

import gzip
import io
import random
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.archives.test_archives import tarred, zipped
from ingest.reading import read

import searchnews
from searchnews.ingest.archives.zip_members import found_members
from searchnews.ingest.streams import stream_of

REST = "behind the end of the archive there is something else, which was not read"
SEVERAL = "several archives, one behind the other; the files of all were read"


def text(number):
    return f"Titre {number}\n\nLe maire numéro {number} a inauguré le pont, mardi matin.\n".encode()


class Pipe(io.RawIOBase):
    """Where sizes are written behind the content, as nobody can go back."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def streamed(members, method=zipfile.ZIP_DEFLATED):
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return pipe.data


def of_64_bits(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
    return made.getvalue()


def stored(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


MAKERS = {
    "deflated": zipped,
    "stored": stored,
    "streamed": streamed,
    "streamed and stored": lambda members: streamed(members, zipfile.ZIP_STORED),
    "64 bits": of_64_bits,
}
INSIDE = {f"in{n}.zip": stored({f"t{n}.txt": text(n)}) for n in (1, 2, 3)}
PATHS = [f"in{n}.zip/t{n}.txt" for n in (1, 2, 3)]


def paths_of(articles, name):
    return [article.path.partition(f"{name}/")[2] for article in articles]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_of_a_zip_that_is_cut_anywhere_all_whole_members_are_read_and_that_is_said(make):
    whole = make(INSIDE)
    ends = [whole.index(content) + len(content) for content in INSIDE.values()] if (
        make in (stored, of_64_bits)
    ) else []  # fmt: skip
    assert read("a.zip", whole).reasons == []
    counts = []
    for length in range(30, len(whole) - 1, 7):
        articles, problems, reason = read("a.zip", whole[:length])
        assert reason.startswith("the archive is damaged or cut short"), length
        assert problems == []
        assert paths_of(articles, "a.zip") == PATHS[: len(articles)]
        assert not ends or len(articles) == sum(end <= length for end in ends), length
        assert len(articles) == 0 or reason.endswith(f" after file {len(articles)}")
        counts.append(len(articles))
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3}


def test_a_cut_delivery_of_archives_is_not_taken_for_one_of_them():
    whole = stored(INSIDE)
    cut = whole[: whole.index(b"in3.zip") + 40]
    with zipfile.ZipFile(io.BytesIO(cut)) as archive:  # so Python's library reads it
        assert archive.namelist() == ["t2.txt"]
    articles, _, reason = read("a.zip", cut)
    assert paths_of(articles, "a.zip") == PATHS[:2]
    assert reason == "the archive is damaged or cut short after file 2"


def test_nor_one_deep_in_it(tmp_path):
    data = stored({"t.txt": text(1) * 40})
    for depth in range(5):
        data = stored({f"{depth}.zip": data, "u.txt": text(2) * 20})
    (tmp_path / "presse").mkdir()
    (tmp_path / "presse" / "a.zip").write_bytes(data[:1500])
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(tmp_path / "presse")
    (skipped,) = report.skipped
    assert skipped.path == tmp_path / "presse" / "a.zip"
    assert skipped.reason.startswith("the archive is damaged or cut short")


def test_a_member_that_is_cut_is_named_by_its_own_path():
    whole = stored(INSIDE)
    inside = whole[: whole.index(b"in3.zip") + 40]
    articles, problems, reason = read("a.zip", stored({"mois.zip": inside, "t.txt": text(4)}))
    assert paths_of(articles, "a.zip") == [*(f"mois.zip/{path}" for path in PATHS[:2]), "t.txt"]
    assert [(p.path.name, p.reason) for p in problems] == [
        ("mois.zip", "the archive is damaged or cut short after file 2")
    ]
    assert reason is None


@pytest.mark.parametrize(
    ("join", "one", "other"),
    [
        pytest.param("a.zip", zipped({"1.txt": text(1)}), streamed({"2.txt": text(2)}), id="zip"),
        pytest.param("a.tar", tarred({"1.txt": text(1)}), tarred({"2.txt": text(2)}), id="tar"),
    ],
)
def test_archives_one_behind_the_other_are_all_read(join, one, other):
    articles, problems, reason = read(join, one + other)
    assert paths_of(articles, join) == ["1.txt", "2.txt"]
    assert [p.reason for p in problems] == ([SEVERAL] if join == "a.zip" else [])
    assert not any(p.lost for p in problems)
    assert reason is None
    cut = (one + other)[: len(one) + min(300, len(other) - 60)]
    articles, _, reason = read(join, cut)
    assert paths_of(articles, join)[:1] == ["1.txt"]
    assert "cut short" in reason


@pytest.mark.parametrize("length", [12, 100_000])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_what_is_behind_the_end_is_said_to_be_there(make, length):
    signature = random.Random(1).randbytes(length)
    articles, problems, reason = read("a.tar", make({"1.txt": text(1)}) + signature)
    assert len(articles) == 1
    assert [(p.reason, p.lost) for p in problems] == [(REST, False)]
    assert reason is None


@pytest.mark.parametrize("padding", [b"\n", b"\0" * 700, b"\x1a"])
def test_padding_and_a_comment_are_nothing(padding):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("1.txt", text(1))
        archive.comment = b"Livraison de mai"
    articles, problems, reason = read("a.zip", made.getvalue() + padding)
    assert (len(articles), problems, reason) == (1, [], None)


def test_what_was_taken_out_of_an_archive_is_not_read():
    """Programs that add to an archive may leave what it had, without listing it."""
    whole = bytearray(stored({"1.txt": text(1), "2.txt": text(2)}))
    listed = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", listed + 4)
    del whole[listed:second]
    end = whole.index(b"PK\x05\x06")
    whole[end + 8 : end + 16] = b"\1\0\1\0" + (second - listed).to_bytes(4, "little")
    articles, problems, reason = read("a.zip", bytes(whole))
    assert (paths_of(articles, "a.zip"), problems, reason) == (["2.txt"], [], None)


@pytest.mark.parametrize(
    ("name", "first", "said"),
    [
        ("a.docx", "word/document.xml", "the document"),
        ("a.odt", "content.xml", "the document"),
        ("a.xlsx", "xl/workbook.xml", "the workbook"),
        ("a.epub", "META-INF/container.xml", "the e-book"),
    ],
)
def test_a_document_that_is_cut_is_not_taken_for_an_archive_inside_it(name, first, said):
    inside = stored({first: b"<w><p>Autre</p></w>"})
    whole = stored({first: b"<w/>", "word/embeddings/tableau.bin": inside, "word/z.xml": b"<z/>"})
    for length in (-3, -30, whole.index(b"word/z.xml")):
        assert read(name, whole[:length]).reason == f"{said} is damaged or cut short"
    assert read(name, whole + whole).reason == (
        f"{said} has another one before it in its file; separate them"
    )


def test_a_web_archive_with_its_lists_gives_no_articles_of_these_when_it_is_cut():
    members = {
        "indexes/index.cdxj": b'example,val)/ 2015 {"url": "https://val.example/"}',
        "pages/pages.jsonl": b'{"title": "Le moulin tourne", "url": "https://val.example/"}\n',
        "archive/data.warc.gz": gzip.compress(b"WARC/1.0\r\n"),
        "datapackage.json": b"{}",
    }
    whole = stored(members)
    articles, _, reason = read("a.wacz", whole[: whole.index(b"datapackage.json")])
    assert articles == []
    assert reason == "the archive is damaged or cut short after file 3"


def test_a_list_that_asks_for_another_version_hides_no_file():
    """As of a list with a damaged byte: the library refuses the whole archive then."""
    whole = bytearray(zipped({"1.txt": text(1)}))
    whole[whole.index(b"PK\x01\x02") + 6] = 255
    found = read("presse.zip", bytes(whole))
    assert [article.title for article in found.articles] == ["Titre 1"]
    assert found.reasons == []


@given(st.binary(max_size=300), st.binary(max_size=60), st.integers(0, 1000))
def test_whatever_stands_in_a_file_its_members_are_looked_for_in_its_bounds(content, junk, place):
    data = bytearray(streamed({"1.txt": content}))
    at = place % len(data)
    data[at : at + len(junk)] = junk
    found = found_members(stream_of(bytes(data)))
    with zipfile.ZipFile(found.stream) as archive:
        assert len(archive.namelist()) == found.whole <= 1 + len(junk) // 30


def test_a_file_of_heads_alone_takes_time_in_proportion_to_it():
    """Each says that its size follows, and none has it."""
    head = b"PK\x03\x04" + bytes([20, 0, 8, 0]) + bytes(18) + b"\1\0\0\0a"
    reads = []
    for times in (1000, 4000):
        stream = stream_of(head * times, lambda: reads.append(1))
        before = len(reads)
        assert found_members(stream).whole == 0
        reads.append(0)
        assert len(reads) - before < 20 + times * len(head) // 1000


def test_of_a_tar_that_is_cut_anywhere_that_is_said():
    whole = tarred({f"{n}.txt": text(n) for n in (1, 2)})
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        members = archive.getmembers()
    end = members[-1].offset_data + tarfile.BLOCKSIZE
    for length in range(300, end + 1, 50):
        articles, problems, reason = read("a.tar", whole[:length])
        assert "cut short" in " ".join([*(p.reason for p in problems), reason or ""]), length
        assert len(articles) == sum(each.offset_data + each.size <= length for each in members)
