"""The option --debug of the commands that read files."""

import logging

import pytest
from click.testing import CliRunner

from searchnews.cli.index import index_command
from searchnews.cli.read import read_command
from searchnews.ingest.records import tables


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A file, and a bug in its reader."""

    def read(file):
        raise ZeroDivisionError("x")

    monkeypatch.setattr(tables, "read", read)
    (tmp_path / "a.csv").write_text("titre\nCrue\n")
    return tmp_path / "a.csv"


def commands(broken):
    index = ["--index", str(broken.parent / "index")]
    return [
        (read_command, [str(broken)]),
        (index_command, [str(broken), *index]),
        (index_command, [str(broken), "--dry-run"]),
    ]


def test_shows_where_reading_failed(broken):
    for command, arguments in commands(broken):
        done = CliRunner().invoke(command, [*arguments, "--debug"])
        assert 'raise ZeroDivisionError("x")' in done.stderr
        assert f"{broken}: it cannot be read: ZeroDivisionError: x\nTraceback" in done.stderr


def test_without_it_only_the_reason_is_said(broken):
    for command, arguments in commands(broken):
        done = CliRunner().invoke(command, arguments)
        said = f"{done.output}{done.exception or ''}"
        assert "it cannot be read: ZeroDivisionError: x" in said
        assert "Traceback" not in said


@pytest.mark.parametrize("options", [[], ["--debug"]])
def test_the_log_is_as_before_when_the_command_is_done(broken, options):
    loggers = [logging.getLogger(name) for name in ("searchnews", "trafilatura", "pypdf")]
    before = [(logger.level, list(logger.handlers)) for logger in loggers]
    for command, arguments in commands(broken):
        CliRunner().invoke(command, arguments + options)
    assert [(logger.level, list(logger.handlers)) for logger in loggers] == before
