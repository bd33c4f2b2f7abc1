"""Faults at one call after the other, each in a process forked for it.

Run with the library of `faults.c` preloaded; see `injector`. Prints a line of JSON for each
fault: its mode, the call, how many there are, and what was wrong.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import searchnews
from scripts.faults.scenarios import SCENARIOS, Scenario, Workspace
from scripts.faults.verification import after_fault, after_next_run, answers
from searchnews.engines import EMBEDDED, load_engine

# Imported once, before processes are forked for the faults.
IMPORTED = (
    "searchnews.analysis.bulk.cut", "searchnews.cli.delete", "searchnews.cli.following.saved",
    "searchnews.cli.index", "searchnews.cli.query", "searchnews.indexing.rebuild",
    "searchnews.indexing.update", "searchnews.ingest.records.json",
    "searchnews.saved.deliveries.command", "searchnews.saved.deliveries.feed",
    "searchnews.saved.saved_searches", "searchnews.storage.check", "searchnews.storage.creation",
)  # fmt: skip

MODES = {"count": 1, "kill": 2, "fail": 3, "full": 4, "power": 5}
_SECONDS = 120.0  # for what takes a tenth of a second
_HANGS = -1000


class Trial:
    """One scenario with one engine, prepared in a folder."""

    def __init__(self, scenario: Scenario, engine: str, folder: Path) -> None:
        self.scenario = scenario
        self.work = Workspace(folder, engine)
        self._shadow = folder / "shadow"
        self._errors = folder / "errors"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._forked(lambda: scenario.prepare(self.work))
        if self.work.index.exists():
            self.work.index.rename(self.work.template)
        self.work.reset()
        self.calls = self._faulty_run("count", 0)[1]
        """That change files, in a run without a fault."""
        self._expected = self._forked(lambda: answers(searchnews.open(self.work.index)))

    def problems(self, mode: str, number: int) -> list[str]:
        """What is wrong after a fault."""
        self.work.reset()
        status, _ = self._faulty_run(mode, number)
        if status == _HANGS:
            return ["it hangs"]
        errors = self._errors.read_text()
        if mode in ("fail", "full") and not self._is_one_line(status, errors):
            return [f"exits with {status} and says: {errors.strip()[-300:]}"]
        if mode == "power":
            self._lose_power(number)
        return [*self._forked(self._look), *self._forked(self._finish)]

    def _is_one_line(self, status: int, errors: str) -> bool:
        """Whether a run that failed says so in one line; it need not fail."""
        return (status == 1 and errors.count("\n") == 1) or (status == 0 and not errors)

    def _look(self) -> list[str]:
        return list(after_fault(self.scenario, self.work))

    def _finish(self) -> list[str]:
        status = self._silenced(lambda: self.scenario.run(self.work))
        errors = self._errors.read_text()
        return list(after_next_run(self.scenario, self.work, status, errors, self._expected))

    def _faulty_run(self, mode: str, number: int) -> tuple[int, int]:
        """The exit status, negative for a signal, and how many calls were counted."""
        shutil.rmtree(self._shadow, ignore_errors=True)
        self._shadow.mkdir()
        self._keep_all()
        counted = self.work.folder / "calls"
        counted.write_text("0")

        def run() -> int:
            library = ctypes.CDLL(None)  # what is preloaded
            library.fault_calls.restype = ctypes.c_long
            library.fault_arm(
                os.fsencode(self.work.index), MODES[mode], ctypes.c_long(number),
                os.fsencode(self._shadow),
            )  # fmt: skip
            status = self.scenario.run(self.work)
            counted.write_text(str(library.fault_calls()))
            return status

        pid = os.fork()
        if not pid:
            status = 1
            try:
                status = self._silenced(run)
            finally:
                os._exit(status)
        return _waited(pid), int(counted.read_text())

    def _silenced(self, work: Callable[[], int]) -> int:
        """Do something whose output goes to a file."""
        output = os.open(self._errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nowhere = os.open(self.work.folder / "printed", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(nowhere, 1)
        os.dup2(output, 2)
        try:
            return work()
        except BaseException:
            traceback.print_exc()
            return 70
        finally:
            sys.stderr.flush()
            sys.stdout.flush()

    def _forked(self, work: Callable[[], Any]) -> Any:
        """What something gives that is done in a process of its own."""
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            try:
                result = work()
            except BaseException:
                result = [traceback.format_exc()[-600:]]
            with os.fdopen(writing, "w") as pipe:
                json.dump(result, pipe)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            answer = pipe.read()
        status = _waited(pid)
        return json.loads(answer) if answer else [f"the process that looked ended with {status}"]

    def _keep_all(self) -> None:
        """What there is before a run is on the disk."""
        for path in self.work.index.rglob("*"):
            if path.is_file():
                shutil.copyfile(path, self._shadow / str(path.stat().st_ino))

    def _lose_power(self, number: int) -> None:
        """Cut every file to what was synced of it; of what never was, half is left, or nothing."""
        for path in self.work.index.rglob("*"):
            if path.is_file():
                kept = self._shadow / str(path.stat().st_ino)
                if kept.exists():
                    path.write_bytes(kept.read_bytes())
                else:
                    os.truncate(path, path.stat().st_size // 2 if number % 2 else 0)


def _waited(pid: int) -> int:
    """The exit status of a process, negative for a signal."""
    until = time.monotonic() + _SECONDS
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return _HANGS
        time.sleep(0.002)


def calls_to_try(calls: int, most: int, offset: float) -> list[int]:
    """Numbers of calls, spread evenly; `offset`, from 0 to 1, moves them by that part of a step.

    >>> calls_to_try(10, 3, 0.5), calls_to_try(2, 3, 0.5)
    ([2, 6, 9], [1, 2])
    """
    step = max(1.0, calls / most)
    numbers = (1 + int(offset * step + step * n) for n in range(min(most, calls)))
    return sorted({number for number in numbers if number <= calls})


def main() -> None:
    """Try the faults that are asked for, and print what came of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("engine", choices=EMBEDDED)
    parser.add_argument("modes", nargs="+", help="mode=number of calls to try")
    parser.add_argument("--offset", type=float, default=0.0, help="of the calls tried, 0 to 1")
    arguments = parser.parse_args()
    for name in IMPORTED:
        import_module(name)
    for engine in EMBEDDED:
        load_engine(engine)
    trial = Trial(SCENARIOS[arguments.scenario], arguments.engine, arguments.folder)
    for mode_and_number in arguments.modes:
        mode, _, most = mode_and_number.partition("=")
        for number in calls_to_try(trial.calls, int(most), arguments.offset):
            problems = trial.problems(mode, number)
            print(json.dumps([mode, number, trial.calls, problems]), flush=True)


if __name__ == "__main__":
    main()
