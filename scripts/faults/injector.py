"""Building the library that makes calls fail, and running faults with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_SOURCE = Path(__file__).with_name("faults.c")
_ROOT = _SOURCE.parents[2]


def compiler() -> str | None:
    """The C compiler, which only these tests need; None if there is none, or no way to preload."""
    return shutil.which("cc") if sys.platform == "linux" else None


def build(directory: Path) -> Path:
    """Compile the library into a directory."""
    library = directory / "libfaults.so"
    command = [compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE)]
    command.append("-ldl")
    subprocess.run(command, check=True)
    return library


class Fault(NamedTuple):
    """A fault that was tried."""

    mode: str
    call: int
    calls: int
    """That there are in the whole run."""
    problems: list[str]
    """What was wrong after it, a sentence each; empty if nothing."""


def faults(
    library: Path,
    folder: Path,
    scenario: str,
    engine: str,
    tries: Mapping[str, int],
    *,
    offset: float = 0.0,
) -> Iterator[Fault]:
    """Try faults at calls of a scenario: of each mode so many, spread over the run."""
    command = [sys.executable, "-m", "scripts.faults.sweep", str(folder), scenario, engine]
    command += [f"{mode}={most}" for mode, most in tries.items()]
    command += ["--offset", str(offset)]
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        "SEARCHNEWS_INDEX": "",
    }
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Fault(*json.loads(line))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
