"""Make two judged sets of the headlines of a corpus that quote somebody.

    python -m scripts.evaluation.quoted_titles CORPUS.jsonl.gz DIRECTORY [--queries 1500]

`titles_quoted` has headlines with quotation marks as they are; `titles_halfquoted` has the same
without their marks, and with guillemets round their second half. Each headline is a query, and
its article is the only answer. `ranking` takes the headlines out of the articles for both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

_MARKS: Final = re.compile(r'["«»“”]')
_SEED: Final = 3


def half_quoted(title: str) -> str:
    """The headline with guillemets round its second half.

    >>> half_quoted('Birmanie : "Voir les événements comme un conflit"')
    'Birmanie : Voir les « événements comme un conflit »'
    """
    words = _MARKS.sub("", title).split()
    middle = len(words) // 2
    return " ".join([*words[:middle], "«", *words[middle:], "»"])


_SETS: Final[dict[str, Callable[[str], str]]] = {
    "titles_quoted": lambda title: title,
    "titles_halfquoted": half_quoted,
}


def main() -> None:
    """Write both sets."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl.gz")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--queries", type=int, default=1500)
    arguments = parser.parse_args()
    with gzip.open(arguments.corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    quoting = [each for each in articles if _MARKS.search(each["title"] or "")]
    # The seed makes every run write the same sets.
    chosen = random.Random(_SEED).sample(quoting, min(arguments.queries, len(quoting)))
    for name, query_of in _SETS.items():
        write_set(arguments.directory / name, chosen, query_of)


def write_set(folder: Path, articles: list[dict[str, str]], query_of: Callable[[str], str]) -> None:
    """Write `queries.jsonl` and `qrels.tsv`: the headline of each article, and its id."""
    folder.mkdir(parents=True, exist_ok=True)
    queries, answers = [], []
    for number, article in enumerate(articles):
        query = {"id": f"q{number}", "text": query_of(article["title"])}
        queries.append(json.dumps(query, ensure_ascii=False) + "\n")
        answers.append(f"q{number}\t{article['id']}\t1\n")
    (folder / "queries.jsonl").write_text("".join(queries), encoding="utf-8")
    (folder / "qrels.tsv").write_text("".join(answers), encoding="utf-8")


if __name__ == "__main__":
    main()
