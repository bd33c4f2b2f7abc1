"""What commands print: hits in four formats, reports and statistics as text or JSON."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from searchnews.cli.terminal import dim, linked, marked, note, one_line, plain, say, tell
from searchnews.search.results import Fold, Folded, Hit, Results, Snippet, hit_cells, hit_columns
from searchnews.wording.users_language import in_users_language

if TYPE_CHECKING:
    from pathlib import Path

    from searchnews.indexing.dry_run import DryRun
    from searchnews.indexing.report import Report, Skipped
    from searchnews.storage.statistics import Statistics

# A terminal shows so many; --format json has all.
_MAX_FORMS: Final = 12
_MAX_SKIPPED: Final = 20
_MAX_SOURCES: Final = 20
_MAX_PAPERS: Final = 5
_MAX_TITLE: Final = 300  # in characters; those of the press have 200 at most


def print_results(page: Results, hits: Iterable[Hit], output: str) -> None:
    """Print hits as text, json, jsonl or csv, which `output` names.

    `hits` are those of the page, or all. JSON lines and CSV are printed one by one, so that any
    number of hits takes little memory.
    """
    _RESULTS_PRINTERS[output](page, hits)


def _print_text(page: Results, hits: Iterable[Hit]) -> None:
    tell(f"{_counted(page)}: {plain(page.understood)}")
    for forms in page.forms:
        found = [f"{word} x{weight:g} ({n:,})" for word, weight, n in forms.forms[:_MAX_FORMS]]
        more = len(forms.forms) - _MAX_FORMS
        say(dim(f"  {plain(forms.typed)}: {', '.join(found)}{_and_more(more)}"))
    strict = True
    for hit in hits:
        if hit.relaxed and strict:
            say()
            tell("with some of the words:")
            strict = False
        say()
        for line in _lines(hit, page.fold):
            say(line)


def _and_more(others: int) -> str:
    return f" {in_users_language(f'and {others} more')}" if others > 0 else ""


def _counted(page: Results) -> str:
    articles = f"{page.total:,} article{'s' if page.total != 1 else ''}"
    if page.fold is None:
        return articles
    if page.fold == "copies":
        return f"{articles}, copies counted once ({page.articles:,} with them)"
    stories = f"{page.total:,} {'stories' if page.total != 1 else 'story'}"
    return f"{stories} ({page.articles:,} article{'s' if page.articles != 1 else ''})"


def _lines(hit: Hit, fold: Fold | None) -> Iterator[str]:
    article = hit.article
    yield f"{hit.rank}. {_title(hit)}"
    place = article.url or article.path
    about = [one_line(text) for text in (article.date, article.source, article.section) if text]
    if place:
        about.append(linked(one_line(place), place))
    yield dim("   " + " · ".join(about))
    if hit.snippet.text:
        yield f"   {' '.join(marked(hit.snippet.pieces()).split())}"
    if hit.folded is not None and hit.folded.ids:
        yield f"   {in_users_language(_others(hit.folded, fold))}"
    yield dim(f"   {one_line(article.id)}")
    if hit.explanation:
        parts = " + ".join(f"{plain(label)} {score:.2f}" for label, score in hit.explanation)
        yield dim(f"   {hit.score:.2f} = {parts}")


def _others(folded: Folded, fold: Fold | None) -> str:
    """What a hit stands for besides its article.

    >>> _others(Folded(("a", "b"), ("Le Temps", "La Gazette")), "copies")
    'and 2 copies in 2 papers: Le Temps, La Gazette'
    >>> _others(Folded(("a",), ()), "stories")
    'and 1 article'
    """
    others, papers = len(folded.ids), len(folded.sources)
    one, many = ("copy", "copies") if fold == "copies" else ("article", "articles")
    text = f"and {others:,} {many if others > 1 else one}"
    if not papers:
        return text
    names = ", ".join(map(one_line, folded.sources[:_MAX_PAPERS]))
    more = ", …" if papers > _MAX_PAPERS else ""
    return f"{text} in {papers:,} paper{'s' if papers > 1 else ''}: {names}{more}"


def _title(hit: Hit) -> str:
    title = hit.article.title
    if not title:
        return dim(in_users_language("without a title"))
    if len(title) > _MAX_TITLE:
        title = f"{title[:_MAX_TITLE]}…"
    spans = tuple(span for span in hit.title_highlights if span[1] <= len(title))
    return " ".join(marked(Snippet(title, spans).pieces(), bold=True).split())


def _print_json(page: Results, hits: Iterable[Hit]) -> None:
    _say_json(page.to_dict() | {"hits": [hit.to_dict() for hit in hits]})


def _print_json_lines(_: Results, hits: Iterable[Hit]) -> None:
    for hit in hits:
        say(json.dumps(hit.to_dict(), ensure_ascii=False))


def _print_csv(page: Results, hits: Iterable[Hit]) -> None:
    from searchnews.explore.tables.delimited import Delimited

    columns = hit_columns(page.fold)
    rows = (hit_cells(hit.to_dict(), columns) for hit in hits)
    Delimited().write(sys.stdout, columns, rows)


_ResultsPrinter: TypeAlias = Callable[[Results, Iterable[Hit]], None]
_RESULTS_PRINTERS: Final[dict[str, _ResultsPrinter]] = {
    "text": _print_text,
    "json": _print_json,
    "jsonl": _print_json_lines,
    "csv": _print_csv,
}


def print_report(report: Report, output: str, *, with_furniture: bool) -> None:
    """Print what a run of indexing did; `with_furniture` the lines it took out of articles, too."""
    if output == "json":
        values = report.to_dict()
        if with_furniture:
            values["furniture"] = [line._asdict() for line in report.furniture]
        _say_json(values)
        return
    from searchnews.explore.terminal.english import counted

    tell(
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed in {report.seconds:.1f} s; "
        f"the index has {counted(report.articles, 'article')}"
    )
    _print_skipped(report.skipped)
    for warning in report.warnings:
        note(f"note: {warning}")
    for source, line, articles in report.furniture if with_furniture else ():
        tell(plain(f"taken out of {source}, after {counted(articles, 'article')}: {line}"))


def print_dry_run(counts: DryRun, output: str) -> None:
    """Print how many articles a run of indexing would read."""
    if output == "json":
        _say_json(counts.to_dict())
        return
    from searchnews.explore.terminal.english import counted

    tell(
        f"{counted(counts.articles, 'article')} in {counted(counts.files, 'file')}: "
        f"{counts.with_title:,} with a title, {counts.with_date:,} with a date, "
        f"{counts.with_source:,} with a source ({counts.seconds:.1f} s)"
    )
    _print_skipped(counts.skipped)


def _print_skipped(skipped: Sequence[Skipped]) -> None:
    """Name what was skipped; what was so for one reason, as the pages of an issue, together."""
    if not skipped:
        return
    from searchnews.explore.terminal.english import counted

    tell(f"{len(skipped):,} skipped:")
    paths: defaultdict[str, list[Path]] = defaultdict(list)
    for each in skipped:
        paths[each.reason].append(each.path)
    for reason, (first, *others) in islice(paths.items(), _MAX_SKIPPED):
        more = f" and {len(others):,} more" if others else ""
        tell(plain(f"  {first}{more}: {reason}"))
    if len(paths) > _MAX_SKIPPED:
        more_reasons = counted(len(paths) - _MAX_SKIPPED, "more reason")
        tell(f"  for {more_reasons}; --format json names all")


def print_statistics(statistics: Statistics, output: str) -> None:
    """Print what is in an index."""
    if output == "json":
        _say_json(statistics.to_dict())
        return
    dates = f"{statistics.dated:,} dated"
    if statistics.oldest is not None:
        dates += f", from {statistics.oldest} to {statistics.newest}"
    tell(f"articles  {statistics.articles:,} ({dates})")
    if statistics.copies is not None:
        tell(f"copies    {statistics.copies:,} of other articles")
    tell(f"words     {statistics.words:,}")
    tell(f"size      {statistics.bytes / 1_000_000:.1f} MB")
    tell(f"engine    {statistics.engine} {statistics.engine_version}")
    tell(
        f"made      {statistics.created} by {statistics.made_by}, format {statistics.format}, "
        f"analysis {statistics.analysis_version}"
    )
    tell(f"sources   {len(statistics.sources):,}")
    for name, articles in list(statistics.sources.items())[:_MAX_SOURCES]:
        say(f"  {articles:>9,}  {one_line(name)}")
    if len(statistics.sources) > _MAX_SOURCES:
        tell("  and more, which --format json names")


def _say_json(values: dict[str, object]) -> None:
    say(json.dumps(values, ensure_ascii=False, indent=2))
