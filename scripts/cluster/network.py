"""A network that can be cut: each machine in a namespace of its own, on one of two bridges.

Needs root and `ip` (iproute2), on Linux. Nothing outside of the namespaces changes but for the two
bridges; `remove` takes everything away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from types import TracebackType
from typing import Final

from scripts.cluster.failure import ClusterError

_SUBNET: Final = "10.231.77"
"""One that nobody else uses, most likely."""
_OUTSIDE: Final = 254
_INNER_SUBNET: Final = "127.77.0"
_NAMESPACES: Final = "/run/netns"


class Network:
    """Machines that all reach each other, until some are cut off; inside `with`."""

    def __init__(self, name: str = "sncut") -> None:
        """`name` begins those of the namespaces and bridges; short, since those have 15 letters.

        Raises:
            ClusterError: namespaces cannot be made here.
        """
        if os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("nsenter") is None:
            raise ClusterError(
                "a network that can be cut needs root, and the programs ip and nsenter: on Debian "
                "the packages iproute2 and util-linux"
            )
        self._name = name
        self._sides = f"{name}-a", f"{name}-b"
        self._machines: list[str] = []

    def __enter__(self) -> Network:
        self.remove()  # what a run that was killed has left
        try:
            for side in self._sides:
                _ip("link", "add", side, "type", "bridge")
                _ip("link", "set", side, "up")
            _ip("address", "add", f"{_SUBNET}.{_OUTSIDE}/24", "dev", self._sides[0])
        except ClusterError:
            self.remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.remove()

    def add(self, machine: str) -> str:
        """Add a machine; gives its address."""
        self._machines.append(machine)
        namespace, outside = self.namespace(machine), self._wire(machine)
        address = f"{_SUBNET}.{len(self._machines)}"
        _ip("netns", "add", namespace)
        _ip("link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", namespace)
        _ip("link", "set", outside, "master", self._sides[0], "up")
        for command in (
            ("link", "set", "lo", "up"),
            # Not the whole of 127.0.0.0/8 is this machine's: see `inner_address`.
            ("address", "add", "127.0.0.1/32", "dev", "lo"),
            ("address", "delete", "127.0.0.1/8", "dev", "lo"),
            ("address", "add", f"{address}/24", "dev", "eth0"),
            ("address", "add", f"{self.inner_address(machine)}/24", "dev", "eth0"),
            ("link", "set", "eth0", "up"),
        ):
            _ip("-n", namespace, *command)
        settings = ("net.ipv4.conf.all.route_localnet=1", "net.ipv4.conf.eth0.route_localnet=1")
        _run(*inside(namespace), "sysctl", "-q", "-w", *settings)
        return address

    def inner_address(self, machine: str) -> str:
        """Where other machines of the network reach it, and nobody else.

        It begins with 127: a server that listens there takes no account of limits of the system,
        which only its administrator may raise.
        """
        return f"{_INNER_SUBNET}.{self._machines.index(machine) + 1}"

    def namespace(self, machine: str) -> str:
        """The name of a machine's namespace."""
        return f"{self._name}-{machine}"

    def cut_off(self, *machines: str) -> None:
        """Let some machines reach each other alone. What they have sent is lost on its way."""
        for machine in machines:
            _ip("link", "set", self._wire(machine), "master", self._sides[1])

    def heal(self) -> None:
        """Let all machines reach each other again."""
        for machine in self._machines:
            _ip("link", "set", self._wire(machine), "master", self._sides[0])

    def remove(self) -> None:
        """Take everything away; idempotent."""
        there = subprocess.run(["ip", "netns"], capture_output=True, text=True, check=False).stdout
        for line in there.splitlines():
            namespace = line.split()[0]
            if namespace.startswith(f"{self._name}-"):
                _ip("netns", "delete", namespace)
        for side in self._sides:
            subprocess.run(["ip", "link", "delete", side], capture_output=True, check=False)
        self._machines.clear()

    def _wire(self, machine: str) -> str:
        return f"{self._name}{machine}"


def inside(namespace: str, user: int | None = None, group: int | None = None) -> list[str]:
    """What a command begins with that is to run in a namespace, as a user if one is said."""
    command = ["nsenter", f"--net={_NAMESPACES}/{namespace}"]
    if user is not None:
        command += [f"--setuid={user}", f"--setgid={group}"]
    return [*command, "--"]


def _ip(*arguments: str) -> None:
    _run("ip", *arguments)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ClusterError(
            f"no network that can be cut: {' '.join(command)}: {done.stderr.strip()}"
        )
