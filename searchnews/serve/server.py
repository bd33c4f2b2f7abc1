"""Running the server: where it listens, what it prints, how it ends."""

from __future__ import annotations

import ipaddress
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from searchnews.errors import InvalidArgumentError, MissingDependencyError, OutputError
from searchnews.index import Index
from searchnews.serve import limits
from searchnews.serve.settings import Settings

if TYPE_CHECKING:
    from searchnews.serve.app import Application

_PACKAGES: Final = "pip install 'searchnews[web]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where a server listens, and for whom."""

    host: str = "127.0.0.1"
    port: int = 8080
    """0 for any that is free."""
    proxies: tuple[str, ...] = ()
    """The addresses of proxies whose X-Forwarded headers are believed."""


def serve(
    index: Index,
    settings: Settings,
    listening: Listening,
    *,
    say: Callable[[str], None],
    browser: bool = False,
) -> None:
    """Answer requests until the process is asked to end.

    Beyond this machine a server wants a token, which is made up where there is none, unless a
    proxy stands before it.

    Raises:
        MissingDependencyError: the packages for it are not installed.
        OutputError: the port is taken, or may not be listened at.
        InvalidArgumentError: there is no such host.
    """
    application, run = _loaded()
    settings = settings_for(settings, listening)
    listener = _listener(listening)
    port = listener.getsockname()[1]
    app: Application = application(index, settings)
    address = address_of(listening.host, port, settings)
    ticket = app.door.tokens.ticket if app.door.tokens is not None else None
    opened = f"{address}login?ticket={ticket}" if ticket else address
    say(f"searching {index.directory} at {address}; Ctrl+C ends it")
    if settings.token is not None:
        say(f"token: {settings.token}")
        say(f"a browser gets in once by {opened}")
    logging.getLogger("searchnews.serve").addHandler(logging.StreamHandler())
    if browser:
        import webbrowser  # imports more than the server itself does

        # The socket listens already: whoever comes first waits a moment.
        threading.Thread(target=webbrowser.open, args=(opened,), daemon=True).start()
    try:
        run(app, listener, listening)
    except KeyboardInterrupt:
        pass
    finally:
        app.close()
        listener.close()


def settings_for(settings: Settings, listening: Listening) -> Settings:
    """The settings, with what listening beyond this machine asks for: a token, and a limit.

    Unless that is said, visitors save searches where they are those of this machine alone; a proxy,
    another name or a path are signs of others.

    >>> settings_for(Settings(), Listening()).token is None
    True
    >>> len(settings_for(Settings(), Listening(host="0.0.0.0")).token) > 20
    True
    >>> settings_for(Settings(), Listening()).saving
    True
    >>> settings_for(Settings(), Listening(proxies=("127.0.0.1",))).saving
    False
    """
    is_ours = _is_of_this_machine(listening.host)
    if settings.saving is None:
        others = listening.proxies or settings.hosts or settings.root_path
        settings = replace(settings, saving=is_ours and not others)
    if is_ours:
        return settings
    token = settings.token
    if token is None and not listening.proxies:
        token = secrets.token_urlsafe(24)
    return replace(
        settings,
        token=token,
        by_number=True,
        hosts=(settings.hosts or frozenset()) | {listening.host.lower()},
        visits_per_minute=settings.visits_per_minute or limits.VISITS_PER_MINUTE,
    )


def address_of(host: str, port: int, settings: Settings) -> str:
    """The address of the first page, for a browser of this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound to
    bracketed = f"[{shown}]" if ":" in shown else shown
    return f"http://{bracketed}:{port}{settings.root_path}/"


def _is_of_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listener(listening: Listening) -> socket.socket:
    try:
        found = socket.getaddrinfo(
            listening.host, listening.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError):
        raise InvalidArgumentError(
            f"there is no host {listening.host}; give an address of this machine, such as 127.0.0.1"
        ) from None
    family, _, _, _, address = found[0]
    try:
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        raise OutputError(
            f"cannot listen at port {listening.port} of {listening.host}: "
            f"{error.strerror or error}; choose another one by --port"
        ) from None


def _loaded() -> tuple[type[Application], Callable[[Application, socket.socket, Listening], None]]:
    """The application, and what runs it: imported here, since they are an extra."""
    try:
        import uvicorn

        from searchnews.serve.app import Application
    except ImportError as error:
        raise MissingDependencyError(
            f"`searchnews serve` needs {error.name}, which is not installed: {_PACKAGES}"
        ) from None

    def run(app: Application, listener: socket.socket, listening: Listening) -> None:
        config = uvicorn.Config(
            app,
            lifespan="off",
            access_log=False,
            log_level="warning",
            proxy_headers=bool(listening.proxies),
            forwarded_allow_ips=list(listening.proxies),
            server_header=False,
            h11_max_incomplete_event_size=limits.ADDRESS_BYTES,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listener])

    return Application, run
