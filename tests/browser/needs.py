"""What the tests in a browser need, and whether it may be missing."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(os.environ.get("SEARCHNEWS_AXE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
# Set by .ci/run: nothing may be missing there.
REQUIRED = os.environ.get("SEARCHNEWS_BROWSER_TESTS") == "required"
# A name of this machine that browsers trust no more than any other's: neither local nor encrypted.
NAME = "presse.test"
ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
]  # fmt: skip


def give_up(said):
    """Fail where nothing may be missing, else say why a test is left out."""
    if REQUIRED:
        pytest.fail(said)
    pytest.skip(said)


def missing():
    """What the tests need and is not there."""
    if CHROMIUM is None:
        yield "Chromium (apt-get install chromium)"
    if not AXE.exists():
        yield f"axe-core (npm install axe-core; looked for at {AXE})"
    try:
        import playwright  # noqa: F401
    except ImportError:
        yield "Playwright (pip install --group browser)"
