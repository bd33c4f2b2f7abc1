"""Interrupt everything that writes to an index at every call, and see that nothing is lost.

    python -m scripts.faults [--engine tantivy] [--scenario "first run"] [--mode kill]

Each run is killed, or fails, at one call that changes a file: once for each of the calls, in each
of four ways (killed; the call fails; the disk is full from there on; the power is lost, and with it
what was not synced). Afterwards `searchnews check` must find the index sound, searches must work,
and the next run must finish it without a word, with the articles and answers of a run that nothing
interrupts. Needs Linux and a C compiler; takes about an hour. `tests/faults` tries a sample.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from scripts.faults.injector import build, compiler, faults
from scripts.faults.scenarios import SCENARIOS
from searchnews.engines import EMBEDDED

MODES = ("kill", "fail", "full", "power")
_ALL = 1_000_000  # calls; there are some hundred


def main() -> int:
    """Try every fault that is asked for; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=EMBEDDED, action="append")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append")
    parser.add_argument("--mode", choices=MODES, action="append")
    parser.add_argument("--most", type=int, default=_ALL, help="calls to try of each run")
    arguments = parser.parse_args()
    if compiler() is None:
        print("faults are injected on Linux, with a library in C: install a C compiler")
        return 1
    tried = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        library = build(Path(folder))
        for scenario in arguments.scenario or SCENARIOS:
            for engine in arguments.engine or EMBEDDED:
                for mode in arguments.mode or MODES:
                    began = time.perf_counter()
                    place = Path(folder, "place")
                    found = list(faults(library, place, scenario, engine, {mode: arguments.most}))
                    wrong = [fault for fault in found if fault.problems]
                    tried += len(found)
                    failed += len(wrong)
                    seconds = time.perf_counter() - began
                    print(
                        f"{scenario:20} {engine:8} {mode:6} {len(found):4} calls, "
                        f"{len(wrong)} went wrong ({seconds:.0f} s)",
                        flush=True,
                    )
                    for fault in wrong[:5]:
                        print(f"    call {fault.call}: {'; '.join(fault.problems)[:500]}")
    print(f"{tried} faults, {failed} went wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
