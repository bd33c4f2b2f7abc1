"""What a terminal gets: colours, links, a pager; and what a file or a pipe gets instead."""

import os
import pty
import select
import subprocess
import sys
import time

import pytest
from cli.command_line import ENVIRONMENT, run

import searchnews

ARTICLES = [
    searchnews.Article(
        id="pont", title="Le pont rouvre", body="Il rouvre lundi.", url="https://echo.example/é b"
    ),
    searchnews.Article(id="gare", title="La gare", body="Le pont en est loin.", path="/nowhere/a"),
]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("screen") / "index"
    with searchnews.create(directory) as index:
        index.add(ARTICLES)
    return directory


def on_a_terminal(*arguments, **environment):
    """What a command prints on a terminal; its status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "searchnews", *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs,
        env=os.environ | ENVIRONMENT | {"PAGER": "", "NO_COLOR": ""} | environment,
    )  # fmt: skip
    os.close(theirs)
    printed, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline and select.select([ours], [], [], 60)[0]:
        try:
            some = os.read(ours, 10_000)
        except OSError:  # the other end is closed
            break
        if not some:
            break
        printed += some
    os.close(ours)
    return printed.decode(), process.wait()


def test_a_terminal_gets_colours_and_links(directory):
    printed, status = on_a_terminal("query", "pont", "--index", directory)
    assert status == 0
    assert "\x1b[1m" in printed
    assert "\x1b]8;;https://echo.example/%C3%A9%20b\x1b\\" in printed
    assert "8;;file:" not in printed  # there is no such file


def test_a_file_that_is_there_is_linked(directory, tmp_path):
    (tmp_path / "un pont.txt").write_text("Le tunnel est ouvert.")
    with searchnews.create(tmp_path / "index") as index:
        index.update(tmp_path / "un pont.txt")
    printed, _ = on_a_terminal("query", "tunnel", "--index", tmp_path / "index")
    assert f"8;;{(tmp_path / 'un pont.txt').as_uri()}\x1b" in printed


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_the_user_decides_about_colours(directory, options, environment, coloured):
    printed, _ = on_a_terminal(*options, "query", "pont", "--index", directory, **environment)
    assert ("\x1b[" in printed) == coloured


def test_a_pipe_gets_colours_only_when_it_is_told_so(directory):
    assert "\x1b" not in run("query", "pont", "--index", directory)[0]
    assert "\x1b[1m" in run("--color", "always", "query", "pont", "--index", directory)[0]


@pytest.mark.parametrize(
    ("options", "environment", "paged"),
    [
        ([], {"PAGER": "sed s/^/paged:/"}, True),
        ([], {"PAGER": "cat", "SEARCHNEWS_PAGER": "sed s/^/paged:/"}, True),
        (["--no-pager"], {"PAGER": "sed s/^/paged:/"}, False),
        ([], {"PAGER": "there-is-no-such-pager"}, False),
        ([], {"PAGER": "sed s/^/paged:/", "SEARCHNEWS_PAGER": ""}, False),
    ],
)
def test_long_output_goes_through_the_pager(directory, options, environment, paged):
    printed, status = on_a_terminal(*options, "query", "pont", "--index", directory, **environment)
    assert status == 0
    assert "2 articles: pont" in printed
    assert ("paged:" in printed) == paged


def test_a_pager_that_is_left_early_ends_the_command_quietly(directory):
    printed, status = on_a_terminal(
        "query", "pont", "--index", directory, SEARCHNEWS_PAGER="head -n 1"
    )
    assert status == 0
    assert "Traceback" not in printed


def test_an_index_run_is_not_paged(directory, tmp_path):
    (tmp_path / "pont.txt").write_text("Le pont est ouvert.")
    printed, _ = on_a_terminal(
        "index", tmp_path, "--index", tmp_path / "index", PAGER="sed s/^/paged:/"
    )
    assert "paged:" not in printed
