"""Tables and plots of what `scripts.bench.speed` measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from scripts.bench.measurements import Build, How, Results


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed; of few values, one of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def tables(results: Results) -> Iterable[str]:
    """All tables, line by line, in Markdown."""
    yield from _building(results)
    yield ""
    yield from _answering(results, "with")
    yield ""
    yield from _answering(results, "without")
    yield ""
    yield from _cold(results)
    yield ""
    yield from _totals(results)


def _building(results: Results) -> Iterable[str]:
    yield "| building | articles | articles/s | ratio | articles/CPU s | memory MB | index/text |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    first = next(iter(results["build"].values()))
    for name, built in results["build"].items():
        rate, cpu_rate = _rate(built, "wall"), _rate(built, "cpu")
        memory = statistics.median(run["memory_mb"] for run in built["runs"])
        share = built["runs"][-1]["bytes"] / built["text_bytes"]
        yield (
            f"| {name} | {built['articles']:,} | {rate:,.0f} | {rate / _rate(first, 'wall'):.2f} "
            f"| {cpu_rate:,.0f} | {memory:,.0f} | {share:.2f} |"
        )


def _rate(built: Build, what: Literal["wall", "cpu"]) -> float:
    """Articles a second, the median of the rounds."""
    return statistics.median(built["articles"] / run[what] for run in built["runs"])


def _answering(results: Results, how: How) -> Iterable[str]:
    names = list(results["query"])
    yield f"| {how} snippets, ms: p50 / p95 / p99 | {' | '.join(names)} |"
    yield f"|---|{'--:|' * len(names)}"
    kinds = {kind: None for name in names for kind in results["query"][name]["taken"][how]}
    for kind in kinds:
        cells = []
        for name in names:
            values = results["query"][name]["taken"][how].get(kind)
            cells.append(
                " / ".join(f"{percentile(values, p):.2f}" for p in (50, 95, 99)) if values else "–"
            )
        yield f"| {kind} | {' | '.join(cells)} |"


def _cold(results: Results) -> Iterable[str]:
    yield "| cold start, ms above the interpreter | index in the page cache | not |"
    yield "|---|--:|--:|"
    for name, cold in results["cold"].items():
        yield f"| {name} | {cold['warm']:.0f} | {cold['cold']:.0f} |"


def _totals(results: Results) -> Iterable[str]:
    names = list(results["query"])
    yield f"| articles found | {' | '.join(names)} |"
    yield f"|---|{'--:|' * len(names)}"
    queries = {query: None for name in names for query in results["query"][name]["totals"]}
    for query in queries:
        counts = (results["query"][name]["totals"].get(query) for name in names)
        cells = ("–" if count is None else f"{count:,}" for count in counts)
        yield f"| {query} | {' | '.join(cells)} |"


def draw(results: Results, folder: Path) -> None:
    """Plots of rates and latencies, as PNG."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    rates = {name: _rate(built, "wall") for name, built in results["build"].items()}
    figure, axes = pyplot.subplots(figsize=(8, 4))
    axes.barh(list(reversed(rates)), list(reversed(rates.values())))
    axes.set_xlabel("articles indexed a second")
    figure.tight_layout()
    figure.savefig(folder / "building.png")
    figure, axes = pyplot.subplots(figsize=(10, 5))
    names = list(results["query"])
    kinds = list(results["query"][names[0]]["taken"]["with"])
    for position, name in enumerate(names):
        taken = results["query"][name]["taken"]["with"]
        heights = [percentile(taken[kind], 50) if kind in taken else 0 for kind in kinds]
        positions = [number + position / (len(names) + 1) for number in range(len(kinds))]
        axes.bar(positions, heights, width=1 / (len(names) + 1), label=name)
    axes.set_xticks([number + 0.4 for number in range(len(kinds))], kinds)
    axes.set_ylabel("milliseconds with snippets, median")
    axes.set_yscale("log")
    axes.legend()
    figure.tight_layout()
    figure.savefig(folder / "answering.png")
