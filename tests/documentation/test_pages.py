"""The site says the same in both languages, and what it shows is what a reader gets."""

import datetime
import re
import shlex
import shutil
import subprocess
import sys

import click
import pytest
from cli.command_line import run
from documentation.pages import LANGUAGES, ROOT, blocks, every_page, names, text_of, typed

import searchnews
from searchnews.cli import COMMANDS, commands
from searchnews.query.reading.parser import parse

# Each page shows what its readers see.
LOCALES = {"fr": "fr_FR.UTF-8", "en": "C.UTF-8"}
CORPUS = ROOT / "scripts" / "demo_corpus"
# What differs from run to run.
_CHANGING = [
    (re.compile(r"\d+[.,]\d s\b"), "0.0 s"),
    (re.compile(r"(commit|état) \w+"), r"\1 1"),
    (re.compile(r"[\w-]+-[0-9a-f]{16}"), "ID"),
]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder with the articles that the pages speak of, and their index."""
    shutil.copytree(CORPUS, tmp_path / "presse")
    with searchnews.create(tmp_path / "indexes" / "default") as index:
        index.update(tmp_path / "presse", jobs=1)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def steady(printed):
    for pattern, replacement in _CHANGING:
        printed = pattern.sub(replacement, printed)
    return printed.strip("\n")


def as_pattern(shown):
    """What is shown as a pattern; a line with … alone stands for any lines."""
    lines = [r"(?:.*\n)*?.*" if line == "…" else re.escape(line) for line in shown.split("\n")]
    return "\n".join(lines)


def test_both_languages_have_the_same_pages():
    first, *others = (names(language) for language in LANGUAGES)
    assert first
    assert all(other == first for other in others)


@pytest.mark.parametrize("name", sorted(names("fr")))
def test_both_languages_show_the_same_commands_and_programs(name):
    first, *others = (
        ([each.command for each in typed(page)], blocks(page, "python"), blocks(page, "sh"))
        for page in (f"{language}/{name}" for language in LANGUAGES)
    )
    without_comments = re.compile(r" *#.*")
    for other in others:
        assert other[0] == first[0]
        for kind in (1, 2):
            assert [without_comments.sub("", block) for block in other[kind]] == [
                without_comments.sub("", block) for block in first[kind]
            ]


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in every_page() if blocks(page, "console")])
def test_commands_do_what_a_page_shows(home, page):
    if page.endswith("start.md"):
        shutil.rmtree(home / "indexes")
    for command, shown in typed(page):
        program, *words = shlex.split(command)
        assert program == "searchnews", command
        printed, _ = run(*words, COLUMNS="100", LC_ALL=LOCALES[page.partition("/")[0]])
        if shown is not None:
            assert re.fullmatch(as_pattern(steady(shown)), steady(printed)), printed


@pytest.mark.parametrize("page", [page for page in every_page() if blocks(page, "python")])
def test_programs_run(home, page):
    program = "\n".join(blocks(page, "python"))
    subprocess.run([sys.executable, "-c", program], cwd=home, check=True, capture_output=True)


@pytest.mark.parametrize("page", [page for page in every_page() if blocks(page, "sh")])
def test_commands_that_are_not_run_can_be_typed(page):
    for block in blocks(page, "sh"):
        for line in block.splitlines():
            words = shlex.split(re.split(r" > | >> | < | \| | && ", line)[0], comments=True)
            if words[:1] == ["searchnews"] and words[1:2] != ["--version"]:
                found = commands.get_command(click.Context(commands), words[1])
                found.make_context(words[1], words[2:]).close()


@pytest.mark.parametrize("page", every_page())
def test_links_between_pages_lead_somewhere(page):
    folder = (ROOT / "docs" / page).parent
    for named in re.findall(r"\{doc\}`(?:[^`<]*<)?([^`>]+)>?`", text_of(page)):
        assert (folder / f"{named}.md").exists(), named


def typed_queries(language):
    """What the tables of the query language show, in their first columns."""
    for row in re.findall(r"^\| (.*?) \|", text_of(f"{language}/queries.md"), re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row.replace("\\|", "|"))


@pytest.mark.parametrize("query", sorted({q for each in LANGUAGES for q in typed_queries(each)}))
def test_queries_that_are_shown_are_read_without_a_warning(query):
    assert parse(query, datetime.date(2020, 6, 15)).warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_documented(language):
    text = "\n".join(text_of(f"{language}/{name}") for name in names(language))
    assert [command for command in COMMANDS if f"searchnews {command}" not in text] == []
