"""Secrets, from the environment or a file: never an argument that others see among processes."""

from __future__ import annotations

import os
from pathlib import Path

from searchnews.errors import DeliveryError


def setting(name: str) -> str | None:
    """A variable of the environment; None if it is missing or empty."""
    return os.environ.get(name) or None


def secret(name: str) -> str | None:
    """A secret: `$NAME`, or what the file holds that `$NAME_FILE` names; None if neither is set.

    Raises:
        DeliveryError: the file cannot be read.
    """
    if (value := setting(name)) is not None:
        return value
    path = setting(f"{name}_FILE")
    if path is None:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n") or None
    except (OSError, UnicodeDecodeError) as error:
        raise DeliveryError(f"${name}_FILE, {path}, cannot be read ({error})") from error
