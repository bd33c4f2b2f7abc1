"""Measure which forms of words the stem keys join, against the lemmas of a treebank.

    python -m scripts.evaluation.stems FILE.conllu...

Of all pairs of folded forms with a common lemma, how many share a key (recall), and of all pairs
that share a key, how many have a common lemma (precision): derivations, such as chant of chanter,
count as errors. Prints the same for Snowball alone, folded before and after, and some errors.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

import snowballstemmer

from searchnews.analysis.fold import fold
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.stem import Stemmer

KINDS = {"NOUN", "VERB", "ADJ", "AUX"}
SHOWN = 15


def main() -> None:
    """Print a line for each way, and the errors of ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.conllu")
    lemmas: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for form, lemma in read(parser.parse_args().files):
        lemmas[fold(form)].add(lemma)
        written[fold(form)].add(form)
    snowball = snowballstemmer.stemmer("french").stemWord
    ways: dict[str, Callable[[str], Iterable[str]]] = {
        "fold, then Snowball": lambda word: [snowball(word)],
        "Snowball, then fold": lambda word: {fold(snowball(form)) for form in written[word]},
        "searchnews": Stemmer().keys,
    }
    same = {pair for forms in inverted(lemmas).values() for pair in combinations(sorted(forms), 2)}
    print(f"{len(lemmas):,} forms, {len(same):,} pairs with a common lemma")
    for name, keys in ways.items():
        joined = {
            pair
            for forms in inverted({word: set(keys(word)) for word in lemmas}).values()
            for pair in combinations(sorted(forms), 2)
        }
        right = len(joined & same)
        print(f"{name:22} recall {right / len(same):6.1%}  precision {right / len(joined):6.1%}")
    for name, errors in (("apart", same - joined), ("joined", joined - same)):
        some = sorted(errors)[:: max(1, len(errors) // SHOWN)]
        print(f"{name}: {', '.join(map('/'.join, some))}")


def read(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Forms and lemmas of content words, in lower case."""
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[3] in KINDS:
                form, lemma = columns[1].lower(), columns[2].lower()
                if form.isalpha() and len(form) > 1 and fold(form) not in FUNCTION_WORDS:
                    yield form, lemma


def inverted(keys_of: dict[str, set[str]]) -> dict[str, set[str]]:
    """Each key with the words that have it."""
    words: dict[str, set[str]] = defaultdict(set)
    for word, keys in keys_of.items():
        for key in keys:
            words[key].add(word)
    return words


if __name__ == "__main__":
    main()
