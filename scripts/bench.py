"""Compare speed with the peers, side by side in one run.

    python scripts/bench.py CORPUS.jsonl[.gz] [--articles 30000] [--whoosh-articles 2000]

Indexes the articles of a JSONL file with each peer, then asks each the same queries, in rounds
that take turns. Prints ratios: seconds depend on the machine, and on who else is using it. The
peers: searchnews on tantivy; searchnews on whoosh, with fewer articles; tantivy with its own French
analyzer (elision, lower case, accents, stems), title and body stored, the top ten with snippets.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import tantivy

import searchnews
from searchnews.ingest.readers import ReadingOptions, read_file

ROUNDS = 5
HITS = 10
# What only French and not this corpus decides: common and rare words, several, phrases, operators.
QUERIES = (
    "président", "Palmyre", "grève des transports", "élection présidentielle américaine",
    '"Emmanuel Macron"', '"président de la République"', "police ET justice", "djihad*",
    "les mesures annoncées par le gouvernement pour lutter contre le chômage",
)  # fmt: skip


class Peer(NamedTuple):
    """A way to index and search."""

    name: str
    articles: int
    index: Callable[[Path], None]
    open: Callable[[Path], Callable[[str], int]]
    """Opens what was indexed; gives a function that answers a query with how many hits it shows."""


def main() -> None:
    """Index with every peer, search with every peer, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=30_000)
    parser.add_argument("--whoosh-articles", type=int, default=2_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = list(make_peers(arguments, Path(folder)))
        speeds = {}
        searchers = {}
        for peer in peers:
            directory = Path(folder, peer.name.replace(" ", "-"))
            began = time.perf_counter()
            peer.index(directory)
            speeds[peer.name] = peer.articles / (time.perf_counter() - began)
            searchers[peer.name] = peer.open(directory)
        print_table(peers, speeds, latencies(searchers))


def make_peers(arguments: argparse.Namespace, folder: Path) -> Iterator[Peer]:
    """The peers, each with a file of as many articles as it can take."""
    for engine, articles in (
        ("tantivy", arguments.articles),
        ("whoosh", min(arguments.whoosh_articles, arguments.articles)),
    ):
        part = folder / f"{articles}.jsonl"
        count = cut(arguments.corpus, part, articles)
        yield Peer(f"searchnews {engine}", count, ours(part, engine), open_ours)
        if engine == "tantivy":
            yield Peer("plain tantivy", count, plain(part), open_plain)


def cut(corpus: Path, part: Path, articles: int) -> int:
    """Write the first articles of a corpus to a file; gives how many there were."""
    found = (item for item in read_file(corpus, ReadingOptions()) if hasattr(item, "body"))
    count = 0
    with part.open("wb") as file:
        for article in islice(found, articles):
            file.write(article.to_json() + b"\n")
            count += 1
    return count


def ours(part: Path, engine: str) -> Callable[[Path], None]:
    """Indexing with searchnews."""

    def index(directory: Path) -> None:
        with searchnews.create(directory, engine=engine) as made:
            made.update(part)

    return index


def open_ours(directory: Path) -> Callable[[str], int]:
    """Searching with searchnews."""
    index = searchnews.open(directory)
    return lambda query: len(index.search(query, limit=HITS))


def plain(part: Path) -> Callable[[Path], None]:
    """Indexing with tantivy alone, as its users do it."""

    def index(directory: Path) -> None:
        directory.mkdir()
        made = tantivy.Index(plain_schema(), path=str(directory))
        made.register_tokenizer("french", french())
        writer = made.writer(128_000_000, 2)
        for item in read_file(part, ReadingOptions()):
            writer.add_document(
                tantivy.Document(title=[item.title or ""], body=[item.body], id=[item.id])
            )
        writer.commit()
        writer.wait_merging_threads()

    return index


def open_plain(directory: Path) -> Callable[[str], int]:
    """Searching with tantivy alone: its parser, its BM25, its snippets."""
    index = tantivy.Index.open(str(directory))
    index.register_tokenizer("french", french())
    searcher = index.searcher()

    def search(text: str) -> int:
        words = text.replace(" ET ", " AND ")
        query, _ = index.parse_query_lenient(words, ["title", "body"], conjunction_by_default=True)
        snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "body")
        hits = searcher.search(query, limit=HITS).hits
        for _, address in hits:
            snippets.snippet_from_doc(searcher.doc(address)).to_html()
        return len(hits)

    return search


def plain_schema() -> tantivy.Schema:
    """Title and body, stored and with positions."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="french")
    return builder.build()


def french() -> tantivy.TextAnalyzer:
    """French analysis as tantivy offers it."""
    filters = (
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("french"),
    )
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


def latencies(searchers: dict[str, Callable[[str], int]]) -> dict[str, list[float]]:
    """Milliseconds of every query in every round, the peers taking turns; the first round warms."""
    taken: dict[str, list[float]] = {name: [] for name in searchers}
    for number in range(ROUNDS + 1):
        for query in QUERIES:
            for name, search in searchers.items():
                began = time.perf_counter()
                search(query)
                if number:
                    taken[name].append((time.perf_counter() - began) * 1000)
    return taken


def print_table(peers: list[Peer], speeds: dict[str, float], taken: dict[str, list[float]]) -> None:
    """One line a peer; ratios to the first."""
    columns = ("articles", 9), ("articles/s", 11), ("ratio", 6), ("p50 ms", 8), ("p95 ms", 8)
    print(" " * 20, *(f"{name:>{width}}" for name, width in columns), " ratio")
    first = peers[0].name
    for peer in peers:
        middle = statistics.median(taken[peer.name])
        slow = statistics.quantiles(taken[peer.name], n=20)[-1]
        print(
            f"{peer.name:20} {peer.articles:9,} {speeds[peer.name]:11,.0f} "
            f"{speeds[peer.name] / speeds[first]:6.2f} {middle:8.2f} {slow:8.2f} "
            f"{middle / statistics.median(taken[first]):6.2f}"
        )


if __name__ == "__main__":
    main()
