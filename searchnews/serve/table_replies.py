"""Tables for programs: the JSON, lines and rows of the command line."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from searchnews.explore.tables.answer import Answer
from searchnews.explore.tables.delimited import Delimited
from searchnews.serve.api.formats import Form
from searchnews.serve.replies import FileReply, Reply, json_reply
from searchnews.serve.visit import Visit


def table_reply(visit: Visit, found: Answer[Any]) -> Reply | FileReply:
    """A table as JSON, whole; as lines or rows, written one at a time while they are sent."""
    if visit.form is Form.JSON:
        return json_reply(about_values(visit, found.to_dict()))
    name = f"{visit.path.strip('/')}.{visit.form.ending}"

    def write(file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
        if visit.form is Form.CSV:
            found.write_csv(text, Delimited())
        else:
            found.write_jsonl(text)
        text.flush()
        text.detach()

    return FileReply(write, visit.form.content_type, name)


def about_values(visit: Visit, values: dict[str, Any]) -> dict[str, Any]:
    """What an answer is about, without the directory of the index if that is not to be shown."""
    return values if visit.settings.show_paths else values | {"index": None}
