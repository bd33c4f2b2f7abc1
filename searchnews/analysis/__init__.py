"""French words: how texts and queries are cut into the words that are indexed and searched.

This package is the only one that knows what a French word is. `tokenize` is the reference, with
the offsets of each word; `bulk` gives the same words of many texts at once; `lemmas` knows, by
`lexicon`, which words are forms of one another; `function_words` which carry no meaning alone.
"""

from typing import Final

ANALYSIS_VERSION: Final = 3
"""Goes up whenever a text may give other words than before; an index of another version must be
rebuilt. A test pins the words of a text of every kind to this number."""
