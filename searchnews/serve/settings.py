"""How a server was started: what is the same for every visit."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchnews.serve import limits

if TYPE_CHECKING:
    from searchnews.query.concepts.lists import Lists
    from searchnews.query.synonyms import Synonyms


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the command line says of a server."""

    hosts: frozenset[str] | None = None
    """Names by which it may be asked, in lower case; None for those of this machine itself."""
    by_number: bool = False
    """Whether numbers of networks are names of it, too: browsers cannot be deceived by them."""
    token: str | None = None
    """What visitors must know; None if everybody may ask who reaches it."""
    root_path: str = ""
    """Where a proxy shows it, as in /presse; empty or with a slash before and none behind."""
    saving: bool | None = None
    """Whether visitors may save and remove searches; None where just this machine may ask, see
    `settings_for`."""
    show_paths: bool = False
    """Whether visitors see the files of the server."""
    synonyms: Synonyms | None = None
    lists: Lists | None = None
    """The user's; None for those in the folder of the index."""
    seconds: float = limits.SECONDS
    """After which a search is given up."""
    threads: int = limits.SEARCHES_PER_CORE * (os.cpu_count() or 1)
    waiting: int = limits.WAITING
    exported: int = limits.EXPORTED
    """Articles of one export."""
    visits_per_minute: int | None = None
    """Of one visitor; None for any number."""
