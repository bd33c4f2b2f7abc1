"""Stories: the same event in other words, in several dispatches.

A second layer over `copies`: what is compared are dispatches, each by the article that leads its
copies, so a story has whole groups of copies. `update_stories` compares what is new with what was
published about the same time; `Stories` reads what it found. All of it lies in one database, which
is made when stories are first asked for, and can be made again at any time.
"""

from typing import Final

STORIES_VERSION: Final = 1
"""Goes up whenever other articles may be of one story, or the database changes: one of another
version is made again when stories are asked for."""
