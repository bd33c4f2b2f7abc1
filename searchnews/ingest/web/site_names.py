"""The names of a site: Le Courrier, Le Courrier.fr, www.lecourrier.fr, @lecourrier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from searchnews.ingest.lines import letters_of

_ENDINGS: Final = r"\.(?:fr|com|ch|be|ca|org|net|info|eu|tn|ma|dz|sn|ci)"
_DOMAIN: Final = re.compile(rf"{_ENDINGS}$", re.IGNORECASE)
_HOST: Final = re.compile(r"@?[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_KNOWN_HOST: Final = re.compile(rf"(?:www\.)?[\w-]{{2,40}}{_ENDINGS}", re.IGNORECASE)


def site_key(name: str) -> str:
    """What all ways of writing a site's name have in common: Le Courrier, lecourrier.fr.

    >>> site_key("www.lecourrier.fr") == site_key("Le Courrier") == "courrier"
    True
    """
    letters = letters_of(_DOMAIN.sub("", name.strip().lower()))
    return letters.removeprefix("www").removeprefix("le").removeprefix("la")


def is_host(name: str) -> bool:
    """Whether a name is that of a host, and not one that people write.

    >>> is_host("lecourrier.fr"), is_host("Le Courrier.fr")
    (True, False)
    """
    return _HOST.fullmatch(name) is not None


def is_known_host(name: str) -> bool:
    """Whether a name, however it is written, can only be that of a site: LeCourrier.fr.

    >>> is_known_host("LeCourrier.fr"), is_known_host("A.B.C")
    (True, False)
    """
    return _KNOWN_HOST.fullmatch(name) is not None


def written_name(name: str, others: Iterable[str]) -> str:
    """The name of a site as people write it, by the other names that its page has.

    >>> written_name("Le Courrier.fr", []), written_name("lecourrier.fr", ["Le Courrier"])
    ('Le Courrier', 'Le Courrier')
    >>> written_name("Cath.ch", []), written_name("lecourrier.fr", ["Le Soir"])
    ('Cath.ch', 'lecourrier.fr')
    """
    same = [name, *(other for other in others if site_key(other) == site_key(name))]
    plain = [each for each in same if not _DOMAIN.search(each) and not each.startswith("@")]
    if plain:
        return plain[0]
    written = next((each for each in same if not is_host(each)), name)
    return _DOMAIN.sub("", written) if " " in written else written
