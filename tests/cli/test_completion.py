"""Shells complete commands, options, sources and fields; bash is asked as a user's bash asks."""

import shutil
import subprocess
import sys

import pytest
from cli.command_line import run

import searchnews

BASH = shutil.which("bash")


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("completion") / "index"
    with searchnews.create(directory) as index:
        index.add(
            searchnews.Article(id=source, title="Un pont", source=source)
            for source in ("Écho du Val", "L'Est", "Le Rhône")
        )
        index.saved.add("crues", "crue")
        index.saved.add("élus", "maire")
    return directory


def completed(shell, line, directory):
    """What a shell is told when Tab is pressed behind a line."""
    words = line.split(" ")
    return run(
        _SEARCHNEWS_COMPLETE=f"{shell}_complete",
        COMP_WORDS=words[-1] if shell == "fish" else "\n".join(words),
        COMP_CWORD=str(len(words) - 1),
        SEARCHNEWS_INDEX=str(directory),
    )[0]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell):
    printed, _ = run("completion", shell)
    assert f"_SEARCHNEWS_COMPLETE={shell}_complete" in printed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("searchnews comp", {"completion"}),
        ("searchnews st", {"stats", "stories"}),
        ("searchnews query --so", {"--source", "--sort"}),
        ("searchnews query ti", {"titre:", "title:"}),
        ("searchnews query dep", {"depuis:"}),
        ("searchnews query @", {"@crues", "@élus"}),
        ("searchnews query @el", {"@élus"}),
        ("searchnews saved run ", {"crues", "élus"}),
        ("searchnews saved remove cr", {"crues"}),
        ("searchnews query x --sort ", {"relevance", "date", "-date"}),
        ("searchnews query x --source ec", {r"Écho\\ du\\ Val"}),
        ("searchnews query x --source l", {r"L\\'Est", r"Le\\ Rhône"}),
        ('searchnews query x --source "l', {"L'Est", "Le Rhône"}),
        ("searchnews query x --index /nowhere --source l", set()),
    ],
)
def test_bash_is_told_how_a_line_may_go_on(directory, line, expected):
    printed = completed("bash", line, directory)
    assert {answer.partition(",")[2] for answer in printed.splitlines() if answer} == expected


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_bash_itself_takes_a_name_with_a_space_as_one_word(directory, tmp_path):
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash")[0])
    command = tmp_path / "searchnews"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m searchnews "$@"\n')
    command.chmod(0o755)
    program = f"""
        source {script}
        COMP_WORDS=(searchnews query x --source ech) COMP_CWORD=4
        _searchnews_completion searchnews
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        [BASH, "-c", program], capture_output=True, text=True, check=True,
        env={
            "SEARCHNEWS_INDEX": str(directory), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8",
            "PATH": f"{tmp_path}:/usr/bin:/bin",
        },
    )  # fmt: skip
    assert done.stdout == "Écho\\ du\\ Val\n"
