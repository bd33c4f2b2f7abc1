"""What the README promises is tried as it is written."""

import datetime
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli.command_line import run

import searchnews
from searchnews.query.reading.parser import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CORPUS = ROOT / "scripts" / "demo_corpus"


def indented_commands():
    for line in README.splitlines():
        # A server goes on until it is asked to end: tests/serve/test_server.py starts it.
        if line.startswith("    searchnews ") and not line.startswith("    searchnews serve"):
            yield line.partition(" # ")[0].strip()


def typed_queries():
    for row in re.findall(r"^\| (`.*?) \|", README, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


@pytest.fixture(scope="module")
def presse(tmp_path_factory):
    """A folder of articles and its index, as the first commands of the README leave them."""
    home = tmp_path_factory.mktemp("readme")
    (home / "presse").symlink_to(CORPUS)
    with searchnews.create(home / "indexes" / "default") as index:
        index.update(home / "presse")
    return home


@pytest.fixture
def home(presse, tmp_path, monkeypatch):
    """The folder where the README's commands are run, with an index of its own."""
    shutil.copytree(presse / "indexes", tmp_path / "indexes")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", list(indented_commands()))
def test_commands_run(home, presse, command):
    with searchnews.open("indexes/default") as index:
        article_id = next(iter(index.stream("Palmyre"))).article.id
    words = shlex.split(command.replace("ID", article_id).replace("~", str(presse)))
    printed, noted = run(*words[1:])
    assert printed
    assert "note:" not in noted


def test_python_runs(tmp_path):
    program = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "demo_corpus").symlink_to(CORPUS)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "<mark>" in done.stdout


@pytest.mark.parametrize("query", list(typed_queries()))
def test_queries_are_read_without_a_warning(query):
    assert parse(query, datetime.date(2020, 6, 15)).warnings == ()


def test_files_and_folders_named_exist():
    named = set(
        re.findall(r"`((?:searchnews|tests|scripts)/[\w./]+?)(?: [A-Z.a-z\[\]]+)?`", README)
    )
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
