"""What browsers may do with every answer: nothing but show it, with our own style and script."""

from __future__ import annotations

from typing import Final

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS: Final = {
    "content-security-policy": _POLICY,
    # The addresses are the queries of a newsroom: no other site learns them. Not "no-referrer",
    # with which browsers say of our own forms, too, that they come from nowhere (Origin: null):
    # without encryption there is nothing else by which they could be told from foreign ones.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex, nofollow",
}
"""Sent with every answer."""
