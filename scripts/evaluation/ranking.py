"""Measure how good the first hits are, for queries as people type them, and compare with peers.

    python -m scripts.evaluation.ranking SET... [--corpus CORPUS.jsonl.gz] [--queries 0] [--record]

A set is a folder with `queries.jsonl` (id, text), `qrels.tsv` (query, document, grade) and
`docs.jsonl` (id, title, text). Without `docs.jsonl` the documents are the articles of the corpus,
without the text from which the queries were made: the title where the folder's name has "titles",
the standfirst where it has "headings".

Prints MRR@10, nDCG@10, Recall@100 and Success@1 of every peer for the queries as they are, without
accents, in capitals, with typographic apostrophes, and with one typing error. `--record` keeps
the figures of searchnews in `ranking.json` next to this file; other runs print what has changed
since.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import ir_measures
from ir_measures import RR, R, Success, nDCG

from scripts.bench.peers import Document, Peer, installed

MEASURES: Final = (RR @ 10, nDCG @ 10, R @ 100, Success @ 1)
DEPTH: Final = 100
RECORD: Final = Path(__file__).with_suffix(".json")
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def without_accents(text: str) -> str:
    """L'été -> L'ete."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def with_typing_error(text: str) -> str:
    """One letter of one word of five letters or more dropped, doubled, replaced or swapped."""
    # Seeded by the query, so that every peer and every run has the same errors.
    chance = random.Random(text)
    words = text.split(" ")
    long_words = [n for n, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long_words:
        return text
    number = chance.choice(long_words)
    word = words[number]
    at = chance.randrange(1, len(word) - 1)
    words[number] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


WAYS: Final[dict[str, Callable[[str], str]]] = {
    "as it is": lambda text: text,
    "no accents": without_accents,
    "CAPITALS": str.upper,
    "apostrophes": lambda text: text.replace("'", "’"),
    "typing error": with_typing_error,
}


def main() -> None:
    """Evaluate every set of the arguments."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--corpus", type=Path, help="articles for sets without docs.jsonl")
    parser.add_argument("--queries", type=int, default=0, help="only so many of each set; 0: all")
    # The other peers rank like one of these, or take minutes.
    known = "searchnews,tantivy,SQLite FTS5,bm25s"
    parser.add_argument("--peers", default=known, help=f"names, separated by commas; {known}")
    parser.add_argument("--record", action="store_true", help="keep these figures")
    arguments = parser.parse_args()
    recorded = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    measured = {
        folder.name: evaluate(folder, arguments, recorded.get(folder.name, {}))
        for folder in arguments.sets
    }
    if arguments.record:
        RECORD.write_text(json.dumps(recorded | measured, indent=1) + "\n")


def evaluate(
    folder: Path, arguments: argparse.Namespace, recorded: dict[str, list[float]]
) -> dict[str, list[float]]:
    """Print the table of one set; gives the figures of searchnews."""
    queries = list(read_queries(folder, arguments.queries))
    wanted = {query for query, _ in queries}
    qrels = [q for q in ir_measures.read_trec_qrels(str_qrels(folder)) if q.query_id in wanted]
    documents = list(read_documents(folder, arguments.corpus))
    print(f"\n{folder.name}: {len(documents):,} documents, {len(queries):,} queries")
    print(f"{'':28}" + "".join(f"{measure!s:>12}" for measure in MEASURES))
    ours: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, make in installed().items():
            if name not in arguments.peers.split(","):
                continue
            peer = make(Path(temporary, name))
            peer.index(documents)
            for way, change in WAYS.items():
                values = measure(peer, [(q, change(text)) for q, text in queries], qrels)
                print(f"{name:15}{way:13}" + "".join(f"{value:12.4f}" for value in values))
                if name == "searchnews":
                    ours[way] = [round(value, 4) for value in values]
    print(changes(recorded, ours))
    return ours


def measure(
    peer: Peer, queries: list[tuple[str, str]], qrels: list[ir_measures.Qrel]
) -> list[float]:
    """The measures of a peer's answers."""
    run = [
        ir_measures.ScoredDoc(query, document, float(DEPTH - rank))
        for query, text in queries
        for rank, document in enumerate(peer.search(text, DEPTH))
    ]
    values = ir_measures.calc_aggregate(MEASURES, qrels, run)
    return [values[each] for each in MEASURES]


def changes(recorded: dict[str, list[float]], ours: dict[str, list[float]]) -> str:
    """What has changed since the recorded run, in a line."""
    if not recorded:
        return "no recorded run"
    changed = [
        f"{way} {ours[way][0] - recorded[way][0]:+.4f}"
        for way in ours
        if way in recorded and abs(ours[way][0] - recorded[way][0]) >= 0.0001
    ]
    return f"{MEASURES[0]} since the recorded run: {', '.join(changed) or 'nothing changed'}"


def str_qrels(folder: Path) -> str:
    """The judgements of a set in the format of TREC."""
    lines = (folder / "qrels.tsv").read_text().splitlines()
    rows = (line.split("\t") for line in lines if line)
    return "".join(f"{query} 0 {document} {grade}\n" for query, document, grade in rows)


def read_queries(folder: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Ids and texts of queries."""
    lines = (folder / "queries.jsonl").read_text().splitlines()
    for line in lines[: limit or None]:
        query = json.loads(line)
        yield query["id"], query["text"]


def read_documents(folder: Path, corpus: Path | None) -> Iterator[Document]:
    """The documents of a set."""
    own = folder / "docs.jsonl"
    if own.exists():
        for line in own.read_text().splitlines():
            document = json.loads(line)
            yield Document(document["id"], document["title"] or "", document["text"])
        return
    if corpus is None:
        raise SystemExit(f"{folder} has no docs.jsonl; name the articles with --corpus")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            title, body = article["title"] or "", article["body"] or ""
            if "titles" in folder.name:
                title = ""
            if "headings" in folder.name and article.get("heading"):
                body = body.removeprefix(article["heading"]).lstrip()
            yield Document(article["id"], title, body)


if __name__ == "__main__":
    main()
