"""How tests run commands."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from searchnews.cli import main

# No index of the tester's own.
ENVIRONMENT = {
    "SEARCHNEWS_INDEX": "",
    "SEARCHNEWS_SYNONYMS": "",
    "SEARCHNEWS_LISTS": "",
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
}


def run(*arguments, status=0, **environment):
    """Run a command in this process; gives what it prints on standard output and error."""
    printed, noted = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    with (
        mock.patch.dict(os.environ, ENVIRONMENT | environment),
        redirect_stdout(printed),
        redirect_stderr(noted),
    ):
        try:
            main(list(map(str, arguments)))
        except SystemExit as end:
            code = end.code
    texts = tuple(_text(stream) for stream in (printed, noted))
    assert code == status, texts
    return texts


def run_process(*arguments, status=0, **environment):
    """The same in a process of its own, for what only a whole process shows."""
    words = [word if isinstance(word, bytes) else str(word) for word in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "searchnews", *words],
        capture_output=True,
        env=os.environ | ENVIRONMENT | environment,
        check=False,
    )
    noted = done.stderr.decode()
    assert done.returncode == status, noted
    assert "Traceback" not in noted
    return done.stdout.decode(), noted


def _text(stream):
    stream.flush()
    return stream.buffer.getvalue().decode()
