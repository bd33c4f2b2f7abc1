"""Copies: the same dispatch in several articles, revised, cut or under another title.

After a commit `update_copies` compares what is new with all articles, by fingerprints first and
then exactly; `Groups` reads what it found. All of it lies in a folder of its own and can be made
again from the articles of the index at any time.
"""

from typing import Final

COPIES_VERSION: Final = 2
"""Goes up whenever other texts may be copies, or their files change: those of another version are
made again by the next update. A test pins the fingerprints of a text to this number."""
