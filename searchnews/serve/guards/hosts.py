"""Names by which a server may be asked.

A page of another site can have its own name lead to 127.0.0.1 and so read what a server here
answers (DNS rebinding): its browser then says the foreign name, by which we know.
"""

from __future__ import annotations

import ipaddress
from typing import Final

from searchnews.serve.api.problems import ForbiddenError
from searchnews.serve.settings import Settings

OF_THIS_MACHINE: Final = frozenset(("localhost", "127.0.0.1", "[::1]"))


def check_host(header: str, settings: Settings) -> None:
    """Refuse a request that was made to a name that is not ours.

    Raises:
        ForbiddenError: it was.
    """
    name = host_name(header)
    if name in OF_THIS_MACHINE or name in (settings.hosts or ()):
        return
    if settings.by_number and _is_number(name):
        return
    raise ForbiddenError(
        f"this server does not answer to the name {name[:100]!r}; `searchnews serve --host-name "
        "NAME` adds one"
    )


def host_name(header: str) -> str:
    """The name in a Host header, in lower case, without the port.

    >>> host_name("Presse.Example:8000"), host_name("[::1]:8000"), host_name("[::1]")
    ('presse.example', '[::1]', '[::1]')
    """
    name, colon, port = header.strip().lower().rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()):
        return header.strip().lower().rstrip(".")
    return name.rstrip(".")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
