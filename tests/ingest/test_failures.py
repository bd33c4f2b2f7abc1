"""No exception of a reader or a library ends a run: it is the reason of one file, or one member."""

import bz2
import decimal
import gzip
import io
import json
import logging
import lzma
import sys
import zipfile
from datetime import timedelta

import pytest
from ingest import samples
from ingest.reading import all_of, each_of

import searchnews
from searchnews.article import Article
from searchnews.errors import UnreadableFileError
from searchnews.ingest.records import tables

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GOOD = '{"id": "bon", "title": "Un pont sur la Loire", "body": "Le pont est ouvert."}\n'
TABLE = "id;titre;texte\nun;Crue;Le Gard monte.\n"
DIGITS = "9" * 400

RAISED = [
    RuntimeError("x"),
    KeyError("x"),
    AssertionError(),
    ZeroDivisionError("x"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
    OverflowError("int too large to convert to float"),
    StopIteration(),
    MemoryError(),
    RecursionError("maximum recursion depth exceeded"),
    searchnews.InvalidArgumentError("x"),
]


@pytest.fixture
def broken(monkeypatch):
    """Makes the reader of tables raise something after its first article."""

    def break_(error):
        original = tables.read

        def read(file):
            yield from original(file)
            raise error

        monkeypatch.setattr(tables, "read", read)

    return break_


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
class TestWhatAReaderRaises:
    def test_is_the_reason_of_its_file_and_the_run_goes_on(self, tmp_path, broken, error):
        broken(error)
        folder = tmp_path / "presse"
        folder.mkdir()
        (folder / "a.csv").write_text(TABLE)
        (folder / "b.jsonl").write_text(GOOD)
        with searchnews.create(tmp_path / "index") as index:
            report = index.update(folder)
            assert {article.id for article in index} == {"un", "bon"}
        (skipped,) = report.skipped
        assert skipped.path.name == "a.csv"
        assert skipped.reason.endswith("; 1 articles before were read")

    def test_in_an_archive_is_that_of_its_member(self, tmp_path, broken, error):
        broken(error)
        path = tmp_path / "a.zip"
        path.write_bytes(samples.zipped({"a.csv": TABLE, "b.jsonl": GOOD}))
        items = all_of(path)
        assert [item.id for item in items if isinstance(item, Article)] == ["un", "bon"]
        (problem,) = (item for item in items if not isinstance(item, Article))
        assert problem.path == path / "a.csv"


def test_to_interrupt_is_no_failure(tmp_path, broken):
    broken(KeyboardInterrupt())
    (tmp_path / "a.csv").write_text(TABLE)
    with pytest.raises(KeyboardInterrupt):
        all_of(tmp_path / "a.csv")


def test_what_nobody_expected_is_logged_with_its_traceback(tmp_path, broken, caplog):
    broken(ZeroDivisionError("x"))
    (tmp_path / "a.csv").write_text(TABLE)
    with caplog.at_level(logging.DEBUG, "searchnews"), pytest.raises(UnreadableFileError):
        all_of(tmp_path / "a.csv")
    (record,) = caplog.records
    assert record.levelno == logging.DEBUG
    assert record.message.startswith(f"{tmp_path / 'a.csv'}: it cannot be read: ZeroDivisionError")
    assert "test_failures.py" in record.message


def test_what_is_usual_is_not(tmp_path, caplog):
    (tmp_path / "a.csv").write_text("x;y\n")
    with caplog.at_level(logging.DEBUG, "searchnews"), pytest.raises(UnreadableFileError):
        all_of(tmp_path / "a.csv")
    assert caplog.records == []


COMPRESSIONS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}
RECORDS = "".join(
    json.dumps({"id": f"a{n}", "titre": f"Crue {n * 7919 % 1000}"}) + "\n" for n in range(300)
).encode()


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_damaged_compression_is_named_wherever_it_is(tmp_path, suffix):
    whole = COMPRESSIONS[suffix](RECORDS)
    path = tmp_path / f"a.jsonl.{suffix}"
    failures = []
    for at in range(0, len(whole) - 6, max(1, len(whole) // 40)):
        for damaged in (whole[:at], whole[:at] + b"\xff" * 6 + whole[at + 6 :]):
            path.write_bytes(damaged)
            try:
                all_of(path)
            except UnreadableFileError as error:
                failures.append(error)
    assert len(failures) > 40
    assert [error.traceback for error in failures if error.traceback] == []


@pytest.mark.parametrize("packing", ["STORED", "DEFLATED", "BZIP2", "LZMA"])
def test_a_damaged_member_of_a_zip_is_named_alone(tmp_path, packing):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", getattr(zipfile, f"ZIP_{packing}")) as archive:
        for name in ("a.jsonl", "b.jsonl"):
            archive.writestr(name, RECORDS)
    whole = made.getvalue()
    path = tmp_path / "a.zip"
    start = whole.index(b"a.jsonl") + 7
    end = whole.index(b"b.jsonl") - 30
    for at in range(start, end - 6, max(1, (end - start) // 20)):
        path.write_bytes(whole[:at] + b"\xff" * 6 + whole[at + 6 :])
        items = all_of(path)
        read = {item.path for item in items if isinstance(item, Article)}
        assert str(path / "b.jsonl") in read
        problems = [item for item in items if not isinstance(item, Article)]
        assert all(problem.path == path / "a.jsonl" for problem in problems)
        assert all(problem.traceback is None for problem in problems), problems


def parquet(**columns):
    import pyarrow
    from pyarrow import parquet

    made = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), made)
    return made.getvalue()


def days_beyond_calendars():
    import pyarrow

    return pyarrow.array([10, 10**8], pyarrow.int32()).cast(pyarrow.date32())


def record(field):
    return '{"id": "x", "titre": "Crue", ' + field + "}"


def abbyy(confidence):
    return samples.ABBYY.replace('charConfidence="90"', f'charConfidence="{confidence}"')


# Numbers, dates and coordinates that no computer, calendar or page has.
OVERFLOWS = {
    "json": ("a.jsonl", record('"date": ' + DIGITS)),
    "json-negative": ("a.jsonl", record('"date": -' + DIGITS)),
    "json-text": ("a.jsonl", record('"date": "' + DIGITS + '"')),
    "json-float": ("a.jsonl", record('"date": 1e999, "vues": -1e999')),
    "json-milliseconds": ("a.jsonl", record('"date": 999999999999999')),
    "json-id": ("a.jsonl", '{"id": ' + DIGITS + ', "titre": "Crue"}'),
    "json-revision": ("a.jsonl", record('"revision": ' + DIGITS)),
    "ninjs": ("a.json", samples.NINJS.replace('"2"', f'"{DIGITS}"')),
    "ninjs-number": ("a.json", samples.NINJS.replace('"2"', DIGITS)),
    "table": ("a.csv", f"titre;date\nCrue;{DIGITS}\n"),
    "parquet-float": ("a.parquet", parquet(titre=["Crue"], date=[float("inf")])),
    "parquet-decimal": ("a.parquet", parquet(titre=["Crue"], vues=[decimal.Decimal("1e20")])),
    "parquet-duration": ("a.parquet", parquet(titre=["Crue"], duree=[timedelta(days=9**5)])),
    "abbyy": ("a.xml", abbyy(DIGITS)),
    "abbyy-nan": ("a.xml", abbyy("nan")),
    "alto": ("a.xml", samples.ALTO.replace('WC="0.9"', f'WC="{DIGITS}"')),
    "alto-inf": ("a.xml", samples.ALTO.replace('WC="0.9"', 'WC="1e999"')),
    "newsml": ("a.xml", samples.NEWSML.replace('Update="N">2<', f'Update="N">{DIGITS}<')),
    "newsml-g2": ("a.xml", samples.NEWSML_G2.replace('version="3"', f'version="{DIGITS}"')),
    "nitf": ("a.xml", samples.NITF.replace("20150918T154233+0200", "99999999T999999+9999")),
    "dispatch": ("a.txt", samples.DISPATCH.replace("181542 sep 15", "999999 sep 99")),
    "factiva": ("a.html", samples.FACTIVA.replace("120 mots", f"{DIGITS} mots")),
    "factiva-xml": ("a.xml", samples.FACTIVA_XML.replace(">120<", f">{DIGITS}<")),
    "europresse": ("a.html", samples.EUROPRESSE.replace(", p. 3", f", {DIGITS} mots, p. 3")),
    "lexisnexis": ("a.html", samples.LEXISNEXIS.replace("120 mots", f"{DIGITS} mots")),
    "rss": ("a.xml", samples.RSS.replace("18 Sep 2015", "18 Sep 99999")),
    "atom": ("a.xml", samples.ATOM.replace("2015-09-18T15:42:00+02:00", f"{DIGITS}-09-18")),
    "tei": ("a.xml", samples.TEI.replace("1882-02-08", f"{DIGITS}-02-08")),
    "page": ("a.html", f'<html><head><meta name="date" content="{DIGITS}">'
             '<link rel="canonical" href="http://[val.example/"></head><body><h1>Crue</h1>'
             f"<p>{samples.P1}</p><p>{samples.P2}</p></body></html>"),
}  # fmt: skip


@pytest.mark.parametrize("name", OVERFLOWS)
def test_a_number_beyond_all_measure_is_no_harm(tmp_path, name):
    file, content = OVERFLOWS[name]
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    with searchnews.create(tmp_path / "index") as index:
        report = index.update(folder)
        (article,) = [each for each in index if each.title != "Le pont rouvert"][:1]
    assert report.skipped == []
    assert article.extra.get("confidence") in (None, 0.7, 0.77, 0.75, 0.5, 0.9, 0.8)
    json.loads(article.to_json(), parse_constant=lambda name: pytest.fail(name))


def test_a_day_beyond_calendars_costs_its_row_alone(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet(titre=["Crue", "Grève"], date=days_beyond_calendars()))
    article, problem = all_of(path)
    assert (article.title, article.date) == ("Crue", "1970-01-11")
    assert problem.reason.startswith("row 2: a value that cannot be read")


XML = {
    "newsml": samples.NEWSML,
    "newsml-g2": samples.NEWSML_G2,
    "nitf": samples.NITF,
    "rss": samples.RSS,
    "atom": samples.ATOM,
    "tei": samples.TEI,
    "factiva-xml": samples.FACTIVA_XML,
}
DECLARED = ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", "utf-16", "utf-7", "martien", None]


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_xml_in_another_encoding_than_it_declares_is_read(tmp_path, name, declared, encoding):
    xml = XML[name].partition("?>")[2] if XML[name].startswith("<?xml") else XML[name]
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    path = tmp_path / "a.xml"
    path.write_bytes((declaration + xml).encode(encoding))
    article = next(each_of(path))
    assert article.body == f"{samples.P1}\n\n{samples.P2}"
    assert article.title in (samples.TITLE, "La crue relogée au gymnase")


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#55357;&#56832;", "😀"),
        ("&#xd83d;&#56832;", "😀"),
        ("&#xDC00;", "\ufffd"),
        ("&#55357;.", "\ufffd."),
        ("&#0;", "\ufffd"),
        ("&#x0000;", "\ufffd"),
        ("&#55000;", chr(55000)),
        ("&#x1F600;", "😀"),
    ],
)
def test_references_to_what_is_no_character_are_read(tmp_path, reference, text):
    path = tmp_path / "a.xml"
    body = f"<p>{samples.P1}</p>"
    path.write_text(samples.NITF.replace(body, f"<p t='{reference}'>Crue {reference}</p>"))
    (article,) = all_of(path)
    assert article.body == f"Crue {text}\n\n{samples.P2}"


def test_a_namespace_may_be_in_another_encoding(tmp_path):
    atom = samples.ATOM.encode().replace(b"2005/Atom", b"2005/At\xedom")
    (tmp_path / "a.atom").write_bytes(atom)
    (article,) = all_of(tmp_path / "a.atom")
    assert "Le Courrier du Val" in article.source
