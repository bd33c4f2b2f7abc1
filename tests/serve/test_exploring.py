"""Pages of what all matches say together, and the same for programs."""

import csv
import io
import json
import sys

import openpyxl
import pytest
from pyarrow import parquet

from searchnews.serve.language.notices import is_known


def test_a_concordance_is_aligned_sorted_and_leads_to_the_articles(client):
    page = client.get("/concordance?q=frappe*&sort=1R").text
    assert "<h1>Concordance</h1>" in page
    assert '<td class="in-node"><a href="/article/greve?q=frappe%2A" title="La grève' in page
    assert "<option selected>1R</option>" in page


def test_a_timeline_compares_queries_and_is_drawn(client):
    page = client.get("/timeline?q=frappes&compare=mobilisation&by=year").text
    assert "<svg" in page
    svg = client.get("/timeline.svg?q=frappes&compare=mobilisation&by=year")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.startswith('<?xml version="1.0"')
    assert "Index index, état" in svg.text  # not the whole path
    rows = list(csv.DictReader(io.StringIO(
        client.get("/timeline.csv?q=frappes&by=year&split=source").text
    )))  # fmt: skip
    assert rows[0].keys() == {"series", "date", "count", "total_count", "ratio"}


def test_words_are_counted(client):
    asked = "min_count=1&min_articles=1&min_specificity=0&q=frappes"
    collocates = client.get(f"/collocates.json?{asked}").json()
    assert {row["word"] for row in collocates["rows"]} >= {"aériennes"}
    assert "Mots voisins" in client.get(f"/collocates?{asked}").text
    keyness = client.get(f"/keyness.json?{asked}&against=mobilisation").json()
    assert keyness["rows"]
    assert "Mots distinctifs" in client.get(f"/keyness?{asked}").text


@pytest.mark.parametrize(
    "address",
    ["/concordance", "/timeline", "/collocates", "/keyness"],
)
@pytest.mark.parametrize("query", ["zzz", "*", "", '"', "date:2015", "<script>"])
def test_no_query_is_too_much(client, address, query):
    for form in ("", ".json", ".jsonl", ".csv"):
        answer = client.get(address + form, params={"q": query})
        assert answer.status_code in (200, 400)
        if answer.status_code == 400:
            assert "problem" in answer.headers["content-type"] or "Demande" in answer.text
        assert "<script>" not in answer.text or form


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/concordance.json?q=a&sort=9X", "9X"),
        ("/concordance.json?q=a&window=0", "window is a whole number from 1 to 1,000"),
        ("/timeline.json?q=a&by=hour", "by is one of 'auto', 'day'"),
        ("/timeline.json?q=a&compare=b&split=source", "split"),
        ("/collocates.json?q=a&sort=beauty", "beauty"),
        ("/keyness.json?q=a&by=letter", "by is one of 'form', 'lemma'"),
    ],
)
def test_what_makes_no_sense_is_a_400(client, address, said):
    answer = client.get(address)
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_lines_are_written_while_they_are_sent_and_tell_no_directory(client):
    lines = client.get("/concordance.jsonl?q=frappe*&limit=0").text.splitlines()
    assert len(lines) > 2
    assert json.loads(lines[0]).keys() == {
        "id", "date", "source", "title", "left", "node", "right", "offset",
    }  # fmt: skip
    assert client.get("/concordance.json?q=frappe*").json()["index"] is None


@pytest.mark.parametrize(
    "asked",
    [
        "/facets{}?q=raids&by=source&by=year",
        "/timeline{}?q=frappes&by=year",
        "/concordance{}?q=frappe*",
        "/collocates{}?q=frappes&min_count=1&min_articles=1&min_specificity=0",
        "/keyness{}?q=frappes&min_count=1&min_articles=1&min_specificity=0",
        "/similar/palmyre{}?limit=3",
    ],
)
def test_a_table_is_the_same_in_every_file(client, asked):
    rows = json.loads(client.get(asked.format(".json")).text.replace("\\u0000", "\ufffd"))["rows"]
    names = client.get(asked.format(".csv")).text.split("\r\n")[0].split(",")
    of_json = [[row[name] for name in names] for row in rows]
    assert of_json
    lines = client.get(asked.format(".jsonl")).text.replace("\\u0000", "\ufffd").splitlines()
    assert [list(json.loads(line).values()) for line in lines] == of_json
    table = parquet.read_table(io.BytesIO(client.get(asked.format(".parquet")).content))
    assert [list(row.values()) for row in table.to_pylist()] == of_json
    workbook = client.get(asked.format(".xlsx"))
    assert workbook.headers["content-disposition"].startswith("attachment; filename=")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.content)).active
    first, *others = sheet.iter_rows(values_only=True)
    assert list(first) == names
    assert len(others) == len(of_json)
    tsv = client.get(asked.format(".tsv")).text
    assert tsv.count("\r\n") == len(of_json) + 1
    assert "\t".join(names) in tsv


def test_a_table_for_the_excel_of_france_has_semicolons_and_a_mark(client):
    answer = client.get("/facets.csv?q=raids&by=source&separator=;&bom=1")
    assert answer.content.decode().startswith("\ufeffvalue;count;")


@pytest.mark.parametrize("address", ["/facets", "/concordance", "/export"])
def test_without_a_package_a_file_says_what_to_install(client, monkeypatch, address):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = client.get(f"{address}.parquet?q=raids")
    assert answer.status_code == 501
    assert "pip install 'searchnews[parquet]'" in answer.json()["detail"]
    assert client.head(f"{address}.parquet?q=raids").status_code == 501


@pytest.mark.parametrize("address", ["/", "/concordance", "/timeline", "/collocates", "/keyness"])
def test_files_that_cannot_be_made_here_are_not_offered(client, monkeypatch, address):
    assert "Parquet" in client.get(f"{address}?q=raids").text
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    page = client.get(f"{address}?q=raids").text
    assert "Parquet" not in page
    assert "XLSX" in page


def test_people_are_offered_files_of_a_table_whole(client):
    page = client.get("/concordance?q=frappe*&limit=2").text
    for form in ("csv", "xlsx", "jsonl", "parquet"):
        assert f'href="/concordance.{form}?q=frappe%2A&amp;limit=0" data-watched' in page


def test_tabs_carry_what_narrows(client):
    page = client.get("/concordance?q=frappes&from=2015&source=ATS&sort=1R").text
    assert 'href="/?q=frappes&amp;from=2015&amp;source=ATS"' in page
    assert 'href="/timeline?q=frappes&amp;from=2015&amp;source=ATS"' in page
    assert 'aria-current="page">Concordance' in page


def test_what_stands_beside_is_said_in_french(client, served):
    asked = "?q=frappes&min_count=1&min_articles=1&min_specificity=0&limit=2"
    for answer in (
        served.concordance("frappe*", limit=2, sort="1R"),
        served.concordance("frappe*", limit=2),
        served.concordance("frappe*"),
        served.concordance("frappe* OU date:1798"),
        served.concordance("date:1798"),
        served.timeline("*", "frappe*", by="day"),
        served.timeline("*", by="year", split="source", limit=1),
        served.timeline("Rakka", by="day"),
        served.collocates("frappes", min_count=1, min_articles=1, min_specificity=0, limit=2),
        served.keyness("Idleb", "frappe*", min_count=1, min_articles=1, min_specificity=0),
    ):
        list(answer)
        assert [note for note in answer.notes() if not is_known(note)] == []
    assert "à 5 d’elles au plus" in client.get(f"/collocates{asked}").text
