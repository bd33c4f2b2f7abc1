"""How a client shows who it is, and knows the cluster: from the environment, never an argument.

Arguments stand in the list of processes, which everybody on a machine can read.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from searchnews.engines.addresses import Address
from searchnews.errors import InvalidArgumentError

USER: Final = "SEARCHNEWS_CLUSTER_USER"
PASSWORD: Final = "SEARCHNEWS_CLUSTER_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN: Final = "SEARCHNEWS_CLUSTER_TOKEN"  # noqa: S105
AUTHORITY: Final = "SEARCHNEWS_CLUSTER_CA"
_OF_A_FILE: Final = "_FILE"


class Access(NamedTuple):
    """What is sent to prove who asks, and whose certificates are believed."""

    authorization: str | None = None
    """The header; None where the cluster asks for nothing."""
    authority: Path | None = None
    """A file of certificates; None for those of the system."""

    def __repr__(self) -> str:
        """Without any secret."""
        return f"Access({'with' if self.authorization else 'without'} authorization)"


def access_from(environment: Mapping[str, str], address: Address) -> Access:
    """What the environment says: a user and password, or a token, in a variable or in a file.

    Raises:
        InvalidArgumentError: a file cannot be read, something is missing, or it would be sent where
            others can listen.
    """
    token, user = _secret(environment, TOKEN), environment.get(USER)
    password = _secret(environment, PASSWORD)
    authorization = None
    if token:
        authorization = f"Bearer {token}"
    elif user and password:
        authorization = f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"
    elif user or password:
        missing = PASSWORD if user else USER
        raise InvalidArgumentError(f"{missing} is missing; set it, or {missing}{_OF_A_FILE}")
    if authorization and not address.is_safe:
        raise InvalidArgumentError(
            f"a password is not sent to {address} unencrypted; begin the address with opensearchs://"
        )
    authority = environment.get(AUTHORITY)
    if authority and not os.access(authority, os.R_OK):
        raise InvalidArgumentError(f"{AUTHORITY}: {authority} cannot be read")
    return Access(authorization, Path(authority) if authority else None)


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    if value := environment.get(name):
        return value
    file = environment.get(name + _OF_A_FILE)
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise InvalidArgumentError(f"{name}{_OF_A_FILE}: {file} cannot be read: {error}") from error
