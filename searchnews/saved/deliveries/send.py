"""The ways of delivery there are; each is loaded when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from searchnews.errors import InvalidArgumentError
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.storage.saved.records import Delivery

PRINTED: Final = Delivery("print")
"""Of a saved search that is delivered to no other place: whoever runs it is given what is new."""


def checked(deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """Deliveries as they are stored: files by their paths from the root, each once.

    Raises:
        InvalidArgumentError: one of them cannot be.
    """
    return tuple(dict.fromkeys(_checked(Delivery(*each)) for each in deliveries))


def _checked(delivery: Delivery) -> Delivery:
    match delivery.kind:
        case "feed":
            from searchnews.saved.deliveries import feed

            path = str(Path(delivery.target).absolute())
            feed.check_target(path)
            return Delivery("feed", path)
        case "mail":
            from searchnews.saved.deliveries import mail

            mail.check_target(delivery.target)
        case "webhook":
            from searchnews.saved.deliveries import webhook

            webhook.check_target(delivery.target)
        case "command":
            from searchnews.saved.deliveries import command

            command.check_target(delivery.target)
        case _:
            raise InvalidArgumentError(
                f"there is no delivery {delivery.kind!r}; choose feed, mail, webhook or command"
            )
    return delivery


def send(delivery: Delivery, parcel: Parcel) -> None:
    """Deliver a message.

    Raises:
        DeliveryError: it was not taken.
    """
    match delivery.kind:
        case "feed":
            from searchnews.saved.deliveries import feed

            feed.deliver(delivery.target, parcel)
        case "mail":
            from searchnews.saved.deliveries import mail

            mail.deliver(delivery.target, parcel)
        case "webhook":
            from searchnews.saved.deliveries import webhook

            webhook.deliver(delivery.target, parcel)
        case "command":
            from searchnews.saved.deliveries import command

            command.deliver(delivery.target, parcel)


def shown(delivery: Delivery) -> str:
    """A delivery as a message names it, without what may be secret in an address."""
    if delivery.kind == "webhook":
        from searchnews.saved.deliveries import webhook

        return f"webhook {webhook.shown(delivery.target)}"
    return f"{delivery.kind} {delivery.target}".rstrip()


def keeps(deliveries: Sequence[Delivery]) -> int:
    """How many articles of the last messages must be kept once they are delivered."""
    if all(delivery.kind != "feed" for delivery in deliveries):
        return 0
    from searchnews.saved.deliveries.feed import MOST_ARTICLES

    return MOST_ARTICLES
