"""The command line as a whole: wrong usage, exit status, closed pipes, help."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli.command_line import run, run_process

import searchnews
from searchnews.cli import COMMANDS, commands
from searchnews.cli.examples import EXAMPLES


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([c, "--help"] for c in COMMANDS)])
def test_help_is_printed(arguments):
    printed, noted = run(*arguments)
    assert printed.startswith("Usage: searchnews")
    assert noted == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_three_examples_that_can_be_typed(command):
    printed, _ = run(command, "--help")
    examples = [line.strip() for line in printed.partition("\n  Examples:\n")[2].splitlines()]
    assert examples == list(EXAMPLES[command])
    assert len(examples) == 3
    for example in examples:
        _, *words = shlex.split(re.split(" > | >> | < | && ", example)[0])
        found = commands.get_command(click.Context(commands), words[0])
        found.make_context(words[0], words[1:]).close()  # what cannot be parsed is a UsageError


def test_examples_are_of_commands_that_exist():
    assert EXAMPLES.keys() == set(COMMANDS)


def test_the_version_names_the_engines_and_what_else_is_installed():
    printed, _ = run("--version")
    first, *others = printed.splitlines()
    assert first.startswith(f"searchnews {searchnews.__version__}, Python 3.")
    assert any(re.match(r"engines: tantivy \d.*, whoosh 2\.7", line) for line in others)
    assert any(
        re.match(r"documents: (pypdf \d|not installed: pip install)", line) for line in others
    )


def test_help_names_every_command():
    printed, _ = run("--help")
    assert [line.split()[0] for line in printed.partition("Commands:\n")[2].splitlines()] == [
        *COMMANDS,
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query"], 2, "Missing argument 'QUERY'"),
        (["query", "x", "--sort", "size"], 2, "is not one of"),
        (["query", "x", "--limit", "-1"], 2, "-1"),
        (["nonsense"], 2, "No such command"),
        (["index"], 2, "Missing argument 'PATHS...'"),
        (["index", ".", "--map", "title"], 2, "is not FIELD=NAME"),
        (["index", ".", "--map", "titel=headline"], 1, "titel"),
        (["index", "/nowhere"], 1, "there is no file or folder /nowhere"),
        (["query", "x", "--from", "jadis"], 1, "'jadis' is not a date"),
        (["query", "x", "--index", "/nowhere"], 1, "there is no index in /nowhere"),
        (["check", "--index", "/nowhere"], 1, "there is no index in /nowhere"),
    ],
)
def test_mistakes_are_explained_in_one_line(directory, arguments, status, message):
    index = [] if "--index" in arguments else ["--index", directory]
    if arguments[0] == "nonsense" or arguments == ["query"]:
        index = []
    _, noted = run(*arguments, *index, status=status)
    assert message in noted
    if status == 1:
        assert len(noted.splitlines()) == 1


def test_a_closed_pipe_ends_quietly(directory):
    process = subprocess.Popen(
        [sys.executable, "-m", "searchnews", "query", "*", "-n", "0", "--index", directory],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "status"), [(["Palmyre"], 0), (["x", "--from", "jadis"], 1), (["x", "--no"], 2)]
)
def test_a_process_ends_with_the_exit_status(directory, arguments, status):
    run_process("query", *arguments, "--index", directory, status=status)


@pytest.mark.skipif(os.name != "posix", reason="arguments are text on Windows")
def test_bytes_that_are_no_text_are_a_query(directory):
    printed, _ = run_process("query", b"gr\xe8ve", "--index", directory, PYTHONIOENCODING="ascii")
    assert "article" in printed


def test_an_interrupted_command_says_what_remains(directory, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(searchnews, "open", interrupt)
    printed, noted = run("query", "Palmyre", "--index", directory, status=1)
    assert (printed, noted) == (
        "", "interrupted; what was committed stays, and the next run continues from there\n",
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("output", ["text", "json", "csv"])
def test_output_that_cannot_be_written_is_one_line(directory, output):
    command = [sys.executable, "-m", "searchnews", "query", "*", "-n", "0", "--format", output]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*command, "--index", directory], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "searchnews: No space left on device, while reading, or while writing the output; "
        "check the disk and try again\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="closes a descriptor in a child process")
@pytest.mark.parametrize("descriptor", [1, 2])
def test_a_closed_stream_is_no_mistake(directory, descriptor):
    command = [sys.executable, "-m", "searchnews", "query", "*", "--index", str(directory)]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {descriptor}>&-', "sh", *command], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [["query", "x"], ["stats"], ["check"], ["show", "x"]])
def test_a_path_that_the_system_refuses_is_one_line(command):
    _, noted = run(*command, "--index", "x" * 5000, status=1)
    assert noted == f"searchnews: {'x' * 5000}: File name too long\n"
