"""`searchnews watch`: what changes is indexed, what is saved is run, until it is interrupted."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest
from cli.command_line import ENVIRONMENT, run

import searchnews

SECONDS = 60  # for what takes one


@pytest.fixture
def presse(tmp_path):
    folder = tmp_path / "presse"
    folder.mkdir()
    (folder / "a.txt").write_text("Une crue à Berlincourt\n\nLa Sorne est en crue.\n")
    return folder


class Watching:
    """A process that watches, and the lines that it prints."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "searchnews", "watch", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | ENVIRONMENT,
        )  # fmt: skip
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def wait_for(self, text):
        while text not in (line := self.lines.get(timeout=SECONDS)):
            pass
        return line

    def end(self, number):
        self.process.send_signal(number)
        _, noted = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, noted


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_files_that_come_are_indexed_and_delivered_until_a_signal(tmp_path, presse, number):
    index = tmp_path / "index"
    watching = Watching(presse, "--index", index, "--every", "1s")
    watching.wait_for("1 added, 0 updated, 0 removed; the index has 1 article")
    with searchnews.open(index) as opened:
        opened.saved.add("crues", "crue")
    (presse / "b.txt").write_text("Glovelier sous l'eau\n\nUne crue de la Sorne.\n")
    watching.wait_for("1 added")
    watching.wait_for("crues: 1 new article")
    watching.wait_for("Glovelier")
    assert watching.end(number) == (0, f"watching {presse}; Ctrl-C ends it\n")
    with searchnews.open(index) as opened:
        assert opened.check().problems == ()


@pytest.mark.slow
def test_what_fails_is_said_and_tried_again(tmp_path, presse):
    index = tmp_path / "index"
    with searchnews.create(index) as opened:
        opened.saved.add("crues", "crue", deliveries=[("command", "false")])
    watching = Watching(presse, "--index", index, "--every", "1s")
    watching.wait_for("1 added")
    saved = index / "saved.db"
    with searchnews.open(index) as opened:
        while not any(each.problem for each in opened.saved.list()[0].waiting):
            time.sleep(0.1)
    code, noted = watching.end(signal.SIGTERM)
    assert code == 0
    assert "crues: command false: false ended with status 1" in noted
    assert saved.exists()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, "Missing argument 'PATHS...'"),
        (["/nulle/part"], 1, "there is no file or folder /nulle/part"),
        ([".", "--every", "0s"], 2, "is not from 1s to 30d"),
        ([".", "--every", "5"], 2, "is not from 1s to 30d"),
        ([".", "--every", "5ſ"], 2, "is not from 1s to 30d"),
        ([".", "--every", "9999d"], 2, "is not from 1s to 30d"),
    ],
)
def test_what_cannot_be_is_told(arguments, status, message):
    assert message in run("watch", *arguments, status=status)[1]
