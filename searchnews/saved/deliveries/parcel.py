"""What is handed to a way of delivery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from searchnews.saved.message import Message


class Parcel(NamedTuple):
    """A message, and those before it."""

    message: Message
    latest: Callable[[int], Sequence[Message]]
    """This message and those before, newest first, until they hold so many articles."""
