"""Judge the snippets of the first hits of many queries.

    python -m scripts.evaluation.snippets INDEX QUERIES.jsonl [--hits 200]

QUERIES.jsonl has an object a line, with id and text. Of the first hit of each query: how many
snippets show every word of the query that the text of the article has; how many begin and end with
a sentence or a paragraph; and of the pairs of words that are neighbours in the query and in the
text, how many are shown as neighbours.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

import searchnews
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.lemmas import lemma_keys
from searchnews.analysis.lexicon import Lexicon
from searchnews.analysis.tokenize import words_of
from searchnews.search.results import Hit

ENDS: Final = '.!?…»”")'


def main() -> None:
    """Print the three shares, and some snippets that fall short."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--hits", type=int, default=200)
    arguments = parser.parse_args()
    lexicon = Lexicon()

    def keys(word: str) -> frozenset[str]:
        return lemma_keys(word, lexicon)

    judged = complete = whole = with_pair = showing_pair = 0
    poor: list[str] = []
    with searchnews.open(arguments.index) as index:
        for line in arguments.queries.read_text(encoding="utf-8").splitlines():
            query = json.loads(line)["text"]
            hit = next(iter(index.search(query, limit=1)), None)
            if hit is None or judged >= arguments.hits:
                continue
            judged += 1
            text = words_of(text_of(hit))
            shown = words_of(hit.snippet.text)
            words = [word for word in words_of(query) if word not in FUNCTION_WORDS]
            missing = [
                word for word in words if has(text, word, keys) and not has(shown, word, keys)
            ]
            complete += not missing
            whole += is_whole(hit)
            pairs = {p for p in pairwise(words) if p in set(neighbours(text))}
            with_pair += bool(pairs)
            showing_pair += bool(pairs & set(neighbours(shown)))
            if missing:
                poor.append(f"{query}\n    without {', '.join(missing)}: {hit.snippet.text}")
    print(f"{judged} hits")
    print(f"every word that the text has  {complete / judged:6.1%}")
    print(f"begins and ends at a sentence {whole / judged:6.1%}")
    print(f"neighbours shown as such      {showing_pair / max(1, with_pair):6.1%} of {with_pair}")
    print(*poor[:5], sep="\n")


def text_of(hit: Hit) -> str:
    """What snippets are cut from."""
    return "\n".join(filter(None, (hit.article.lead, hit.article.body)))


def has(words: list[str], word: str, keys: Callable[[str], frozenset[str]]) -> bool:
    """Whether a text has a word in one of its forms: one with which it shares a key."""
    forms = keys(word)
    return any(other == word or forms & keys(other) for other in words)


def neighbours(words: list[str]) -> list[tuple[str, str]]:
    """Pairs of neighbouring words; function words are left out first."""
    content = [word for word in words if word not in FUNCTION_WORDS]
    return list(pairwise(content))


def is_whole(hit: Hit) -> bool:
    """Whether a snippet begins and ends where a sentence, a line or the text does."""
    text, shown = text_of(hit), hit.snippet.text
    if "…" in (shown[:1], shown[-1:]) and shown.strip("…") in text:
        return False
    pieces = shown.split(" … ")
    starts = text.find(pieces[0])
    before = text[:starts].rstrip(" ")[-1:]
    return (not before or before in f"{ENDS}\n") and (
        shown[-1:] in ENDS or text.endswith(pieces[-1]) or f"{pieces[-1]}\n" in text
    )


if __name__ == "__main__":
    main()
