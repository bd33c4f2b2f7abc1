"""How answers are printed: for people with what they are about, for programs as rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from searchnews.cli.terminal import has_colours, note, say, tell
from searchnews.explore.tables.answer import Answer, Row
from searchnews.explore.terminal.english import none_matches
from searchnews.explore.terminal.heading import heading
from searchnews.explore.terminal.screen import Screen
from searchnews.explore.terminal.text_table import text_table

Lines: TypeAlias = Callable[[Screen], Iterator[str]]
"""The lines by which people read the rows of an answer on a screen."""


def print_answer(answer: Answer[Row], output: str, lines: Lines | None = None) -> None:
    """Print an answer as text, json, jsonl or csv, which `output` names, one row at a time.

    Without `lines` the text is a table, all of whose rows are in memory at once. What the answer is
    about stands above the text, and in JSON; rows alone cannot say it, so there it is said on
    standard error, as are all warnings.
    """
    screen = replace(Screen.of(sys.stdout), colours=has_colours())
    head = list(heading(answer.about, screen))
    match output:
        case "json":
            answer.write_json(sys.stdout)
            return
        case "jsonl":
            answer.write_jsonl(sys.stdout)
        case "csv":
            answer.write_csv(sys.stdout)
        case _:
            for line in head:
                tell(line)
            for line in lines(screen) if lines is not None else _table(answer, screen):
                say(line)
    notes = tuple(dict.fromkeys((*none_matches(answer.about), *answer.notes())))
    if output == "text":
        for line in notes:
            tell(screen.shown(line))
    else:
        for line in (*head, *notes):
            note(line)
    for warning in answer.about.warnings:
        note(f"note: {warning}")


def _table(answer: Answer[Row], screen: Screen) -> Iterator[str]:
    return text_table(answer.columns, answer.values(), screen)
