"""Checking an index: every file of it is read, and the files are compared with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice, pairwise
from typing import Final, NamedTuple

from searchnews.copies.groups import Groups
from searchnews.engines import load_engine
from searchnews.engines.base import Reader
from searchnews.errors import EngineError, IndexLockedError, SearchNewsError
from searchnews.storage.description import check_version
from searchnews.storage.layout import Layout
from searchnews.storage.manifest import Manifest
from searchnews.storage.replacement import current_description
from searchnews.storage.saved.opening import is_foreign, problems_of
from searchnews.storage.stored_articles import StoredArticles
from searchnews.vocabulary import Vocabulary

_AT_ONCE: Final = 1000
"""So many articles of a cluster are looked for at a time."""


class Checked(NamedTuple):
    """What a check found."""

    problems: tuple[str, ...]
    """A sentence each; empty if the index is sound."""
    articles: int
    is_interrupted: bool
    """Whether the last run of indexing did not come to its end; another one finishes it."""
    notes: tuple[str, ...] = ()
    """What was wrong and is no more, a sentence each."""


def check(layout: Layout) -> Checked:
    """Check an index. A damaged vocabulary is made again, as no index is damaged by it.

    So are damaged groups of copies, and damaged sequences when they are next asked for.

    Raises:
        IndexNotFoundError: there is no index.
        IndexVersionError: it is of another version.
    """
    description = current_description(layout)
    check_version(layout, description)
    engine = load_engine(description.engine)
    if problems := engine.check(layout.location):
        return Checked(tuple(problems), 0, is_interrupted=False)
    try:
        reader = engine.open(layout.location).reader()
    except SearchNewsError as error:
        return Checked((str(error),), 0, is_interrupted=False)
    with closing(reader):
        try:
            return _compared(layout, reader)
        except SearchNewsError as error:
            return Checked((str(error),), reader.articles, is_interrupted=False)


def _compared(layout: Layout, reader: Reader) -> Checked:
    """Compare manifest and vocabulary with the articles that the engine has."""
    if not layout.manifest.exists():
        if layout.address is not None:  # this machine has indexed nothing yet
            problems = tuple(_saved_problems(layout))
            notes = _notes(layout, reader, last_number=0)
            return Checked(problems, reader.articles, is_interrupted=False, notes=notes)
        return Checked((f"{layout.manifest} is missing",), reader.articles, is_interrupted=False)
    with closing(Manifest(layout.manifest, read_only=True)) as manifest:
        found = [f"{layout.manifest}: {problem}" for problem in manifest.problems()]
        # Others write to an index in a cluster, too.
        is_behind = (
            manifest.stamp != reader.stamp if layout.address is None else layout.unfinished.exists()
        )
        is_interrupted = is_behind or manifest.has_unfinished_files()
        if not found:
            if layout.address is not None and not is_behind:
                found += _lost_articles(reader, manifest)
            elif layout.address is None:
                articles = StoredArticles(reader, layout.dictionary)
                found += _article_problems(articles, manifest, is_behind=is_behind)
        last_number = manifest.last_number
    if found:
        return Checked(tuple(found), reader.articles, is_interrupted)
    notes = _notes(layout, reader, last_number)
    found += _saved_problems(layout)
    return Checked(tuple(found), reader.articles, is_interrupted, notes)


def _notes(layout: Layout, reader: Reader, last_number: int) -> tuple[str, ...]:
    """What was wrong with what can be made again, a sentence each; and what became of it."""
    return (
        *_checked_vocabulary(layout, reader),
        *_checked_copies(layout, reader, last_number),
        *_checked_sequences(layout),
    )


def _saved_problems(layout: Layout) -> list[str]:
    """What is wrong with the saved searches; a file of the user there is nothing wrong."""
    if not is_foreign(layout):
        return problems_of(layout)
    if not layout.running.path.exists():
        return []
    return [f"{layout.saved} holds no saved searches any more; bring it back from a backup"]


def _article_problems(
    articles: StoredArticles, manifest: Manifest, *, is_behind: bool
) -> Iterator[str]:
    in_engine = sorted(article.id for article in articles)
    twice = {a for a, b in pairwise(in_engine) if a == b}
    if twice:
        yield f"{len(twice):,} articles are in the index twice, such as {min(twice)}"
    if is_behind:  # put right by the next writer
        return
    in_manifest = set(manifest.ids())
    lost = in_manifest.difference(in_engine)
    if lost:
        yield f"{len(lost):,} articles of the manifest are not in the index, such as {min(lost)}"
    unknown = set(in_engine) - in_manifest
    if unknown:
        yield f"{len(unknown):,} articles are not in the manifest, such as {min(unknown)}"


def _checked_copies(layout: Layout, reader: Reader, last_number: int) -> Iterator[str]:
    """Make damaged groups of copies again; gives what was wrong, and what became of it."""
    with closing(Groups(layout.copies)) as groups:
        problems = groups.problems()
    if not problems:
        return
    # Imported here: who only reads needs neither locks nor words.
    from searchnews.storage.grouping.copies import forget_copies, make_copies_again
    from searchnews.storage.lock import recognising_lock, writer_lock

    try:
        if layout.address is not None:
            with recognising_lock(layout, seconds_waited=0):
                forget_copies(layout)
            yield f"{problems[0]}; it is made again when copies are next asked for"
            return
        with writer_lock(layout):
            make_copies_again(layout, reader, last_number)
        yield f"{problems[0]}; it was made again from the index"
    except (IndexLockedError, EngineError):
        yield f"{problems[0]}; the next run that can write makes it again"


def _checked_sequences(layout: Layout) -> Iterator[str]:
    """Remove damaged sequences; gives what was wrong, and what became of it."""
    if not layout.sequences.exists():
        return
    # Imported here: most indexes have none.
    from searchnews.sequences.check import problems
    from searchnews.sequences.database import UnkeptError

    if found := problems(layout.sequences):
        from searchnews.sequences.update import remove

        try:
            remove(layout.sequences)
            yield f"{found[0]}; it is made again when words are next counted"
        except UnkeptError as error:
            yield str(error)


def _lost_articles(reader: Reader, manifest: Manifest) -> Iterator[str]:
    """What is missing of the articles that this machine has given to a cluster."""
    lost: list[str] = []
    given = manifest.ids()
    while some := list(islice(given, _AT_ONCE)):
        there = {article_id for article_id, _ in reader.stored(some)}
        lost += [article_id for article_id in some if article_id not in there]
    if lost:
        yield (
            f"{len(lost):,} articles that this machine has indexed are not in the index, such as "
            f"{lost[0]}: another one has deleted them, or the index was restored"
        )


def _checked_vocabulary(layout: Layout, reader: Reader) -> Iterator[str]:
    """Make a damaged vocabulary again; gives what was wrong with it, and what became of it."""
    with closing(Vocabulary(layout.vocabulary)) as vocabulary:
        problems = vocabulary.problems()
        if not problems and vocabulary.stamp == reader.stamp:
            missing = list(islice(vocabulary.missing(reader), 4))
            if missing:
                problems = [f"{layout.vocabulary} misses words, such as {', '.join(missing)}"]
        if not problems:
            return
        # Imported here: who only reads needs no locks.
        from searchnews.storage.lock import directory_lock

        try:
            with directory_lock(layout):
                vocabulary.make_again(reader)
            yield f"{problems[0]}; it was made again from the index"
        except (IndexLockedError, EngineError):
            yield f"{problems[0]}; the next search or run that can write makes it again"
