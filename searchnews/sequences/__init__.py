"""Sequences: the words of each article, in order, as numbers, so that any words are counted fast.

An engine finds which articles have a word; how often, and between which others, only the texts
say. Cut once and kept as numbers of their written forms, the words of 31,000 articles are read
again in a twentieth of a second. Everything here can be made again from the stored articles.
"""

from typing import Final

SEQUENCES_VERSION: Final = 1
"""Rises whenever a text may give another sequence, or the tables change: sequences of another
version are made again."""
