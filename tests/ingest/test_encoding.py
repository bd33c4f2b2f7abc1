"""From bytes to text, in every encoding that French text is kept in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.work import calls_of

from searchnews.ingest.encoding import binary_kind, decode, detect, is_utf8

TEXT = (
    "L’été à Nîmes : « près de 12 000 élèves », dont Zoë, ont déjà rejoint l'école où naquit "
    "Émile. Ça coûte 30 € ? Le maire s’en félicite ; le préfet, lui, reste à son bureau."
)
# Older code pages have neither the sign of the euro nor curly apostrophes.
PLAIN = TEXT.replace("’", "'").replace("€", "francs")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8-bom"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le-bom"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be-bom"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(TEXT.encode("utf-32"), id="utf-32-bom"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
    ],
)
def test_reads_encodings_that_hold_every_french_sign(data):
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp1252", "mac-roman", "cp850"])
def test_reads_code_pages(encoding):
    assert decode(PLAIN.encode(encoding)) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Noël à Orléans", id="few-accents"),
        pytest.param("LIBERTÉ !", id="accented-capitals-before-a-sign"),
        pytest.param("Le cœur du Finistère…", id="ligature-and-ellipsis"),
        pytest.param("Coût : 3 €", id="euro"),
        pytest.param("n° 7 — 5 °C", id="signs-only"),
    ],
)
def test_reads_short_windows_texts(text):
    assert decode(text.encode("cp1252")) == text


def test_reads_stray_windows_bytes_in_utf8():
    data = "Déjà l’été, déjà la fête à Nîmes. ".encode() * 3 + "caf\xe9".encode("latin-1")
    assert decode(data).endswith("café")


def test_reads_another_alphabet_of_a_code_page():
    russian = "Президент посетил Пальмиру в пятницу вечером, сообщает агентство. " * 5
    assert decode(russian.encode("cp1251")) == russian


def test_detects_from_a_beginning_that_is_cut_inside_a_character():
    assert detect("L’été".encode()[:-1]) == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xe9" * 16_000_000, id="accents"),
        pytest.param(b"a" * 16_000_000 + b"\xe9", id="one-word"),
        pytest.param(b"\xe9 " * 8_000_000, id="short-words"),
    ],
)
def test_of_a_large_file_a_sample_is_judged(data):
    assert decode(data).endswith(("é", "é "))
    assert calls_of(decode, data) < 10_000


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_whatever_is_utf8_with_a_mark_is_read_back(text):
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary())
def test_any_bytes_are_some_text(data):
    decode(data).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"%PDF-1.7\nfoo", "a PDF document", id="pdf"),
        pytest.param(b"PK\x03\x04rest", "a zip archive or an office document", id="docx"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "an image", id="png"),
        pytest.param(bytes(range(256)) * 4, "binary", id="bytes"),
        pytest.param(TEXT.encode(), None, id="text"),
        pytest.param(TEXT.encode("utf-16-le"), None, id="utf-16"),
        pytest.param(TEXT.encode() + b"\0" * 500, None, id="nul-bytes-at-the-end"),
        pytest.param(b"", None, id="empty"),
    ],
)
def test_tells_what_is_not_text(data, kind):
    assert binary_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), True),
        (TEXT.encode()[:-1], True),
        (b"Le maire de Nantes", True),
        (PLAIN.encode("cp1252"), False),
        ("LIBERTÉ\u00a0!".encode("cp1252"), False),
        ("Le maire".encode("utf-16-le"), False),
    ],
)
def test_bytes_are_utf8_when_all_of_them_are_and_not_by_chance(data, expected):
    assert is_utf8(data) is expected
