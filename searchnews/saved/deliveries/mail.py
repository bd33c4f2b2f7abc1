"""Mail: a message as text and as HTML, by the server that `$SEARCHNEWS_SMTP` names."""

from __future__ import annotations

import re
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from searchnews.errors import DeliveryError, InvalidArgumentError
from searchnews.saved.deliveries.deadline import deadline
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.deliveries.readable import as_html, as_text, headline
from searchnews.saved.deliveries.secrets import secret, setting
from searchnews.saved.message import Message

SECONDS: Final = 60.0
"""For a whole conversation with a server."""

_SERVER: Final = "SEARCHNEWS_SMTP"
_SENDER: Final = "SEARCHNEWS_MAIL_FROM"
_USER: Final = "SEARCHNEWS_SMTP_USER"
_PASSWORD: Final = "SEARCHNEWS_SMTP_PASSWORD"  # noqa: S105 - the name of a variable

_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
_READY: Final = 220  # what a server says first, RFC 5321
_PORTS: Final = {"smtp": 25, "smtps": 465}
_THIS_MACHINE: Final = frozenset(("localhost", "127.0.0.1", "::1"))


class Server(NamedTuple):
    """A server of mail, and who we are to it."""

    host: str
    port: int
    is_encrypted: bool
    """From the first byte; else from when the server offers it."""
    sender: str
    user: str | None
    password: str | None

    @property
    def name(self) -> str:
        """The server as a message names it."""
        return f"{self.host}:{self.port}"


def check_target(target: str) -> None:
    """Refuse what is no address of mail.

    Raises:
        InvalidArgumentError: it is none.
    """
    if not _ADDRESS.fullmatch(target):
        raise InvalidArgumentError(f"{target!r} is no address of mail, as redaction@exemple.fr")


def deliver(target: str, parcel: Parcel, seconds: float = SECONDS) -> None:
    """Send a message to an address of mail.

    Raises:
        DeliveryError: no server is set, or it did not take the message in time.
    """
    server = _server()
    mail = _mail(parcel.message, server.sender, target)
    opened = smtplib.SMTP_SSL if server.is_encrypted else smtplib.SMTP
    connection: smtplib.SMTP | None = None
    with deadline(seconds, lambda: connection.sock if connection is not None else None) as limit:
        try:
            connection = opened(timeout=seconds)
            code, greeting = connection.connect(server.host, server.port)
            if code != _READY:
                raise smtplib.SMTPConnectError(code, greeting)
            _sign_in(connection, server)
            connection.send_message(mail)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
            # smtplib makes its own error of one of the socket.
            if limit.is_over or any(
                isinstance(each, TimeoutError) for each in (error, error.__context__)
            ):
                reason = f"did not take it within {seconds:g} s"
            elif isinstance(error, smtplib.SMTPException):
                reason = f"did not take it ({_said(error)})"
            else:
                reason = f"could not be reached ({error})"
            raise DeliveryError(
                f"the server of mail {server.name} {reason}", is_of_all=not refused
            ) from error
        finally:
            if connection is not None:
                connection.close()


def _server() -> Server:
    """The server that the environment names.

    Raises:
        DeliveryError: it names none, or no sender.
    """
    address = setting(_SERVER)
    sender = setting(_SENDER)
    if address is None or sender is None or not _ADDRESS.fullmatch(sender):
        raise DeliveryError(
            f"mail needs ${_SERVER}, such as smtp://localhost:25 or smtps://mail.exemple.fr, and "
            f"${_SENDER}, the address that it is from",
            is_of_all=True,
        )
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS[parts.scheme]
        host = parts.hostname
    except (ValueError, KeyError):
        host, port = None, 0
    if not host:
        raise DeliveryError(
            f"${_SERVER} is no server of mail; write smtp://HOST:PORT, or smtps://HOST:PORT where "
            "all is encrypted",
            is_of_all=True,
        )
    user, password = setting(_USER), secret(_PASSWORD)
    return Server(host, port, parts.scheme == "smtps", sender, user, password)


def _sign_in(connection: smtplib.SMTP, server: Server) -> None:
    """Encrypt what follows if the server can, and say who we are.

    Raises:
        DeliveryError: the password would be sent where others can read it.
    """
    connection.ehlo()
    is_safe = server.is_encrypted or server.host in _THIS_MACHINE
    if not server.is_encrypted and connection.has_extn("starttls"):
        context = ssl.create_default_context()
        if server.host in _THIS_MACHINE:  # its certificate names another host
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        connection.starttls(context=context)
        connection.ehlo()
        is_safe = True
    if server.user is not None and server.password is not None:
        if not is_safe:
            raise DeliveryError(
                f"the server of mail {server.name} encrypts nothing, and the password is not sent; "
                "use smtps:// or leave the user out",
                is_of_all=True,
            )
        connection.login(server.user, server.password)


def _mail(message: Message, sender: str, recipient: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = headline(message)
    mail["From"] = sender
    mail["To"] = recipient
    mail["Date"] = format_datetime(datetime.fromisoformat(message.made))
    # The same when it is sent again, so that a mailbox can tell.
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(as_text(message))
    mail.add_alternative(as_html(message), subtype="html")
    return mail


def _said(error: smtplib.SMTPException) -> str:
    """What a server said when it refused, or what is wrong with it."""
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return " ".join(str(error).split())
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(words.split())}"
