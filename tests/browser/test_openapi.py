"""The API against its own description: whatever may be asked is answered as it is promised."""

import re
import subprocess
import sys
from importlib.util import find_spec

import pytest
from browser.needs import give_up

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,negative_data_rejection"
)
# Files have the parameters of the page or the JSON beside them.
LEFT_OUT = r"\.(csv|jsonl|tsv|xlsx|parquet|ris|bib|csl|txt|svg|rss)$"


@pytest.mark.slow
def test_what_is_generated_from_the_description_is_answered_as_it_promises(address):
    if find_spec("schemathesis") is None:
        give_up("not tried: there is no schemathesis (pip install --group browser)")
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json",
         "--checks", CHECKS, "--max-examples", "5", "--seed", "1", "--request-timeout", "30",
         "--exclude-path-regex", LEFT_OUT, "--phases", "examples,coverage,fuzzing"],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert re.search(r"[1-9]\d* generated", done.stdout)
