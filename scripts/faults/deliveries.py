"""The scenario of saved searches, and what must have been delivered after it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import searchnews
from searchnews.article import Article
from searchnews.storage.saved.records import Delivery

_QUERIES: Final = {"moulins": "moulin", "autres": "meunier SAUF ancien"}


def _received(folder: Path) -> Path:
    """The file to which a command appends what it is given."""
    return folder / "received.jsonl"


def _feed(folder: Path) -> Path:
    return folder / "moulins.atom"


def forget(folder: Path) -> None:
    """Remove what was delivered."""
    _received(folder).unlink(missing_ok=True)
    _feed(folder).unlink(missing_ok=True)


def save_searches(index: searchnews.Index, folder: Path) -> None:
    """Save two searches, one of which is delivered to a command and to a feed."""
    command = Delivery("command", f"sh -c 'cat >> {_received(folder)}'")
    feed = Delivery("feed", str(_feed(folder)))
    for name, query in _QUERIES.items():
        to_both = name == "moulins"
        index.saved.add(name, query, deliveries=[command, *([feed] if to_both else [])])


def wrong_deliveries(folder: Path, new: dict[str, list[Article]]) -> Iterator[str]:
    """What is wrong, a sentence each: every new article must have come, under one id alone.

    `new` are the articles of each search that came after it was saved.
    """
    ids: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    records: set[tuple[str, str]] = set()
    path = _received(folder)
    for line in path.read_text().splitlines() if path.exists() else ():
        record = json.loads(line)
        records.add((record["search"], record["id"]))
        for article in (record, *record["copies"]):
            ids[record["search"], article["id"]].add(record["message"])
    expected = {(name, article.id) for name, articles in new.items() for article in articles}
    if lost := expected - ids.keys():
        yield f"lost: {sorted(lost)[:4]}"
    if more := ids.keys() - expected:
        yield f"delivered and not new: {sorted(more)[:4]}"
    if twice := [key for key, messages in ids.items() if len(messages) > 1]:
        yield f"under two ids: {sorted(twice)[:4]}"
    entries = _feed(folder).read_text().count("<entry>")
    expected_entries = sum(search == "moulins" for search, _ in records)
    if entries != expected_entries:
        yield f"{entries} entries in the feed, not {expected_entries}"
