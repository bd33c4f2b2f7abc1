"""The vocabulary: every word of an index, how common it is, and which words are forms of it.

It stands in SQLite beside the engine, made from the engine's own dictionary after a commit. It
may know words that no article has any more; of the commit that `stamp` names it misses none.
"""

from searchnews.vocabulary.lookup import Vocabulary
from searchnews.vocabulary.source import WordSource

__all__ = ["Vocabulary", "WordSource"]
