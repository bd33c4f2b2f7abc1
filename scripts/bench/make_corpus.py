"""Make synthetic articles that look like French, for measuring at scale.

    python -m scripts.bench.make_corpus 1000000 [--seed 1] > articles.jsonl

They mean nothing, and their source, "Synthétique", says so. They share with real articles what
decides the size and speed of an index: words by Zipf's law from a vocabulary that keeps growing,
lengths, accents and elisions, names, dates, sources, sections; one in twenty is nearly a copy of
another. The same seed gives the same articles; they are streamed, so any number is possible.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

# The commonest words, in about the order of their frequency in French news.
_COMMON: Final = """
de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec
été mais son ou aux cette elle leur ont deux ans selon être également après entre fait président
ministre gouvernement France Paris pays police justice personnes années ville travail grève
transports élection présidentielle américaine mesures annoncées lutter contre chômage syndicats
frappes aériennes manifestation victimes enquête tribunal procureur attentat budget réforme
retraites économie croissance entreprise emplois salariés hausse baisse prix milliards euros
marché école université santé hôpital médecins patients vaccin climat énergie nucléaire
agriculteurs Europe européenne sommet accord négociations armée militaires réfugiés migrants
frontière Syrie Russie Ukraine Allemagne
""".split()
_ONSETS: Final = "b c d f g l m n p r s t v br ch cr dr fl gr pl pr tr qu".split()
_NUCLEI: Final = "a e i o u é è ou oi an en in on ai eau".split()
_CODAS: Final = ["", "", "", "r", "l", "n", "s", "t", "que", "ment", "tion", "eur", "eux", "ité"]
_SECTIONS: Final = ("Monde", "Politique", "Économie", "Société", "Sports", "Culture")
_SOURCES: Final = tuple(f"Synthétique {number}" for number in range(1, 41))

_HEAD: Final = 30_000  # ranks that are drawn by Zipf's law; rarer words are drawn apart
_RARE: Final = 0.04  # the share of rarer words; with it 30,000 articles have some 130,000 words
# How far the vocabulary has grown after n articles, by Heaps' law: as in 31,000 real ones.
_HEAPS: Final = (900.0, 0.5)
_COPIES: Final = 0.05
_REMEMBERED: Final = 500
_DAYS: Final = 5000


def main() -> None:
    """Write articles to standard output, one a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for article in articles(arguments.articles, arguments.seed):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


def articles(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many articles, each as a record of JSON."""
    random = Random(seed)
    head = [word(rank) for rank in range(_HEAD)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(_HEAD)))  # Mandelbrot's shift
    recent: deque[list[str]] = deque(maxlen=_REMEMBERED)
    for n in range(number):
        if recent and random.random() < _COPIES:
            words = list(random.choice(recent))
            for _ in range(len(words) // 20):
                words[random.randrange(len(words))] = random.choice(head)
        else:
            length = max(30, int(random.lognormvariate(5.7, 0.5)))
            words = random.choices(head, cum_weights=weights, k=length)
            known = _HEAD + int(_HEAPS[0] * n ** _HEAPS[1])
            for _ in range(int(length * _RARE)):
                rank = int(_HEAD * math.exp(random.random() * math.log(known / _HEAD + 1)))
                words[random.randrange(length)] = word(rank)
        recent.append(words)
        day = date(2005, 1, 1) + timedelta(days=random.randrange(_DAYS))
        yield {
            "id": f"synthetic-{seed}-{n}",
            "title": _sentence(words[:9]).rstrip("."),
            "body": _text(words, random),
            "date": day.isoformat(),
            "source": random.choice(_SOURCES),
            "section": random.choice(_SECTIONS),
        }


def word(rank: int) -> str:
    """The word of a rank, the same in every corpus: real words first, then invented ones.

    >>> word(0), word(1000) == word(1000), word(1000) == word(1001)
    ('de', True, False)
    """
    if rank < len(_COMMON):
        return _COMMON[rank]
    letters = ""
    left = rank
    while left or len(letters) < 3:
        left, onset = divmod(left, len(_ONSETS))
        left, nucleus = divmod(left, len(_NUCLEI))
        letters += _ONSETS[onset] + _NUCLEI[nucleus]
    letters += _CODAS[rank % len(_CODAS)]
    if rank % 11 == 0:  # a name
        return letters.capitalize()
    return f"{letters}s" if rank % 3 == 0 else letters


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    for vowel in "aeiouéè":  # la école, de Europe
        for article in ("la", "le", "de"):
            text = text.replace(f" {article} {vowel}", f" {article[0]}'{vowel}")
    return text[:1].upper() + text[1:] + "."


def _text(words: list[str], random: Random) -> str:
    sentences = []
    start = 0
    while start < len(words):
        length = random.randint(8, 32)
        sentences.append(_sentence(words[start : start + length]))
        start += length
    paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    return "\n".join(paragraphs)


if __name__ == "__main__":
    main()
