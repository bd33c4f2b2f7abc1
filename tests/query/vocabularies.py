"""Words of an index, for what is planned against them."""

from vocabulary.commits import Commit

from searchnews.query.bm25 import Rarity
from searchnews.query.forms import IndexWords
from searchnews.vocabulary import Vocabulary


def index_words(directory, counts, articles=1000, **fields):
    """The words of an index of so many articles, with the articles that each is in."""
    vocabulary = Vocabulary(directory / "vocabulary.db")
    vocabulary.refresh(Commit("1", counts, **fields))
    return IndexWords(vocabulary, Rarity(articles))
