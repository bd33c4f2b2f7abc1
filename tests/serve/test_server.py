"""The server as people start it: a process, a port, a document that says what it does."""

import http.client
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from corpus import ARTICLES
from serve.processes import server
from source import ROOT

import searchnews
from searchnews.article import Article
from searchnews.serve.api.addresses import ADDRESSES

DOCUMENT = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")


def asked(address, **headers):
    with urlopen(Request(address, headers=headers), timeout=30) as answer:
        return answer.read().decode()


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("server") / "index"
    with searchnews.create(directory) as index:
        index.add([*ARTICLES, Article(id="x%2Fy/z", title="Adresse")])
        index.saved.add("palmyre", "Palmyre")
        index.saved.add("essai", "raids")
    return directory


@pytest.fixture(scope="module")
def running(directory):
    with server(directory) as (address, _):
        yield address


def test_it_answers(running):
    assert "Chercher dans la presse" in asked(f"{running}/")
    assert json.loads(asked(f"{running}/health.json"))["articles"] == len(ARTICLES) + 1
    assert "Adresse" in asked(f"{running}/article/x%252Fy%2Fz")


FIRST_PAGE = """
import asyncio, sys
import searchnews
from searchnews.serve.app import Application

async def ask(application, said):
    async def send(message):
        said.append(message)
        said.append({*sys.modules})

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"",
             "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("localhost", 80)}
    await application(scope, None, send)

with searchnews.open(sys.argv[1]) as index:
    said = []
    asyncio.run(ask(Application(index), said))
print(said[0]["status"], *sorted(said[-1]))
"""


def test_the_first_page_imports_what_it_needs_and_no_more(directory):
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, str(directory)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, *imported = done.stdout.split()
    assert status == "200"
    not_needed = {
        "numpy", "openpyxl", "pyarrow", "csv", "webbrowser",
        "searchnews.search.search", "searchnews.search.folding", "searchnews.serve.pages.search",
        "searchnews.explore.words", "searchnews.explore.exports", "searchnews.explore.concordance",
        "searchnews.serve.pages.exploring", "searchnews.saved",
    }  # fmt: skip
    assert not_needed & {*imported} == set()


def test_very_long_queries_arrive(running):
    assert json.loads(asked(f"{running}/search.json?q={'%F0%9F%98%80' * 10_000}"))["total"] == 0


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://{}/search.json?q=raids", 200),
        ("HTTP://{}", 200),
        ("http://{}?q=raids", 200),
        ("https://localhost/article/x%252Fy%2Fz.json", 200),
        ("http://elsewhere.example/search.json?q=raids", 403),
        ("http://localhost@elsewhere.example/", 403),
        ("ftp://{}/search.json", 404),
    ],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "elsewhere.example"])
def test_a_whole_address_is_a_target_too_and_its_host_counts(running, target, status, host):
    """RFC 9112, 3.2.2: whatever the field Host says."""
    if status == 404 and host != "127.0.0.1":
        status = 403  # no address of ours to have a host
    connection = http.client.HTTPConnection(running.removeprefix("http://"))
    connection.putrequest("GET", target.format(running.removeprefix("http://")), skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    with closing(connection):
        assert connection.getresponse().status == status


@pytest.mark.parametrize(
    "command", re.findall(r"^curl .*", DOCUMENT, re.MULTILINE), ids=lambda each: each[-40:]
)
def test_the_examples_of_the_document_answer(running, tmp_path, command):
    command = command.replace("http://127.0.0.1:8080", running)
    done = subprocess.run(
        [*shlex.split(command), "--fail", "--silent", "--show-error"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    answered = done.stdout + written
    assert any(
        word in answered for word in ("almyre", "aériennes", '"articles"', "<svg", "removed")
    )


def test_the_client_of_the_document_runs(running):
    program = re.search(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env=os.environ | {"SEARCHNEWS_SERVER": running},
    )  # fmt: skip
    assert "2015-09-18 ATS La Syrie intensifie ses raids sur Palmyre" in done.stdout
    assert "(2015, 18 septembre)." in done.stdout


def test_the_document_names_every_address_with_its_ends():
    rows = dict(re.findall(r"^\| `(/\S*)` \| `([a-z ]+)` \|", DOCUMENT, re.MULTILINE))
    assert rows == {
        address.path: " ".join(form.ending for form in address.forms) for address in ADDRESSES
    }


def test_a_token_comes_from_a_file_or_the_environment(directory, tmp_path):
    token = "un-jeton-assez-long-0123"
    (tmp_path / "token").write_text(f"{token}\n")
    for options, environment in (
        (["--token-file", str(tmp_path / "token")], {}),
        ([], {"SEARCHNEWS_TOKEN": token}),
    ):
        with server(directory, *options, **environment) as (address, process):
            assert token in process.stderr.readline()
            with pytest.raises(HTTPError, match="401"):
                asked(f"{address}/search.json")
            assert asked(f"{address}/search.json", Authorization=f"Bearer {token}")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--token-file", "nowhere"], "the token cannot be read from nowhere"),
        (["--root-path", "presse"], "--root-path begins with a slash"),
        (["--host", "nulle.part.invalid"], "there is no host nulle.part.invalid"),
        (["--index", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_served_is_one_line(directory, options, said):
    done = subprocess.run(
        [sys.executable, "-m", "searchnews", "serve", "--index", str(directory), *options],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_short_token_is_refused(directory):
    done = subprocess.run(
        [sys.executable, "-m", "searchnews", "serve", "--index", str(directory)],
        capture_output=True, text=True, timeout=60, env=os.environ | {"SEARCHNEWS_TOKEN": "court"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "16 or more" in done.stderr


def test_without_its_packages_it_says_what_to_install(directory, tmp_path):
    (tmp_path / "starlette.py").write_text("raise ImportError(name='starlette')")
    done = subprocess.run(
        [sys.executable, "-m", "searchnews", "serve", "--index", str(directory)],
        capture_output=True, text=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "searchnews: `searchnews serve` needs starlette, which is not installed: "
        "pip install 'searchnews[web]'\n"
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_asked_to(directory, how):
    with server(directory) as (address, process):
        asked(f"{address}/")
        process.send_signal(how)
        process.wait(30)
        assert "Traceback" not in process.stderr.read()


def test_a_rebuilt_index_takes_the_place_of_the_old_one_while_it_answers(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add(ARTICLES)
    with server(tmp_path / "index") as (address, _):
        assert json.loads(asked(f"{address}/search.json?q=Palmyre"))["total"] == 1
        searchnews.rebuild(tmp_path / "index")
        assert json.loads(asked(f"{address}/search.json?q=Palmyre"))["total"] == 1


def test_an_index_that_is_damaged_is_a_503_until_it_is_well_again(tmp_path):
    with searchnews.create(tmp_path / "index") as index:
        index.add(ARTICLES)
    description = tmp_path / "index" / "index.json"
    whole = description.read_bytes()
    with server(tmp_path / "index") as (address, _):
        asked(f"{address}/search.json?q=Palmyre")
        description.write_bytes(b"{")
        with pytest.raises(HTTPError) as failed:
            asked(f"{address}/search.json?q=Palmyre")
        assert failed.value.code == 503
        assert str(tmp_path) not in failed.value.read().decode()
        failed.value.close()
        description.write_bytes(whole)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                assert json.loads(asked(f"{address}/search.json?q=Palmyre"))["total"] == 1
                break
            except HTTPError as error:
                error.close()
