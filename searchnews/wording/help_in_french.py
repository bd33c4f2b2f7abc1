"""What the help of the commands says, in French."""

from __future__ import annotations

from functools import cache

from searchnews.wording.catalogues import wordings


@cache
def help_texts() -> dict[str, str]:
    """The help in English, by paragraphs and words for what is typed; the same in French.

    >>> help_texts()["Usage:"], help_texts()["Print a whole article."]
    ('Usage :', 'Montre un article entier.')
    """
    return {wording.english: wording.french for wording in wordings("help.catalogue")}
