"""Webhooks: a message is sent by POST, signed, and repeated under the same key.

`Idempotency-Key` and `webhook-id` are the id of the message, the same when it is sent again. The
signature is that of https://www.standardwebhooks.com, for which there are libraries: HMAC-SHA256 of
id, time and body, by the secret in `$SEARCHNEWS_WEBHOOK_SECRET` or its file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import http.client
import time
from contextlib import closing
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries.deadline import deadline
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.secrets import secret, setting
from searchnews.version import VERSION

SECONDS: Final = 20.0
"""For a whole request."""

OF_ENVIRONMENT: Final = "env:"
"""What stands before the name of a variable that holds the address."""

_SECRET: Final = "SEARCHNEWS_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
_ENCODED: Final = "whsec_"
# What addresses are made of: only what stands outside of ASCII is put into percents.
_AS_THEY_ARE: Final = "".join(map(chr, range(33, 127)))
_DONE: Final = range(200, 300)
_REDIRECTS: Final = range(300, 400)


def check_target(target: str) -> None:
    """Refuse what is no address of the web, or shows a password.

    Raises:
        InvalidArgumentError: it is none.
    """
    if target.startswith(OF_ENVIRONMENT):
        return
    try:
        parts = urlsplit(target)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or any(character.isspace() for character in target):
        raise InvalidArgumentError(
            f"{target!r} is no address of a webhook; write https://exemple.fr/veille, or env:NAME "
            "where the variable NAME holds it"
        )
    if parts.username is not None:
        raise InvalidArgumentError(
            "a password in the address of a webhook is seen by others; write env:NAME, where the "
            "variable NAME holds the address"
        )


def shown(target: str) -> str:
    """An address without what may be secret in it: the host alone."""
    if target.startswith(OF_ENVIRONMENT):
        return target
    parts = urlsplit(target)
    rest = "/…" if parts.path.strip("/") or parts.query else ""
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{rest}"


def deliver(target: str, parcel: Parcel, seconds: float = SECONDS) -> None:
    """Send a message to an address.

    Raises:
        DeliveryError: nobody took it in time.
    """
    address = _address(target)
    body = parcel.message.to_json().encode(errors="replace")
    status, location = _answer(address, body, _headers(parcel.message.id, body), seconds)
    if status in _REDIRECTS and location:
        raise DeliveryError(
            f"{shown(target)} answers {status} and sends on to {shown(location)}; save the search "
            "with that address"
        )
    if status not in _DONE:
        raise DeliveryError(f"{shown(target)} answers {status} {_reason(status)}".rstrip())


def _address(target: str) -> SplitResult:
    if target.startswith(OF_ENVIRONMENT):
        name = target.removeprefix(OF_ENVIRONMENT)
        found = setting(name)
        if found is None:
            raise DeliveryError(f"the variable {name} with the address of a webhook is not set")
        try:
            parts = urlsplit(found)
            if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
                return parts
        except ValueError:
            pass
        raise DeliveryError(f"the variable {name} holds no address of a webhook")
    return urlsplit(target)


def _headers(message_id: str, body: bytes) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"searchnews/{VERSION}",
        "Idempotency-Key": message_id,
        "webhook-id": message_id,
        "webhook-timestamp": (now := str(int(time.time()))),
    }
    if (key := secret(_SECRET)) is not None:
        headers["webhook-signature"] = signature(key, message_id, now, body)
    return headers


def signature(key: str, message_id: str, timestamp: str, body: bytes) -> str:
    """The signature of a message, as its receiver computes it to compare.

    A key with `whsec_` before it is in base64; any other is taken as it is, in UTF-8.

    Raises:
        DeliveryError: it is not in base64.
    """
    raw = key.encode(errors="surrogateescape")
    if key.startswith(_ENCODED):
        try:
            raw = base64.b64decode(key.removeprefix(_ENCODED), validate=True)
        except (binascii.Error, ValueError) as error:
            raise DeliveryError(f"${_SECRET} begins with {_ENCODED} and is not base64") from error
    signed = f"{message_id}.{timestamp}.".encode() + body
    return f"v1,{base64.b64encode(hmac.digest(raw, signed, hashlib.sha256)).decode()}"


def _answer(
    address: SplitResult, body: bytes, headers: dict[str, str], seconds: float
) -> tuple[int, str | None]:
    """The status of an answer, and where it sends on to. The rest of it is not read."""
    host = address.hostname or ""
    path = quote(address.path or "/", _AS_THEY_ARE)
    if address.query:
        path += f"?{quote(address.query, _AS_THEY_ARE)}"
    encrypted = address.scheme == "https"
    opened = http.client.HTTPSConnection if encrypted else http.client.HTTPConnection
    connection = opened(host, address.port, timeout=seconds)
    name = f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
    with deadline(seconds, lambda: connection.sock) as time_limit:
        try:
            if address.username is not None:
                headers = headers | {"Authorization": _authorization(address)}
            connection.request("POST", path, body, headers)
            with closing(connection.getresponse()) as response:
                if time_limit.is_over:  # what was read of its head is not the whole of it
                    raise TimeoutError
                return response.status, response.getheader("Location")
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time_limit.is_over or isinstance(error, TimeoutError):
                reason = f"gave no answer within {seconds:g} s"
            else:
                reason = f"could not be reached ({error})"
            raise DeliveryError(f"{name} {reason}") from error
        finally:
            connection.close()


def _authorization(address: SplitResult) -> str:
    given = f"{address.username}:{address.password or ''}"
    return f"Basic {base64.b64encode(given.encode()).decode()}"


def _reason(status: int) -> str:
    return http.client.responses.get(status, "")
