"""The name of this machine: which saved searches it alone runs goes by it."""

from __future__ import annotations

import os
import socket
from typing import Final

MACHINE: Final = "SEARCHNEWS_MACHINE"


def this_machine() -> str:
    """What the environment says, else the name of the host."""
    return os.environ.get(MACHINE) or socket.gethostname()
