"""The speed gate: nothing gets slower beside its peers without being seen.

    python -m scripts.bench.gate [CORPUS.jsonl[.gz]] [--articles 20000] [--rounds 5] [--record]

Run by hand, before a release and after work on what people wait for. Measures how much processor
time searchnews takes, as a ratio to what a peer takes for the same in the same run: tantivy with
its own French analysis and snippets, trafilatura, the bare interpreter. They take turns; a ratio is
the median of those of the rounds. Without a corpus the articles are synthetic, the
same in every run, and the ratios are compared with those recorded in `gate.json` beside this file:
it ends with 1 if one is worse by more than `TOLERANCE`; `--record` keeps what was measured instead.
With a corpus they are shown.

Processor time and not time by the clock, so that a busy machine can be asked, too. It is not quite
the same there, as programs push each other out of the caches. That is what the tolerance is for.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias, cast

from scripts.bench.cold_start import AS_INSTALLED, searchnews_query
from scripts.bench.make_corpus import articles
from scripts.bench.measurements import Answers, BuildRun
from scripts.bench.speed import directory, measured, write_documents
from scripts.evaluation.pages import evaluate, ours, plain_trafilatura

Ratios: TypeAlias = dict[str, float]
"""What was measured, and how many times the processor time of the peer searchnews took for it."""

TOLERANCE: Final = 1.2
"""How many times a recorded ratio may be exceeded."""
RECORD: Final = Path(__file__).with_suffix(".json")

_US: Final = "searchnews"
_PEER: Final = "tantivy"
_PAGES: Final = Path(__file__).parents[2] / "tests" / "ingest" / "web" / "pages"
_PAGES_REPEATED: Final = 30
_STARTS: Final = 10


def main() -> None:
    """Measure, and compare with what is recorded or record it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?", help="synthetic articles if not given")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = arguments.corpus or synthetic(folder / "articles.jsonl", arguments.articles)
        documents = folder / "documents.jsonl"
        count = len(write_documents(corpus, documents, arguments.articles))
        rounds = [
            one_round(documents, count, folder / str(n)) for n in range(max(1, arguments.rounds))
        ]
    ratios = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    # What is recorded is of the synthetic articles.
    recorded = {} if arguments.corpus else cast("Ratios", json.loads(RECORD.read_text()))
    print("\n".join(table(ratios, recorded)))
    if arguments.record and not arguments.corpus:
        kept = {name: round(ratio, 3) for name, ratio in ratios.items()}
        RECORD.write_text(json.dumps(kept, indent=1) + "\n")
    elif slower := too_slow(ratios, recorded):
        sys.exit(f"slower than recorded by more than {TOLERANCE - 1:.0%}: {', '.join(slower)}")


def synthetic(path: Path, count: int) -> Path:
    """A corpus that anyone can make again, word for word."""
    with path.open("w", encoding="utf-8") as lines:
        for article in articles(count):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def one_round(documents: Path, count: int, folder: Path) -> Ratios:
    """The ratios of one round, in which searchnews and its peers take turns."""
    ratios: Ratios = {}
    names = (_US, _PEER)
    built = {
        name: cast("BuildRun", measured("build", name, documents, directory(folder, name), count))
        for name in names
    }
    ratios["indexing, tantivy"] = built[_US]["cpu"] / built[_PEER]["cpu"]
    answered = {
        name: cast("Answers", measured("query", name, directory(folder, name))) for name in names
    }
    ratios |= {
        f"query, {kind}, tantivy": mine / theirs
        for kind, mine, theirs in medians(answered[_US], answered[_PEER])
    }
    query = [sys.executable, *searchnews_query(directory(folder, _US))]
    ratios["first query, interpreter"] = by_turns(
        lambda: processor_seconds(query), lambda: processor_seconds([sys.executable, "-c", "pass"])
    )
    pages = sorted(_PAGES.glob("*.html")) * _PAGES_REPEATED
    ratios["page, trafilatura"] = (
        evaluate(pages, plain_trafilatura).pages_a_second / evaluate(pages, ours).pages_a_second
    )
    return ratios


def medians(mine: Answers, theirs: Answers) -> Iterator[tuple[str, float, float]]:
    """Of each kind that both answer with snippets, the median milliseconds of processor."""
    for kind, taken in mine["processor"]["with"].items():
        # tantivy cuts no snippet for a misspelling, so that nothing can be compared.
        if kind != "fuzzy" and kind in theirs["processor"]["with"]:
            yield (
                kind,
                statistics.median(taken),
                statistics.median(theirs["processor"]["with"][kind]),
            )


def by_turns(mine: Callable[[], float], theirs: Callable[[], float]) -> float:
    """The ratio of two medians, measured in turns; the first turn warms."""
    turns = [(mine(), theirs()) for _ in range(_STARTS + 1)][1:]
    return statistics.median(a for a, _ in turns) / statistics.median(b for _, b in turns)


def processor_seconds(command: list[str]) -> float:
    """What a command takes of the processor, from its start to its end."""
    before = _of_children()
    subprocess.run(command, check=True, capture_output=True, env=AS_INSTALLED)
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def too_slow(ratios: Ratios, recorded: Mapping[str, float]) -> list[str]:
    """What takes more of the processor than is allowed."""
    return [name for name in ratios if ratios[name] > recorded.get(name, ratios[name]) * TOLERANCE]


def table(ratios: Ratios, recorded: Mapping[str, float]) -> Iterable[str]:
    """What was measured beside what is recorded, line by line, in Markdown."""
    yield "| what, beside what | times its processor time | recorded | allowed |"
    yield "|---|--:|--:|--:|"
    for name, ratio in ratios.items():
        if name in recorded:
            known = f"{recorded[name]:.2f} | {recorded[name] * TOLERANCE:.2f}"
        else:
            known = "– | –"
        yield f"| {name} | {ratio:.2f} | {known} |"


if __name__ == "__main__":
    main()
