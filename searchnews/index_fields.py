"""The fields of an article in an index: what its words are looked up under.

Analysis fills them, the vocabulary learns from them, queries name them and engines keep them.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = "words"
"""The text, its beginning once more, and the title, twice: what an ordinary query searches and
ranks."""
TITLE: Final = "title"
TITLE_ONLY: Final = "title_only"
"""Words that the title has and the text has not."""
WRITTEN: Final = "written"
"""Words with the accents that they are written with, where those are not the usual ones: see
`TitledWords.written`."""
ACRONYMS: Final = "acronyms"
"""The acronyms that the article explains; not searched: the vocabulary learns them."""
URL: Final = "url"
"""`NAME_BEGINS`, the article's address and each beginning of it: see `urls.beginnings`."""
SOURCE: Final = "source"
AGENCY: Final = "agency"
AUTHORS: Final = "authors"
SECTION: Final = "section"
PUBLISHER: Final = "publisher"
"""The name of the source as it is written, for counts; so are the next four."""
AGENCY_NAME: Final = "agency_name"
AUTHOR_NAMES: Final = "author_names"
"""Of every author."""
SECTION_NAME: Final = "section_name"
LANGUAGE: Final = "language"

WITH_POSITIONS: Final = (WORDS, TITLE, SOURCE, AGENCY, AUTHORS, SECTION)
"""Fields of words in order: phrases can be looked for in them, and BM25 scores them."""
WITHOUT_POSITIONS: Final = (TITLE_ONLY, WRITTEN, ACRONYMS, URL)
"""Fields of which an engine knows only which words they have. What they score is not defined."""
WHOLE_TERMS: Final = (PUBLISHER, AGENCY_NAME, AUTHOR_NAMES, SECTION_NAME, LANGUAGE)
"""Fields of whole names, each one term; what they score is not defined either."""

NAME_BEGINS: Final = "^"
NAME_ENDS: Final = "$"
"""What stands before and behind each name in the fields of names with positions, and is no word: so
a whole name is a row, and what has a name at all has the first."""
