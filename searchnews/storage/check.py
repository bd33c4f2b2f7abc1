"""Checking an index: every file of it is read, and what they say of each other compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from searchnews.engines import load_engine
from searchnews.engines.base import Reader
from searchnews.errors import SearchNewsError
from searchnews.storage.layout import Layout, check_version, read_description
from searchnews.storage.manifest import Manifest
from searchnews.vocabulary import Vocabulary


class Checked(NamedTuple):
    """What a check found."""

    problems: tuple[str, ...]
    """A sentence each; empty if the index is sound."""
    articles: int
    is_interrupted: bool
    """Whether the last run of indexing did not come to its end; another one finishes it."""


def check(layout: Layout) -> Checked:
    """Check an index.

    Raises:
        IndexNotFoundError: there is no index.
        IndexVersionError: it is of another version.
    """
    description = read_description(layout)
    check_version(layout, description)
    engine = load_engine(description.engine)
    if problems := engine.check(layout.engine):
        return Checked(tuple(problems), 0, is_interrupted=False)
    try:
        reader = engine.open(layout.engine).reader()
    except SearchNewsError as error:
        return Checked((str(error),), 0, is_interrupted=False)
    try:
        return _compared(layout, reader)
    except SearchNewsError as error:
        return Checked((str(error),), reader.articles, is_interrupted=False)
    finally:
        reader.close()


def _compared(layout: Layout, reader: Reader) -> Checked:
    """What manifest and vocabulary say of the articles that the engine has."""
    if not layout.manifest.exists():
        return Checked((f"{layout.manifest} is missing",), reader.articles, is_interrupted=False)
    manifest = Manifest(layout.manifest, read_only=True)
    vocabulary = Vocabulary(layout.vocabulary)
    try:
        problems = [*manifest.problems(), *vocabulary.problems()]
        is_behind = manifest.stamp != reader.stamp
        is_interrupted = is_behind or manifest.has_unfinished_files()
        if not problems:
            problems += _article_problems(reader, manifest, is_behind=is_behind)
        if not problems and vocabulary.stamp == reader.stamp:
            missing = list(islice(vocabulary.missing(reader), 4))
            if missing:
                problems.append(
                    f"{layout.vocabulary} misses words of the index, such as {', '.join(missing)}; "
                    "delete it and index again: it is made anew"
                )
        return Checked(tuple(problems), reader.articles, is_interrupted)
    finally:
        vocabulary.close()
        manifest.close()


def _article_problems(reader: Reader, manifest: Manifest, *, is_behind: bool) -> Iterator[str]:
    in_engine: list[str] = sorted(json.loads(stored)["id"] for stored in reader.every())
    twice = {a for a, b in pairwise(in_engine) if a == b}
    if twice:
        yield f"{len(twice):,} articles are in the index twice, such as {min(twice)}"
    if is_behind:  # mended by the next writer
        return
    in_manifest = set(manifest.ids())
    lost = in_manifest.difference(in_engine)
    if lost:
        yield f"{len(lost):,} articles of the manifest are not in the index, such as {min(lost)}"
    unknown = set(in_engine) - in_manifest
    if unknown:
        yield f"{len(unknown):,} articles are not in the manifest, such as {min(unknown)}"
