"""Measure which forms of words the lemma keys join, against the lemmas of a treebank.

    python -m scripts.evaluation.lemmas FILE.conllu...

Of all pairs of folded forms with a common lemma, how many share a key (recall), and of all pairs
that share a key, how many have a common lemma (precision). Names, which the treebank tags as such
and never as anything else, are counted apart: how many pairs with one are joined. Prints the same
for Snowball alone, where it is installed, and some errors.

A treebank has few forms of most words, and one lemma for each place: *inspirée* is an adjective
there, no form of inspirer; actrice no feminine of acteur. So most of what counts as an error of
precision here is none to a reader.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, TypeAlias

from searchnews.analysis.fold import fold
from searchnews.analysis.function_words import FUNCTION_WORDS
from searchnews.analysis.lemmas import lemma_keys
from searchnews.analysis.lexicon import Lexicon

KINDS = {"NOUN", "VERB", "ADJ", "AUX"}
SHOWN = 40

Pairs: TypeAlias = set[tuple[str, str]]
"""Folded words, in order."""


class Treebank(NamedTuple):
    """The words of a treebank, folded."""

    lemmas: dict[str, set[str]]
    """Of nouns, verbs and adjectives."""
    written: dict[str, set[str]]
    """The forms in lower case that fold to a word."""
    names: set[str]
    """Words that are names and nothing else."""


class Joined(NamedTuple):
    """What some keys join."""

    recall: float
    precision: float
    apart: Pairs
    """Pairs with a common lemma that share no key."""
    wrong: Pairs
    """Pairs that share a key and have no common lemma."""
    names: Pairs
    """Pairs that share a key of which one is a name."""


def main() -> None:
    """Print a line for each way, and the errors of ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.conllu")
    treebank = read(parser.parse_args().files)
    print(f"{len(treebank.lemmas):,} forms, {len(treebank.names):,} names")
    for name, keys in ways(treebank).items():
        found = joined(treebank, keys)
        print(
            f"{name:22} recall {found.recall:6.1%}  precision {found.precision:6.1%}"
            f"  with names {len(found.names)}"
        )
    for name, errors in (("apart", found.apart), ("wrong", found.wrong), ("names", found.names)):
        some = sorted(errors)[:: max(1, len(errors) // SHOWN)]
        print(f"{name}: {', '.join(map('/'.join, some))}")


def ways(treebank: Treebank) -> dict[str, Callable[[str], Iterable[str]]]:
    """Ways of giving keys to a folded word; the last is ours."""
    lexicon = Lexicon()
    ours: dict[str, Callable[[str], Iterable[str]]] = {
        "searchnews": lambda word: lemma_keys(word, lexicon)
    }
    try:
        from Stemmer import Stemmer  # PyStemmer, of the group bench
    except ImportError:
        return ours
    snowball = Stemmer("french").stemWord
    return {
        "fold, then Snowball": lambda word: [snowball(word)],
        "Snowball, then fold": lambda word: {
            fold(snowball(form)) for form in treebank.written.get(word, ())
        },
    } | ours


def read(files: Iterable[Path]) -> Treebank:
    """The words of treebanks in CoNLL-U, without function words and what is not of letters."""
    bank = Treebank(defaultdict(set), defaultdict(set), set())
    for form, lemma, kind in rows(files):
        word = fold(form)
        if not form.isalpha() or len(form) < 2 or word in FUNCTION_WORDS:
            continue
        if kind in KINDS:
            bank.lemmas[word].add(lemma)
            bank.written[word].add(form)
        elif kind == "PROPN":
            bank.names.add(word)
    bank.names.difference_update(bank.lemmas)
    return bank


def rows(files: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Form and lemma, in lower case, and part of speech of every word."""
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10:
                yield columns[1].lower(), columns[2].lower(), columns[3]


def joined(treebank: Treebank, keys: Callable[[str], Iterable[str]]) -> Joined:
    """What keys join in a treebank."""
    same = pairs(treebank.lemmas)
    found = pairs({word: set(keys(word)) for word in treebank.lemmas.keys() | treebank.names})
    with_names = {pair for pair in found if not treebank.names.isdisjoint(pair)}
    common = found - with_names
    right = len(common & same)
    return Joined(right / len(same), right / len(common), same - common, common - same, with_names)


def pairs(keys_of: dict[str, set[str]]) -> Pairs:
    """All pairs of words that have a key in common."""
    words: dict[str, set[str]] = defaultdict(set)
    for word, keys in keys_of.items():
        for key in keys:
            words[key].add(word)
    return {pair for forms in words.values() for pair in combinations(sorted(forms), 2)}


if __name__ == "__main__":
    main()
