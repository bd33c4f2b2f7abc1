"""Commands: a program reads the new articles from its standard input, a line of JSON each."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from contextlib import suppress
from typing import Final

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries.parcel import Parcel

SECONDS: Final = 600.0
"""That a command may take."""


def check_target(target: str) -> None:
    """Refuse what is no command.

    Raises:
        InvalidArgumentError: it is empty, or a quote is not closed.
    """
    try:
        words = shlex.split(target)
    except ValueError as error:
        raise InvalidArgumentError(f"the command {target!r} cannot be read ({error})") from error
    if not words:
        raise InvalidArgumentError("name a command, such as 'scripts/publier.sh --tout'")


def deliver(target: str, parcel: Parcel, seconds: float = SECONDS) -> None:
    """Run a command, without a shell, with the articles on its standard input.

    `$SEARCHNEWS_MESSAGE` is the id of the message, the same when it is sent again, and
    `$SEARCHNEWS_SEARCH` the name of the saved search. What it prints goes where ours goes to.

    Raises:
        DeliveryError: it could not be run, took too long, or ended with another status than 0.
    """
    words = shlex.split(target)
    message = parcel.message
    text = "".join(f"{line}\n" for line in message.lines()).encode(errors="replace")
    names = {"SEARCHNEWS_MESSAGE": message.id, "SEARCHNEWS_SEARCH": message.search}
    try:
        process = subprocess.Popen(  # noqa: S603 - the command that the user has saved
            words,
            stdin=subprocess.PIPE,
            env=os.environ | names,
            start_new_session=True,  # so that all it has started can be ended with it
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DeliveryError(f"{words[0]} could not be run ({reason})") from error
    try:
        process.communicate(text, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise DeliveryError(f"{words[0]} was not done within {seconds:g} s") from error
    finally:
        if process.poll() is None:
            _end(process)
    if process.returncode:
        raise DeliveryError(f"{words[0]} ended with status {process.returncode}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):  # not on Windows
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
