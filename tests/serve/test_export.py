"""Exports: every format, whole, streamed, and what goes wrong before or while they are sent."""

import csv
import io
import json
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from pyarrow import parquet
from serve.visitor import visitor
from starlette.requests import ClientDisconnect

import searchnews
from searchnews.article import Article
from searchnews.serve.api.problems import BusyError
from searchnews.serve.exports import Exports
from searchnews.serve.replies import FileReply
from searchnews.serve.streaming import first_and_rest, streamed
from searchnews.serve.watching import Progress, Watched


def test_csv_has_all_articles_and_not_where_they_are_from(client, served):
    answer = client.get("/export.csv?q=*&sort=date")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["id"] for row in rows] == [
        hit.article.id for hit in served.stream("*", sort="date")
    ]
    assert "path" not in rows[0]
    assert "body" not in rows[0]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_file_is_named_by_its_query(client):
    answer = client.get("/export.csv", params={"q": 'grève "à Lyon"'})
    disposition = answer.headers["content-disposition"]
    assert disposition == (
        "attachment; filename=\"grve--Lyon.csv\"; filename*=UTF-8''gr%C3%A8ve-%C3%A0-Lyon.csv"
    )


def test_the_options_of_the_command_are_those_of_the_address(client):
    text = client.get("/export.csv?q=raids&body=1&separator=;&bom=1").content.decode()
    assert text.startswith("\ufeffid;title;")
    assert "L'aviation syrienne" in text


def test_every_format_has_every_article(client, served):
    total = len(served)
    asked = "?q=*"
    assert len(client.get(f"/export.tsv{asked}").text.split("\r\n")) == total + 2
    assert len(client.get(f"/export.jsonl{asked}").text.splitlines()) == total
    assert client.get(f"/export.ris{asked}").text.count("TY  - NEWS") == total
    assert client.get(f"/export.bib{asked}").text.count("@article{") == total
    assert len(client.get(f"/export.json{asked}").json()) == total
    table = parquet.read_table(io.BytesIO(client.get(f"/export.parquet{asked}").content))
    assert table.num_rows == total
    with zipfile.ZipFile(io.BytesIO(client.get(f"/export.xlsx{asked}").content)) as workbook:
        assert workbook.testzip() is None
        assert workbook.read("xl/worksheets/sheet1.xml").count(b"<row ") == total + 1


def test_what_an_export_is_about_is_told(client, served):
    about = client.get("/export/about.json?q=raids&from=2015").json()
    assert about["queries"] == [{"query": "raids", "understood": "raids", "matches": 1}]
    assert about["commit"] == served.commit
    assert about["filters"]["date_from"] == "2015"
    assert about["index"] is None


def test_an_export_beyond_the_limit_says_the_limit(client_of):
    answer = client_of(exported=3).get("/export.csv?q=*")
    assert answer.status_code == 400
    assert "this server exports 3 at most" in answer.text


def test_only_the_head_of_an_export_can_be_asked_for(client):
    answer = client.head("/export.csv?q=*")
    assert answer.status_code == 200
    assert "content-disposition" in answer.headers
    assert "content-length" not in answer.headers


def test_an_export_that_fails_before_it_begins_is_a_problem(client, monkeypatch):
    from searchnews.errors import MissingDependencyError
    from searchnews.explore.query_export import QueryExport

    def fail(*arguments, **options):
        raise MissingDependencyError("this needs pyarrow")

    monkeypatch.setattr(QueryExport, "stream", fail)
    answer = client.get("/export.parquet?q=*")
    assert answer.status_code == 501
    assert answer.headers["content-type"] == "application/problem+json"


def collected(pieces_of):
    """What a reader of a stream gives; it ends before the thread that writes does."""
    with ThreadPoolExecutor(1) as executor:
        return anyio.run(pieces_of, executor)


def test_a_stream_is_what_was_written():
    def write(file):
        for n in range(100_000):
            file.write(b"%06d\n" % n)

    async def all_of(executor):
        return b"".join([piece async for piece in await first_and_rest(streamed(write, executor))])

    assert collected(all_of) == b"".join(b"%06d\n" % n for n in range(100_000))


def test_a_stream_that_fails_raises_behind_what_was_written():
    def write(file):
        file.write(b"a" * 200_000)
        raise BusyError("too much")

    async def all_of(executor):
        stream = await first_and_rest(streamed(write, executor))
        read = 0
        try:
            async for piece in stream:
                read += len(piece)
        except BusyError:
            return read
        return None

    assert 0 < collected(all_of) <= 200_000


def test_a_writer_ends_when_the_reader_goes():
    ended = threading.Event()

    def write(file):
        try:
            while True:
                file.write(b"a" * 100_000)
        finally:
            ended.set()

    async def some_of(executor):
        stream = await first_and_rest(streamed(write, executor))
        first = await anext(stream)
        await stream.aclose()
        return len(first)

    assert collected(some_of)
    assert ended.wait(10)


