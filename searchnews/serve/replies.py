"""What pages reply: whole texts, or files that are written while they are sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias

from searchnews.serve.api.formats import Form
from searchnews.serve.watching import Progress


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole text."""

    content: str
    content_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileReply:
    """A file that is written while it is sent, in bounded memory."""

    write: Callable[[BinaryIO], str | None]
    """Gives what the format could not hold."""
    content_type: str
    name: str
    """Under which a browser keeps it."""
    progress: Progress
    """How far it is."""


AnyReply: TypeAlias = Reply | FileReply


def is_there(reply: AnyReply) -> bool:
    """Whether a reply is what was asked for, and not that it is elsewhere, or nowhere."""
    return isinstance(reply, FileReply) or reply.status == 200


def text_reply(content: str, form: Form) -> Reply:
    """A text in one of the formats."""
    return Reply(content, form.content_type)


def json_reply(values: Any, headers: Mapping[str, str] | None = None) -> Reply:
    """Values as JSON."""
    content = json.dumps(values, ensure_ascii=False, allow_nan=False)
    return Reply(content, Form.JSON.content_type, headers=headers or {})


def redirect(address: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Send the visitor to another address of ours."""
    return Reply("", "text/plain; charset=utf-8", 303, {"location": address, **(headers or {})})
