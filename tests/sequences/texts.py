"""Sources of texts as tests need them."""

from dataclasses import dataclass, field

import numpy as np

from searchnews.analysis.tokenize import tokenize
from searchnews.sequences.chunks import BORDER
from searchnews.sequences.source import NumberedText


@dataclass
class Texts:
    """Articles by their numbers, each a title and a text, at one commit."""

    articles: dict[int, tuple[str, str]]
    stamp: str = "1"
    index: str = "an index"
    read: list[int] = field(default_factory=list)
    """The numbers of the articles that were read, in their order."""

    @property
    def numbers(self):
        return np.array(sorted(self.articles), np.int64)

    def texts(self, numbers):
        for number in numbers.tolist():
            self.read.append(number)
            yield NumberedText(number, *self.articles[number])


def written(text):
    """The words of a text as they are written, by the reference tokenizer."""
    return [token.written for token in tokenize(text)]


def sequences_in(corpus, numbers):
    """The sequences of articles by their numbers: titles and texts as lists of forms."""
    found = {}
    for chunk in corpus.chunks(numbers):
        forms = corpus.forms(set(chunk.forms.tolist()))
        start = 0
        for number, length in zip(chunk.numbers.tolist(), chunk.lengths.tolist(), strict=True):
            sequence = chunk.forms[start : start + length].tolist()
            start += length
            border = sequence.index(BORDER)
            assert sequence[-1] == BORDER
            found[number] = (
                [forms[form] for form in sequence[:border]],
                [forms[form] for form in sequence[border + 1 : -1]],
            )
    return found
