"""A node: one process of a server, with its own folders."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts.cluster.failure import ClusterError
from scripts.cluster.network import inside

ADDRESS: Final = "127.0.0.1"
_SERVER_USER: Final = "nobody"
"""Who runs the server where root starts it, since it refuses to run as root."""
_SECONDS_TO_END: Final = 30.0

# What a node of a test has no use for, or is said anew below; and a module of Java that some lack.
_LEFT_OUT: Final = (
    "#", "-Xms", "-Xmx", "8:", "8-10:", "9-:-Xlog", "11-:", "20-:--add-modules", "-XX:+HeapDump",
    "-XX:HeapDumpPath",
)  # fmt: skip


@dataclass
class Node:
    """One process of a server."""

    name: str
    folder: str
    """Its configuration, data and logs."""
    home: str
    """Of the server."""
    java: str
    port: int
    """Where it answers, on this machine alone."""
    pid: int | None = None
    host: str = ADDRESS
    """Where clients find it."""
    inner_host: str = ADDRESS
    """Where the other nodes do."""
    scheme: str = "http"
    namespace: str | None = None
    """Of the network, if it is a machine of its own there."""

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def configure(self, settings: Mapping[str, Any], *, heap: str, quick: bool) -> None:
        """Write its configuration; with `quick` it starts sooner and searches slower."""
        folder = Path(self.folder)
        for part in ("config", "data", "logs", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        config = folder / "config"
        self.use(self.home, self.java, heap=heap, quick=quick)
        # A value of JSON is one of YAML.
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
        (config / "opensearch.yml").write_text("".join(lines), encoding="utf-8")

    def use(self, home: str, java: str, *, heap: str, quick: bool) -> None:
        """Use a server from the next start on, such as a newer one."""
        self.home, self.java = home, java
        config = Path(self.folder, "config")
        shutil.copy(Path(home, "config", "log4j2.properties"), config)
        (config / "jvm.options").write_text(self._options(heap, quick=quick), encoding="utf-8")

    def spawn(self) -> None:
        """Start it; it answers some time later."""
        folder = Path(self.folder)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.folder,
            "HOSTNAME": "localhost",
            "JAVA_HOME": self.java,
            "OPENSEARCH_JAVA_HOME": self.java,
            "OPENSEARCH_PATH_CONF": str(folder / "config"),
            "OPENSEARCH_TMPDIR": str(folder / "tmp"),
        }
        user = give_to_server(folder)
        group = None if user is None else pwd.getpwuid(user).pw_gid
        command = [str(Path(self.home, "bin", "opensearch"))]
        if self.namespace is not None:
            command = [*inside(self.namespace, user, group), *command]
            user = group = None  # only root may go in
        with (folder / "out.log").open("ab") as out:
            process = subprocess.Popen(
                command,
                env=environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                user=user,
                group=group,
                extra_groups=None if user is None else [],
            )
        self.pid = process.pid

    def is_running(self) -> bool:
        """Whether its process is there."""
        return self.pid is not None and _is_server(self.pid)

    def tell_to_end(self) -> None:
        """Have it end by itself, and do not wait for it."""
        if self.pid is not None and self.is_running():
            os.kill(self.pid, signal.SIGTERM)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, and wait until it has ended."""
        if self.pid is not None and self.is_running():
            os.kill(self.pid, how)
            until = time.monotonic() + _SECONDS_TO_END
            while self.is_running():
                if time.monotonic() > until:
                    os.kill(self.pid, signal.SIGKILL)
                time.sleep(0.05)
        self.pid = None

    def memory(self) -> int:
        """What it has in memory, in megabytes; 0 if it does not run."""
        if not self.is_running():
            return 0
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) // 1024

    def last_words(self) -> str:
        """The end of what it printed."""
        text = Path(self.folder, "out.log").read_text(encoding="utf-8", errors="replace")
        return text[-2000:]

    def _options(self, heap: str, *, quick: bool) -> str:
        text = Path(self.home, "config", "jvm.options").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith(_LEFT_OUT)]
        # One thread collects garbage: several nodes share few processors.
        lines += [f"-Xms{heap}", f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
        if quick:
            lines.append("-XX:TieredStopAtLevel=1")
        return "\n".join(lines) + "\n"


def give_to_server(folder: Path) -> int | None:
    """Let a server write to a folder; gives the user it is to run as, None for who starts it.

    Raises:
        ClusterError: that user cannot get there.
    """
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam(_SERVER_USER)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & 0o001:
            raise ClusterError(
                f"{parent} is closed to the user {_SERVER_USER}, who runs the server where root "
                "starts it; name another folder"
            )
    return user.pw_uid


def _is_server(pid: int) -> bool:
    """Whether a process is one of ours that has not ended: its number may be another's by now."""
    with suppress(ChildProcessError):  # another run of this program started it
        os.waitpid(pid, os.WNOHANG)
    while True:
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return False
        # On a busy machine one that has just begun has no command yet; nor has one that has ended.
        if command or stat.rpartition(")")[2].split()[0] in "ZX":
            return b"opensearch" in command
        time.sleep(0.01)
