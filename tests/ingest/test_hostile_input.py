"""Bad input never takes good input down with it, and what is said of it reads well."""

import gzip
import json
import random

import pytest

import searchnews

GOOD = '{"id": "bon", "title": "Un pont sur la Loire", "body": "Le pont est ouvert."}\n'


def jsonl(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"


@pytest.fixture
def index(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        yield index


def indexed(index, tmp_path, name, data):
    """Index a file beside a good one; gives the report, and what is said of the file."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bon.jsonl").write_text(GOOD)
    (corpus / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    report = index.update(corpus)
    assert index.search("pont ouvert").total == 1
    return report, [skipped.reason for skipped in report.skipped] + report.warnings


NOISE = random.Random(1).randbytes(5000)
MILLION = "motsansfin" * 100_000


def name_of(value):
    """Cases are named after their files; their bytes would fill the screen."""
    return value if isinstance(value, str) and len(value) < 20 and "." in value else ""


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("vide.txt", b"", "the file is empty"),
        ("blanc.txt", b" \n\n\t", "the file is empty"),
        ("bruit.txt", NOISE, "not text, but binary"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + NOISE, "not text, but an image"),
        ("doc.txt", b"%PDF-1.7\n" + NOISE, "the PDF"),
        ("zip.json", b"PK\x03\x04" + NOISE, "the archive is damaged or cut short"),
        ("roman.txt", b"un mot " * 3_000_000, "more than 16 MiB"),
        ("casse.json", "{", "not JSON"),
        ("nombre.json", "12", "number"),
        ("coupe.jsonl.gz", gzip.compress(GOOD.encode() * 900, mtime=0)[:40], "cut short"),
        ("faux.jsonl.gz", b"\x1f\x8b" + NOISE, "compressed data"),
        ("ligne.jsonl", "x" * 50_000_000 + "\n" + jsonl(id="b", title="Ça va"), "longer than 16"),
        ("milieu.jsonl", jsonl(title="a") + '{"title": "b\n' + GOOD, "line 2: not JSON"),
        ("liste.jsonl", jsonl(title="a") + "[1]\n", "line 2: "),
        ("sans.jsonl", jsonl(title="a") + jsonl(nom="b"), "neither a title nor a text, but nom"),
        ("date.jsonl", jsonl(title="a", date="2015-13-45"), "2015-13-45 is not a date"),
        ("deux.jsonl", jsonl(id="x", title="a") + jsonl(id="x", title="b"), "the later one stands"),
        ("profond.jsonl", jsonl(title="a") + "[" * 100_000 + "\n", "nested too deeply"),
        ("chiffres.jsonl", jsonl(title="a") + '{"title": ' + "9" * 10_000 + "}\n", "digits"),
    ],
    ids=name_of,
)  # fmt: skip
def test_is_said(index, tmp_path, name, data, said):
    _, told = indexed(index, tmp_path, name, data)
    assert any(said in message for message in told), told
    assert all(len(message) < 300 for message in told)


@pytest.mark.parametrize(
    ("name", "data", "query"),
    [
        ("nul.txt", b"Le maire\0\0 de Nantes\n\nLe maire a parl\xe9 \0hier soir.\0\0", "parlé"),
        ("nul.jsonl", '{"title": "Un\\u0000 maire", "body": "Nantes"}\n', "maire nantes"),
        ("titre.jsonl", jsonl(title="mot " * 25_000 + "Nantes", body="ville"), "titre:nantes"),
        ("long.txt", f"Un titre\n\n{MILLION} puis Nantes.", "nantes"),
        ("html.jsonl", jsonl(title="<b>Nantes</b>", body="<script>x</script> & co"), "script co"),
        ("reprise.txt", "La crue baisse\n\nNantes se relève de la crue. (atſ/afp)", "nantes"),
        ("gazette.txt", "Nantes, le 3 juın 1789\n\nLa ſéance eſt levée.", "nantes"),
        ("surr.jsonl", '{"title": "\\ud800 Nantes", "body": "\\udfff"}\n', "nantes"),
        ("melange.txt", "Été\n\nÀ Nantes.".encode() + b"\nL'h\xf4pital d'\xe9t\xe9.", "hôpital"),
        ("mac.txt", "L'élève\n\nL'élève est arrivé à Nantes.".encode("mac-roman"), "élève arrivé"),
        ("utf16.txt", "Le maire\n\nLe maire de Nantes.".encode("utf-16"), "maire nantes"),
        ("bom.jsonl", b"\xef\xbb\xbf" + jsonl(title="Nantes").encode(), "nantes"),
        ("unix.jsonl", jsonl(title="Nantes", date=1442590920), "nantes date:2015-09-18"),
        ("extra.jsonl", jsonl(title="Nantes", tags=[{"a": [1, None]}], x=float("nan")), "nantes"),
    ],
    ids=name_of,
)  # fmt: skip
def test_is_read_all_the_same(index, tmp_path, name, data, query):
    report, _ = indexed(index, tmp_path, name, data)
    assert report.added == 2
    results = index.search(query)
    assert results.total == 1
    hit = results.hits[0]
    assert hit.article.path.endswith(name)
    assert "<script>" not in hit.snippet.html()
    assert len(hit.snippet.text) < 600
    assert index.check().problems == ()


def test_a_date_that_is_none_is_kept_as_it_was_given(index, tmp_path):
    indexed(index, tmp_path, "date.jsonl", jsonl(id="d", title="a", date="2015-13-45"))
    article = index.get("d")
    assert (article.date, article.extra["date"]) == (None, "2015-13-45")


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"id": "  "},
        {"id": "x" * 2000},
        {"id": "a", "date": "hier"},
        {"id": "a", "date": "2015-13-45"},
    ],
)
def test_an_app_is_told_what_is_wrong_with_an_article(fields):
    with pytest.raises(searchnews.InvalidArgumentError):
        searchnews.Article(**fields)
