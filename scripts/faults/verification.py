"""What must hold of an index after a fault, and once the next run has finished it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

import searchnews
from scripts.faults.scenarios import Scenario, Texts, Workspace
from searchnews.engines.file_names import TANTIVY_SEGMENT, TANTIVY_TEMPORARY, WHOOSH_TEMPORARY
from searchnews.errors import IndexNotFoundError

QUERIES = ("moulin", "moulins", '"moulin numéro3"', "tourn*", "nouveau", "meuniers villages")


def after_fault(scenario: Scenario, work: Workspace) -> Iterator[str]:
    """What is wrong, a sentence each: the index must open at a commit, be sound and answer."""
    try:
        index = searchnews.open(work.index)
    except IndexNotFoundError:
        if scenario.before or work.template.exists():
            yield "the index is gone"
        return
    with index:
        found = {article.id: article.body for article in index}
        yield from _wrong_articles(found, scenario)
        checked = index.check()
        yield from (f"check: {problem}" for problem in (*checked.problems, *checked.notes))
        # Words as they are typed are found, whatever the vocabulary knows.
        named = sum("numéro3" in body for body in found.values())
        if index.search("=numéro3").total != named:
            yield f"numéro3 is found {index.search('=numéro3').total} times, not {named}"
        for text in QUERIES:
            index.search(text)


def after_next_run(
    scenario: Scenario,
    work: Workspace,
    status: int,
    errors: str,
    expected: dict[str, list[str]],
) -> Iterator[str]:
    """What is wrong after another run: it must have finished without a word."""
    if status or errors:
        yield f"the next run exits with {status} and says: {errors.strip()[-300:]}"
        return
    with searchnews.open(work.index) as index:
        found = {article.id: article.body for article in index}
        if found != scenario.after:
            wrong = sorted(dict(found.items() ^ scenario.after.items()))
            yield f"{len(found)} articles, not {len(scenario.after)}; wrong are {wrong[:4]}"
        if index.check() != ((), len(scenario.after), False, ()):
            yield f"check: {index.check()}"
        if (answered := answers(index)) != expected:
            yield f"other answers: {answered}"
    yield from scenario.verify(work)
    if left := left_behind(work):
        yield f"left behind: {left}"


def answers(index: searchnews.Index) -> dict[str, list[str]]:
    """The articles that each query finds, and the groups of copies."""
    found = {text: sorted(hit.article.id for hit in index.stream(text)) for text in QUERIES}
    groups = (
        sorted((hit.article.id, *(hit.folded.ids if hit.folded else ())))
        for hit in index.stream("*", fold="copies")
    )
    return found | {"copies": sorted(" ".join(ids) for ids in groups if len(ids) > 1)}


def left_behind(work: Workspace) -> list[str]:
    """What lies in an index and is of no use."""
    staged = [path.name for path in work.index.glob(".searchnews-*")]
    engine = work.index / "engine"
    names = [path.name for path in engine.iterdir()]
    if (engine / "meta.json").exists():
        used = {
            segment["segment_id"].replace("-", "")
            for segment in json.loads((engine / "meta.json").read_bytes())["segments"]
        }
        names = [n for n in names if (re.fullmatch(TANTIVY_SEGMENT, n) and n[:32] not in used)
                 or re.fullmatch(TANTIVY_TEMPORARY, n)]  # fmt: skip
    else:
        used = {
            f"{segment.segment_id()}.seg"
            for segment in TOC.read(FileStorage(str(engine)), "MAIN").segments
        }
        names = [n for n in names if (n.startswith("MAIN") and n not in used)
                 or re.fullmatch(WHOOSH_TEMPORARY, n)]  # fmt: skip
    return staged + names


def _wrong_articles(found: Texts, scenario: Scenario) -> Iterator[str]:
    """Each article is as before or as after, and none that is in both is missing."""
    for name, body in found.items():
        if body not in (scenario.before.get(name), scenario.after.get(name)):
            yield f"{name} is {body!r}"
    for name in scenario.before.keys() & scenario.after.keys() - found.keys():
        yield f"{name} is lost"
