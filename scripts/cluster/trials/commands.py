"""Commands of searchnews as a user of a cluster types them, and what they must say."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path


class Commands:
    """Runs commands on an index, and notes what was otherwise than it should be."""

    def __init__(self, place: str, folder: Path, environment: Mapping[str, str] | None = None):
        """`environment` is what is set for all; the machine has its own folder in `folder`."""
        self.is_good = True
        """Whether all was as it should be until now."""
        self._place = place
        self._folder = folder
        self._environment = {**os.environ, **(environment or {})}

    def expect(
        self,
        command: str,
        said: str,
        status: int = 0,
        machine: str = "a",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """A command, typed at a machine, must say something, and end with a status."""
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "searchnews", *command.split(), "--index", self._place],
            env={
                **self._environment,
                "XDG_DATA_HOME": str(self._folder / machine),
                **(environment or {}),
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        told = done.stdout + done.stderr
        is_good = said in told and done.returncode == status and "Traceback" not in told
        self.is_good &= is_good
        print(
            f"{'good' if is_good else 'WRONG'} ({time.monotonic() - began:.0f} s): {command}: "
            f"{' '.join(told.split())[:400]}",
            flush=True,
        )
