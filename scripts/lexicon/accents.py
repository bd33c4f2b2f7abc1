"""Make the table of words that are usually written with accents.

    python -m scripts.lexicon.accents fr.aff fr.dic CORPUS.jsonl.gz

The dictionary, that of `scripts.lexicon.make`, says which words there are; the articles of a
corpus, JSON lines with a title and a body, in which form most of them write each: marche or
marché, précise or précisé.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from scripts.lexicon.dictionary import forms
from searchnews.analysis.bulk.cut import written_words_of_each
from searchnews.analysis.fold import fold, lower_case
from searchnews.analysis.lexicon import ACCENTED, LONGEST, sorted_lines

# Forms that remain to be noted, of 45 with accents in an article of 350 words: 16.0 with 2,000
# words in the table, 12.4 with 4,000, 10.0 with 8,000, 9.5 with 10,000, 8.7 with 20,000. Each takes
# room in the memory of whoever indexes.
_WORDS: Final = 8000


def usual_forms(known: Iterable[str], articles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded words -> the form in which most articles have them, where that has accents.

    Of the forms that are `known`; the commonest words.
    """
    counts = Counter(form for article in articles for form in _forms_of(article))
    of_word: defaultdict[str, list[str]] = defaultdict(list)
    for form in counts:
        of_word[fold(form)].append(form)
    usual = {
        word: max(of_word[word], key=lambda form: (counts[form], form))
        for word in of_word
        if len(word) <= LONGEST
    }
    dictionary = set(known)
    commonest = sorted(
        (word for word, form in usual.items() if not form.isascii() and form in dictionary),
        key=lambda word: (-counts[usual[word]], word),
    )
    return {word: usual[word] for word in commonest[:_WORDS]}


def _forms_of(article: tuple[str, str]) -> set[str]:
    (words,) = written_words_of_each([article])
    return {*words.title.split(), *words.text.split()}


def articles_of(corpus: Path) -> Iterator[tuple[str, str]]:
    """The titles and texts of a corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article.get("title") or "", article["body"]


def main() -> None:
    """Write the table of the project, or another."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("affixes", type=Path, metavar="FR.AFF")
    parser.add_argument("words", type=Path, metavar="FR.DIC")
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl.gz")
    parser.add_argument("--output", type=Path, default=ACCENTED, metavar="FILE")
    options = parser.parse_args()
    known = (lower_case(form.written) for form in forms(options.affixes, options.words))
    usual = usual_forms(known, articles_of(options.corpus))
    options.output.write_bytes(sorted_lines.packed(usual))
    print(f"{len(usual):,} words, {options.output.stat().st_size:,} bytes: {options.output}")


if __name__ == "__main__":
    main()