def test_a_reader_who_does_not_read_is_given_up():
    ended = threading.Event()

    def write(file):
        try:
            while True:
                file.write(b"a" * 100_000)
        finally:
            ended.set()

    async def none_of(executor):
        stream = await first_and_rest(streamed(write, executor, seconds=0.05))
        await anyio.to_thread.run_sync(ended.wait, 10)
        await stream.aclose()

    collected(none_of)
    assert ended.is_set()


def test_who_gave_a_name_may_ask_how_far_a_file_is(client, served):
    progress = "/export/progress.json?watch=mine"
    waiting = {"state": "waiting", "done": 0, "whole": None, "detail": None, "said": None}
    assert client.get(progress).json() == waiting
    client.get("/export.csv?q=*&watch=mine")
    total = len(served)
    assert client.get(progress).json() == waiting | {
        "state": "complete", "done": total, "whole": total,
    }  # fmt: skip
    client.get("/concordance.xlsx?q=frappe*&watch=mine")
    assert client.get(progress).json()["state"] == "complete"
    assert client.get(progress).json()["done"] > 2
    assert client.get("/export/progress.json").json() == waiting
    assert client.get(progress).headers["cache-control"] == "no-store"


def test_who_watches_a_file_that_is_refused_is_told_why(client_of):
    client = client_of(exported=3)
    client.get("/export.csv?q=*&watch=mine")
    progress = client.get("/export/progress.json?watch=mine").json()
    assert progress["state"] == "refused"
    assert "this server exports 3 at most" in progress["detail"]
    assert "ce serveur en exporte 3 au plus" in progress["said"]


def test_who_watches_a_file_is_told_what_its_format_could_not_hold(tmp_path):
    """In every file whose cells are bounded: of articles, and of tables."""
    title = "long" + " titre" * 10_000
    with searchnews.create(tmp_path / "index") as index, visitor(index) as client:
        index.add([Article(id="long", title=title, body="élève " * 20_000)])
        progress = "/export/progress.json?watch=w1"
        client.get("/export.xlsx?q=long&body=1&watch=w1")
        told = client.get(progress).json()
        assert (told["state"], told["detail"]) == (
            "complete",
            "2 texts were cut: a cell of XLSX holds 32,767 characters; CSV, JSONL and Parquet hold "
            "all of it",
        )
        assert told["said"].startswith("2 textes ont été coupés")
        assert client.get(f"{progress}&lang=en").json()["said"] == told["detail"]
        client.get("/concordance.xlsx?q=long&watch=w1")
        assert client.get(progress).json()["detail"].startswith("1 text was cut")
        client.get("/export.csv?q=long&body=1&watch=w1")
        assert client.get(progress).json()["detail"] is None


def test_who_watches_a_file_that_cannot_be_written_to_its_end_is_told_why(client, monkeypatch):
    from searchnews.errors import OutputError
    from searchnews.explore.query_export import QueryExport

    def fail(self, file, *arguments, **options):
        file.write(b"a" * 1_000_000)
        raise OutputError("a sheet holds no more rows")

    monkeypatch.setattr(QueryExport, "stream", fail)
    with pytest.raises(OutputError):
        client.get("/export.xlsx?q=*&watch=mine")
    progress = client.get("/export/progress.json?watch=mine").json()
    assert (progress["state"], progress["detail"]) == ("interrupted", "a sheet holds no more rows")


def test_a_file_that_was_not_sent_to_its_end_is_interrupted_and_gives_its_place_back():
    """Whenever the visitor goes: while it is sent, or before its first piece."""

    async def gone_at(message):
        sent = 0

        async def send(_):
            nonlocal sent
            sent += 1
            if sent == message:
                raise OSError("the visitor has gone")

        def write(file):
            while True:
                file.write(b"a" * 100_000)

        exports = Exports()
        progress = Progress(10)
        reply = FileReply(write, "text/csv", "a.csv", progress)
        response = await exports.response(reply, "mine", "GET")
        assert (exports.running, progress.state) == (1, "writing")
        with pytest.raises((OSError, ClientDisconnect)):
            await response({"type": "http", "asgi": {"spec_version": "2.4"}}, None, send)
        exports.close()
        return exports.running, exports.watched.get("mine").state

    for message in (1, 2, 3):
        assert anyio.run(gone_at, message) == (0, "interrupted")


def test_only_so_many_files_are_remembered():
    watched = Watched()
    for number in range(300):
        watched.put(str(number), Progress(number))
    watched.put("", Progress(1))
    assert watched.get("299").whole == 299
    assert watched.get("0").state == "waiting"
    assert watched.get("").state == "waiting"


def test_the_page_says_the_limit_instead_of_offering_what_is_beyond(client_of, served):
    page = client_of(exported=3).get("/?q=*").text
    assert f"{len(served)}\u00a0articles\u00a0: au-delà de 3" in page
    assert "/export.csv" not in page
    assert "/export.csv" in client_of(exported=len(served)).get("/?q=*").text


def test_exports_do_not_exceed_their_number(client):
    client.application.exports.running = 4
    answer = client.get("/export.csv?q=*")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert json.loads(client.get("/health.json").text)["status"] == "ok"
