"""`searchnews query`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

import searchnews
from searchnews.cli.options import index_option
from searchnews.cli.terminal import dim, marked, note, one_line, plain, say
from searchnews.search.results import Hit, Results, Snippet

_MOST_FORMS: Final = 12
_LONGEST_TITLE: Final = 300  # in characters; those of the press have 200 at most


@click.command("query")
@click.argument("query")
@index_option
@click.option(
    "-n", "--limit", type=click.IntRange(min=0), default=10, show_default=True,
    help="How many hits at most; 0 for all that match strictly.",
)  # fmt: skip
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits to leave out first.")
@click.option(
    "--sort", type=click.Choice(["relevance", "date", "-date"]), default="relevance",
    show_default=True, help="By score, oldest first, or newest first.",
)  # fmt: skip
@click.option(
    "--fresh", metavar="AGE",
    help="Fresher articles first among those that answer as well; at this age (30d, 12h, 1y) "
    "half as fresh as today's.",
)  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Published or signed by.")
@click.option("--from", "date_from", metavar="DATE", help="Since this day, month or year.")
@click.option("--to", "date_to", metavar="DATE", help="Until this day, month or year, included.")
@click.option(
    "--format", "output", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text",
    show_default=True, help="How to print.",
)  # fmt: skip
@click.option(
    "--synonyms", type=click.Path(path_type=Path), envvar="SEARCHNEWS_SYNONYMS", show_envvar=True,
    help="A file of synonyms in Solr's format: EI, Daech, Etat islamique.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show the parts of each score and the forms found.")
def query_command(
    query: str,
    directory: Path,
    limit: int,
    offset: int,
    output: str,
    explain: bool,
    synonyms: Path | None,
    **narrowed: Any,
) -> None:
    """Find articles, best first.

    \b
    frappes aériennes          both words, in any form
    "frappes aériennes"        these words in a row
    =frappes                   this form only
    raids ET (Palmyre OU Raqa) SAUF Reuters
    titre:Syrie source:ATS     in a field: titre, source, auteur, rubrique, texte
    date:2015-09 avant:2016    dates; also depuis: and date:[2015-09-01 TO 2015-09-30]
    djihad* r?qa Choigou~      wildcards; a letter off
    """
    if synonyms is not None:
        narrowed["synonyms"] = searchnews.Synonyms.read(synonyms)
    with searchnews.open(directory) as index:
        page = index.search(query, limit=limit, offset=offset, explain=explain, **narrowed)
        hits: Iterable[Hit] = page
        if not limit:
            hits = islice(index.stream(query, explain=explain, **narrowed), offset, None)
        _PRINTERS[output](page, hits)
    for warning in page.warnings if output != "json" else ():
        note(f"note: {warning}")
    if page.suggestion is not None and output == "text":
        note(f"did you mean: {page.suggestion}")


def _print_text(page: Results, hits: Iterable[Hit]) -> None:
    say(f"{page.total:,} article{'s' if page.total != 1 else ''}: {plain(page.understood)}")
    for forms in page.forms:
        found = [f"{word} x{weight:g} ({n:,})" for word, weight, n in forms.forms[:_MOST_FORMS]]
        more = len(forms.forms) - _MOST_FORMS
        say(dim(f"  {plain(forms.typed)}: {', '.join(found)}{f' and {more} more' * (more > 0)}"))
    strict = True
    for hit in hits:
        if hit.relaxed and strict:
            say("\nwith some of the words:")
            strict = False
        say()
        for line in _lines(hit):
            say(line)


def _lines(hit: Hit) -> Iterator[str]:
    article = hit.article
    yield f"{hit.rank}. {_title(hit)}"
    about = (article.date, article.source, article.section, article.url or article.path)
    yield dim("   " + " · ".join(one_line(text) for text in about if text))
    if hit.snippet.text:
        yield f"   {' '.join(marked(hit.snippet.pieces()).split())}"
    yield dim(f"   {one_line(article.id)}")
    if hit.explanation:
        parts = " + ".join(f"{plain(label)} {score:.2f}" for label, score in hit.explanation)
        yield dim(f"   {hit.score:.2f} = {parts}")


def _title(hit: Hit) -> str:
    title = hit.article.title
    if not title:
        return dim("without a title")
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE]}…"
    spans = tuple(span for span in hit.title_highlights if span[1] <= len(title))
    return " ".join(marked(Snippet(title, spans).pieces(), bold=True).split())


def _print_json(page: Results, hits: Iterable[Hit]) -> None:
    printed = page.to_dict() | {"hits": [hit.to_dict() for hit in hits]}
    say(json.dumps(printed, ensure_ascii=False, indent=2))


def _print_jsonl(_: Results, hits: Iterable[Hit]) -> None:
    for hit in hits:
        say(json.dumps(hit.to_dict(), ensure_ascii=False))


def _print_csv(_: Results, hits: Iterable[Hit]) -> None:
    import csv

    rows = csv.writer(sys.stdout)
    rows.writerow(_COLUMNS)
    for hit in hits:
        values = hit.to_dict()
        values["authors"] = "; ".join(values["authors"])
        for spans in ("highlights", "title_highlights"):
            values[spans] = " ".join(f"{start}-{end}" for start, end in values[spans])
        rows.writerow([values[column] for column in _COLUMNS])


_COLUMNS: Final = (
    "rank id score relaxed title date source agency authors section url path snippet highlights "
    "title_highlights"
).split()

_Printer: TypeAlias = Callable[[Results, Iterable[Hit]], None]
_PRINTERS: Final[dict[str, _Printer]] = {
    "text": _print_text,
    "json": _print_json,
    "jsonl": _print_jsonl,
    "csv": _print_csv,
}
