"""French words: how texts and queries are cut into the words that are indexed and searched.

This package is the only place that knows what a French word is. `tokenize` is the reference and
gives places; `bulk` gives the same words of whole texts; `lemmas` says which words are forms of one
another, by `lexicon`; `function_words` which carry no meaning alone.
"""

from typing import Final

ANALYSIS_VERSION: Final = 1
"""Goes up whenever a text may give other words than before; an index of another version must be
rebuilt. A test pins the words of a text of every kind to this number."""
