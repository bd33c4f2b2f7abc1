"""A server as people start it: a process of its own."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def server(directory, *options, **environment):
    """A server in a process of its own; gives its address and what it printed first."""
    command = [sys.executable, "-m", "searchnews", "serve", "--index", str(directory),
               "--port", "0", "--no-browser", *options]  # fmt: skip
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    )
    try:
        said = process.stderr.readline()
        address = re.search(r"http://\S+?(?=/;)", said)
        assert address is not None, said
        yield address[0], process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
