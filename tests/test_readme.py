"""What the README promises is tried as it is written."""

import re
import shlex
from pathlib import Path

import pytest

from searchnews.cli import commands
from searchnews.query.parser import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CORPUS = ROOT / "scripts" / "demo_corpus"


def indented_commands():
    for line in README.splitlines():
        if line.startswith("    searchnews "):
            yield line.partition(" # ")[0].strip()


def typed_queries():
    for row in re.findall(r"^\| (`.*?) \|", README, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a folder of articles, as the README has it."""
    (tmp_path / "presse").symlink_to(CORPUS)
    rules = re.findall(r"^    (EI, .*|.* => .*)$", README, re.MULTILINE)
    assert len(rules) == 2
    (tmp_path / "synonyms.txt").write_text("\n".join(rules), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SEARCHNEWS_INDEX", raising=False)
    commands(["index", str(tmp_path / "presse"), "--quiet"], standalone_mode=False)
    return tmp_path


@pytest.mark.parametrize("command", list(indented_commands()))
def test_commands_run(home, capsys, command):
    from searchnews.index import open as open_index

    with open_index("indexes/default") as index:
        article_id = next(iter(index.stream("Palmyre"))).article.id
    arguments = shlex.split(command.replace("ID", article_id).replace("~/presse", f"{home}/presse"))
    commands(arguments[1:], standalone_mode=False)
    assert capsys.readouterr().out


def test_python_runs(home, capsys):
    (home / "scripts").mkdir()
    (home / "scripts" / "demo_corpus").symlink_to(CORPUS)
    program = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    exec(compile(program, "README.md", "exec"), {})
    assert "<mark>" in capsys.readouterr().out


@pytest.mark.parametrize("query", list(typed_queries()))
def test_queries_are_read_without_a_warning(query):
    assert parse(query).warnings == ()


def test_files_and_folders_named_exist():
    named = set(
        re.findall(r"`((?:searchnews|tests|scripts)/[\w./]+?)(?: [A-Z.a-z\[\]]+)?`", README)
    )
    assert len(named) > 5
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
