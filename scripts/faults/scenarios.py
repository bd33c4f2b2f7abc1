"""What is interrupted: each way of writing to an index, from a state before to a state after."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import searchnews
from scripts.faults.deliveries import forget, save_searches, wrong_deliveries
from searchnews.analysis.tokenize import words_of
from searchnews.article import Article
from searchnews.cli import main
from searchnews.errors import SearchNewsError
from searchnews.indexing.batches import BatchLimits
from searchnews.indexing.writer import WriterLimits, open_writer
from searchnews.storage.layout import Layout
from searchnews.storage.snapshots import Snapshots

Texts: TypeAlias = dict[str, str]
"""Ids of articles -> their bodies."""

_OTHER_ENGINE: Final = {"tantivy": "whoosh", "whoosh": "tantivy"}


@dataclass(frozen=True)
class Workspace:
    """The folder of one scenario with one engine."""

    folder: Path
    engine: str

    @property
    def index(self) -> Path:
        """The index that is written to."""
        return self.folder / "index"

    @property
    def template(self) -> Path:
        """A copy of the index as it is before."""
        return self.folder / "template"

    @property
    def corpus(self) -> Path:
        """The files that are indexed."""
        return self.folder / "corpus"

    def reset(self) -> None:
        """Make the index what it was before."""
        shutil.rmtree(self.index, ignore_errors=True)
        forget(self.folder)
        if self.template.exists():
            shutil.copytree(self.template, self.index)


@dataclass(frozen=True)
class Scenario:
    """One way of writing."""

    name: str
    prepare: Callable[[Workspace], None]
    """Makes the corpus, and the index as it is before."""
    run: Callable[[Workspace], int]
    """What is interrupted; gives the exit status."""
    before: Texts
    after: Texts
    verify: Callable[[Workspace], Iterable[str]] = lambda _: ()
    """What else is wrong after the next run, a sentence each."""


def _texts(prefix: str, count: int, version: str = "ancien") -> Texts:
    return {
        f"{prefix}{n}": f"Le moulin numéro{n} du village tourne encore, selon un {version} meunier."
        for n in range(count)
    }


_DISPATCH: Final = (
    "Le moulin du village, arrêté depuis la guerre, moud de nouveau le blé des fermes voisines. "
    "Les habitants ont remis en état la roue et les meules pendant trois hivers, sans l'aide de "
    "personne."
)
_COPIES: Final = {"d0": _DISPATCH, "d1": f"{_DISPATCH} Le maire se dit heureux."}

_KEPT: Final = _texts("k", 3) | _COPIES
_CHANGED: Final = _texts("c", 12)
_CHANGED_LATER: Final = _texts("c", 12, "nouveau")
_GONE: Final = _texts("g", 3)
_NEW: Final = _texts("n", 4)
_FILES: Final = _KEPT | _CHANGED | _GONE

_FEW: Final = _texts("a", 6) | _COPIES
_MORE: Final = _texts("a", 4, "nouveau") | _texts("b", 9) | {"d2": _DISPATCH}
_TWO_COMMITS: Final = _FEW | _texts("b", 6)
_DELETED: Final = ("a1", "b2", "b3")


def _articles(bodies: Texts) -> list[Article]:
    return [Article(id=name, title=f"Moulin {name}", body=body) for name, body in bodies.items()]


def _command(*arguments: object) -> int:
    """Run the command line in this process; gives its exit status."""
    sys.argv = ["searchnews", *map(str, arguments)]
    try:
        main()
    except SystemExit as exit_:
        return int(exit_.code or 0)
    return 0


def _write_file(work: Workspace, name: str, bodies: Texts) -> Path:
    work.corpus.mkdir(exist_ok=True)
    path = work.corpus / name
    path.write_text("".join(f"{json.dumps(each.to_dict())}\n" for each in _articles(bodies)))
    return path


def _prepare_commits(work: Workspace, *commits: Texts) -> None:
    """An index to which an app has added articles."""
    with searchnews.create(work.index, engine=work.engine) as index:
        for bodies in commits:
            index.add(_articles(bodies))


def _prepare_first_run(work: Workspace) -> None:
    _write_file(work, "a.jsonl", _KEPT | _NEW)


def _prepare_files(work: Workspace) -> None:
    """An index of files with a commit for each, so that there are segments to be merged."""
    for name, body in _CHANGED.items():
        path = _write_file(work, f"changed-{name}.jsonl", {name: body})
        _command("index", path, "--index", work.index, "--engine", work.engine, "--quiet")
    _write_file(work, "kept.jsonl", _KEPT)
    _write_file(work, "gone.jsonl", _GONE)
    _command("index", work.corpus, "--index", work.index, "--quiet")


def _prepare_update(work: Workspace) -> None:
    """The same, and afterwards some files have changed, vanished and come."""
    _prepare_files(work)
    (work.corpus / "gone.jsonl").unlink()
    for name, body in _CHANGED_LATER.items():
        _write_file(work, f"changed-{name}.jsonl", {name: body})
    _write_file(work, "new.jsonl", _NEW)


def _prepare_without_vocabulary(work: Workspace) -> None:
    _prepare_commits(work, _FEW)
    for path in work.index.glob("vocabulary.db*"):
        path.unlink()


def _prepare_saved(work: Workspace) -> None:
    """Searches were saved, and articles have come since."""
    _prepare_commits(work, _FEW)
    with searchnews.open(work.index) as index:
        save_searches(index, work.folder)
        index.add(_articles(_MORE))


def _run_saved(work: Workspace) -> int:
    return _command("saved", "run", "--quiet", "--index", work.index)


def _wrong_deliveries(work: Workspace) -> Iterable[str]:
    """The new articles match both searches; those that have changed had matched the first."""
    new = [article for article in _articles(_MORE) if article.id not in _FEW]
    changed = [article for article in _articles(_MORE) if "nouveau meunier" in article.body]
    return wrong_deliveries(work.folder, {"moulins": new, "autres": changed})


def _index_files(work: Workspace) -> int:
    return _command(
        "index", work.corpus, "--index", work.index, "--engine", work.engine, "--jobs", 1, "--quiet"
    )


def _add(work: Workspace) -> int:
    """Add as an app does, in several commits, and learn a dictionary for packing."""
    layout = Layout(work.index)
    limits = WriterLimits(commit_articles=5, batches=BatchLimits(articles=2, learnt_from=8))
    try:
        with open_writer(layout, Snapshots(layout).engine, jobs=1, limits=limits) as writer:
            writer.add_all(_articles(_MORE))
    except SearchNewsError as error:
        print(f"searchnews: {error}", file=sys.stderr)
        return 1
    return 0


def _delete(work: Workspace) -> int:
    with searchnews.open(work.index) as index:
        present = [name for name in _DELETED if index.get(name) is not None]
        if not present:  # by a run that was killed when it was done
            index.add([])
            return 0
    return _command("delete", *present, "--index", work.index)


def _rebuild(work: Workspace) -> int:
    return _command("index", "--rebuild", "--index", work.index, "--jobs", 1, "--quiet")


def _rebuild_from_files(work: Workspace) -> int:
    """Read the files again, and change the engine."""
    return _command(
        "index", "--rebuild", work.corpus, "--index", work.index, "--jobs", 1, "--quiet",
        "--engine", _OTHER_ENGINE[work.engine],
    )  # fmt: skip


def _query(work: Workspace) -> int:
    """Search, which makes a vocabulary that is missing."""
    return _command("query", "moulin", "--index", work.index)


def _prepare_counted_words(work: Workspace) -> None:
    """An index whose words were counted, and afterwards articles have come, changed and gone."""
    _prepare_commits(work, _FEW, _texts("b", 6))
    with searchnews.open(work.index) as index:
        index.collocates("moulin")
        index.add(_articles(_MORE))
        index.delete(_DELETED)


def _count_words(work: Workspace) -> int:
    """Count words, which keeps those of all articles; none may be missing or too many.

    Where they cannot be kept, the answer is right all the same.
    """
    with searchnews.open(work.index) as index:
        counted = index.collocates("moulin").sums()["words"]
        there = sum(len(words_of(text)) for each in index for text in (each.title or "", each.body))
    if counted != there:
        print(f"{counted} words are counted, not {there}", file=sys.stderr)
    return int(counted != there)


_CHANGED_WORDS: Final = {
    name: body for name, body in (_TWO_COMMITS | _MORE).items() if name not in _DELETED
}

_ALL: Final = (
    Scenario("first run", _prepare_first_run, _index_files, {}, _KEPT | _NEW),
    Scenario("update", _prepare_update, _index_files, _FILES, _KEPT | _CHANGED_LATER | _NEW),
    Scenario("add", lambda work: _prepare_commits(work, _FEW), _add, _FEW, _FEW | _MORE),
    Scenario(
        "delete",
        lambda work: _prepare_commits(work, _FEW, _texts("b", 6)),
        _delete,
        _TWO_COMMITS,
        {name: body for name, body in _TWO_COMMITS.items() if name not in _DELETED},
    ),
    Scenario(
        "rebuild",
        lambda work: _prepare_commits(work, _FEW, _texts("b", 6)),
        _rebuild,
        _TWO_COMMITS,
        _TWO_COMMITS,
    ),
    Scenario("rebuild from files", _prepare_files, _rebuild_from_files, _FILES, _FILES),
    Scenario("vocabulary", _prepare_without_vocabulary, _query, _FEW, _FEW),
    Scenario(
        "saved run", _prepare_saved, _run_saved, _FEW | _MORE, _FEW | _MORE, _wrong_deliveries
    ),
    Scenario("count words", _prepare_counted_words, _count_words, _CHANGED_WORDS, _CHANGED_WORDS),
)
SCENARIOS: Final = {scenario.name: scenario for scenario in _ALL}
"""By name."""
